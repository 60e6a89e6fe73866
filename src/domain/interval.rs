//! When a relation held, as far as anyone said, and whether it held at a given date.
//!
//! A start is some moment of `[start_from, start_before)`, an end some moment of `[end_from, end_before)`;
//! what nobody said is unbounded. `docs/time.md` has the rules in words and the truth table.

use super::date::{ALWAYS, Day, NEVER, PartialDate, Span};

/// The four days that bound the start and the end of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// First day on which it can have started.
    pub start_from: Day,
    /// Day before which it had started for sure, or [`NEVER`].
    pub start_before: Day,
    /// First day on which it can have been over, or [`ALWAYS`].
    pub end_from: Day,
    /// Day before which it was over for sure; [`NEVER`] where no end is known.
    pub end_before: Day,
}

/// What is known of the end of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// No document speaks of an end: since its start, and never "to today".
    Open,
    /// It ended within this date.
    At(PartialDate),
    /// A document that had been written by this day speaks of it as past and gives no date.
    Past(Option<Day>),
}

/// How sure an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It held at some moment of the date asked for, whatever the unknown days were.
    Certain,
    /// Nothing rules out that it held.
    Possible,
}

impl Bounds {
    /// Bounds from what documents say.
    ///
    /// `attested` is the day by which a document that states the relation had been written: it had
    /// started by then, unless its start is announced for later. None for what is only expected.
    #[must_use]
    pub fn new(since: Option<PartialDate>, end: End, attested: Option<Day>) -> Self {
        let written = |day: Option<Day>| day.map_or(NEVER, |day| day + 1);
        let anytime = Span { first: ALWAYS, end: NEVER };
        let start = since.map_or(anytime, PartialDate::span);
        let end = match end {
            End::Open => Span { first: NEVER, end: NEVER },
            End::At(date) => date.span(),
            End::Past(day) => Span { first: ALWAYS, end: written(day) },
        };
        let known = written(attested);
        let start_before = if start.first < known { start.end.min(known) } else { start.end };
        let bounds = Self {
            start_from: start.first,
            start_before,
            end_from: end.first,
            end_before: end.end,
        };
        if start.first < end.end { bounds.in_order() } else { bounds }
    }

    /// The same, not begun before `day`, unless the documents rule that out.
    #[must_use]
    pub fn not_before(self, day: Day) -> Self {
        let fits = day > self.start_from && day < self.start_before && day < self.end_before;
        if fits { Self { start_from: day, ..self }.in_order() } else { self }
    }

    /// A relation starts before it ends: the latest end bounds the start, the earliest start the end.
    fn in_order(self) -> Self {
        let next_day = if self.start_from == ALWAYS { ALWAYS } else { self.start_from + 1 };
        Self {
            start_before: self.start_before.min(self.end_before),
            end_from: self.end_from.max(next_day),
            ..self
        }
    }

    /// Whether the relation held at `asked`: surely, possibly, or (None) not.
    #[must_use]
    pub fn at(self, asked: Span) -> Option<Certainty> {
        if self.start_before <= asked.end && self.end_from > asked.first {
            Some(Certainty::Certain)
        } else if self.start_from < asked.end && self.end_before > asked.first {
            Some(Certainty::Possible)
        } else {
            None
        }
    }
}
