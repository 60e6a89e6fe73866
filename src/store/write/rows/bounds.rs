//! Day columns: the span of a date, and the bounds of the start and end of a relation.

use std::collections::HashMap;

use crate::domain::{
    certainty::{Bounds, End},
    date::{ALWAYS, Day, PartialDate, Span, StatedDate, UNDATED_ORDER},
    entity_type::EntityType,
    record::{
        Activity, Affiliation, Agent, Citation, Event, Evidence, Figure, Participation, Period,
        Position, Record, Registry, SourcePart, transfers,
    },
    role::{is_act, is_fact_in_plan},
};

/// A source, or a part of one with dates of its own: their slugs.
type Text<'a> = (&'a str, Option<&'a str>);

/// The text that a citation refers to.
fn cited_text(citation: &Citation) -> Text<'_> {
    (&citation.source, citation.part.as_deref())
}

/// What other records say that bounds the dates of a relation.
pub struct DateContext<'a> {
    /// The last day on which each text can have been written.
    written: HashMap<Text<'a>, Day>,
    /// The first day on which each text can have been written.
    earliest: HashMap<Text<'a>, Day>,
    /// When each organization and program existed, where a document says something of it.
    existence: HashMap<Thing<'a>, Existence>,
}

/// An organization or a program that a relation needs: its type and its slug.
pub type Thing<'a> = (EntityType, &'a str);

/// When an organization or a program existed.
#[derive(Clone, Copy)]
pub struct Existence {
    /// The first day on which it can have existed; [`ALWAYS`] if unknown.
    pub first: Day,
    /// The days between which it ended; None if no source says that it did.
    pub end: Option<Span>,
}

impl<'a> DateContext<'a> {
    /// What a whole registry says.
    pub fn new(registry: &'a Registry) -> Self {
        let day = |latest: PartialDate| latest.span().end - 1;
        let texts = || {
            registry.sources.iter().flat_map(|source| {
                let whole = ((&*source.slug, None), source.earliest, source.latest);
                let part =
                    |it: &'a SourcePart| ((&*source.slug, Some(&*it.slug)), it.earliest, it.latest);
                std::iter::once(whole).chain(source.parts.iter().map(part))
            })
        };
        let written = texts().map(|(text, _, latest)| (text, day(latest)));
        let earliest = texts().map(|(text, earliest, _)| (text, earliest.span().first));
        let replaced = ends_by_succession(registry);
        let existence = registry.organizations.iter().map(|it| {
            let end = it.dissolved.as_ref().map(StatedDate::span);
            let end = end.or_else(|| replaced.get(it.slug.as_str()).copied());
            (organization(&it.slug), Existence { first: span(it.founded.as_ref()).first, end })
        });
        let programs = registry.programs.iter().map(|it| {
            let end = it.ends.as_ref().map(StatedDate::span);
            (program(&it.slug), Existence { first: span(it.starts.as_ref()).first, end })
        });
        Self {
            written: written.collect(),
            earliest: earliest.collect(),
            existence: existence.chain(programs).collect(),
        }
    }

    /// What the sources and organizations of one imported relation say: sources with the last day on which each can
    /// have been written, organizations with the days of their existence.
    pub fn of_import(
        written: impl IntoIterator<Item = (&'a str, Day)>,
        existence: impl IntoIterator<Item = (&'a str, Existence)>,
    ) -> Self {
        Self {
            written: written.into_iter().map(|(source, day)| ((source, None), day)).collect(),
            earliest: HashMap::new(),
            existence: existence.into_iter().map(|(slug, it)| (organization(slug), it)).collect(),
        }
    }

    /// What the sources of one imported record say, and what it refers to: sources with the first and the last day on which
    /// each can have been written.
    pub fn of_fact(
        written: impl IntoIterator<Item = (&'a str, (Day, Day))>,
        existence: impl IntoIterator<Item = (Thing<'a>, Existence)>,
    ) -> Self {
        let mut context = Self {
            written: HashMap::new(),
            earliest: HashMap::new(),
            existence: existence.into_iter().collect(),
        };
        for (source, (earliest, latest)) in written {
            context.earliest.insert((source, None), earliest);
            context.written.insert((source, None), latest);
        }
        context
    }

    /// The bounds of a relation; None for a record of another type.
    pub fn bounds(&self, record: Record<'_>) -> Option<Bounds> {
        match record {
            Record::Affiliation(it) => Some(self.of_affiliation(it)),
            Record::Position(it) => Some(self.of_position(it)),
            Record::Participation(it) => Some(self.of_participation(it)),
            _ => None,
        }
    }

    /// The bounds of an affiliation: both organizations exist while it holds. An act such as founding creates or
    /// replaces its object, so only the subject has to exist, and only on the day of the act.
    pub fn of_affiliation(&self, it: &Affiliation) -> Bounds {
        if !it.period.stage.is_realized() {
            return Bounds::NONE;
        }
        let bounds =
            self.of_relation(&it.period, &it.role, &it.evidence, &needed_by_affiliation(it));
        let subject = self.existence.get(&organization(&it.subject)).filter(|_| is_act(&it.role));
        let Some(subject) = subject else { return bounds };
        let bounds = subject.end.map_or(bounds, |end| bounds.started_before(end.end));
        bounds.not_before(subject.first)
    }

    /// The bounds of a position: the organization exists while somebody holds it. A founder may come before it.
    pub fn of_position(&self, it: &Position) -> Bounds {
        self.of_relation(&it.period, &it.role, &it.evidence, &needed_by_position(it))
    }

    /// The bounds of a participation. An organization takes part in a program only while both exist.
    pub fn of_participation(&self, it: &Participation) -> Bounds {
        self.of_relation(&it.period, &it.role, &it.evidence, &needed_by_participation(it))
    }

    /// The organization or program whose end is the end of an affiliation; None if it has not ended, or has an end of its own.
    pub fn end_of_affiliation<'r>(&self, it: &'r Affiliation) -> Option<Thing<'r>> {
        self.ended_with(&it.period, &it.role, &needed_by_affiliation(it))
    }

    /// The same of a position.
    pub fn end_of_position<'r>(&self, it: &'r Position) -> Option<Thing<'r>> {
        self.ended_with(&it.period, &it.role, &needed_by_position(it))
    }

    /// The same of a participation.
    pub fn end_of_participation<'r>(&self, it: &'r Participation) -> Option<Thing<'r>> {
        self.ended_with(&it.period, &it.role, &needed_by_participation(it))
    }

    /// The thing that ended first of those that a relation needs, if no document gives the relation an end.
    fn ended_with<'r>(
        &self,
        period: &Period,
        role: &str,
        needed: &[Thing<'r>],
    ) -> Option<Thing<'r>> {
        let is_open = period.until.is_none() && !period.ended && !is_act(role);
        if !is_open || !period.stage.is_realized() {
            return None;
        }
        let start = span(period.since.as_ref()).first;
        let ends = needed.iter().filter_map(|thing| Some((thing, self.existence.get(thing)?.end?)));
        // What ended before the relation started contradicts it and does not count.
        let ends = ends.filter(|(_, end)| start < end.end);
        ends.min_by_key(|(_, end)| (end.end, end.first)).map(|(thing, _)| *thing)
    }

    /// The bounds of a relation that documents state, and that needs these things to exist. Each document bounds the
    /// start by the day it was written, unless it announces the relation for a later date. If documents contradict each
    /// other, the relation keeps its own dates. A plan has no bounds.
    fn of_relation(
        &self,
        period: &Period,
        role: &str,
        evidence: &Evidence,
        needed: &[Thing<'_>],
    ) -> Bounds {
        if !period.stage.is_realized() {
            return Bounds::NONE;
        }
        let start = period.since.as_ref().map_or(ALWAYS, |since| since.unqualified().first);
        let announced = |written: &Day| *written < start;
        let attested = self.days(&evidence.cite).filter(|day| !announced(day)).min();
        let end = self.end(period, role, &evidence.cite);
        let existence = || needed.iter().filter_map(|thing| self.existence.get(thing));
        let ends: Vec<_> = existence().filter_map(|it| it.end).collect();
        let bounds = Bounds::new(period.since.as_ref(), end, attested, &ends);
        existence().fold(bounds, |bounds, it| bounds.not_before(it.first))
    }

    /// The days on which a relation that is not realized is to hold, as far as its documents say; None for any other
    /// relation. Without a planned start it can begin when the first of its documents was written.
    pub fn planned(&self, period: &Period, cite: &[Citation]) -> Option<Span> {
        if period.stage.is_realized() {
            return None;
        }
        let written = cite.iter().filter_map(|it| self.earliest.get(&cited_text(it))).min();
        let since =
            period.since.as_ref().map(|since| since.span().first).filter(|day| *day != ALWAYS);
        let first = since.or(written.copied()).unwrap_or(ALWAYS);
        Some(Span { first, end: span(period.until.as_ref()).end })
    }

    /// The end of a relation. An act has none, whatever its period says: it holds from its date on.
    fn end(&self, period: &Period, role: &str, cite: &[Citation]) -> End {
        match &period.until {
            _ if is_act(role) => End::Open,
            Some(date) if period.ended => End::At(past(date.span(), self.past_by(cite))),
            Some(date) => End::At(date.span()),
            None if period.ended => End::Past(self.past_by(cite)),
            None => End::Open,
        }
    }

    /// The last day by which a document describes the relation as past. A citation about `ended` says which does. Otherwise at
    /// least one of the cited documents does, and the newest bounds the end.
    fn past_by(&self, cite: &[Citation]) -> Option<Day> {
        let about_end = cite.iter().filter(|it| it.about.iter().any(|key| key == "ended"));
        self.days(about_end).min().or_else(|| self.days(cite).max())
    }

    /// The last day on which each cited source, or the cited part of it, can have been written.
    fn days<'c>(
        &'c self,
        cite: impl IntoIterator<Item = &'c Citation> + 'c,
    ) -> impl Iterator<Item = Day> + 'c {
        cite.into_iter().filter_map(|citation| self.written.get(&cited_text(citation))).copied()
    }
}

fn organization(slug: &str) -> Thing<'_> {
    (EntityType::Organization, slug)
}

fn program(slug: &str) -> Thing<'_> {
    (EntityType::Program, slug)
}

/// The organizations that must exist while an affiliation holds. An act has happened, whatever ends later.
fn needed_by_affiliation(it: &Affiliation) -> Vec<Thing<'_>> {
    if is_act(&it.role) {
        return Vec::new();
    }
    vec![organization(&it.subject), organization(&it.object)]
}

/// The organization that must exist while a position is held. A founder may come before it.
fn needed_by_position(it: &Position) -> Vec<Thing<'_>> {
    if is_act(&it.role) { Vec::new() } else { vec![organization(&it.organization)] }
}

/// What must exist while an organization or a person takes part in a program. A program can be announced and described before
/// and after it runs. Events have dates of their own: what happened has happened.
fn needed_by_participation(it: &Participation) -> Vec<Thing<'_>> {
    let Activity::Program(slug) = &it.activity else { return Vec::new() };
    if is_act(&it.role) {
        return Vec::new();
    }
    let agent = match &it.agent {
        Agent::Organization(slug) => Some(organization(slug)),
        Agent::Person(_) => None,
    };
    let frame = (!is_fact_in_plan(&it.role)).then(|| program(slug));
    agent.into_iter().chain(frame).collect()
}

/// The days between which organizations ended that another one replaced, by their slugs. A transfer ends nothing: its
/// original may continue without what it handed over.
fn ends_by_succession(registry: &Registry) -> HashMap<&str, Span> {
    let transfers: Vec<_> = transfers(registry).collect();
    let successions = registry.affiliations.iter();
    let successions = successions.filter(|it| {
        it.role == "SUCCESSOR"
            && it.period.stage.is_realized()
            && !transfers.iter().any(|transfer| transfer.is_of(it))
    });
    let ends =
        successions.filter_map(|it| Some((it.object.as_str(), it.period.since.as_ref()?.span())));
    ends.fold(HashMap::new(), |mut ends, (slug, end)| {
        let known = ends.entry(slug).or_insert(end);
        *known = Span { first: known.first.min(end.first), end: known.end.min(end.end) };
        ends
    })
}

/// The days of an end that a document written by this day calls past, unless all of them are later.
fn past(end: Span, written: Option<Day>) -> Span {
    let written = written.filter(|day| end.first <= *day);
    Span { first: end.first, end: written.map_or(end.end, |day| end.end.min(day + 1)) }
}

/// The days that a date covers; an unknown date covers every day.
pub fn span(date: Option<&StatedDate>) -> Span {
    date.map_or(Span::UNBOUNDED, StatedDate::span)
}

/// The days on which an event can have taken place.
pub fn of_event(event: &Event) -> Span {
    let Span { first, end } = span(event.date.as_ref());
    Span { first, end: event.until.as_ref().map_or(end, |until| until.span().end) }
}

/// What a date is sorted by; see [`StatedDate::order`]. No date comes last.
pub fn date_order(date: Option<&StatedDate>) -> i64 {
    date.map_or(UNDATED_ORDER, StatedDate::order)
}

/// The days on which the number of a figure holds: those of its date, or of its period.
pub fn of_figure(figure: &Figure) -> Span {
    let Span { first, end } = span(figure.date.as_ref());
    Span {
        first: figure.from.as_ref().map_or(first, |from| from.span().first),
        end: figure.until.as_ref().map_or(end, |until| until.span().end),
    }
}
