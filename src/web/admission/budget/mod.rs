//! A budget of bytes that all clients share, of which each may hold a part: for bodies being received, responses that are
//! not read yet, and temporary files.
//!
//! Requests for bytes that are not free wait. The next one to get them is of the client that holds least, of several the one
//! that was served longest ago, so that a client with many requests gets no more turns than one with a single one. What one client holds does not block others: a request that would
//! exceed its client's part is passed over. A budget can keep room for small amounts, so that neither large nor small
//! ones starve each other: large ones never take that room, and small ones take no more than it while a large one waits.

use std::{
    collections::{HashMap, VecDeque},
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{sync::oneshot, time::timeout};

use super::client::Client;
use crate::limits::http::MAX_WAITERS_OF_CLIENT;

/// An amount of bytes that clients reserve parts of.
#[derive(Clone)]
pub struct Budget(Arc<Shared>);

struct Shared {
    total: u64,
    per_client: u64,
    /// The largest amount that counts as small.
    max_small: u64,
    /// Bytes that only small amounts may take.
    kept_for_small: u64,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Bytes by client, without clients that hold none.
    held: HashMap<Client, u64>,
    /// Bytes in small and in large amounts.
    used: PerSize<u64>,
    /// The most that was reserved at any time.
    peak: u64,
    /// When each client was served last, as a number that grows; of clients that hold bytes, and of all while requests wait.
    served: HashMap<Client, u64>,
    last_served: u64,
    waiting: PerSize<VecDeque<Waiter>>,
    last_waiter: u64,
}

#[derive(Default)]
struct PerSize<T> {
    small: T,
    large: T,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Size {
    Small,
    Large,
}

/// A request that waits for its bytes.
struct Waiter {
    id: u64,
    client: Client,
    bytes: u64,
    granted: oneshot::Sender<Reservation>,
}

/// Bytes that a client holds until this is dropped.
pub struct Reservation {
    shared: Arc<Shared>,
    client: Client,
    bytes: u64,
}

impl Budget {
    /// `total` bytes, of which one client may hold `per_client`.
    #[must_use]
    pub fn new(total: u64, per_client: u64) -> Self {
        let state = Mutex::default();
        Self(Arc::new(Shared { total, per_client, max_small: 0, kept_for_small: 0, state }))
    }

    /// The same, where only amounts of up to `max_small` may take the last `kept` bytes.
    #[must_use]
    pub fn with_room_for_small(self, max_small: u64, kept: u64) -> Self {
        let Shared { total, per_client, .. } = *self.0;
        let kept_for_small = kept.min(total);
        Self(Arc::new(Shared {
            total,
            per_client,
            max_small,
            kept_for_small,
            state: Mutex::default(),
        }))
    }

    /// Reserves bytes if they are free now and no earlier request waits for them.
    #[must_use]
    pub fn try_reserve(&self, client: &Client, bytes: u64) -> Option<Reservation> {
        self.0.grant(&mut self.0.lock(), client, bytes)
    }

    /// Reserves bytes as soon as they are free; `None` if they are not free within `max_wait`, if one client cannot hold as
    /// many, or if too many requests of the client wait already: waiting requests take memory, too.
    pub async fn reserve(
        &self,
        client: &Client,
        bytes: u64,
        max_wait: Duration,
    ) -> Option<Reservation> {
        if bytes > self.largest() {
            return None;
        }
        let (granted, reservation) = oneshot::channel();
        let _waiting = {
            let mut state = self.0.lock();
            if let Some(reservation) = self.0.grant(&mut state, client, bytes) {
                return Some(reservation);
            }
            if state.waiters_of(client) >= MAX_WAITERS_OF_CLIENT {
                return None;
            }
            state.last_waiter += 1;
            let id = state.last_waiter;
            let size = self.0.size(bytes);
            let waiter = Waiter { id, client: client.clone(), bytes, granted };
            state.waiting.of(size).push_back(waiter);
            Waiting { shared: &self.0, id, size }
        };
        timeout(max_wait, reservation).await.ok()?.ok()
    }

    /// The most that one client can hold at once.
    #[must_use]
    pub fn largest(&self) -> u64 {
        let Shared { total, per_client, kept_for_small, .. } = *self.0;
        per_client.min(total - kept_for_small)
    }

    /// Whether a request waits because others hold the bytes.
    #[must_use]
    pub fn is_contended(&self) -> bool {
        let state = self.0.lock();
        [Size::Small, Size::Large].into_iter().any(|size| self.0.some_wait_for_room(&state, size))
    }

    /// Bytes that are reserved.
    #[must_use]
    pub fn used(&self) -> u64 {
        self.0.lock().used()
    }

    /// The most bytes that were reserved at any time.
    #[must_use]
    pub fn peak(&self) -> u64 {
        self.0.lock().peak
    }

    /// All bytes, reserved or free.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.total
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn size(&self, bytes: u64) -> Size {
        if bytes <= self.max_small { Size::Small } else { Size::Large }
    }

    fn grant(
        self: &Arc<Self>,
        state: &mut State,
        client: &Client,
        bytes: u64,
    ) -> Option<Reservation> {
        let size = self.size(bytes);
        if self.some_wait_for_room(state, size) || !self.fits(state, client, bytes) {
            return None;
        }
        Some(self.take(state, client, bytes))
    }

    fn take(self: &Arc<Self>, state: &mut State, client: &Client, bytes: u64) -> Reservation {
        self.add(state, client, bytes);
        state.last_served += 1;
        state.served.insert(client.clone(), state.last_served);
        Reservation { shared: self.clone(), client: client.clone(), bytes }
    }

    fn add(&self, state: &mut State, client: &Client, bytes: u64) {
        if bytes == 0 {
            return;
        }
        *state.used.of(self.size(bytes)) += bytes;
        match state.held.get_mut(client) {
            Some(held) => *held += bytes,
            None => _ = state.held.insert(client.clone(), bytes),
        }
        state.peak = state.peak.max(state.used());
    }

    fn remove(&self, state: &mut State, client: &Client, bytes: u64) {
        if bytes == 0 {
            return;
        }
        *state.used.of(self.size(bytes)) -= bytes;
        if let Some(held) = state.held.get_mut(client) {
            *held -= bytes;
            if *held == 0 {
                state.held.remove(client);
                if state.nobody_waits() {
                    state.served.remove(client);
                }
            }
        }
    }

    fn fits(&self, state: &State, client: &Client, bytes: u64) -> bool {
        self.is_within_part(state, client, bytes) && self.has_room(state, bytes)
    }

    fn is_within_part(&self, state: &State, client: &Client, bytes: u64) -> bool {
        let held = state.held.get(client).copied().unwrap_or(0);
        held.saturating_add(bytes) <= self.per_client
    }

    fn has_room(&self, state: &State, bytes: u64) -> bool {
        let after = state.used().saturating_add(bytes);
        after <= self.total
            && match self.size(bytes) {
                Size::Large => {
                    state.used.large.saturating_add(bytes) <= self.total - self.kept_for_small
                }
                Size::Small => {
                    state.used.small.saturating_add(bytes) <= self.kept_for_small
                        || !self.some_wait_for_room(state, Size::Large)
                }
            }
    }

    /// Whether a request waits for bytes that other clients hold, and not only because its own client holds too many.
    fn some_wait_for_room(&self, state: &State, size: Size) -> bool {
        let waiting = match size {
            Size::Small => &state.waiting.small,
            Size::Large => &state.waiting.large,
        };
        waiting.iter().any(|waiter| self.is_within_part(state, &waiter.client, waiter.bytes))
    }

    /// The position of the request that is next.
    fn next_waiter(&self, state: &State, size: Size) -> Option<usize> {
        let waiting = match size {
            Size::Small => &state.waiting.small,
            Size::Large => &state.waiting.large,
        };
        let of =
            |map: &HashMap<Client, u64>, client: &Client| map.get(client).copied().unwrap_or(0);
        let ready = waiting.iter().enumerate();
        let ready = ready.filter(|(_, it)| self.is_within_part(state, &it.client, it.bytes));
        let order = |it: &Waiter| (of(&state.held, &it.client), of(&state.served, &it.client));
        ready.min_by_key(|(_, waiter)| order(waiter)).map(|(index, _)| index)
    }

    /// Grants free bytes to waiting requests. A request may have been cancelled meanwhile: then sending its
    /// reservation fails and drops it, without the lock, so that the next one gets its bytes.
    fn grant_waiting(self: &Arc<Self>, mut state: MutexGuard<'_, State>) {
        let mut granted = Vec::new();
        for size in [Size::Large, Size::Small] {
            while let Some(index) = self.next_waiter(&state, size) {
                let waiter = &state.waiting.of(size)[index];
                let (client, bytes) = (waiter.client.clone(), waiter.bytes);
                if !self.has_room(&state, bytes) {
                    break;
                }
                let reservation = self.take(&mut state, &client, bytes);
                granted.extend(state.waiting.of(size).remove(index).zip(Some(reservation)));
            }
        }
        if state.nobody_waits() {
            let State { held, served, .. } = &mut *state;
            served.retain(|client, _| held.contains_key(client));
        }
        drop(state);
        for (waiter, reservation) in granted {
            // Fails if the request was cancelled, which frees the bytes again.
            drop(waiter.granted.send(reservation));
        }
    }
}

impl State {
    fn used(&self) -> u64 {
        self.used.small + self.used.large
    }

    fn waiters_of(&self, client: &Client) -> usize {
        let waiting = self.waiting.small.iter().chain(&self.waiting.large);
        waiting.filter(|waiter| waiter.client == *client).count()
    }

    fn nobody_waits(&self) -> bool {
        self.waiting.small.is_empty() && self.waiting.large.is_empty()
    }
}

impl<T> PerSize<T> {
    fn of(&mut self, size: Size) -> &mut T {
        match size {
            Size::Small => &mut self.small,
            Size::Large => &mut self.large,
        }
    }
}

impl Reservation {
    /// How many bytes are reserved.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Changes how many bytes are reserved. If more are not free, nothing changes, and it returns `false`. It takes
    /// precedence over waiting requests: work that holds bytes and can go on frees them sooner.
    pub fn resize(&mut self, bytes: u64) -> bool {
        if bytes == self.bytes {
            return true;
        }
        let mut state = self.shared.lock();
        self.shared.remove(&mut state, &self.client, self.bytes);
        let fits = bytes < self.bytes || self.shared.fits(&state, &self.client, bytes);
        if fits {
            self.bytes = bytes;
        }
        self.shared.add(&mut state, &self.client, self.bytes);
        if !state.nobody_waits() {
            self.shared.grant_waiting(state);
        }
        fits
    }
}

impl fmt::Debug for Reservation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Reservation").field(&self.bytes).finish()
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        self.shared.remove(&mut state, &self.client, self.bytes);
        if !state.nobody_waits() {
            self.shared.grant_waiting(state);
        }
    }
}

/// Removes a waiter that has its bytes or no longer waits.
struct Waiting<'s> {
    shared: &'s Arc<Shared>,
    id: u64,
    size: Size,
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.waiting.of(self.size).retain(|waiter| waiter.id != self.id);
        // Others may have waited behind it.
        if !state.nobody_waits() {
            self.shared.grant_waiting(state);
        }
    }
}

#[cfg(test)]
mod tests;
