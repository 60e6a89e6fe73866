//! How many connections are open. If there are too many, a new connection replaces the one that has been idle for the
//! longest time: a client that opens connections without sending requests displaces only clients that do the same.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use tokio::sync::Notify;

/// Bounds the number of open connections.
pub struct ConnectionLimit {
    max_open: usize,
    /// The start of the clock of [`State::idle_since`].
    epoch: Instant,
    connections: Mutex<Connections>,
}

#[derive(Default)]
struct Connections {
    open: HashMap<u64, Arc<State>>,
    last_id: u64,
}

/// The state of one connection.
struct State {
    /// Requests that wait for their response.
    busy: AtomicU64,
    /// Milliseconds from the epoch until the connection became idle.
    idle_since: AtomicU64,
    evict: Notify,
}

/// The slot of an open connection; it is free again when dropped.
pub struct ConnectionSlot {
    limit: Arc<ConnectionLimit>,
    id: u64,
    state: Arc<State>,
}

/// A request of a connection, until its response is ready.
pub struct BusyGuard<'s>(&'s ConnectionSlot);

impl ConnectionLimit {
    /// Room for `max_open` connections.
    #[must_use]
    pub fn new(max_open: u64) -> Self {
        let max_open = usize::try_from(max_open).unwrap_or(usize::MAX);
        Self { max_open, epoch: Instant::now(), connections: Mutex::default() }
    }

    /// A slot for a new connection, if necessary that of the connection that has been idle longest; `None` if none is
    /// idle.
    #[must_use]
    pub fn open(self: &Arc<Self>) -> Option<ConnectionSlot> {
        let state = Arc::new(State {
            busy: AtomicU64::new(0),
            idle_since: AtomicU64::new(self.milliseconds()),
            evict: Notify::new(),
        });
        let mut connections = self.lock();
        if connections.open.len() >= self.max_open {
            let idle = connections.open.iter().filter(|(_, state)| state.is_idle());
            let longest = idle.min_by_key(|(_, state)| state.idle_since.load(Ordering::Relaxed));
            let id = *longest?.0;
            connections.open.remove(&id)?.evict.notify_one();
        }
        connections.last_id += 1;
        let id = connections.last_id;
        connections.open.insert(id, state.clone());
        Some(ConnectionSlot { limit: self.clone(), id, state })
    }

    /// How many connections are open.
    #[must_use]
    pub fn count(&self) -> usize {
        self.lock().open.len()
    }

    fn milliseconds(&self) -> u64 {
        u64::try_from(self.epoch.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn lock(&self) -> MutexGuard<'_, Connections> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn is_idle(&self) -> bool {
        self.busy.load(Ordering::Relaxed) == 0
    }
}

impl ConnectionSlot {
    /// Marks the connection as busy until the guard is dropped.
    #[must_use]
    pub fn mark_busy(&self) -> BusyGuard<'_> {
        self.state.busy.fetch_add(1, Ordering::Relaxed);
        BusyGuard(self)
    }

    /// Completes when the slot is given to another connection.
    pub async fn evicted(&self) {
        self.state.evict.notified().await;
    }
}

impl Drop for BusyGuard<'_> {
    fn drop(&mut self) {
        let ConnectionSlot { limit, state, .. } = self.0;
        state.idle_since.store(limit.milliseconds(), Ordering::Relaxed);
        state.busy.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Drop for ConnectionSlot {
    fn drop(&mut self) {
        self.limit.lock().open.remove(&self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[tokio::test]
    async fn the_connection_that_was_idle_longest_gives_way() {
        let limit = Arc::new(ConnectionLimit::new(2));
        let (first, second) = (limit.open().unwrap(), limit.open().unwrap());
        let first_busy = first.mark_busy();
        let third = limit.open().unwrap();
        assert_eq!(limit.count(), 2);
        second.evicted().await;
        drop(second);
        assert_eq!(limit.count(), 2, "its slot was taken already");
        let third_busy = third.mark_busy();
        assert!(limit.open().is_none(), "busy connections stay");
        drop((first_busy, third_busy));
        std::thread::sleep(Duration::from_millis(2));
        drop(first);
        assert_eq!(limit.count(), 1);
        drop(third);
        assert_eq!(limit.count(), 0);
    }
}
