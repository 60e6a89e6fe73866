//! How much of the processors each client has used and may use, counted in windows. The caller passes the time.

use std::{
    collections::VecDeque,
    time::{Duration, Instant},
};

use hashlink::LruCache;

use crate::{
    limits::{
        fairness::{
            MAX_DEBT_WINDOWS, MAX_HELD_REQUESTS, MAX_RUNNING, REQUEST_PROCESSOR_TIME, SHARE_WINDOW,
        },
        http::MAX_REMEMBERED_CLIENTS,
    },
    web::{admission::client::Client, processor_time::nanoseconds},
};

/// The weight of the newest window in moving averages.
const NEWEST: f64 = 0.1;
/// The part by which the remembered highest use of all clients decreases in each window.
const FORGOTTEN: f64 = 0.005;
/// How many times its fair part a client may use before it is limited.
const TOLERANCE: f64 = 1.25;
/// How many times the limit grows in a window with time to spare.
const SHARE_GROWTH: f64 = 1.25;
/// The part of the limit that remains after a window without time to spare.
const SHARE_REDUCTION: f64 = 0.7;
/// Windows without use after which a client gets no part any more.
const ACTIVE_WINDOWS: u64 = 20;
/// Windows without held requests after which all limits end.
const CALM_WINDOWS: u64 = 20;

/// What each client has used and may use, in nanoseconds of processor time. `W` wakes a held request.
pub struct Shares<W> {
    clients: LruCache<Client, Share<W>>,
    /// The number of the present window, and when it began.
    window: u64,
    began: Instant,
    /// What all clients together use in a window when the processors are busy: the highest recent use, but at most
    /// `max_capacity`.
    capacity: f64,
    /// The time of all threads in a window. What operations on worker threads use comes on top, all at once when they end.
    max_capacity: f64,
    /// What all clients have used in the present window.
    used: u64,
    /// What a limited client may use in each window; `None` if none is limited.
    limit: Option<f64>,
    /// Requests that are held back.
    held: usize,
    /// The last window with held requests.
    last_held: u64,
}

/// What one client uses.
struct Share<W> {
    /// The window of these figures.
    window: u64,
    /// The last window in which it used something.
    last_used: u64,
    /// What it has used in that window.
    used: u64,
    /// What it uses in a window, as a moving average.
    mean: f64,
    /// What one of its requests takes, as a moving average.
    request: f64,
    /// What it has used beyond its limit in earlier windows.
    debt: f64,
    /// Whether the limit applies to it.
    is_limited: bool,
    /// Requests that have begun and not ended, and the time that is reserved for them. Those that began while no client
    /// was limited do not count.
    running: usize,
    reserved: u64,
    held: VecDeque<W>,
}

impl<W> Shares<W> {
    /// Shares of the time of so many threads.
    pub fn new(now: Instant, threads: usize) -> Self {
        Self {
            clients: LruCache::new(MAX_REMEMBERED_CLIENTS),
            window: 0,
            began: now,
            capacity: 0.0,
            max_capacity: to_f64(nanoseconds(SHARE_WINDOW)) * count(threads),
            used: 0,
            limit: None,
            held: 0,
            last_held: 0,
        }
    }

    /// Reserves time for a request; `None` if its client must wait.
    pub fn begin(&mut self, client: &Client) -> Option<u64> {
        let limit = self.limit;
        let share = self.share(client);
        let has_room = share.held.is_empty() && share.has_room(limit);
        has_room.then(|| share.reserve())
    }

    /// Holds a request back; false if the client has too many held.
    pub fn hold(&mut self, client: &Client, waker: W, has_gone: impl Fn(&W) -> bool) -> bool {
        let share = self.share(client);
        let before = share.held.len();
        if before >= MAX_HELD_REQUESTS {
            share.held.retain(|waker| !has_gone(waker));
        }
        let removed = before - share.held.len();
        let has_room = share.held.len() < MAX_HELD_REQUESTS;
        if has_room {
            share.held.push_back(waker);
            self.held += 1;
        }
        self.held -= removed;
        has_room
    }

    /// Replaces the reserved time of a request by what it took. Another one of its client may go on.
    pub fn end(
        &mut self,
        client: &Client,
        reserved: u64,
        used: u64,
        wake: impl FnMut(W, u64) -> bool,
    ) {
        let limit = self.limit;
        let share = self.share(client);
        share.used += used;
        share.request += (to_f64(used) - share.request) * NEWEST;
        if reserved > 0 {
            share.reserved = share.reserved.saturating_sub(reserved);
            share.running = share.running.saturating_sub(1);
        }
        let released = share.release(limit, wake);
        self.held -= released;
        self.used += used;
    }

    /// Adds time that a request took in addition.
    pub fn add(&mut self, client: &Client, used: u64) {
        let share = self.share(client);
        share.used += used;
        share.request += to_f64(used) * NEWEST;
        self.used += used;
    }

    /// Whether any client is limited.
    pub fn has_limit(&self) -> bool {
        self.limit.is_some()
    }

    /// Whether any request is held back.
    pub fn holds_any(&self) -> bool {
        self.held > 0
    }

    /// Requests of a client that have begun and not ended.
    #[cfg(test)]
    pub fn running(&mut self, client: &Client) -> usize {
        self.share(client).running
    }

    /// The share of a client, as of the present window.
    fn share(&mut self, client: &Client) -> &mut Share<W> {
        let (window, limit) = (self.window, self.limit);
        let new = || (client.clone(), Share::new(window));
        let (_, share) = self.clients.raw_entry_mut().from_key(client).or_insert_with(new);
        share.advance(window, limit);
        share.last_used = window;
        share
    }

    /// How long the present window has lasted, once it is over.
    pub fn is_over(&self, now: Instant) -> Option<Duration> {
        let elapsed = now.saturating_duration_since(self.began);
        (elapsed >= SHARE_WINDOW).then_some(elapsed)
    }

    /// Begins another window. `is_scarce` says whether there was not enough time for all in the last one.
    pub fn next_window(&mut self, now: Instant, elapsed: Duration, is_scarce: bool) {
        // More than one after a pause.
        let passed = elapsed.as_nanos() / SHARE_WINDOW.as_nanos();
        self.window += u64::try_from(passed).unwrap_or(u64::MAX).max(1);
        let windows = elapsed.as_secs_f64() / SHARE_WINDOW.as_secs_f64();
        let used = (to_f64(std::mem::take(&mut self.used)) / windows).min(self.max_capacity);
        self.capacity = (self.capacity * (1.0 - FORGOTTEN).powf(windows)).max(used);
        self.began = now;
        if self.held > 0 {
            // A client that was forgotten took its held requests with it.
            self.held = self.clients.iter().map(|(_, share)| share.held.len()).sum();
            self.last_held = self.window;
        }
        if is_scarce {
            self.divide();
        } else if let Some(limit) = self.limit {
            let is_calm = self.window - self.last_held > CALM_WINDOWS;
            self.limit = (!is_calm).then_some(limit * SHARE_GROWTH);
        }
    }

    /// Limits those that take more than a fair part of the capacity: in each window to less, down to that part.
    fn divide(&mut self) {
        let (window, old_limit) = (self.window, self.limit);
        let is_active = |share: &Share<W>| share.last_used + ACTIVE_WINDOWS >= window;
        let active = self.clients.iter().filter(|(_, share)| is_active(share)).count();
        if active < 2 {
            self.limit = None;
            return;
        }
        let fair = self.capacity / count(active);
        let mut has_limited = false;
        for (_, share) in &mut self.clients {
            if !is_active(share) && share.held.is_empty() {
                continue;
            }
            share.advance(window, old_limit);
            share.is_limited = share.mean > fair * TOLERANCE || !share.held.is_empty();
            has_limited |= share.is_limited;
        }
        let less = old_limit.unwrap_or(self.capacity) * SHARE_REDUCTION;
        self.limit = has_limited.then(|| fair.max(less));
    }

    /// Releases held requests as far as the shares of their clients allow. `wake` is given the time that is reserved
    /// for a request, and returns false if its client has gone.
    pub fn release(&mut self, mut wake: impl FnMut(W, u64) -> bool) {
        if self.held == 0 {
            return;
        }
        let (window, limit) = (self.window, self.limit);
        for (_, share) in &mut self.clients {
            if !share.held.is_empty() {
                share.advance(window, limit);
                self.held -= share.release(limit, &mut wake);
            }
        }
    }
}

impl<W> Share<W> {
    fn new(window: u64) -> Self {
        let request = to_f64(nanoseconds(REQUEST_PROCESSOR_TIME));
        Self {
            window,
            last_used: window,
            used: 0,
            mean: 0.0,
            request,
            debt: 0.0,
            is_limited: false,
            running: 0,
            reserved: 0,
            held: VecDeque::new(),
        }
    }

    /// Goes on to a window.
    fn advance(&mut self, window: u64, limit: Option<f64>) {
        if window <= self.window {
            return;
        }
        let passed = count(usize::try_from(window - self.window).unwrap_or(usize::MAX));
        let used = to_f64(std::mem::take(&mut self.used));
        self.mean = (self.mean + (used - self.mean) * NEWEST) * (1.0 - NEWEST).powf(passed - 1.0);
        self.debt = match limit.filter(|_| self.is_limited) {
            Some(limit) => (self.debt + used - limit * passed).clamp(0.0, limit * MAX_DEBT_WINDOWS),
            None => 0.0,
        };
        self.window = window;
    }

    /// Whether the client may begin another request in this window.
    fn has_room(&self, limit: Option<f64>) -> bool {
        let Some(limit) = limit.filter(|_| self.is_limited) else { return true };
        let taken = self.debt + to_f64(self.used + self.reserved);
        self.running < MAX_RUNNING && (taken == 0.0 || taken + self.request <= limit)
    }

    /// Reserves the estimated time of a request.
    fn reserve(&mut self) -> u64 {
        let reserved = from_f64(self.request).max(1);
        self.reserved += reserved;
        self.running += 1;
        reserved
    }

    /// Releases as many held requests as may begin; returns how many left the queue.
    fn release(&mut self, limit: Option<f64>, mut wake: impl FnMut(W, u64) -> bool) -> usize {
        let before = self.held.len();
        while !self.held.is_empty()
            && self.has_room(limit)
            && let Some(held) = self.held.pop_front()
        {
            let reserved = self.reserve();
            if !wake(held, reserved) {
                self.reserved -= reserved;
                self.running -= 1;
            }
        }
        before - self.held.len()
    }
}

#[expect(clippy::cast_precision_loss, reason = "the times of a window are far below 2^52 ns")]
fn to_f64(nanoseconds: u64) -> f64 {
    nanoseconds as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "times are never negative, and far below 2^52 ns"
)]
fn from_f64(nanoseconds: f64) -> u64 {
    nanoseconds as u64
}

#[expect(clippy::cast_precision_loss, reason = "there are far less than 2^52 clients")]
fn count(things: usize) -> f64 {
    things as f64
}

#[cfg(test)]
mod tests;
