//! The day columns: the span a date covers, and the bounds of a relation's start and end.

use std::collections::{HashMap, HashSet};

use super::item::Record;
use crate::domain::{
    date::{ALWAYS, Day, NEVER, PartialDate, Span},
    interval::{Bounds, End},
    record::{Activity, Affiliation, Citation, Event, Evidence, Participation, Period, Registry},
    role::is_act,
};

/// What other records say about when a relation held.
pub(super) struct Dating<'a> {
    /// The last day on which each source can have been written, by its slug.
    written: HashMap<&'a str, Day>,
    /// Slugs of the events that no document speaks of as done.
    expected: HashSet<&'a str>,
    /// The first day on which each organization can have been there, where a document says.
    founded: HashMap<&'a str, Day>,
}

impl<'a> Dating<'a> {
    pub(super) fn new(registry: &'a Registry) -> Self {
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

    /// What is known of the few records that one imported relation names: sources with the last day on
    /// which each was written, organizations with the first on which each can have been there.
    pub(super) fn of(
        written: impl IntoIterator<Item = (&'a str, Day)>,
        founded: impl IntoIterator<Item = (&'a str, Day)>,
    ) -> Self {
        Self {
            written: written.into_iter().collect(),
            expected: HashSet::new(),
            founded: founded.into_iter().collect(),
        }
    }

    /// The bounds of a relation; None for any other record.
    pub(super) fn bounds(&self, record: Record<'_>) -> Option<Bounds> {
        match record {
            Record::Affiliation(it) => Some(self.of_affiliation(it)),
            Record::Position(it) => Some(self.of_relation(&it.period, &it.role, &it.evidence)),
            Record::Participation(it) => Some(self.of_part(it)),
            _ => None,
        }
    }

    /// When a relation held that documents state. Each bounds its start, but for those that only announce
    /// it for later.
    pub(super) fn of_relation(&self, period: &Period, role: &str, evidence: &Evidence) -> Bounds {
        let end = self.end(period, role, &evidence.cite);
        let start = period.since.map_or(ALWAYS, |since| since.span().first);
        let announced = |written: &Day| *written < start;
        let attested = self.days(&evidence.cite).filter(|day| !announced(day)).min();
        Bounds::new(period.since, end, attested)
    }

    /// When two organizations were tied: not before either was there. An act makes its object, or takes
    /// over from it, so that only its subject must be there. Where documents contradict each other the
    /// date of the tie stands as it is.
    pub(super) fn of_affiliation(&self, it: &Affiliation) -> Bounds {
        let bounds = self.of_relation(&it.period, &it.role, &it.evidence);
        let object = if is_act(&it.role) { None } else { self.founded.get(it.object.as_str()) };
        let there = self.founded.get(it.subject.as_str()).into_iter().chain(object).max();
        there.map_or(bounds, |day| bounds.not_before(*day))
    }

    /// When a part was taken. A part in what a document only expects has not begun by the day on which
    /// the document was written.
    pub(super) fn of_part(&self, it: &Participation) -> Bounds {
        match &it.activity {
            Activity::Event(slug) if self.expected.contains(slug.as_str()) => {
                let end = self.end(&it.period, &it.role, &it.evidence.cite);
                Bounds::new(it.period.since, end, None)
            }
            _ => self.of_relation(&it.period, &it.role, &it.evidence),
        }
    }

    /// An act has no end, whatever its period says: once done it holds for good.
    ///
    /// Of several documents at least one calls the relation past, nobody noted which; the newest bounds
    /// the end.
    fn end(&self, period: &Period, role: &str, cite: &[Citation]) -> End {
        match period.until {
            _ if is_act(role) => End::Open,
            Some(date) => End::At(date),
            None if period.ended => End::Past(self.days(cite).max()),
            None => End::Open,
        }
    }

    /// The days by which the cited sources had been written.
    fn days(&self, cite: &[Citation]) -> impl Iterator<Item = Day> {
        cite.iter().filter_map(|citation| self.written.get(citation.source.as_str())).copied()
    }
}

/// The days a date may mean; an unknown date may be any day.
pub(super) fn span(date: Option<PartialDate>) -> Span {
    date.map_or(Span { first: ALWAYS, end: NEVER }, PartialDate::span)
}

/// The days on which an event can have taken place, to the end of its last date.
pub(super) fn of_event(event: &Event) -> Span {
    let Span { first, end } = span(event.date);
    Span { first, end: event.until.map_or(end, |until| until.span().end) }
}

/// What an event sorts by: its first day, or after all others when it has no date.
pub(super) fn rank_of_event(event: &Event) -> Day {
    event.date.map_or(NEVER, |date| date.span().first)
}
