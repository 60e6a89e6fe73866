//! Day columns: the span of a date, and the bounds of the start and end of a relation.

use std::collections::{HashMap, HashSet};

use crate::domain::{
    certainty::{Bounds, End},
    date::{ALWAYS, Day, PartialDate, Span, StatedDate, UNDATED_ORDER},
    record::{
        Activity, Affiliation, Citation, Event, Evidence, Participation, Period, Record, Registry,
    },
    role::is_act,
};

/// What other records say that bounds the dates of a relation.
pub struct DateContext<'a> {
    /// The last day on which each source can have been written, by its slug.
    written: HashMap<&'a str, Day>,
    /// Slugs of the events that no document describes as past.
    expected: HashSet<&'a str>,
    /// The first day on which each organization can have existed, where a document says it.
    founded: HashMap<&'a str, Day>,
}

impl<'a> DateContext<'a> {
    /// What a whole registry says.
    pub fn new(registry: &'a Registry) -> Self {
        let day = |latest: PartialDate| latest.span().end - 1;
        let written = registry.sources.iter().map(|it| (it.slug.as_str(), day(it.latest)));
        let expected = registry.events.iter().filter(|it| it.status != "HAPPENED");
        let founded = registry.organizations.iter();
        let founded = founded.filter_map(|it| Some((it.slug.as_str(), it.founded?.span().first)));
        Self {
            written: written.collect(),
            expected: expected.map(|it| it.slug.as_str()).collect(),
            founded: founded.collect(),
        }
    }

    /// What the sources and organizations of one imported relation say: sources with the last day on which each can
    /// have been written, organizations with the first day on which each can have existed.
    pub fn of_import(
        written: impl IntoIterator<Item = (&'a str, Day)>,
        founded: impl IntoIterator<Item = (&'a str, Day)>,
    ) -> Self {
        Self {
            written: written.into_iter().collect(),
            expected: HashSet::new(),
            founded: founded.into_iter().collect(),
        }
    }

    /// The bounds of a relation; None for a record of another type.
    pub fn bounds(&self, record: Record<'_>) -> Option<Bounds> {
        match record {
            Record::Affiliation(it) => Some(self.of_affiliation(it)),
            Record::Position(it) => Some(self.of_relation(&it.period, &it.role, &it.evidence)),
            Record::Participation(it) => Some(self.of_participation(it)),
            _ => None,
        }
    }

    /// The bounds of a relation that documents state. Each document bounds the start by the day it was written, unless
    /// it announces the relation for a later date.
    pub fn of_relation(&self, period: &Period, role: &str, evidence: &Evidence) -> Bounds {
        let end = self.end(period, role, &evidence.cite);
        let start = period.since.map_or(ALWAYS, |since| since.span().first);
        let announced = |written: &Day| *written < start;
        let attested = self.days(&evidence.cite).filter(|day| !announced(day)).min();
        Bounds::new(period.since, end, attested)
    }

    /// The bounds of an affiliation: it starts after both organizations exist. An act such as founding creates or
    /// replaces its object, so only the subject has to exist. If documents contradict each other, the affiliation keeps its
    /// own dates.
    pub fn of_affiliation(&self, it: &Affiliation) -> Bounds {
        let bounds = self.of_relation(&it.period, &it.role, &it.evidence);
        let object = if is_act(&it.role) { None } else { self.founded.get(it.object.as_str()) };
        let earliest = self.founded.get(it.subject.as_str()).into_iter().chain(object).max();
        earliest.map_or(bounds, |day| bounds.not_before(*day))
    }

    /// The bounds of a participation. In an event that is only expected, it had not started on the day the document was
    /// written.
    pub fn of_participation(&self, it: &Participation) -> Bounds {
        match &it.activity {
            Activity::Event(slug) if self.expected.contains(slug.as_str()) => {
                let end = self.end(&it.period, &it.role, &it.evidence.cite);
                Bounds::new(it.period.since, end, None)
            }
            _ => self.of_relation(&it.period, &it.role, &it.evidence),
        }
    }

    /// The end of a relation. An act has none, whatever its period says: it holds from its date on.
    ///
    /// If several documents are cited, at least one of them describes the relation as past. Which one is not recorded,
    /// so the newest bounds the end.
    fn end(&self, period: &Period, role: &str, cite: &[Citation]) -> End {
        match period.until {
            _ if is_act(role) => End::Open,
            Some(date) => End::At(date),
            None if period.ended => End::Past(self.days(cite).max()),
            None => End::Open,
        }
    }

    /// The last day on which each cited source can have been written.
    fn days(&self, cite: &[Citation]) -> impl Iterator<Item = Day> {
        cite.iter().filter_map(|citation| self.written.get(citation.source.as_str())).copied()
    }
}

/// The days that a date covers; an unknown date covers every day.
pub fn span(date: Option<StatedDate>) -> Span {
    date.map_or(Span::UNBOUNDED, StatedDate::span)
}

/// The days on which an event can have taken place.
pub fn of_event(event: &Event) -> Span {
    let Span { first, end } = span(event.date);
    Span { first, end: event.until.map_or(end, |until| until.span().end) }
}

/// What a date is sorted by; see [`Span::order`]. No date comes last.
pub fn date_order(date: Option<StatedDate>) -> i64 {
    date.map_or(UNDATED_ORDER, |date| date.span().order())
}
