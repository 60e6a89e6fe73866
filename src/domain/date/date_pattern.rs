//! Dates of which digits are missing or parts are marked as uncertain or approximate: `201X`, `2004-06-XX`, `2007~`.

use std::{fmt, iter::Peekable, str::Bytes};

use super::{
    DateError, Span, StatedDateError,
    calendar::{day_number, days_in_month},
};

/// The character for a digit that is not known.
const UNKNOWN_DIGIT: u8 = b'X';
/// The last year that a date can have.
const LAST_YEAR: u16 = 9999;

/// A year with up to a month and a day, of which digits can be missing and parts can be qualified.
///
/// Two levels of EDTF have the same form here: level 1 lets digits be missing from the right and qualifies the whole date, level
/// 2 lets any digit be missing (`156X-12-25`) and qualifies single parts (`2004-06-~11`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct DatePattern {
    year: [u8; 4],
    /// Month, then day. A day has a month before it.
    rest: [Option<[u8; 2]>; 2],
    /// The qualifiers of year, month and day.
    qualifiers: [Qualifiers; 3],
}

/// The qualifiers beside a part of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Qualifiers {
    /// Before the part: it qualifies this part alone.
    before: Option<Qualifier>,
    /// After the part: it qualifies this part and all parts before it.
    after: Option<Qualifier>,
}

/// What a source says of a part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Qualifier {
    /// `?`: it may be wrong.
    Uncertain,
    /// `~`: it is an estimate.
    Approximate,
    /// `%`: both.
    Both,
}

impl DatePattern {
    /// Reads a date such as `201X`, `2004-XX`, `2004-06-11?` or `2004-~06`.
    pub(super) fn parse(text: &str) -> Result<Self, StatedDateError> {
        let mut bytes = text.bytes().peekable();
        let mut qualifiers = [Qualifiers::default(); 3];
        let mut rest = [None; 2];
        let year = part(&mut bytes, &mut qualifiers[0])?;
        for (part_of, qualifiers) in rest.iter_mut().zip(&mut qualifiers[1..]) {
            match bytes.next() {
                None => break,
                Some(b'-') => *part_of = Some(part(&mut bytes, qualifiers)?),
                Some(_) => return Err(StatedDateError::Form),
            }
        }
        if bytes.next().is_some() {
            return Err(StatedDateError::Form);
        }
        if year[0] == UNKNOWN_DIGIT {
            return Err(StatedDateError::NoYear);
        }
        let pattern = Self { year, rest, qualifiers };
        if pattern.is_qualified() && text.bytes().any(|byte| byte == UNKNOWN_DIGIT) {
            return Err(StatedDateError::QualifiedDigits);
        }
        pattern.check()?;
        Ok(pattern)
    }

    /// Refuses a date that no day of the calendar has.
    fn check(&self) -> Result<(), DateError> {
        let months = |digits: [u8; 2]| matching(digits, 1..=12).next().is_some();
        if matching(self.year, 1..=LAST_YEAR).next().is_none() {
            Err(DateError::Year)
        } else if !self.rest[0].is_none_or(months) {
            Err(DateError::Month)
        } else if self.spans(3).next().is_none() {
            Err(DateError::Day)
        } else {
            Ok(())
        }
    }

    /// The spans that the date can mean, in order. None if its year is qualified: then it bounds nothing.
    ///
    /// Only the parts before the first qualified one count: an approximate day of June 2004 is some day of that month.
    pub(super) fn certain_spans(&self) -> Option<impl DoubleEndedIterator<Item = Span> + '_> {
        let is_qualified = |at: usize| {
            let after = self.qualifiers[at..].iter().any(|it| it.after.is_some());
            after || self.qualifiers[at].before.is_some()
        };
        let parts = (0..3).find(|at| is_qualified(*at)).unwrap_or(3);
        (parts > 0).then(|| self.spans(parts))
    }

    /// The spans that the first `parts` parts of the date can mean if its qualifiers are left out, in order.
    fn spans(&self, parts: usize) -> impl DoubleEndedIterator<Item = Span> + '_ {
        let given = |at: usize| self.rest[at - 1].filter(|_| at < parts);
        // A part without a known digit says no more than the parts before it.
        let day = given(2).filter(|digits| *digits != [UNKNOWN_DIGIT; 2]);
        let month = given(1).filter(|digits| day.is_some() || *digits != [UNKNOWN_DIGIT; 2]);
        matching(self.year, 1..=LAST_YEAR).flat_map(move |year| {
            let months = month.map_or(0..=0, |_| 1..=12);
            let months = months.filter(move |number| month.is_none_or(|it| fits(it, *number)));
            months.flat_map(move |month| {
                let days = day.map_or(0..=0, |_| 1..=days_in_month(year, month));
                let days = days.filter(move |number| day.is_none_or(|it| fits(it, *number)));
                days.map(move |day| span(year, month, day))
            })
        })
    }

    /// All days from the first to the last that the date would mean without its qualifiers.
    pub(super) fn unqualified(&self) -> Span {
        hull(self.spans(3))
    }

    /// All days from the first to the last that the date can mean.
    pub(super) fn span(&self) -> Span {
        self.certain_spans().map_or(Span::UNBOUNDED, hull)
    }

    /// Whether a part of it is uncertain or approximate.
    pub(super) fn is_qualified(&self) -> bool {
        self.qualifiers.iter().any(|it| it.before.is_some() || it.after.is_some())
    }

    /// Whether the first or the last year that can be written is meant.
    pub(super) fn is_placeholder(&self) -> bool {
        [*b"0001", *b"9999"].contains(&self.year)
    }
}

/// Reads a part of a date with the qualifiers beside it.
fn part<const N: usize>(
    bytes: &mut Peekable<Bytes<'_>>,
    qualifiers: &mut Qualifiers,
) -> Result<[u8; N], StatedDateError> {
    qualifiers.before = qualifier(bytes)?;
    let mut digits = [0; N];
    for digit in &mut digits {
        *digit = match bytes.next() {
            Some(byte @ (b'0'..=b'9' | UNKNOWN_DIGIT)) => byte,
            _ => return Err(StatedDateError::Form),
        };
    }
    qualifiers.after = qualifier(bytes)?;
    Ok(digits)
}

/// Reads a qualifier, if one is next.
fn qualifier(bytes: &mut Peekable<Bytes<'_>>) -> Result<Option<Qualifier>, StatedDateError> {
    let mut next = || {
        let qualifier = match bytes.peek()? {
            b'?' => Qualifier::Uncertain,
            b'~' => Qualifier::Approximate,
            b'%' => Qualifier::Both,
            _ => return None,
        };
        bytes.next();
        Some(qualifier)
    };
    match (next(), next()) {
        (_, Some(_)) => Err(StatedDateError::TwoQualifiers),
        (first, None) => Ok(first),
    }
}

/// The numbers of a range that have the known digits.
fn matching<const N: usize>(
    digits: [u8; N],
    numbers: std::ops::RangeInclusive<u16>,
) -> impl DoubleEndedIterator<Item = u16> {
    let bound = |replaced: u8| {
        digits.iter().fold(0, |number, digit| {
            let digit = if *digit == UNKNOWN_DIGIT { replaced } else { *digit };
            number * 10 + u16::from(digit - b'0')
        })
    };
    let range = bound(b'0').max(*numbers.start())..=bound(b'9').min(*numbers.end());
    range.filter(move |number| fits(digits, *number))
}

/// Whether a number has the known digits.
fn fits<const N: usize>(digits: [u8; N], number: u16) -> bool {
    let rest = digits.iter().rev().try_fold(number, |number, digit| {
        let is_equal = *digit == UNKNOWN_DIGIT || u16::from(*digit - b'0') == number % 10;
        is_equal.then_some(number / 10)
    });
    rest.is_some()
}

/// The days of a year; of one of its months, unless that is 0; of one of its days, unless that is 0.
fn span(year: u16, month: u16, day: u16) -> Span {
    let first_of = |year: u16, month: u16| day_number(i64::from(year), i64::from(month), 1);
    match (month, day) {
        (0, _) => Span { first: first_of(year, 1), end: first_of(year + 1, 1) },
        (12, 0) => Span { first: first_of(year, 12), end: first_of(year + 1, 1) },
        (_, 0) => Span { first: first_of(year, month), end: first_of(year, month + 1) },
        _ => {
            let first = first_of(year, month) + i64::from(day) - 1;
            Span { first, end: first + 1 }
        }
    }
}

/// From the first day of the first span to the last day of the last one.
fn hull(mut spans: impl DoubleEndedIterator<Item = Span>) -> Span {
    let Some(first) = spans.next() else { return Span::UNBOUNDED };
    Span { first: first.first, end: spans.next_back().unwrap_or(first).end }
}

impl fmt::Display for DatePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rest = self.rest.iter().map_while(Option::as_ref).map(<[u8; 2]>::as_slice);
        let parts = std::iter::once(self.year.as_slice()).chain(rest);
        for (at, (digits, Qualifiers { before, after })) in parts.zip(&self.qualifiers).enumerate()
        {
            if at > 0 {
                f.write_str("-")?;
            }
            before.iter().try_for_each(|qualifier| qualifier.fmt(f))?;
            digits.iter().try_for_each(|digit| write!(f, "{}", char::from(*digit)))?;
            after.iter().try_for_each(|qualifier| qualifier.fmt(f))?;
        }
        Ok(())
    }
}

impl fmt::Display for Qualifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Uncertain => "?",
            Self::Approximate => "~",
            Self::Both => "%",
        })
    }
}
