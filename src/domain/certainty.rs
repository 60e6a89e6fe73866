//! When a relation held, as far as the sources say, and whether it held at a given date.
//!
//! The start of a relation is some moment within `[start_from, start_before)`, its end some moment within
//! `[end_from, end_before)`. A bound that no source gives is unlimited. What happens after today is not known:
//! a relation is never certain at a moment after it, and what sources announce for later rules nothing out. `docs/time.md`
//! explains the rules and has the truth tables.

use super::date::{ALWAYS, Day, NEVER, Span, StatedDate};

/// The days between which a relation started, and between which it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The first day on which it can have started; [`ALWAYS`] if unlimited.
    pub start_from: Day,
    /// The day before which it has certainly started; [`NEVER`] if unlimited.
    pub start_before: Day,
    /// The first day on which it can have ended; [`ALWAYS`] if unlimited.
    pub end_from: Day,
    /// The day before which it has certainly ended; [`NEVER`] if no end is known.
    pub end_before: Day,
}

/// What the sources say about the end of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// No source mentions an end: the relation holds since its start, without limit.
    Open,
    /// It ended on one of these days.
    At(Span),
    /// A source written by this day says that it has ended and gives no date. `None`: the day is unknown.
    Past(Option<Day>),
}

/// A question about a date: the days asked about, and up to which of them something can be certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskedDate {
    /// The days asked about.
    pub span: Span,
    /// A relation is possible unless its dates rule out each of these days: those asked about or, of days ahead, all of them.
    /// What a source says of days ahead is an announcement, so it rules out none of them.
    pub possible: Span,
    /// A relation that certainly started before this day can have held certainly: the end of the span, but not later than
    /// tomorrow. [`ALWAYS`] if the whole span is ahead.
    pub certain_before: Day,
}

impl AskedDate {
    /// A question asked on the day `today`.
    #[must_use]
    pub fn new(span: Span, today: Day) -> Self {
        let tomorrow = today + 1;
        let is_ahead = span.first >= tomorrow;
        let possible = Span {
            first: span.first.min(tomorrow),
            end: if span.end > tomorrow { NEVER } else { span.end },
        };
        let certain_before = if is_ahead { ALWAYS } else { span.end.min(tomorrow) };
        Self { span, possible, certain_before }
    }
}

/// Whether a relation certainly or only possibly held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It held at some moment of the date, whichever the unknown days are.
    Certain,
    /// It may have held: nothing rules it out.
    Possible,
}

impl Bounds {
    /// The bounds of a relation that is not a fact, such as a plan: it started on no day, so that it is neither certain nor
    /// possible on any date.
    pub const NONE: Self =
        Self { start_from: NEVER, start_before: NEVER, end_from: ALWAYS, end_before: ALWAYS };

    /// The days of a relation that is planned for `span`, which are compared with the days asked about and have no certainty.
    #[must_use]
    pub const fn of_plan(span: Span) -> Self {
        Self { start_from: span.first, start_before: NEVER, end_from: ALWAYS, end_before: span.end }
    }

    /// Whether a relation with these days, those of a plan, is planned for one of the days asked about.
    #[must_use]
    pub fn is_planned_for(self, asked: AskedDate) -> bool {
        Span { first: self.start_from, end: self.end_before }.overlaps(asked.span)
    }

    /// The bounds that follow from the sources.
    ///
    /// `attested` is the day by which a source that states the relation had been written. The relation had
    /// started by then, unless its start is announced for later: an estimate of the start counts for that. `None` if it is
    /// only expected.
    ///
    /// `ends` has the days between which each of its organizations ended, if they did.
    #[must_use]
    pub fn new(since: Option<&StatedDate>, end: End, attested: Option<Day>, ends: &[Span]) -> Self {
        let written = |day: Option<Day>| day.map_or(NEVER, |day| day + 1);
        let start = since.map_or(Span::UNBOUNDED, StatedDate::span);
        let stated = match end {
            End::Open => Span { first: NEVER, end: NEVER },
            End::At(days) => days,
            End::Past(day) => Span { first: ALWAYS, end: written(day) },
        };
        let attested = written(attested);
        let announced = since.map_or(ALWAYS, |since| since.unqualified().first);
        let start_before = if announced < attested { start.end.min(attested) } else { start.end };
        let is_consistent = start.first < stated.end;
        let end = if is_consistent { not_after(stated, start.first, ends) } else { stated };
        let bounds = Self {
            start_from: start.first,
            start_before,
            end_from: end.first,
            end_before: end.end,
        };
        if is_consistent { bounds.tightened() } else { bounds }
    }

    /// The same bounds, with a start not before `day`, unless the sources contradict that.
    #[must_use]
    pub fn not_before(self, day: Day) -> Self {
        let fits = day > self.start_from && day < self.start_before && day < self.end_before;
        if fits { Self { start_from: day, ..self }.tightened() } else { self }
    }

    /// The same bounds, with a start before `day`, unless the sources contradict that.
    #[must_use]
    pub fn started_before(self, day: Day) -> Self {
        let fits = self.start_from < day;
        if fits { Self { start_before: self.start_before.min(day), ..self } } else { self }
    }

    /// A relation starts before it ends, so its latest end bounds its start, and its earliest start bounds
    /// its end.
    fn tightened(self) -> Self {
        let next_day = if self.start_from == ALWAYS { ALWAYS } else { self.start_from + 1 };
        Self {
            start_before: self.start_before.min(self.end_before),
            end_from: self.end_from.max(next_day),
            ..self
        }
    }

    /// Whether the relation held at some moment of the date: certainly, possibly, or (`None`) not.
    #[must_use]
    pub fn certainty_at(self, asked: AskedDate) -> Option<Certainty> {
        let AskedDate { possible, certain_before, .. } = asked;
        if self.start_before <= certain_before && self.end_from > possible.first {
            Some(Certainty::Certain)
        } else if self.start_from < possible.end && self.end_before > possible.first {
            Some(Certainty::Possible)
        } else {
            None
        }
    }
}

/// The end of a relation that cannot outlast its organizations. If no source mentions an end, it is that of the organization
/// that ended first. An organization that ended before the relation started, or before the end that the sources give it,
/// contradicts them and does not count.
fn not_after(stated: Span, start_from: Day, organizations: &[Span]) -> Span {
    let is_open = stated.first == NEVER;
    let fits = |it: &&Span| start_from < it.end && (is_open || stated.first < it.end);
    organizations.iter().filter(fits).fold(stated, |end, it| Span {
        first: if is_open { end.first.min(it.first) } else { end.first },
        end: end.end.min(it.end),
    })
}
