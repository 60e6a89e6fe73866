//! Days and the dates of the calendar: the proleptic Gregorian calendar, in which every date has a number.

use super::{ALWAYS, Day, NEVER, Span};

/// The number of days in a month.
pub(super) fn days_in_month(year: u16, month: u16) -> u16 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The number of days from 1970-01-01 to a date. Years are counted from March, so that the leap day comes last and one
/// linear formula gives the lengths of the months.
pub(super) fn day_number(year: i64, month: i64, day: i64) -> Day {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The inverse of [`day_number`]: year, month, day.
pub(super) fn civil_date(day: Day) -> (i64, u8, u8) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    // Both are at most 31.
    (year, u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
}

impl Span {
    /// The year that all days are in, if it is one.
    #[must_use]
    pub fn year(self) -> Option<i64> {
        self.years_of(1)
    }

    /// The first year of the decade that all days are in, if it is one.
    #[must_use]
    pub fn decade(self) -> Option<i64> {
        self.years_of(10)
    }

    /// The first of `count` years that all days are in. Years are counted from the year 0.
    fn years_of(self, count: i64) -> Option<i64> {
        if self.first == ALWAYS || self.end == NEVER {
            return None;
        }
        let of = |day| civil_date(day).0.div_euclid(count) * count;
        let first = of(self.first);
        (first == of(self.end - 1)).then_some(first)
    }
}
