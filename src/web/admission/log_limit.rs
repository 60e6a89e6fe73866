//! How many lines requests add to the log. Without a bound, a client that causes a line with each request fills the disk.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::limits::http::MAX_LOG_LINES_PER_MINUTE;

const WINDOW: Duration = Duration::from_mins(1);

/// Bounds the lines that requests add to the log.
#[derive(Default)]
pub struct LogLimit(Mutex<Option<Window>>);

struct Window {
    started: Instant,
    written: u64,
    left_out: u64,
}

impl LogLimit {
    /// Whether another line may be written `now`. After a minute in which lines were left out, it first logs how many.
    pub fn allows(&self, now: Instant) -> bool {
        let mut window = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let window = window.get_or_insert(Window { started: now, written: 0, left_out: 0 });
        if now.saturating_duration_since(window.started) >= WINDOW {
            if window.left_out > 0 {
                tracing::warn!(lines = window.left_out, "lines about requests were left out");
            }
            *window = Window { started: now, written: 0, left_out: 0 };
        }
        let allows = window.written < MAX_LOG_LINES_PER_MINUTE;
        window.written += u64::from(allows);
        window.left_out += u64::from(!allows);
        allows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_beyond_those_of_a_minute_are_left_out() {
        let (limit, start) = (LogLimit::default(), Instant::now());
        let written = (0..500).filter(|_| limit.allows(start)).count() as u64;
        assert_eq!(written, MAX_LOG_LINES_PER_MINUTE);
        assert!(!limit.allows(start + WINDOW / 2));
        assert!(limit.allows(start + WINDOW));
    }
}
