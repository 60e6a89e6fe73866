//! A queue that is fair among clients: each has a queue of its own, and the next one to be served is the one that has
//! used the least processor time lately, including what its next request is expected to use.
//!
//! The number of waiting requests is limited. A client with nothing waiting always gets a place, if necessary that of the
//! newest request of the client with the most waiting. So no client can keep others out by filling the queue.

use std::{
    collections::{HashMap, VecDeque},
    time::{Duration, Instant},
};

use super::client::Client;
use crate::limits::fairness::MAX_IDLE_CLIENTS;

/// Seconds after which half of the processor time that a client has used is forgotten.
const HALF_LIFE: f64 = 30.0;

/// What waits, by client.
pub struct FairQueue<T> {
    clients: HashMap<Client, Lane<T>>,
    waiting: usize,
    bounds: Bounds,
    last_ticket: u64,
}

/// How much may wait and run.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Items that may wait, apart from the first of each client.
    pub waiting: usize,
    /// Items of one client that may wait.
    pub waiting_per_client: usize,
    /// Items of one client that run at the same time while other clients use the queue, too.
    pub running_per_client: usize,
}

/// What one client has waiting.
struct Lane<T> {
    waiting: VecDeque<Item<T>>,
    running: usize,
    /// Seconds of processor time used lately.
    used: f64,
    /// When that was so.
    as_of: Instant,
}

/// An item that waits, and seconds of processor time that it is expected to use.
struct Item<T> {
    ticket: Ticket,
    expected: f64,
    content: T,
}

/// The number of an item in the queue: later ones are larger.
pub type Ticket = u64;

impl<T> FairQueue<T> {
    /// An empty queue.
    #[must_use]
    pub fn new(bounds: Bounds) -> Self {
        Self { clients: HashMap::new(), waiting: 0, bounds, last_ticket: 0 }
    }

    /// Adds an item that is expected to use so much processor time. Returns its ticket and the item that had to make room
    /// for it; `None` if the client has no room.
    pub fn push(
        &mut self,
        client: &Client,
        content: T,
        expected: Duration,
        now: Instant,
    ) -> Option<(Ticket, Option<T>)> {
        let lane = self.clients.entry(client.clone()).or_insert_with(|| Lane::new(now));
        let own = lane.waiting.len();
        let mut displaced = None;
        if own > 0 {
            if own >= self.bounds.waiting_per_client || self.waiting >= self.bounds.waiting {
                return None;
            }
        } else if self.waiting >= self.bounds.waiting {
            displaced = self.displace();
        }
        self.last_ticket += 1;
        let ticket = self.last_ticket;
        self.waiting += 1;
        let lane = self.clients.entry(client.clone()).or_insert_with(|| Lane::new(now));
        let expected = expected.as_secs_f64();
        lane.waiting.push_back(Item { ticket, expected, content });
        Some((ticket, displaced))
    }

    /// Takes the item that is next, and counts it as running.
    pub fn pop(&mut self, now: Instant) -> Option<(Client, T)> {
        let others_wait = self.clients.len() > 1;
        let max_running = if others_wait { self.bounds.running_per_client } else { usize::MAX };
        let ready = self.clients.iter_mut().filter_map(|(client, lane)| {
            let Item { ticket, expected, .. } = lane.waiting.front()?;
            let order = (lane.running, lane.used_by(now) + expected, *ticket);
            (lane.running < max_running).then_some((order, client, lane))
        });
        let by_order = |one: &(usize, f64, Ticket), other: &(usize, f64, Ticket)| {
            one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)).then(one.2.cmp(&other.2))
        };
        let (_, client, lane) = ready.min_by(|one, other| by_order(&one.0, &other.0))?;
        let item = lane.waiting.pop_front()?.content;
        lane.running += 1;
        self.waiting -= 1;
        Some((client.clone(), item))
    }

    /// Notes that an item of a client has ended, which took so much processor time.
    pub fn ended(&mut self, client: &Client, used: Duration, now: Instant) {
        if let Some(lane) = self.clients.get_mut(client) {
            lane.running = lane.running.saturating_sub(1);
            lane.used = lane.used_by(now) + used.as_secs_f64();
            lane.as_of = now;
        }
        self.forget_idle(now);
    }

    /// Removes an item that waits; `None` if it does not wait any more.
    pub fn remove(&mut self, client: &Client, ticket: Ticket) -> Option<T> {
        let lane = self.clients.get_mut(client)?;
        let at = lane.waiting.iter().position(|item| item.ticket == ticket)?;
        let item = lane.waiting.remove(at)?.content;
        self.waiting -= 1;
        if lane.waiting.is_empty() && lane.running == 0 && lane.used == 0.0 {
            self.clients.remove(client);
        }
        Some(item)
    }

    /// How many items wait.
    #[cfg(test)]
    pub fn waiting(&self) -> usize {
        self.waiting
    }

    /// Removes the last item of the client that has the most waiting, unless it is the only one of that client.
    fn displace(&mut self) -> Option<T> {
        let longest = self.clients.values_mut().max_by_key(|lane| lane.waiting.len())?;
        if longest.waiting.len() < 2 {
            return None;
        }
        let item = longest.waiting.pop_back()?.content;
        self.waiting -= 1;
        Some(item)
    }

    /// Forgets idle clients whose use is too long ago, or too little, to matter.
    fn forget_idle(&mut self, now: Instant) {
        let many = self.clients.len() > MAX_IDLE_CLIENTS;
        let least = if many { 1.0 } else { 0.01 };
        self.clients.retain(|_, lane| {
            lane.running > 0 || !lane.waiting.is_empty() || lane.used_by(now) >= least
        });
    }
}

impl<T> Lane<T> {
    fn new(now: Instant) -> Self {
        Self { waiting: VecDeque::new(), running: 0, used: 0.0, as_of: now }
    }

    /// Seconds of processor time used lately.
    fn used_by(&self, now: Instant) -> f64 {
        let passed = now.saturating_duration_since(self.as_of).as_secs_f64();
        self.used * (-passed / HALF_LIFE).exp2()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds { waiting: 4, waiting_per_client: 3, running_per_client: 1 };

    const NOTHING: Duration = Duration::ZERO;

    fn client(number: u8) -> Client {
        Client::at([192, 0, 2, number].into())
    }

    /// The clients that are served, in turn, each for so long.
    fn served(queue: &mut FairQueue<&str>, now: Instant, used: Duration) -> Vec<&'static str> {
        let mut served = Vec::new();
        while let Some((client, item)) = queue.pop(now) {
            queue.ended(&client, used, now);
            served.push(item.to_owned().leak() as &str);
        }
        served
    }

    #[test]
    fn clients_take_turns() {
        let (mut queue, now) = (FairQueue::new(Bounds { waiting: 9, ..BOUNDS }), Instant::now());
        for item in ["a1", "a2", "a3"] {
            queue.push(&client(1), item, NOTHING, now).unwrap();
        }
        queue.push(&client(2), "b1", NOTHING, now).unwrap();
        queue.push(&client(3), "c1", NOTHING, now).unwrap();
        let order = served(&mut queue, now, Duration::from_secs(1));
        assert_eq!(order, ["a1", "b1", "c1", "a2", "a3"]);
    }

    #[test]
    fn the_client_that_used_least_is_next_and_old_use_is_forgotten() {
        let (mut queue, start) = (FairQueue::new(BOUNDS), Instant::now());
        for (number, used) in [(1, 9), (2, 1)] {
            queue.push(&client(number), "before", NOTHING, start).unwrap();
            queue.pop(start).unwrap();
            queue.ended(&client(number), Duration::from_secs(used), start);
        }
        queue.push(&client(1), "much", NOTHING, start).unwrap();
        queue.push(&client(2), "little", NOTHING, start).unwrap();
        queue.push(&client(3), "nothing", NOTHING, start).unwrap();
        let order = served(&mut queue, start, Duration::ZERO);
        assert_eq!(order, ["nothing", "little", "much"]);
        let later = start + Duration::from_mins(30);
        queue.push(&client(4), "new", NOTHING, later).unwrap();
        served(&mut queue, later, Duration::ZERO);
        assert!(queue.clients.is_empty(), "idle clients are forgotten");
    }

    #[test]
    fn what_is_expected_to_take_long_waits_for_the_rest() {
        let (mut queue, now) = (FairQueue::new(BOUNDS), Instant::now());
        for number in 1..4 {
            queue.push(&client(number), "long", Duration::from_secs(5), now).unwrap();
        }
        queue.push(&client(4), "short", Duration::from_millis(50), now).unwrap();
        assert_eq!(queue.pop(now).unwrap().1, "short");
    }

    #[test]
    fn a_client_runs_only_some_at_once_while_others_use_the_queue() {
        let (mut queue, now) = (FairQueue::new(BOUNDS), Instant::now());
        for item in ["a1", "a2", "a3"] {
            queue.push(&client(1), item, NOTHING, now).unwrap();
        }
        assert_eq!(queue.pop(now).unwrap().1, "a1");
        assert_eq!(queue.pop(now).unwrap().1, "a2", "alone it may use all threads");
        queue.push(&client(2), "b1", NOTHING, now).unwrap();
        assert_eq!(queue.pop(now).unwrap().1, "b1");
        assert!(queue.pop(now).is_none());
        queue.ended(&client(1), Duration::ZERO, now);
        queue.ended(&client(1), Duration::ZERO, now);
        assert_eq!(queue.pop(now).unwrap().1, "a3");
    }

    #[test]
    fn a_client_with_nothing_waiting_always_gets_a_place() {
        let (mut queue, now) = (FairQueue::new(BOUNDS), Instant::now());
        for item in ["a1", "a2", "a3"] {
            assert!(queue.push(&client(1), item, NOTHING, now).unwrap().1.is_none());
        }
        assert!(queue.push(&client(1), "a4", NOTHING, now).is_none(), "its share is full");
        assert!(queue.push(&client(2), "b1", NOTHING, now).unwrap().1.is_none());
        assert!(queue.push(&client(2), "b2", NOTHING, now).is_none(), "the queue is full");
        assert_eq!(queue.push(&client(3), "c1", NOTHING, now).unwrap().1, Some("a3"));
        assert_eq!(queue.push(&client(4), "d1", NOTHING, now).unwrap().1, Some("a2"));
        assert_eq!(
            queue.push(&client(5), "e1", NOTHING, now).unwrap().1,
            None,
            "all have one waiting"
        );
        assert_eq!(queue.waiting(), 5);
    }

    #[test]
    fn an_item_that_is_given_up_leaves_the_queue() {
        let (mut queue, now) = (FairQueue::new(BOUNDS), Instant::now());
        let (first, _) = queue.push(&client(1), "a1", NOTHING, now).unwrap();
        queue.push(&client(1), "a2", NOTHING, now).unwrap();
        assert_eq!(queue.remove(&client(1), first), Some("a1"));
        assert_eq!(queue.remove(&client(1), first), None);
        assert_eq!(served(&mut queue, now, Duration::ZERO), ["a2"]);
        assert!(queue.clients.is_empty() && queue.waiting() == 0);
    }
}
