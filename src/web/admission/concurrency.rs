//! How many requests are in flight.

use std::{
    hash::{BuildHasher, RandomState},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use super::client::Client;

/// Bounds the number of concurrent requests.
pub struct ConcurrencyLimit {
    in_flight: AtomicU64,
    max_in_flight: u64,
    of_clients: ClientCounts,
    stopping: AtomicBool,
}

/// A request in flight, until it is dropped.
pub struct InFlightPermit {
    limit: Arc<ConcurrencyLimit>,
    /// The index of its client in [`ClientCounts`].
    client: Option<usize>,
}

/// How many requests of each client are in flight, without a lock. Clients with the same hash share a count.
struct ClientCounts {
    counts: Box<[AtomicU64]>,
    hasher: RandomState,
}

impl ConcurrencyLimit {
    /// Admits `max_in_flight` requests.
    #[must_use]
    pub fn new(max_in_flight: u64) -> Self {
        Self {
            in_flight: AtomicU64::new(0),
            max_in_flight,
            of_clients: ClientCounts::new(),
            stopping: AtomicBool::new(false),
        }
    }

    /// Counts a request as in flight; `None` if there are too many, or the server is stopping. The last quarter is reserved
    /// for clients with few requests in flight, and for requests of the server itself.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_admitted_up_to_the_limit_and_until_the_server_stops() {
        let limit = Arc::new(ConcurrencyLimit::new(2));
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
        let limit = Arc::new(ConcurrencyLimit::new(64));
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
}
