//! Dates as sources state them: a date, or what is known of it (EDTF).

use std::{fmt, str::FromStr};

use super::{
    ALWAYS, DateError, NEVER, PartialDate, Span, StatedDateError, date_pattern::DatePattern,
    part_of_year::PartOfYear,
};

/// A date as a source states it, in the Extended Date/Time Format (EDTF): a date known to the year, the month or the day, or
/// less.
///
/// | text | meaning | EDTF |
/// | --- | --- | --- |
/// | `2007`, `2007-03`, `2007-03-10` | on a day of this year, of this month; on this day | level 0 |
/// | `201X`, `2007-XX`, `156X-12-25` | a date of which digits are missing | level 1, 2 |
/// | `2023-25`, `2023-33` | in the northern spring of 2023, in its first quarter | level 2 |
/// | `[2023..2024]`, `[2007,2009]` | in one of these years | level 2 |
/// | `[..2021]`, `[2026..]` | by the end of 2021; in 2026 or later | level 2 |
/// | `2023/2024`, `../2021`, `2026/` | read as `[2023..2024]`, `[..2021]`, `[2026..]` | level 0, 1 |
/// | `2007?`, `2007~`, `2007%` | perhaps in 2007, about 2007, perhaps about 2007 | level 1 |
///
/// `docs/time.md` has every form, those that are refused, and why. Two dates are equal if their texts are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StatedDate(Form);

/// How a date is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Form {
    /// A single date: `2007`.
    Single(Point),
    /// One of several dates: `[2007,2010..2012]`.
    OneOf(Box<[Range]>),
    /// An interval: `2023/2024`.
    Interval(IntervalEnd, IntervalEnd),
}

/// A date that is neither a set nor an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Point {
    Date(PartialDate),
    Pattern(DatePattern),
    PartOfYear(PartOfYear),
}

/// A member of a set: a date, or all from a first to a last one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Range {
    Single(Point),
    /// None for no bound. At least one is given.
    Between(Option<Point>, Option<Point>),
}

/// The start or end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum IntervalEnd {
    Date(Point),
    /// `..`: there is none.
    Open,
    /// Left out: it is not known.
    Unknown,
}

impl StatedDate {
    /// The days that the date can mean, from the first to the last. For `[..2021]` they are all days before 2022-01-01.
    ///
    /// A date that may be wrong, or is an estimate, can mean any day: `2007?`, `2007~`.
    #[must_use]
    pub fn span(&self) -> Span {
        self.days(Point::span)
    }

    /// The days that the date would mean without the qualifiers `?`, `~` and `%`.
    #[must_use]
    pub fn unqualified(&self) -> Span {
        self.days(Point::unqualified)
    }

    /// Whether one date can be the same day as another.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        let others = other.spans();
        self.spans().iter().any(|span| others.iter().any(|other| span.overlaps(*other)))
    }

    /// A number that sorts dates, by the days that they mean without qualifiers; see [`Span::order`].
    #[must_use]
    pub fn order(&self) -> i64 {
        self.unqualified().order()
    }

    /// The date known to the year, the month or the day, if it is one.
    #[must_use]
    pub fn partial(&self) -> Option<PartialDate> {
        match self.0 {
            Form::Single(Point::Date(date)) => Some(date),
            _ => None,
        }
    }

    /// Whether one of its dates is a placeholder; see [`PartialDate::is_placeholder`].
    #[must_use]
    pub fn is_placeholder(&self) -> bool {
        let is_placeholder = |point: &Point| point.is_placeholder();
        match &self.0 {
            Form::Single(point) => point.is_placeholder(),
            Form::OneOf(ranges) => ranges.iter().any(|range| {
                let (first, last) = range.ends();
                first.is_some_and(is_placeholder) || last.is_some_and(is_placeholder)
            }),
            Form::Interval(first, last) => {
                [first, last].into_iter().filter_map(IntervalEnd::point).any(is_placeholder)
            }
        }
    }

    /// From the first to the last day, where `days` has those of a single date.
    fn days(&self, days: fn(&Point) -> Span) -> Span {
        match &self.0 {
            Form::Single(point) => days(point),
            Form::OneOf(ranges) => {
                let spans = ranges.iter().map(|range| range.days(days));
                spans.reduce(Span::hull).unwrap_or(Span::UNBOUNDED)
            }
            Form::Interval(first, last) => between(first.point(), last.point(), days),
        }
    }

    /// The spans that it can mean.
    fn spans(&self) -> Vec<Span> {
        let of_point = |point: &Point| match point {
            Point::Pattern(pattern) => {
                pattern.certain_spans().map_or_else(|| vec![Span::UNBOUNDED], Iterator::collect)
            }
            point => vec![point.span()],
        };
        match &self.0 {
            Form::Single(point) => of_point(point),
            Form::OneOf(ranges) => {
                let of_range = |range: &Range| match range {
                    Range::Single(point) => of_point(point),
                    range @ Range::Between(..) => vec![range.days(Point::span)],
                };
                ranges.iter().flat_map(of_range).collect()
            }
            Form::Interval(..) => vec![self.span()],
        }
    }
}

impl From<PartialDate> for StatedDate {
    fn from(date: PartialDate) -> Self {
        Self(Form::Single(Point::Date(date)))
    }
}

impl Point {
    /// The days that it can mean.
    fn span(&self) -> Span {
        match self {
            Self::Date(date) => date.span(),
            Self::Pattern(pattern) => pattern.span(),
            Self::PartOfYear(part) => part.span(),
        }
    }

    fn unqualified(&self) -> Span {
        match self {
            Self::Pattern(pattern) => pattern.unqualified(),
            point => point.span(),
        }
    }

    fn is_placeholder(&self) -> bool {
        match self {
            Self::Date(date) => date.is_placeholder(),
            Self::Pattern(pattern) => pattern.is_placeholder(),
            Self::PartOfYear(part) => part.is_placeholder(),
        }
    }
}

impl Range {
    fn ends(&self) -> (Option<&Point>, Option<&Point>) {
        match self {
            Self::Single(point) => (Some(point), Some(point)),
            Self::Between(first, last) => (first.as_ref(), last.as_ref()),
        }
    }

    fn days(&self, days: fn(&Point) -> Span) -> Span {
        match self {
            Self::Single(point) => days(point),
            Self::Between(first, last) => between(first.as_ref(), last.as_ref(), days),
        }
    }
}

impl IntervalEnd {
    fn point(&self) -> Option<&Point> {
        match self {
            Self::Date(point) => Some(point),
            Self::Open | Self::Unknown => None,
        }
    }
}

/// The days from a date to another; without one there is no bound.
fn between(first: Option<&Point>, last: Option<&Point>, days: fn(&Point) -> Span) -> Span {
    Span {
        first: first.map_or(ALWAYS, |point| days(point).first),
        end: last.map_or(NEVER, |point| days(point).end),
    }
}

impl FromStr for StatedDate {
    type Err = StatedDateError;

    fn from_str(text: &str) -> Result<Self, StatedDateError> {
        // Nearly all dates are of this kind.
        if let Ok(date) = text.parse::<PartialDate>() {
            return Ok(date.into());
        }
        if let Some(members) = text.strip_prefix('[') {
            let members = members.strip_suffix(']').ok_or(StatedDateError::Form)?;
            return set(members).map(|ranges| Self(Form::OneOf(ranges)));
        }
        if let Some((first, last)) = text.split_once('/') {
            let (first, last) = (end_of_interval(first)?, end_of_interval(last)?);
            check_bounds(first.point(), last.point())?;
            return Ok(Self(Form::Interval(first, last)));
        }
        if let Some(part) = PartOfYear::parse(text) {
            return Ok(Self(Form::Single(Point::PartOfYear(part?))));
        }
        point(text).map(|point| Self(Form::Single(point)))
    }
}

/// The members of a set, in order and without overlap. A space can follow a comma.
fn set(members: &str) -> Result<Box<[Range]>, StatedDateError> {
    let members = members.split(',').enumerate();
    let members = members.map(|(at, member)| {
        range(if at == 0 { member } else { member.strip_prefix(' ').unwrap_or(member) })
    });
    let ranges = members.collect::<Result<Box<[_]>, _>>()?;
    let days = |range: &Range| range.days(Point::unqualified);
    let is_in_order = ranges.windows(2).all(|pair| days(&pair[0]).end <= days(&pair[1]).first);
    if is_in_order { Ok(ranges) } else { Err(StatedDateError::OrderOfSet) }
}

fn range(text: &str) -> Result<Range, StatedDateError> {
    let Some((first, last)) = text.split_once("..") else { return member(text).map(Range::Single) };
    let bound = |text: &str| if text.is_empty() { Ok(None) } else { member(text).map(Some) };
    let (first, last) = (bound(first)?, bound(last)?);
    check_bounds(first.as_ref(), last.as_ref())?;
    Ok(Range::Between(first, last))
}

/// A date within a set, which EDTF does not let be uncertain or approximate.
fn member(text: &str) -> Result<Point, StatedDateError> {
    match point(text)? {
        Point::Pattern(pattern) if pattern.is_qualified() => Err(StatedDateError::QualifiedMember),
        point => Ok(point),
    }
}

fn end_of_interval(text: &str) -> Result<IntervalEnd, StatedDateError> {
    match text {
        "" => Ok(IntervalEnd::Unknown),
        ".." => Ok(IntervalEnd::Open),
        date => point(date).map(IntervalEnd::Date),
    }
}

/// Refuses bounds of which neither is given, or that no day lies between.
fn check_bounds(first: Option<&Point>, last: Option<&Point>) -> Result<(), StatedDateError> {
    let days = between(first, last, Point::unqualified);
    match (first, last) {
        (None, None) => Err(StatedDateError::Unbounded),
        _ if days.first >= days.end => Err(StatedDateError::Order),
        _ => Ok(()),
    }
}

/// A date within a set or an interval, or by itself. EDTF allows parts of a year only by themselves.
fn point(text: &str) -> Result<Point, StatedDateError> {
    match text.parse() {
        Ok(date) => Ok(Point::Date(date)),
        Err(DateError::Month) if PartOfYear::parse(text).is_some() => {
            Err(StatedDateError::PartOfYear)
        }
        Err(DateError::Form) => {
            let known = StatedDateError::of_form(text);
            known.map_or_else(|| DatePattern::parse(text).map(Point::Pattern), Err)
        }
        Err(error) => Err(error.into()),
    }
}

impl fmt::Display for StatedDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Single(point) => point.fmt(f),
            Form::OneOf(ranges) => {
                for (at, range) in ranges.iter().enumerate() {
                    f.write_str(if at == 0 { "[" } else { "," })?;
                    range.fmt(f)?;
                }
                f.write_str("]")
            }
            Form::Interval(first, last) => write!(f, "{first}/{last}"),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Pattern(pattern) => pattern.fmt(f),
            Self::PartOfYear(part) => part.fmt(f),
        }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Single(point) => point.fmt(f),
            Self::Between(first, last) => {
                first.iter().try_for_each(|point| point.fmt(f))?;
                f.write_str("..")?;
                last.iter().try_for_each(|point| point.fmt(f))
            }
        }
    }
}

impl fmt::Display for IntervalEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(point) => point.fmt(f),
            Self::Open => f.write_str(".."),
            Self::Unknown => Ok(()),
        }
    }
}
