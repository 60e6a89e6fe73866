//! When a request must stop reading.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// A time limit, and a flag that ends the reading sooner.
#[derive(Clone)]
pub(super) struct Deadline {
    at: Instant,
    cancelled: Arc<AtomicBool>,
}

impl Deadline {
    /// A deadline `limit` from now, or as soon as `cancelled` is set.
    pub(super) fn after(limit: Duration, cancelled: Arc<AtomicBool>) -> Self {
        Self { at: Instant::now() + limit, cancelled }
    }

    /// Whether the time is up or the request was cancelled.
    pub(super) fn has_passed(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed) || Instant::now() > self.at
    }

    /// The time that is left; zero once it is up.
    pub(super) fn time_left(&self) -> Duration {
        self.at.saturating_duration_since(Instant::now())
    }
}
