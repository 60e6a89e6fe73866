//! Connections that are open. Where there are too many, the one that has been silent longest gives its
//! place to the new one: whoever opens connections and says nothing shuts out only others like them.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use tokio::sync::Notify;

/// The open connections.
pub struct Connections {
    most: usize,
    start: Instant,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    seats: HashMap<u64, Arc<Seat>>,
    last: u64,
}

/// What is known of one connection.
pub struct Seat {
    /// Requests that wait for an answer.
    busy: AtomicU64,
    /// Milliseconds from the start until it fell silent.
    silent_since: AtomicU64,
    leave: Notify,
}

/// A connection's place; it is free again when dropped.
pub struct Place {
    all: Arc<Connections>,
    number: u64,
    /// The connection.
    pub seat: Arc<Seat>,
}

/// A request of a connection, until it is answered.
pub struct Busy(Arc<Connections>, Arc<Seat>);

impl Connections {
    /// Room for so many.
    #[must_use]
    pub fn new(most: u64) -> Self {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        Self { most, start: Instant::now(), open: Mutex::default() }
    }

    /// A place for a new connection; None where every other is waiting for an answer.
    #[must_use]
    pub fn take(self: &Arc<Self>) -> Option<Place> {
        let seat = Arc::new(Seat {
            busy: AtomicU64::new(0),
            silent_since: AtomicU64::new(self.now()),
            leave: Notify::new(),
        });
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.seats.len() >= self.most {
            let silent =
                open.seats.iter().filter(|(_, seat)| seat.busy.load(Ordering::Relaxed) == 0);
            let longest = silent.min_by_key(|(_, seat)| seat.silent_since.load(Ordering::Relaxed));
            let number = *longest?.0;
            open.seats.remove(&number)?.leave.notify_one();
        }
        open.last += 1;
        let number = open.last;
        open.seats.insert(number, seat.clone());
        Some(Place { all: self.clone(), number, seat })
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).seats.len()
    }

    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

impl Place {
    /// Notes that a request waits for its answer, until what is returned is dropped.
    #[must_use]
    pub fn busy(&self) -> Busy {
        self.seat.busy.fetch_add(1, Ordering::Relaxed);
        Busy(self.all.clone(), self.seat.clone())
    }
}

impl Seat {
    /// Waits until the connection must give up its place.
    pub async fn must_leave(&self) {
        self.leave.notified().await;
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.1.silent_since.store(self.0.now(), Ordering::Relaxed);
        self.1.busy.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.all.open.lock().unwrap_or_else(PoisonError::into_inner).seats.remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[tokio::test]
    async fn who_is_silent_longest_gives_way() {
        let all = Arc::new(Connections::new(2));
        let (first, second) = (all.take().unwrap(), all.take().unwrap());
        let waiting = first.busy();
        let third = all.take().unwrap();
        assert_eq!(all.count(), 2);
        second.seat.must_leave().await;
        drop(second);
        assert_eq!(all.count(), 2, "its place was taken already");
        let others = third.busy();
        assert!(all.take().is_none(), "who waits for an answer stays");
        drop((waiting, others));
        std::thread::sleep(Duration::from_millis(2));
        drop(first);
        assert_eq!(all.count(), 1);
        drop(third);
        assert_eq!(all.count(), 0);
    }
}
