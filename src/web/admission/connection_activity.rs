//! What a connection does at the moment: whether it is idle, its request is being worked on, or its client keeps the
//! server waiting.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::sync::Notify;

use crate::limits::http::MIN_FILE_RATE;

/// What a connection does, as its stream and its bodies report it.
#[derive(Debug)]
pub struct Activity {
    epoch: Instant,
    /// Requests that are being processed, until their whole response has been passed to hyper.
    exchanges: AtomicU64,
    /// Whether the server waits for the body of a request.
    receiving: AtomicBool,
    /// Whether the client does not read what is sent: the socket accepts no more bytes.
    write_blocked: AtomicBool,
    /// Milliseconds from the epoch until something was last received, sent, or answered.
    last: AtomicU64,
    /// Bytes of memory that the response takes until it is sent.
    held: AtomicU64,
    /// Whether the response is a file, which takes the same memory however long it is.
    is_file: AtomicBool,
    /// Bytes of it that were sent.
    sent: AtomicU64,
    /// Milliseconds from the epoch until it was ready.
    ready: AtomicU64,
    evict: Notify,
}

/// What a connection does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// There is no request, or not yet a whole head.
    Idle,
    /// The server waits for the client to send a body or to read a response.
    WaitsForClient,
    /// The client waits for the server.
    Working,
}

/// A request of a connection, until its response has been passed on.
#[derive(Debug)]
pub struct ExchangeGuard(Arc<Activity>);

impl Activity {
    /// The activity of a connection that was just accepted. `epoch` must not be later than now.
    #[must_use]
    pub fn new(epoch: Instant) -> Self {
        let activity = Self {
            epoch,
            exchanges: AtomicU64::new(0),
            receiving: AtomicBool::new(false),
            write_blocked: AtomicBool::new(false),
            last: AtomicU64::new(0),
            held: AtomicU64::new(0),
            is_file: AtomicBool::new(false),
            sent: AtomicU64::new(0),
            ready: AtomicU64::new(0),
            evict: Notify::new(),
        };
        activity.touch();
        activity
    }

    /// Notes that something was received, sent, or answered.
    pub fn touch(&self) {
        self.last.store(self.milliseconds(), Ordering::Relaxed);
    }

    /// Sets whether the server waits for the body of a request.
    pub fn set_receiving(&self, receiving: bool) {
        self.receiving.store(receiving, Ordering::Relaxed);
    }

    /// Notes that a response is ready. It takes `held` bytes of memory until it is sent.
    pub fn begin_response(&self, held: u64, is_file: bool) {
        self.is_file.store(is_file, Ordering::Relaxed);
        self.ready.store(self.milliseconds(), Ordering::Relaxed);
        self.sent.store(0, Ordering::Relaxed);
        self.held.store(held, Ordering::Relaxed);
    }

    /// Notes that `bytes` bytes were sent.
    pub fn add_sent(&self, bytes: usize) {
        self.sent.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    /// How long the response will take memory if its client goes on reading as before; `None` unless the response has been
    /// ready for at least `min_time` and the server waits for the client. A file takes little memory and long to send, so
    /// it counts only if the client hardly reads it.
    #[must_use]
    pub fn expected_time(&self, min_time: Duration) -> Option<Duration> {
        let read = |number: &AtomicU64| number.load(Ordering::Relaxed);
        let (held, is_file) = (read(&self.held), self.is_file.load(Ordering::Relaxed));
        let rest = if is_file { held } else { held.saturating_sub(read(&self.sent)) };
        let since = Duration::from_millis(self.milliseconds().saturating_sub(read(&self.ready)));
        if rest == 0 || since < min_time || !self.write_blocked.load(Ordering::Relaxed) {
            return None;
        }
        let (sent, milliseconds) = (read(&self.sent).max(1), since.as_millis());
        if is_file {
            let is_read = u128::from(sent) * 1_000 > milliseconds * u128::from(MIN_FILE_RATE);
            return (!is_read).then_some(since);
        }
        let expected = u128::from(rest) * milliseconds / u128::from(sent);
        Some(Duration::from_millis(u64::try_from(expected).unwrap_or(u64::MAX)))
    }

    /// Sets whether the client does not read what is sent.
    pub fn set_write_blocked(&self, blocked: bool) {
        self.write_blocked.store(blocked, Ordering::Relaxed);
    }

    /// What the connection does, and for how long nothing was received, sent or answered.
    #[must_use]
    pub fn phase(&self) -> (Phase, Duration) {
        let is = |flag: &AtomicBool| flag.load(Ordering::Relaxed);
        let phase = if is(&self.write_blocked) || is(&self.receiving) {
            Phase::WaitsForClient
        } else if self.exchanges.load(Ordering::Relaxed) > 0 {
            Phase::Working
        } else {
            Phase::Idle
        };
        let silent = self.milliseconds().saturating_sub(self.last.load(Ordering::Relaxed));
        (phase, Duration::from_millis(silent))
    }

    /// Tells the connection to close.
    pub fn evict(&self) {
        self.evict.notify_one();
    }

    /// Completes when the connection is told to close.
    pub async fn evicted(&self) {
        self.evict.notified().await;
    }

    /// As if the response had been ready long ago.
    #[cfg(test)]
    pub fn pretend_ready_since_epoch(&self) {
        self.ready.store(0, Ordering::Relaxed);
    }

    fn milliseconds(&self) -> u64 {
        u64::try_from(self.epoch.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

impl ExchangeGuard {
    /// Begins an exchange.
    #[must_use]
    pub fn new(activity: &Arc<Activity>) -> Self {
        activity.exchanges.fetch_add(1, Ordering::Relaxed);
        Self(activity.clone())
    }
}

impl Drop for ExchangeGuard {
    fn drop(&mut self) {
        self.0.touch();
        self.0.exchanges.fetch_sub(1, Ordering::Relaxed);
    }
}
