//! The current time. No other module reads the clock, so tests can pass in any day.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::domain::date::Day;

/// Today in UTC, or the first day on which the newest source can have been written if that is later: the clock of the
/// machine is behind then.
#[must_use]
pub fn today(newest_source: Option<Day>) -> Day {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let today = Day::try_from(seconds / 86_400).unwrap_or_default();
    newest_source.map_or(today, |newest| today.max(newest))
}

/// Milliseconds since 1970-01-01T00:00:00Z.
#[must_use]
pub fn milliseconds() -> u64 {
    let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
