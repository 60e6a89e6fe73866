//! The day columns: the span a date covers, and the bounds of a relation's start and end.

use std::collections::HashMap;

use crate::domain::{
    date::{ALWAYS, Day, NEVER, PartialDate, Span},
    interval::{Bounds, End},
    record::{Citation, Event, Period, Registry},
    role::is_act,
};

/// The last day on which each source can have been written, by its slug.
pub(super) struct Dating<'a>(HashMap<&'a str, Day>);

impl<'a> Dating<'a> {
    pub(super) fn new(registry: &'a Registry) -> Self {
        let day = |latest: PartialDate| latest.span().end - 1;
        Self(registry.sources.iter().map(|it| (it.slug.as_str(), day(it.latest))).collect())
    }

    /// The day by which the first of the cited sources had been written.
    pub(super) fn attested(&self, cite: &[Citation]) -> Option<Day> {
        cite.iter().filter_map(|citation| self.0.get(citation.source.as_str())).min().copied()
    }
}

/// When a relation held. An act has no end, whatever its period says: once done it holds for good.
pub(super) fn of_relation(period: &Period, role: &str, attested: Option<Day>) -> Bounds {
    let end = match period.until {
        _ if is_act(role) => End::Open,
        Some(date) => End::At(date),
        None if period.ended => End::Unknown,
        None => End::Open,
    };
    Bounds::new(period.since, end, attested)
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
