//! How many connections are open. If there are too many, a new one replaces another: one that is idle, of the client that
//! has most. So a client that opens connections without sending requests displaces its own, and no download.

use std::{
    cmp::Reverse,
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use super::{
    client::Client,
    connection_activity::{Activity, ExchangeGuard, Phase},
};
use crate::limits::http::{FRESH_TIME, STALLED_TIME};

/// Bounds the number of open connections.
pub struct ConnectionLimit {
    max_open: usize,
    /// The start of the clock of [`Activity`].
    epoch: Instant,
    connections: Mutex<Connections>,
}

#[derive(Default)]
struct Connections {
    open: HashMap<u64, OpenConnection>,
    /// Open connections of each client.
    counts: HashMap<Client, usize>,
    last_id: u64,
}

struct OpenConnection {
    /// The client; `None` for a proxy, behind which there are many.
    client: Option<Client>,
    activity: Arc<Activity>,
}

/// The slot of an open connection; it is free again when dropped.
pub struct ConnectionSlot {
    limit: Arc<ConnectionLimit>,
    id: u64,
    activity: Arc<Activity>,
}

/// A connection that could be closed for a new one. The greatest is chosen: one of the client with the most connections,
/// and among these the one that has been silent for longest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    weight: usize,
    silent: Duration,
    id: Reverse<u64>,
}

impl ConnectionLimit {
    /// Room for `max_open` connections.
    #[must_use]
    pub fn new(max_open: u64) -> Self {
        let max_open = usize::try_from(max_open).unwrap_or(usize::MAX);
        Self { max_open, epoch: Instant::now(), connections: Mutex::default() }
    }

    /// A slot for a new connection. If none is free, another connection is closed for it; `None` if none may be closed.
    /// `client` is `None` for a proxy.
    #[must_use]
    pub fn open(self: &Arc<Self>, client: Option<Client>) -> Option<ConnectionSlot> {
        let mut connections = self.lock();
        if connections.open.len() >= self.max_open {
            let newcomer = 1 + connections.count(client.as_ref());
            let id = connections.dispensable(client.as_ref(), newcomer)?;
            connections.evict(id);
        }
        let activity = Arc::new(Activity::new(self.epoch));
        connections.last_id += 1;
        let id = connections.last_id;
        if let Some(client) = &client {
            *connections.counts.entry(client.clone()).or_default() += 1;
        }
        connections.open.insert(id, OpenConnection { client, activity: activity.clone() });
        Some(ConnectionSlot { limit: self.clone(), id, activity })
    }

    /// Closes the connection that would be closed for the first one of a new client: the process has no descriptors left.
    pub fn shed(&self) {
        let mut connections = self.lock();
        if let Some(id) = connections.dispensable(None, 0) {
            connections.evict(id);
        }
    }

    /// Closes the connection whose response would take memory for longest at its present speed. Responses that became ready
    /// within [`STALLED_TIME`] stay. Returns whether it closed one.
    pub fn close_slowest_reader(&self) -> bool {
        let mut connections = self.lock();
        let readers = connections.open.iter().filter_map(|(id, connection)| {
            Some((connection.activity.expected_time(STALLED_TIME)?, *id))
        });
        let slowest = readers.max();
        if let Some((_, id)) = slowest {
            connections.evict(id);
        }
        slowest.is_some()
    }

    /// How many connections are open.
    #[must_use]
    pub fn count(&self) -> usize {
        self.lock().open.len()
    }

    fn lock(&self) -> MutexGuard<'_, Connections> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connections {
    fn count(&self, client: Option<&Client>) -> usize {
        client.and_then(|client| self.counts.get(client)).copied().unwrap_or(0)
    }

    /// The connection to close for a new one of `client`, which would be its connection number `newcomer`.
    fn dispensable(&self, client: Option<&Client>, newcomer: usize) -> Option<u64> {
        let (mut idle, mut waiting) = (None, None);
        for (id, connection) in &self.open {
            let is_same = client.is_some() && connection.client.as_ref() == client;
            let weight =
                if is_same { newcomer } else { self.count(connection.client.as_ref()).max(1) };
            let (phase, silent) = connection.activity.phase();
            let candidate = Some(Candidate { weight, silent, id: Reverse(*id) });
            match phase {
                // A connection that had no time to send anything yet stays if its client has fewer than the new one's.
                Phase::Idle if weight >= newcomer || silent >= FRESH_TIME => {
                    idle = idle.max(candidate);
                }
                // Of its own transfers, a client closes only stalled ones; of others, only those of clients that have more.
                Phase::WaitsForClient
                    if if is_same { silent >= STALLED_TIME } else { weight > newcomer } =>
                {
                    waiting = waiting.max(candidate);
                }
                Phase::Idle | Phase::WaitsForClient | Phase::Working => {}
            }
        }
        let dispensable = match (idle, waiting) {
            (Some(idle), Some(waiting))
                if waiting.weight > idle.weight && waiting.silent >= STALLED_TIME =>
            {
                waiting
            }
            (Some(idle), _) => idle,
            (None, waiting) => waiting?,
        };
        Some(dispensable.id.0)
    }

    fn evict(&mut self, id: u64) {
        if let Some(activity) = self.remove(id) {
            activity.evict();
        }
    }

    fn remove(&mut self, id: u64) -> Option<Arc<Activity>> {
        let OpenConnection { client, activity } = self.open.remove(&id)?;
        if let Some(client) = client
            && let Some(count) = self.counts.get_mut(&client)
        {
            *count -= 1;
            if *count == 0 {
                self.counts.remove(&client);
            }
        }
        Some(activity)
    }
}

impl ConnectionSlot {
    /// What the connection does, as its stream and its bodies tell.
    #[must_use]
    pub fn activity(&self) -> &Arc<Activity> {
        &self.activity
    }

    /// Marks the connection as busy until the guard is dropped.
    #[must_use]
    pub fn begin_exchange(&self) -> ExchangeGuard {
        ExchangeGuard::new(&self.activity)
    }

    /// Completes when the slot is given to another connection.
    pub async fn evicted(&self) {
        self.activity.evicted().await;
    }
}

impl Drop for ConnectionSlot {
    fn drop(&mut self) {
        self.limit.lock().remove(self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(last: u8) -> Client {
        Client::at([192, 0, 2, last].into())
    }

    /// Lets the clock of the activities advance.
    fn pause() {
        std::thread::sleep(Duration::from_millis(2));
    }

    #[tokio::test]
    async fn the_connection_that_was_idle_longest_gives_way() {
        let limit = Arc::new(ConnectionLimit::new(2));
        let first = limit.open(Some(client(1))).unwrap();
        let second = limit.open(Some(client(1))).unwrap();
        let first_busy = first.begin_exchange();
        let third = limit.open(Some(client(1))).unwrap();
        assert_eq!(limit.count(), 2);
        second.evicted().await;
        drop(second);
        assert_eq!(limit.count(), 2, "its slot was taken already");
        let third_busy = third.begin_exchange();
        assert!(limit.open(Some(client(1))).is_none(), "busy connections stay");
        drop((first_busy, third_busy));
        pause();
        drop(first);
        assert_eq!(limit.count(), 1);
        drop(third);
        assert_eq!(limit.count(), 0);
        assert!(limit.lock().counts.is_empty());
    }

    #[tokio::test]
    async fn a_client_with_many_idle_connections_displaces_its_own() {
        let limit = Arc::new(ConnectionLimit::new(4));
        let other = limit.open(Some(client(2))).unwrap();
        pause();
        let mut many: Vec<_> = (0..3).map(|_| limit.open(Some(client(1))).unwrap()).collect();
        many.push(limit.open(Some(client(1))).unwrap());
        let new = limit.open(Some(client(3))).unwrap();
        pause();
        many.push(limit.open(Some(client(1))).unwrap());
        drop(many);
        assert_eq!(limit.count(), 2, "the others are still open");
        drop((other, new));
    }

    #[tokio::test]
    async fn a_transfer_gives_way_only_to_clients_that_have_less() {
        let limit = Arc::new(ConnectionLimit::new(3));
        let slots: Vec<_> = (0..3).map(|_| limit.open(Some(client(1))).unwrap()).collect();
        let busy: Vec<_> = slots.iter().map(ConnectionSlot::begin_exchange).collect();
        slots[1].activity().set_write_blocked(true);
        assert!(limit.open(Some(client(1))).is_none(), "not to its own client");
        let other = limit.open(Some(client(2))).unwrap();
        slots[1].evicted().await;
        let other_busy = other.begin_exchange();
        assert!(limit.open(Some(client(3))).is_none(), "all are being worked for");
        slots[0].activity().set_write_blocked(true);
        assert!(limit.open(Some(client(3))).is_some(), "two are more than one");
        drop((other, other_busy, busy));
    }

    #[tokio::test]
    async fn a_fresh_connection_is_not_displaced_by_a_client_that_has_more() {
        let limit = Arc::new(ConnectionLimit::new(3));
        let slots: Vec<_> = (0..2).map(|_| limit.open(Some(client(1))).unwrap()).collect();
        let busy: Vec<_> = slots.iter().map(ConnectionSlot::begin_exchange).collect();
        let fresh = limit.open(Some(client(2))).unwrap();
        assert!(limit.open(Some(client(1))).is_none());
        let other = limit.open(Some(client(3))).unwrap();
        fresh.evicted().await;
        drop((other, busy));
    }

    #[tokio::test]
    async fn the_slowest_reader_makes_room() {
        let earlier = Instant::now().checked_sub(STALLED_TIME * 2).unwrap();
        let limit = ConnectionLimit { epoch: earlier, ..ConnectionLimit::new(4) };
        let limit = Arc::new(limit);
        let slots: Vec<_> = (0..3).map(|last| limit.open(Some(client(last))).unwrap()).collect();
        for (slot, (held, sent)) in slots.iter().zip([(1_000, 900), (9_000, 900), (0, 0)]) {
            slot.activity().begin_response(held, false);
            slot.activity().add_sent(sent);
            slot.activity().set_write_blocked(true);
        }
        assert!(!limit.close_slowest_reader());
        assert_eq!(limit.count(), 3, "all were ready only now");
        for slot in &slots {
            slot.activity().pretend_ready_since_epoch();
        }
        assert!(limit.close_slowest_reader());
        slots[1].evicted().await;
        assert!(limit.close_slowest_reader());
        slots[0].evicted().await;
        assert!(!limit.close_slowest_reader());
        assert_eq!(limit.count(), 1, "the third takes no memory");
        slots[2].activity().begin_response(9_000, true);
        slots[2].activity().add_sent(1_000_000);
        slots[2].activity().pretend_ready_since_epoch();
        assert!(!limit.close_slowest_reader(), "a file that is read");
        slots[2].activity().begin_response(9_000, true);
        slots[2].activity().pretend_ready_since_epoch();
        assert!(limit.close_slowest_reader(), "a file that is not read");
    }

    #[tokio::test]
    async fn proxies_have_no_share() {
        let limit = Arc::new(ConnectionLimit::new(3));
        let direct = limit.open(Some(client(1))).unwrap();
        let second = limit.open(Some(client(1))).unwrap();
        let proxy = limit.open(None).unwrap();
        let more: Vec<_> = (0..2).map(|_| limit.open(None).unwrap()).collect();
        direct.evicted().await;
        drop((second, proxy, more));
    }
}
