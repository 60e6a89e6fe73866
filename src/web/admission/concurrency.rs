//! How many requests are in flight, and how many of them use threads that may block.

use std::{
    hash::{BuildHasher, RandomState},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::client::Client;

/// Bounds the number of concurrent requests.
pub struct ConcurrencyLimit {
    in_flight: AtomicU64,
    max_in_flight: u64,
    of_clients: ClientCounts,
    stopping: AtomicBool,
    blocking_threads: Arc<Semaphore>,
    waiting: AtomicU64,
    max_waiting: u64,
}

/// A request in flight, until it is dropped.
pub struct InFlightPermit {
    limit: Arc<ConcurrencyLimit>,
    /// The index of its client in [`ClientCounts`].
    client: Option<usize>,
}

/// How many requests of each client are in flight, without a lock: a count is that of all clients with the same hash.
struct ClientCounts {
    counts: Box<[AtomicU64]>,
    hasher: RandomState,
}

/// The right to use a thread that may block, until it is dropped.
pub struct BlockingPermit {
    _permit: OwnedSemaphorePermit,
}

impl ConcurrencyLimit {
    /// Admits `max_in_flight` requests, of which `max_waiting` may wait for a thread that may block.
    #[must_use]
    pub fn new(max_in_flight: u64, max_waiting: u64) -> Self {
        // More threads than processors would only slow each other down.
        let threads = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            in_flight: AtomicU64::new(0),
            max_in_flight,
            of_clients: ClientCounts::new(),
            stopping: AtomicBool::new(false),
            blocking_threads: Arc::new(Semaphore::new(threads)),
            waiting: AtomicU64::new(0),
            max_waiting,
        }
    }

    /// Counts a request as in flight; `None` if there are too many, or the server is stopping. The last quarter of the
    /// places is for clients that have few; requests of the server itself count as those of such a client.
    #[must_use]
    pub fn try_enter(self: &Arc<Self>, client: Option<&Client>) -> Option<InFlightPermit> {
        let client = client.map(|client| self.of_clients.index(client));
        let before = self.in_flight.fetch_add(1, Ordering::Relaxed);
        let of_client = client.map_or(0, |client| self.of_clients.increment(client));
        let permit = InFlightPermit { limit: self.clone(), client };
        let for_all = self.max_in_flight - self.max_in_flight / 4;
        let max = if of_client < self.max_in_flight / 16 { self.max_in_flight } else { for_all };
        (before < max && !self.is_stopping()).then_some(permit)
    }

    /// Waits for a thread that may block; `None` if too many requests wait already, or none is free within `max_wait`.
    pub async fn acquire_blocking(&self, max_wait: Duration) -> Option<BlockingPermit> {
        let waiting = Waiting::new(&self.waiting);
        if waiting.before >= self.max_waiting {
            return None;
        }
        let permit = self.blocking_threads.clone().acquire_owned();
        let permit = tokio::time::timeout(max_wait, permit).await;
        Some(BlockingPermit { _permit: permit.ok()?.ok()? })
    }

    /// Admits no further requests.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// Whether the server is stopping.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    /// How many requests are in flight.
    #[must_use]
    pub fn in_flight(&self) -> u64 {
        self.in_flight.load(Ordering::Relaxed)
    }
}

impl Drop for InFlightPermit {
    fn drop(&mut self) {
        let Self { limit, client } = self;
        limit.in_flight.fetch_sub(1, Ordering::Relaxed);
        if let Some(client) = client {
            limit.of_clients.counts[*client].fetch_sub(1, Ordering::Relaxed);
        }
    }
}

impl ClientCounts {
    /// More than there are clients in flight, so that few share a count.
    const COUNTS: usize = 1 << 12;

    fn new() -> Self {
        Self {
            counts: (0..Self::COUNTS).map(|_| AtomicU64::new(0)).collect(),
            hasher: RandomState::new(),
        }
    }

    fn index(&self, client: &Client) -> usize {
        usize::try_from(self.hasher.hash_one(client)).unwrap_or_default() % Self::COUNTS
    }

    /// Counts one more, and returns how many there were before.
    fn increment(&self, index: usize) -> u64 {
        self.counts[index].fetch_add(1, Ordering::Relaxed)
    }
}

/// Counts a waiting request, until it is dropped.
struct Waiting<'c> {
    count: &'c AtomicU64,
    before: u64,
}

impl<'c> Waiting<'c> {
    fn new(count: &'c AtomicU64) -> Self {
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
    fn requests_are_admitted_up_to_the_limit_and_until_the_server_stops() {
        let limit = Arc::new(ConcurrencyLimit::new(2, 1));
        let (one, two) = (limit.try_enter(None), limit.try_enter(None));
        assert!(one.is_some() && two.is_some() && limit.try_enter(None).is_none());
        drop(one);
        assert_eq!(limit.in_flight(), 1);
        assert!(limit.try_enter(None).is_some());
        limit.stop();
        assert!(limit.try_enter(None).is_none());
        assert_eq!(limit.in_flight(), 1, "refused requests are not in flight");
    }

    #[test]
    fn one_client_leaves_places_to_others() {
        let limit = Arc::new(ConcurrencyLimit::new(64, 1));
        let (one, other) = ([1, 2].map(|last| Client::at([192, 0, 2, last].into()))).into();
        let held: Vec<_> = (0..64).map_while(|_| limit.try_enter(Some(&one))).collect();
        assert_eq!(held.len(), 48);
        let others: Vec<_> = (0..64).map_while(|_| limit.try_enter(Some(&other))).collect();
        assert_eq!(others.len(), 4);
        assert!(limit.try_enter(None).is_some());
        drop((held, others));
        assert_eq!(limit.in_flight(), 0);
        assert!(limit.try_enter(Some(&one)).is_some());
    }

    fn one_thread(max_waiting: u64) -> ConcurrencyLimit {
        let blocking_threads = Arc::new(Semaphore::new(1));
        ConcurrencyLimit { blocking_threads, ..ConcurrencyLimit::new(9, max_waiting) }
    }

    #[tokio::test]
    async fn requests_wait_for_a_thread_within_bounds_of_number_and_time() {
        let limit = one_thread(2);
        let soon = Duration::from_millis(20);
        let first = limit.acquire_blocking(soon).await;
        assert!(first.is_some());
        assert!(limit.acquire_blocking(soon).await.is_none(), "the thread is not free in time");
        drop(first);
        assert!(limit.acquire_blocking(soon).await.is_some());
        assert!(one_thread(0).acquire_blocking(soon).await.is_none(), "none may wait");
    }
}
