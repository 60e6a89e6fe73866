//! How much of their time the threads that serve connections are idle.

use std::{
    cell::Cell,
    io,
    sync::{
        LazyLock, Mutex, PoisonError,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::runtime::{Builder, Runtime};

use super::processor_time::nanoseconds;
use crate::limits::fairness::MAX_MEASURED_THREADS;

/// The idle threads of the process: a server has one runtime.
static THREADS: Threads = Threads {
    count: AtomicUsize::new(0),
    idle: AtomicU64::new(0),
    idle_since: [const { AtomicU64::new(0) }; MAX_MEASURED_THREADS],
};
/// The start of the clock of [`Threads::idle_since`].
static EPOCH: LazyLock<Instant> = LazyLock::new(Instant::now);

struct Threads {
    /// How many threads have been idle once.
    count: AtomicUsize,
    /// Nanoseconds that all together were idle before they last began to work.
    idle: AtomicU64,
    /// For each thread, the nanosecond since which it is idle; 0 while it works.
    idle_since: [AtomicU64; MAX_MEASURED_THREADS],
}

thread_local! {
    /// The number of this thread.
    static NUMBER: Cell<Option<usize>> = const { Cell::new(None) };
}

/// A runtime with so many threads that measures their idle time, and at most so many threads for blocking calls.
///
/// # Errors
/// If the system does not allow it.
pub fn runtime(threads: usize, blocking_threads: usize) -> io::Result<Runtime> {
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(threads).max_blocking_threads(blocking_threads);
    builder.enable_all().on_thread_park(park).on_thread_unpark(unpark).build()
}

/// Reads the idle time of all threads.
pub struct IdleTime {
    threads: usize,
    last: (Instant, u64, u64),
}

/// What the threads did since the last look, as parts of their time from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub struct Spare {
    /// They had nothing to do.
    pub idle: f64,
    /// They had something to do and waited for a processor: other threads or programs had it.
    pub waiting: f64,
}

impl IdleTime {
    /// The idle time of the threads of the runtime in which it is called.
    #[must_use]
    pub fn of_this_runtime() -> Self {
        let runtime = tokio::runtime::Handle::try_current();
        let threads = runtime.map_or(0, |runtime| runtime.metrics().num_workers());
        Self { threads, last: (Instant::now(), 0, 0) }
    }

    /// How many threads the runtime has; 1 outside of one.
    #[must_use]
    pub fn threads(&self) -> usize {
        self.threads.max(1)
    }

    /// What the threads did since the last look; `None` if that is not known.
    pub fn since_last_look(&mut self, now: Instant) -> Option<Spare> {
        let (before, idle_before, waited_before) = self.last;
        let (idle, waited) = (idle_by(now), waited());
        self.last = (now, idle, waited);
        // Threads that never were idle so far are not measured, in runtimes other than ours.
        if THREADS.count.load(Ordering::Relaxed) == 0 {
            return None;
        }
        let passed = now.saturating_duration_since(before).as_secs_f64();
        let threads = f64::from(u32::try_from(self.threads).unwrap_or(u32::MAX));
        let part = |nanoseconds| {
            (Duration::from_nanos(nanoseconds).as_secs_f64() / passed / threads).min(1.0)
        };
        (passed > 0.0 && threads > 0.0).then(|| Spare {
            idle: part(idle.saturating_sub(idle_before)),
            waiting: part(waited.saturating_sub(waited_before)),
        })
    }
}

/// Nanoseconds that all threads together were idle until now.
fn idle_by(now: Instant) -> u64 {
    let now = ticks(now);
    let count = THREADS.count.load(Ordering::Relaxed).min(MAX_MEASURED_THREADS);
    let still_idle =
        THREADS.idle_since[..count].iter().map(|since| match since.load(Ordering::Relaxed) {
            0 => 0,
            since => now.saturating_sub(since),
        });
    THREADS.idle.load(Ordering::Relaxed) + still_idle.sum::<u64>()
}

fn park() {
    let number = NUMBER.get().unwrap_or_else(|| {
        let number = THREADS.count.fetch_add(1, Ordering::Relaxed);
        NUMBER.set(Some(number));
        watch_scheduling();
        number
    });
    if let Some(since) = THREADS.idle_since.get(number) {
        since.store(ticks(Instant::now()), Ordering::Relaxed);
    }
}

fn unpark() {
    let since = NUMBER.get().and_then(|number| THREADS.idle_since.get(number));
    if let Some(since) = since.map(|since| since.swap(0, Ordering::Relaxed)).filter(|it| *it > 0) {
        let idle = ticks(Instant::now()).saturating_sub(since);
        THREADS.idle.fetch_add(idle, Ordering::Relaxed);
    }
}

/// Files of the kernel with how long each thread ran, and how long it waited for a processor.
#[cfg(target_os = "linux")]
static SCHEDULING: Mutex<Vec<std::fs::File>> = Mutex::new(Vec::new());

/// Opens the file of this thread.
fn watch_scheduling() {
    #[cfg(target_os = "linux")]
    if let Ok(file) = std::fs::File::open("/proc/thread-self/schedstat") {
        SCHEDULING.lock().unwrap_or_else(PoisonError::into_inner).push(file);
    }
}

/// Nanoseconds that all threads together have waited for a processor.
#[cfg(target_os = "linux")]
fn waited() -> u64 {
    use std::os::unix::fs::FileExt;
    let files = SCHEDULING.lock().unwrap_or_else(PoisonError::into_inner);
    let waited = files.iter().filter_map(|file| {
        let mut text = [0; 64];
        let length = file.read_at(&mut text, 0).ok()?;
        let text = std::str::from_utf8(&text[..length]).ok()?;
        text.split(' ').nth(1)?.parse::<u64>().ok()
    });
    waited.sum()
}

/// Only Linux tells.
#[cfg(not(target_os = "linux"))]
fn waited() -> u64 {
    0
}

fn ticks(now: Instant) -> u64 {
    nanoseconds(now.saturating_duration_since(*EPOCH)).max(1)
}
