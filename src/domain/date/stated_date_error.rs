//! Why a text is not a date that a source can state.

use super::{DateError, PartialDate, part_of_year::PartOfYear};

/// Why a text is not a stated date. Each message says the rule and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatedDateError {
    /// It looks like a single date and is none.
    #[error(transparent)]
    Date(#[from] DateError),
    /// It has no form of EDTF.
    #[error(
        "a date is written such as 2022, 2022-02, 2006-12-09 or 201X, or with bounds such as [2023..2024], [..2021], \
         [2026..] or 2023/2024"
    )]
    Form,
    /// It has a time of the day.
    #[error("a date has no time of day; write the day, such as 2006-12-09")]
    Time,
    /// Its year has a letter before it, as years of more than four digits have, or a sign.
    #[error("a year has four digits, from 0001 to 9999; years before and after are not recorded")]
    LongYear,
    /// It says how many digits of the year are significant.
    #[error(
        "a year has no number of significant digits; write X for the others, such as 19XX for 1950S2"
    )]
    SignificantDigits,
    /// It is a set of dates that are all meant.
    #[error(
        "a fact has one date, and braces mean several; write a fact for each, or brackets for one of several dates, such as \
         [2007,2008]"
    )]
    AllOf,
    /// The first digit of its year is missing.
    #[error(
        "the first digit of a year must be given, such as 2XXX; leave the date out if nothing is known of it"
    )]
    NoYear,
    /// Two qualifiers stand beside each other.
    #[error(
        "a part of a date has one qualifier; write % for a date that is both uncertain and approximate"
    )]
    TwoQualifiers,
    /// A date with a qualifier has missing digits.
    #[error(
        "a date with ?, ~ or % has all of its digits in EDTF; leave out the part that is not known, such as 2004~ for 2004-XX~, \
         or the qualifier"
    )]
    QualifiedDigits,
    /// A date in a set has a qualifier.
    #[error("dates in brackets have no ?, ~ or % in EDTF; write an interval, such as 2006/2008~")]
    QualifiedMember,
    /// A part of a year has something beside it.
    #[error(
        "a season, quarter or half (21 to 41) stands alone in EDTF; within bounds write months, such as [2021-03..2021-06]"
    )]
    PartOfYear,
    /// Neither bound is given.
    #[error("a date needs at least one bound, such as [..2021]")]
    Unbounded,
    /// The first date is after the last.
    #[error("the first date of the bounds is after the last; write the earlier one first")]
    Order,
    /// The members of a set are not in order.
    #[error(
        "the dates in brackets overlap or are not in order; write each once, the earliest first"
    )]
    OrderOfSet,
}

impl StatedDateError {
    /// The rule that a text breaks whose form EDTF has and the registry has not; None for another text.
    pub(super) fn of_form(text: &str) -> Option<Self> {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
        let has_qualifier = text.contains(['?', '~', '%']);
        let without = text.trim_matches(['?', '~', '%']);
        let after_sign = text.strip_prefix(['-', 'Y']).map(|rest| rest.trim_start_matches('-'));
        if text.starts_with('{') {
            Some(Self::AllOf)
        } else if text.split_once('T').is_some_and(|(day, _)| day.parse::<PartialDate>().is_ok()) {
            Some(Self::Time)
        } else if text.split_once('S').is_some_and(|(_, digits)| is_number(digits)) {
            Some(Self::SignificantDigits)
        } else if after_sign.is_some_and(|rest| rest.starts_with(|it: char| it.is_ascii_digit())) {
            Some(Self::LongYear)
        } else if has_qualifier && PartOfYear::parse(without).is_some() {
            Some(Self::PartOfYear)
        } else {
            None
        }
    }
}
