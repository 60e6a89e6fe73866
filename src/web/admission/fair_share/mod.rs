//! A fair share of the processors for each client, while the processors are busy.
//!
//! Light requests run on the threads that serve connections, in the order in which they arrive: a client with many
//! connections would get most of the time. So time is divided into windows, and the processor time of each client is
//! added up. While the threads have time to spare, no request waits. When they have none, a client that uses more than
//! its share may begin only as many requests in each window as its share allows; the others wait for the next windows.
//!
//! The share shrinks in each window in which the threads have no time to spare, down to an equal part for each client.
//! It grows in each window in which they have: what others leave is used.

mod shares;

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::sync::oneshot;

use self::shares::Shares;
use super::client::Client;
use crate::{
    limits::fairness::{REQUEST_PROCESSOR_TIME, SHARE_WINDOW},
    web::{idle_time::IdleTime, processor_time::nanoseconds},
};

/// The part of their time that the threads must be idle; if they are idle for less, the processors are busy.
const SCARCE: f64 = 0.15;
/// The part of their time that the threads may wait for a processor; if they wait for more, the processors are busy with
/// other threads or programs.
const CONTENDED: f64 = 0.1;

/// Divides processor time among clients.
pub struct FairShare {
    /// Whether any client is limited. If not, requests begin without taking the lock.
    limits: AtomicBool,
    state: Mutex<State>,
}

struct State {
    shares: Shares<HeldRequest>,
    idle_time: IdleTime,
    /// Whether a task ends the windows. It is needed while requests are held back, since perhaps no others come.
    has_ticker: bool,
}

/// A request that has begun. When it is dropped, its processor time is added to that of its client.
pub struct Turn {
    fair_share: Arc<FairShare>,
    client: Client,
    reserved: u64,
    has_begun: bool,
}

/// A request that is held back, with the turn that it will get. If its client disconnects at the same moment, the turn
/// is dropped in the channel.
struct HeldRequest {
    turn: Turn,
    sender: oneshot::Sender<Turn>,
}

impl FairShare {
    /// Fair shares of the threads that `idle_time` measures.
    #[must_use]
    pub fn new(idle_time: IdleTime) -> Arc<Self> {
        let shares = Shares::new(Instant::now(), idle_time.threads());
        let state = State { shares, idle_time, has_ticker: false };
        Arc::new(Self { limits: AtomicBool::new(false), state: Mutex::new(state) })
    }

    /// Begins a request of a client, as soon as its share allows it; `None` if that is not within `max_wait`, or if too
    /// many of its requests wait.
    pub async fn begin(self: &Arc<Self>, client: &Client, max_wait: Duration) -> Option<Turn> {
        let turn = |reserved, has_begun| {
            let (fair_share, client) = (self.clone(), client.clone());
            Turn { fair_share, client, reserved, has_begun }
        };
        if !self.limits.load(Ordering::Relaxed) {
            return Some(turn(0, true));
        }
        let receiver = {
            let mut state = self.lock();
            if let Some(reserved) = state.shares.begin(client) {
                return Some(turn(reserved, true));
            }
            let (sender, receiver) = oneshot::channel();
            let held = HeldRequest { turn: turn(0, false), sender };
            if !state.shares.hold(client, held, |held| held.sender.is_closed()) {
                return None;
            }
            if !std::mem::replace(&mut state.has_ticker, true) {
                tokio::spawn(self.clone().tick());
            }
            receiver
        };
        tokio::time::timeout(max_wait, receiver).await.ok()?.ok()
    }

    /// Adds processor time that a client has used, in addition to that of its turns.
    pub fn add(&self, client: &Client, used: Duration) {
        let mut state = self.lock();
        state.shares.add(client, nanoseconds(used));
        self.end_window(&mut state, Instant::now());
    }

    /// Ends windows while requests are held back.
    async fn tick(self: Arc<Self>) {
        loop {
            tokio::time::sleep(SHARE_WINDOW).await;
            let mut state = self.lock();
            self.end_window(&mut state, Instant::now());
            if !state.shares.holds_any() {
                state.has_ticker = false;
                return;
            }
        }
    }

    /// Begins the next window, if it is time, and releases held requests.
    fn end_window(&self, state: &mut State, now: Instant) {
        let Some(elapsed) = state.shares.is_over(now) else { return };
        let spare = state.idle_time.since_last_look(now);
        let is_scarce = spare.is_some_and(|it| it.idle < SCARCE || it.waiting > CONTENDED);
        let State { shares, .. } = state;
        shares.next_window(now, elapsed, is_scarce);
        shares.release(wake);
        self.limits.store(shares.has_limit(), Ordering::Relaxed);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // A turn that was not given may be dropped while the state is locked.
        if !self.has_begun {
            return;
        }
        let mut state = self.fair_share.lock();
        let used = nanoseconds(REQUEST_PROCESSOR_TIME);
        state.shares.end(&self.client, self.reserved, used, wake);
        self.fair_share.end_window(&mut state, Instant::now());
    }
}

/// Lets a held request begin; false if its client has disconnected.
fn wake(held: HeldRequest, reserved: u64) -> bool {
    let HeldRequest { mut turn, sender } = held;
    (turn.reserved, turn.has_begun) = (reserved, true);
    sender.send(turn).map_err(|mut turn| turn.has_begun = false).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_client_that_goes_while_it_is_released_keeps_no_turn() {
        let fair_share = FairShare::new(IdleTime::of_this_runtime());
        let client = Client::at([192, 0, 2, 1].into());
        let turn = |has_begun| {
            let (fair_share, client) = (fair_share.clone(), client.clone());
            Turn { fair_share, client, reserved: 0, has_begun }
        };
        let (sender, receiver) = oneshot::channel();
        let reserved = fair_share.lock().shares.begin(&client).unwrap();
        assert!(wake(HeldRequest { turn: turn(false), sender }, reserved));
        assert_eq!(fair_share.lock().shares.running(&client), 1);
        drop(receiver);
        assert_eq!(fair_share.lock().shares.running(&client), 0, "its turn came too late");
        let (sender, receiver) = oneshot::channel();
        drop(receiver);
        assert!(!wake(HeldRequest { turn: turn(false), sender }, reserved), "it had gone before");
    }
}
