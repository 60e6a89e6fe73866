//! When a relation held, as far as anyone said, and whether it held at a given date.
//!
//! A start lies somewhere in `[start_from, start_before)`, an end somewhere in `[end_from, end_before)`;
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
    /// It ended at this date, the last day or days on which it held being before it.
    At(PartialDate),
    /// A document speaks of it as past and gives no day.
    Unknown,
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
    /// `attested` is the latest day on which the earliest of the citing documents can have been
    /// written: a document that states a relation bounds its start, and the end it calls past.
    /// `planned` facts are not bounded so: a document can announce what starts later.
    #[must_use]
    pub fn new(since: Option<PartialDate>, end: End, attested: Option<Day>) -> Self {
        let known_by = attested.map_or(NEVER, |day| day + 1);
        let start = since.map_or(Span { first: ALWAYS, end: NEVER }, PartialDate::span);
        // A start announced for after the document was written stays where it was announced.
        let start_before = if start.first < known_by { start.end.min(known_by) } else { start.end };
        let (end_from, end_before) = match end {
            End::Open => (NEVER, NEVER),
            End::At(date) => (date.span().first, date.span().end),
            End::Unknown => (start.first, known_by),
        };
        Self { start_from: start.first, start_before, end_from, end_before }
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
