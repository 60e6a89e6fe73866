//! How many requests are in flight, and how many of them may be heavy.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Lets requests in, up to a bound.
pub struct Gate {
    in_flight: AtomicU64,
    most: u64,
    closed: AtomicBool,
    heavy: Arc<Semaphore>,
    most_heavy: u64,
    waiting: AtomicU64,
}

/// A request that was let in; it is out when dropped.
pub struct Inside(Arc<Gate>);

/// A request that looks at many rows was let on to a thread of its own.
pub struct Heavy {
    _permit: OwnedSemaphorePermit,
}

impl Gate {
    /// A gate for `most` requests, of which `heavy` may wait or run on threads of their own.
    #[must_use]
    pub fn new(most: u64, heavy: u64) -> Self {
        // As many at once as there are processors: more would only make each slower.
        let at_once = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            in_flight: AtomicU64::new(0),
            most,
            closed: AtomicBool::new(false),
            heavy: Arc::new(Semaphore::new(at_once)),
            most_heavy: heavy,
            waiting: AtomicU64::new(0),
        }
    }

    /// Lets a request in; None where there are too many, or the gate is closed.
    #[must_use]
    pub fn enter(self: &Arc<Self>) -> Option<Inside> {
        let inside = Inside(self.clone());
        let before = self.in_flight.fetch_add(1, Ordering::Relaxed);
        (before < self.most && !self.is_closed()).then_some(inside)
    }

    /// Waits until a heavy request may run; None where too many wait already, or it takes too long.
    pub async fn enter_heavy(&self, patience: Duration) -> Option<Heavy> {
        let waiting = Waiting::one_more(&self.waiting);
        if waiting.before >= self.most_heavy {
            return None;
        }
        let permit = tokio::time::timeout(patience, self.heavy.clone().acquire_owned()).await;
        Some(Heavy { _permit: permit.ok()?.ok()? })
    }

    /// Lets nobody in any more.
    pub fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
    }

    /// Whether it lets nobody in.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Relaxed)
    }

    /// How many requests are in flight.
    #[must_use]
    pub fn in_flight(&self) -> u64 {
        self.in_flight.load(Ordering::Relaxed)
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        self.0.in_flight.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Counts one who waits, until dropped.
struct Waiting<'g> {
    count: &'g AtomicU64,
    before: u64,
}

impl<'g> Waiting<'g> {
    fn one_more(count: &'g AtomicU64) -> Self {
        Self { count, before: count.fetch_add(1, Ordering::Relaxed) }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.count.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_as_fit_are_let_in_until_it_closes() {
        let gate = Arc::new(Gate::new(2, 1));
        let (one, two) = (gate.enter(), gate.enter());
        assert!(one.is_some() && two.is_some() && gate.enter().is_none());
        drop(one);
        assert_eq!(gate.in_flight(), 1);
        assert!(gate.enter().is_some());
        gate.close();
        assert!(gate.enter().is_none());
        assert_eq!(gate.in_flight(), 1, "who was refused is not inside");
    }

    #[tokio::test]
    async fn heavy_requests_wait_for_each_other_but_not_for_ever() {
        let gate = Gate { heavy: Arc::new(Semaphore::new(1)), ..Gate::new(9, 2) };
        let soon = Duration::from_millis(20);
        let first = gate.enter_heavy(soon).await;
        assert!(first.is_some());
        assert!(gate.enter_heavy(soon).await.is_none(), "it waits in vain");
        drop(first);
        assert!(gate.enter_heavy(soon).await.is_some());
        let full = Gate { heavy: Arc::new(Semaphore::new(1)), ..Gate::new(9, 0) };
        assert!(full.enter_heavy(soon).await.is_none(), "nobody may even wait");
    }
}
