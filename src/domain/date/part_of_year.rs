//! Seasons, quarters and other parts of a year, which EDTF writes as months from 21 to 41.

use std::fmt;

use super::{DateError, Span, calendar::day_number};

/// A part of a year: `2023-25` is the spring of 2023 in the northern hemisphere, `2023-33` its first quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct PartOfYear {
    year: i16,
    /// The number after the year, from 21 to 41.
    number: u8,
}

impl PartOfYear {
    /// Reads a year and a part; None if the text does not have that form.
    pub(super) fn parse(text: &str) -> Option<Result<Self, DateError>> {
        let (year, number) = text.split_once('-')?;
        let is_number = |text: &str, length: usize| {
            text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !is_number(year, 4) || !is_number(number, 2) {
            return None;
        }
        let (year, number) = (year.parse().ok()?, number.parse().ok()?);
        let part = if year == 0 { Err(DateError::Year) } else { Ok(Self { year, number }) };
        (21..=41).contains(&number).then_some(part)
    }

    /// The days that can belong to the part.
    ///
    /// A season begins in one month by the weather and in the course of it by the sun, so it has all days of the months that it
    /// touches. The winter of a year can be that at its beginning or that at its end. Where no hemisphere is given, the seasons of
    /// both count.
    pub(super) fn span(self) -> Span {
        let (first, last) = match self.number {
            // Spring and autumn of either hemisphere.
            21 | 23 => (3, 12),
            // Spring in the north, autumn in the south.
            25 | 31 => (3, 6),
            // Summer in the north, winter in the south.
            26 | 32 => (6, 9),
            // Autumn in the north, spring in the south.
            27 | 29 => (9, 12),
            // Quarters.
            number @ 33..=36 => (3 * (i64::from(number) - 33) + 1, 3 * (i64::from(number) - 32)),
            // Four months.
            number @ 37..=39 => (4 * (i64::from(number) - 37) + 1, 4 * (i64::from(number) - 36)),
            // Half a year.
            number @ 40..=41 => (6 * (i64::from(number) - 40) + 1, 6 * (i64::from(number) - 39)),
            // Winter in the north, summer in the south, and summer or winter of either: from the December before to the
            // March after.
            _ => (0, 15),
        };
        Span { first: first_of_month(self.year, first), end: first_of_month(self.year, last + 1) }
    }

    /// Whether its year stands for an unknown one.
    pub(super) fn is_placeholder(self) -> bool {
        matches!(self.year, 1 | 9999)
    }
}

/// The first day of a month, counted from January of a year: 0 is the December before, 13 the January after.
fn first_of_month(year: i16, month: i64) -> i64 {
    let months = month - 1;
    day_number(i64::from(year) + months.div_euclid(12), months.rem_euclid(12) + 1, 1)
}

impl fmt::Display for PartOfYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.number)
    }
}
