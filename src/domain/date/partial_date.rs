//! Dates known to the year, the month or the day.

use std::{fmt, str::FromStr};

use super::{
    Day, Span,
    calendar::{civil_date, day_number, days_in_month},
};

/// A date with the precision of a year, a month or a day: `2022`, `2022-02` or `2006-12-09`.
///
/// Dates are ordered by their first day. Of two dates with the same first day the less precise one comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<u8>,
    day: Option<u8>,
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// The text does not have one of the three forms.
    #[error("a date is written YYYY, YYYY-MM or YYYY-MM-DD, such as 2022, 2022-02 or 2006-12-09")]
    Form,
    /// The year is 0000.
    #[error("the year must be from 0001 to 9999")]
    Year,
    /// The month is not 01 to 12.
    #[error("the month must be from 01 to 12")]
    Month,
    /// The month does not have the day.
    #[error("the day does not exist in this month")]
    Day,
}

impl PartialDate {
    /// The days that the date can mean. For `2007` they are 2007-01-01 up to and without 2008-01-01.
    #[must_use]
    pub fn span(self) -> Span {
        let year = i64::from(self.year);
        match (self.month, self.day) {
            (Some(month), Some(day)) => {
                let first = day_number(year, i64::from(month), i64::from(day));
                Span { first, end: first + 1 }
            }
            (Some(month), None) => {
                let month = i64::from(month);
                let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
                Span { first: day_number(year, month, 1), end: day_number(next_year, next, 1) }
            }
            _ => Span { first: day_number(year, 1, 1), end: day_number(year + 1, 1, 1) },
        }
    }

    /// Whether the date is a placeholder: databases write the first or the last year that they can hold for "not known" and
    /// "no end".
    #[must_use]
    pub fn is_placeholder(self) -> bool {
        matches!(self.year, 1 | 9999)
    }

    /// The date of a day, with the precision of a day. A day outside the years 1 to 9999 gives the first or the last
    /// day of that range.
    #[must_use]
    pub fn of_day(day: Day) -> Self {
        let (year, month, day) = civil_date(day);
        match i16::try_from(year) {
            Ok(year @ 1..=9999) => Self { year, month: Some(month), day: Some(day) },
            _ if year < 1 => Self { year: 1, month: Some(1), day: Some(1) },
            _ => Self { year: 9999, month: Some(12), day: Some(31) },
        }
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |date: &Self| (date.span().first, date.month.is_some(), date.day.is_some());
        key(self).cmp(&key(other))
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let bytes = text.as_bytes();
        let has_dashes = match bytes.len() {
            4 => true,
            7 => bytes[4] == b'-',
            10 => bytes[4] == b'-' && bytes[7] == b'-',
            _ => false,
        };
        if !has_dashes {
            return Err(DateError::Form);
        }
        let year = digits(&bytes[..4])?;
        let month = bytes.get(5..7).map(digits).transpose()?;
        let day = bytes.get(8..10).map(digits).transpose()?;
        if year == 0 {
            return Err(DateError::Year);
        }
        if month.is_some_and(|month| !(1..=12).contains(&month)) {
            return Err(DateError::Month);
        }
        if let (Some(month), Some(day)) = (month, day)
            && !(1..=days_in_month(year, month)).contains(&day)
        {
            return Err(DateError::Day);
        }
        // Two digits fit a u8, and four digits an i16.
        let narrow = |part: u16| u8::try_from(part).unwrap_or_default();
        Ok(Self {
            year: i16::try_from(year).unwrap_or_default(),
            month: month.map(narrow),
            day: day.map(narrow),
        })
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

fn digits(bytes: &[u8]) -> Result<u16, DateError> {
    bytes.iter().try_fold(0, |number, byte| match byte {
        b'0'..=b'9' => Ok(number * 10 + u16::from(byte - b'0')),
        _ => Err(DateError::Form),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_formats_as_it_was_parsed() {
        for text in ["2005", "2022-02", "2006-12-09", "0001", "9999-12-31", "2000-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn an_invalid_date_gives_the_reason() {
        let cases = [
            ("", DateError::Form),
            ("07", DateError::Form),
            ("2007-", DateError::Form),
            ("2007-1", DateError::Form),
            ("2007/01", DateError::Form),
            ("+007", DateError::Form),
            ("２００７", DateError::Form),
            ("2007-01-01T00", DateError::Form),
            ("0000", DateError::Year),
            ("2007-00", DateError::Month),
            ("2007-13", DateError::Month),
            ("2007-02-29", DateError::Day),
            ("1900-02-29", DateError::Day),
            ("2007-04-31", DateError::Day),
            ("2007-01-00", DateError::Day),
        ];
        for (text, rule) in cases {
            assert_eq!(text.parse::<PartialDate>(), Err(rule), "{text}");
        }
    }

    #[test]
    fn the_first_and_the_last_year_stand_for_no_date() {
        for text in ["9999-12-31", "9999", "0001-01-01", "0001"] {
            assert!(date(text).is_placeholder(), "{text}");
        }
        // Organizations are that old: 1900 is a year like any other.
        for text in ["1900-01-01", "0970", "1088", "2026-12-31", "1970-01-01"] {
            assert!(!date(text).is_placeholder(), "{text}");
        }
    }

    #[test]
    fn consecutive_dates_have_adjacent_spans() {
        assert_eq!(date("1970").span(), Span { first: 0, end: 365 });
        assert_eq!(date("1970-01-01").span(), Span { first: 0, end: 1 });
        assert_eq!(date("2007").span().end, date("2008").span().first);
        assert_eq!(date("2007-12").span().end, date("2008-01-01").span().first);
        assert_eq!(date("2000-02").span().end - date("2000-02").span().first, 29);
    }

    #[test]
    fn every_day_of_four_centuries_converts_to_a_date_and_back() {
        let (first, end) = (date("1800").span().first, date("2201").span().end);
        for day in first..end {
            let date_of_day = PartialDate::of_day(day);
            assert_eq!(date_of_day.span(), Span { first: day, end: day + 1 }, "{date_of_day}");
            assert_eq!(date(&date_of_day.to_string()), date_of_day);
        }
    }

    #[test]
    fn dates_are_ordered_by_first_day_and_then_precision() {
        let mut dates = ["2007-01-02", "2007-01-01", "2007", "2007-01", "2006-12"].map(date);
        dates.sort();
        assert_eq!(
            dates.map(|date| date.to_string()),
            ["2006-12", "2007", "2007-01", "2007-01-01", "2007-01-02"]
        );
    }
}
