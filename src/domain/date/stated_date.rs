//! Dates as sources state them: a date, or bounds between which it lies (EDTF).

use std::{fmt, str::FromStr};

use super::{ALWAYS, DateError, Day, NEVER, PartialDate, Span, calendar::day_number};

/// A date as a source states it, in the Extended Date/Time Format (EDTF): a date known to the year, the month or the day, or
/// bounds between which it lies.
///
/// | text | meaning | EDTF |
/// | --- | --- | --- |
/// | `2007`, `2007-03`, `2007-03-10` | on a day of this year, of this month; on this day | level 0 |
/// | `201X`, `20XX` | in the years 2010 to 2019; 2000 to 2099 | level 1 |
/// | `[2023..2024]` | in one of these years | level 2 |
/// | `[..2021]` | by the end of 2021 | level 2 |
/// | `[2026..]` | in 2026 or later | level 2 |
/// | `2023/2024` | from 2023 to 2024 | level 0 |
/// | `../2021`, `2026/..` | until the end of 2021; from 2026 on | level 1 |
///
/// The forms of EDTF that bound no days are left out: seasons, and dates marked as uncertain or approximate. Two dates are
/// equal if their texts are; they say the same if their spans are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StatedDate {
    form: Form,
    /// None if there is no lower bound.
    first: Option<Point>,
    /// None if there is no upper bound. The same as `first` for a single date.
    last: Option<Point>,
}

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Form {
    /// A single date: `2007`.
    Date,
    /// One of several dates: `[2023..2024]`.
    OneOf,
    /// An interval: `2023/2024`.
    Interval,
}

/// A date without bounds of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Point {
    Date(PartialDate),
    /// Consecutive years: `201X` is 10 from 2010, `20XX` 100 from 2000.
    Years {
        first: i64,
        count: i64,
    },
}

/// Why a text is not a stated date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatedDateError {
    /// It looks like a single date and is none.
    #[error(transparent)]
    Date(#[from] DateError),
    /// It has another form of EDTF, or none.
    #[error(
        "a date is written such as 2022, 2022-02, 2006-12-09 or 201X, or with bounds such as [2023..2024], [..2021], \
         [2026..] or 2023/2024"
    )]
    Form,
    /// It is marked as uncertain or approximate.
    #[error(
        "a date marked with ?, ~ or % has no certain days; write bounds instead, such as [2006..2008]"
    )]
    Qualified,
    /// A season, or another part of a year.
    #[error(
        "a month from 13 on means a season in EDTF, which has no certain days; write months, such as [2021-03..2021-05]"
    )]
    Season,
    /// Neither bound is given.
    #[error("a date needs at least one bound, such as [..2021]")]
    Unbounded,
    /// The first date is after the last.
    #[error("the first date of the bounds is after the last")]
    Order,
}

impl StatedDate {
    /// The days that the date can mean. For `[..2021]` they are all days before 2022-01-01.
    #[must_use]
    pub fn span(self) -> Span {
        Span {
            first: self.first.map_or(ALWAYS, |point| point.span().first),
            end: self.last.map_or(NEVER, |point| point.span().end),
        }
    }

    /// The date known to the year, the month or the day, if it is one.
    #[must_use]
    pub fn partial(self) -> Option<PartialDate> {
        match (self.form, self.first) {
            (Form::Date, Some(Point::Date(date))) => Some(date),
            _ => None,
        }
    }

    /// Whether one of its dates is a placeholder; see [`PartialDate::is_placeholder`].
    #[must_use]
    pub fn is_placeholder(self) -> bool {
        let is_placeholder = |point| matches!(point, Point::Date(date) if date.is_placeholder());
        self.first.is_some_and(is_placeholder) || self.last.is_some_and(is_placeholder)
    }
}

impl From<PartialDate> for StatedDate {
    fn from(date: PartialDate) -> Self {
        let point = Some(Point::Date(date));
        Self { form: Form::Date, first: point, last: point }
    }
}

impl Point {
    fn span(self) -> Span {
        match self {
            Self::Date(date) => date.span(),
            Self::Years { first, count } => {
                let new_year = |year| -> Day { day_number(year, 1, 1) };
                // There is no year 0.
                Span { first: new_year(first.max(1)), end: new_year(first + count) }
            }
        }
    }
}

impl FromStr for StatedDate {
    type Err = StatedDateError;

    fn from_str(text: &str) -> Result<Self, StatedDateError> {
        if text.contains(['?', '~', '%']) {
            return Err(StatedDateError::Qualified);
        }
        if let Some(bounds) = text.strip_prefix('[') {
            let bounds = bounds.strip_suffix(']').and_then(|bounds| bounds.split_once(".."));
            let (first, last) = bounds.ok_or(StatedDateError::Form)?;
            return bounded(Form::OneOf, first, last);
        }
        if let Some((first, last)) = text.split_once('/') {
            return bounded(Form::Interval, end_of_interval(first)?, end_of_interval(last)?);
        }
        let point = Some(text.parse()?);
        Ok(Self { form: Form::Date, first: point, last: point })
    }
}

/// A date with two bounds, of which an empty text is none.
fn bounded(form: Form, first: &str, last: &str) -> Result<StatedDate, StatedDateError> {
    let point = |text: &str| if text.is_empty() { Ok(None) } else { text.parse().map(Some) };
    let date = StatedDate { form, first: point(first)?, last: point(last)? };
    match (date.first, date.last) {
        (None, None) => Err(StatedDateError::Unbounded),
        (Some(first), Some(last)) if first.span().first >= last.span().end => {
            Err(StatedDateError::Order)
        }
        _ => Ok(date),
    }
}

/// The date at an end of an interval; empty for `..`. An empty end would mean "unknown", which bounds no more than `..`.
fn end_of_interval(text: &str) -> Result<&str, StatedDateError> {
    match text {
        "" => Err(StatedDateError::Form),
        ".." => Ok(""),
        date => Ok(date),
    }
}

impl FromStr for Point {
    type Err = StatedDateError;

    fn from_str(text: &str) -> Result<Self, StatedDateError> {
        let digits = text.trim_end_matches('X');
        let missing = text.len() - digits.len();
        if text.len() == 4
            && (1..=2).contains(&missing)
            && digits.bytes().all(|it| it.is_ascii_digit())
        {
            let count = if missing == 1 { 10 } else { 100 };
            let years: i64 = digits.parse().map_err(|_| StatedDateError::Form)?;
            return Ok(Self::Years { first: years * count, count });
        }
        match text.parse() {
            Ok(date) => Ok(Self::Date(date)),
            Err(DateError::Form) => Err(StatedDateError::Form),
            Err(DateError::Month) if is_season(text) => Err(StatedDateError::Season),
            Err(error) => Err(error.into()),
        }
    }
}

/// Whether the month of a date stands for a season, a quarter or another part of a year: 21 to 41.
fn is_season(text: &str) -> bool {
    let month = text.get(5..7).and_then(|month| month.parse::<u8>().ok());
    text.len() == 7 && month.is_some_and(|month| (21..=41).contains(&month))
}

impl fmt::Display for StatedDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bound = |point: Option<Point>, open| {
            point.map_or_else(|| String::from(open), |point| point.to_string())
        };
        match self.form {
            Form::Date => f.write_str(&bound(self.first, "")),
            Form::OneOf => write!(f, "[{}..{}]", bound(self.first, ""), bound(self.last, "")),
            Form::Interval => write!(f, "{}/{}", bound(self.first, ".."), bound(self.last, "..")),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Years { first, count: 10 } => write!(f, "{:03}X", first / 10),
            Self::Years { first, count } => write!(f, "{:02}XX", first / count),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> StatedDate {
        text.parse().unwrap()
    }

    fn span(text: &str) -> Span {
        text.parse::<PartialDate>().unwrap().span()
    }

    #[test]
    fn a_date_formats_as_it_was_parsed() {
        for text in [
            "2005",
            "2022-02",
            "2006-12-09",
            "201X",
            "19XX",
            "00XX",
            "[2023..2024]",
            "[..2021]",
            "[2026-05..]",
            "[199X..2001-02-03]",
            "2023/2024",
            "../2021-06",
            "2026/..",
        ] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn a_date_spans_the_days_that_it_can_mean() {
        let cases = [
            ("2007-03", span("2007-03").first, span("2007-03").end),
            ("201X", span("2010").first, span("2020").first),
            ("19XX", span("1900").first, span("2000").first),
            ("00XX", span("0001").first, span("0100").first),
            ("[2023..2024]", span("2023").first, span("2025").first),
            ("[2023..2023]", span("2023").first, span("2024").first),
            ("[..2021]", ALWAYS, span("2022").first),
            ("[2026..]", span("2026").first, NEVER),
            ("2023/2024-06", span("2023").first, span("2024-07").first),
            ("../2021", ALWAYS, span("2022").first),
            ("2026/..", span("2026").first, NEVER),
        ];
        for (text, first, end) in cases {
            assert_eq!(date(text).span(), Span { first, end }, "{text}");
        }
    }

    #[test]
    fn an_invalid_date_gives_the_reason() {
        use StatedDateError::{Date, Form, Order, Qualified, Season, Unbounded};
        let cases = [
            ("", Form),
            ("2007-", Form),
            ("20X7", Form),
            ("2XXX", Form),
            ("+20X", Form),
            ("2007-XX", Form),
            ("[2007]", Form),
            ("[2007,2008]", Form),
            ("[2007..2008", Form),
            ("{2007..2008}", Form),
            ("[2007...2008]", Form),
            ("2007..2008", Form),
            ("2007/", Form),
            ("/2007", Form),
            ("2007/2008/2009", Form),
            ("2007?", Qualified),
            ("[~2007..]", Qualified),
            ("2021-21", Season),
            ("2021-33", Season),
            ("2007-13", Date(DateError::Month)),
            ("[..2007-02-29]", Date(DateError::Day)),
            ("0000/2007", Date(DateError::Year)),
            ("[..]", Unbounded),
            ("../..", Unbounded),
            ("[2024..2023]", Order),
            ("2024-02/2024-01", Order),
        ];
        for (text, error) in cases {
            assert_eq!(text.parse::<StatedDate>(), Err(error), "{text}");
        }
    }

    #[test]
    fn only_a_single_calendar_date_is_a_partial_date() {
        assert_eq!(date("2007-03").partial(), "2007-03".parse().ok());
        for text in ["201X", "[2007..2007]", "[..2007]", "2007/2007"] {
            assert_eq!(date(text).partial(), None, "{text}");
        }
    }

    #[test]
    fn placeholders_are_found_within_bounds() {
        for text in ["9999", "[2026..9999]", "0001-01-01/2007"] {
            assert!(date(text).is_placeholder(), "{text}");
        }
        assert!(!date("[..2021]").is_placeholder());
    }

    #[test]
    fn dates_are_ordered_by_first_day_and_then_precision() {
        let sorted = [
            "200X",
            "2006-12",
            "[2007..]",
            "[2007..2008]",
            "2007",
            "2007-01",
            "2007-01-01",
            "2007-01-02",
            "[..2007-06]",
            "2007-07",
            "[..2007]",
            "2008",
        ];
        let mut dates = sorted.map(date);
        dates.reverse();
        dates.sort_by_key(|date| date.span().order());
        assert_eq!(dates.map(|date| date.to_string()), sorted);
    }
}
