//! The clock: the only place that asks what time it is.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::domain::date::Day;

/// Today in UTC, or the day of the newest source if that is later: a registry that speaks of tomorrow's
/// documents has no use for an earlier today.
#[must_use]
pub fn today(newest_source: Option<Day>) -> Day {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let today = Day::try_from(seconds / 86_400).unwrap_or_default();
    newest_source.map_or(today, |newest| today.max(newest))
}

/// Milliseconds since 1970-01-01 UTC.
#[must_use]
pub fn milliseconds() -> u64 {
    let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
