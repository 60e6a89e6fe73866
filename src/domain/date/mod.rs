//! Dates as sources give them (EDTF), and the days that each can mean.
//!
//! A date is never completed: `2005` stays `2005`. It means one unknown day of that year, and as an argument of a query any
//! day of it. A source may also give no more than bounds, such as "by the end of 2021": [`StatedDate`] has both.

mod calendar;
mod date_pattern;
mod part_of_year;
mod partial_date;
mod stated_date;
mod stated_date_error;

#[cfg(test)]
mod tests;

pub use self::{
    partial_date::{DateError, PartialDate},
    stated_date::StatedDate,
    stated_date_error::StatedDateError,
};

/// A day counted from 1970-01-01 (day 0) in the proleptic Gregorian calendar.
pub type Day = i64;

/// A day before every date: no lower bound.
pub const ALWAYS: Day = -1_000_000_000;
/// A day after every date: no upper bound.
pub const NEVER: Day = 1_000_000_000;

/// The days from `first` up to and without `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day in the span.
    pub first: Day,
    /// The first day after the span.
    pub end: Day,
}

impl Span {
    /// All days: nothing is known.
    pub const UNBOUNDED: Self = Self { first: ALWAYS, end: NEVER };

    /// Whether a day is in both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first < other.end && other.first < self.end
    }

    /// All days from the first of the two to the last of the two.
    fn hull(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), end: self.end.max(other.end) }
    }

    /// A number that sorts spans: by their first day, and of those with the same first day the longest first. A span without a
    /// first day has the place of its last one.
    #[must_use]
    pub fn order(self) -> i64 {
        let first = if self.first == ALWAYS { self.end - 1 } else { self.first };
        first * ORDER_STEP + (NEVER - self.end)
    }
}

/// More than the largest difference of two days.
const ORDER_STEP: i64 = 1 << 31;

/// The place of a missing date: after every other.
pub const UNDATED_ORDER: i64 = i64::MAX;
