//! Threads for work over many rows, which may take seconds.
//!
//! They are separate from the threads that serve connections, and have a lower priority: while many light requests keep the
//! processors busy, heavy ones get the time that is left, which is never zero.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use tokio::sync::oneshot;

use super::{
    client::Client,
    fair_queue::{Bounds, FairQueue, Ticket},
};
use crate::{
    limits::{
        cost::ROW_PROCESSOR_TIME,
        fairness::{CLIENT_QUEUE_SHARE, MAX_WORKER_WAIT, WORKER_NICENESS},
        tables::MAX_WAIT,
    },
    web::processor_time,
};

/// Work that runs on threads of its own, apart from those that serve connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// A GraphQL operation that may read so many rows: it takes seconds at most.
    Operation {
        /// How many.
        rows: u64,
    },
    /// A table, or a copy of the database: it may take a minute, and operations do not wait for it.
    Table,
}

impl Work {
    /// How long it may wait, and what it is expected to use.
    #[must_use]
    pub fn bounds(self) -> WorkBounds {
        match self {
            Self::Operation { rows } => {
                let rows = u32::try_from(rows).unwrap_or(u32::MAX);
                let expected = ROW_PROCESSOR_TIME.saturating_mul(rows);
                WorkBounds { max_wait: MAX_WORKER_WAIT, expected }
            }
            Self::Table => WorkBounds { max_wait: MAX_WAIT, expected: Duration::ZERO },
        }
    }
}

/// How long work may wait, and what it is expected to use.
#[derive(Clone, Copy, Debug)]
pub struct WorkBounds {
    /// Time that it waits for a thread.
    pub max_wait: Duration,
    /// Processor time that it is expected to use; zero if that is not known.
    pub expected: Duration,
}

/// The threads for each kind of work.
pub struct Workers {
    operations: WorkerThreads,
    tables: WorkerThreads,
}

impl Workers {
    /// So many threads for each kind, for which so many requests may wait.
    ///
    /// # Errors
    /// If the system starts no more threads.
    pub fn new(threads: usize, max_waiting: u64) -> io::Result<Self> {
        Ok(Self {
            operations: WorkerThreads::new("operations", threads, max_waiting)?,
            tables: WorkerThreads::new("tables", threads, max_waiting)?,
        })
    }

    /// The threads for this kind of work.
    #[must_use]
    pub fn of(&self, kind: Work) -> &WorkerThreads {
        match kind {
            Work::Operation { .. } => &self.operations,
            Work::Table => &self.tables,
        }
    }
}

/// Threads that take work from a queue.
pub struct WorkerThreads(Arc<Shared>);

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    queue: FairQueue<Job>,
    stopped: bool,
}

/// Work that waits. It returns how much processor time it took. If it is dropped instead of run, it was displaced.
type Job = Box<dyn FnOnce() -> Duration + Send>;

/// Why work was not done.
#[derive(Debug, PartialEq, Eq)]
pub enum NotDone {
    /// The queue is full, or no thread was free in time.
    Busy,
    /// It panicked.
    Panicked,
}

/// The outcome of work that was done.
#[derive(Debug)]
pub struct Done<T> {
    /// Its result.
    pub result: T,
    /// The processor time that it took.
    pub processor_time: Duration,
}

impl WorkerThreads {
    /// `threads` threads of this name, for which so many requests may wait.
    ///
    /// # Errors
    /// If the system starts no more threads.
    pub fn new(name: &str, threads: usize, max_waiting: u64) -> io::Result<Self> {
        let waiting = usize::try_from(max_waiting).unwrap_or(usize::MAX);
        let bounds = Bounds {
            waiting,
            waiting_per_client: (waiting / CLIENT_QUEUE_SHARE).max(1),
            running_per_client: (threads / 2).max(1),
        };
        let state = State { queue: FairQueue::new(bounds), stopped: false };
        let shared = Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() });
        let pool = Self(shared);
        for number in 0..threads {
            let shared = pool.0.clone();
            let thread = thread::Builder::new().name(format!("{name}-{number}"));
            thread.spawn(move || shared.serve())?;
        }
        Ok(pool)
    }

    /// Runs `work` for a client on one of the threads, and waits for its result. `work` is given a flag that is set as
    /// soon as the returned future is dropped. `unclaimed` receives the processor time of work whose future was
    /// dropped meanwhile.
    ///
    /// # Errors
    /// If it was not done.
    pub async fn run<T: Send + 'static>(
        &self,
        client: &Client,
        bounds: WorkBounds,
        work: impl FnOnce(&Arc<AtomicBool>) -> T + Send + 'static,
        unclaimed: impl FnOnce(Duration) + Send + 'static,
    ) -> Result<Done<T>, NotDone> {
        let (sender, mut receiver) = oneshot::channel();
        let (started, has_started) = oneshot::channel();
        let cancel = CancelOnDrop::default();
        let cancelled = cancel.0.clone();
        let job = move || {
            // Fails if the client has gone, which `cancelled` tells, too.
            let _ = started.send(());
            let start = processor_time::of_this_thread();
            let result = catch_unwind(AssertUnwindSafe(|| work(&cancelled)));
            let processor_time = processor_time::of_this_thread().saturating_sub(start);
            let outcome = match result {
                Ok(result) => Ok(Done { result, processor_time }),
                Err(_) => Err(NotDone::Panicked),
            };
            if sender.send(outcome).is_err() {
                unclaimed(processor_time);
            }
            processor_time
        };
        let waiting = self.enqueue(client, Box::new(job), bounds.expected).ok_or(NotDone::Busy)?;
        if tokio::time::timeout(bounds.max_wait, has_started).await.is_err() {
            // It may have been started just now.
            if self.0.lock().queue.remove(client, waiting.ticket).is_some() {
                return Err(NotDone::Busy);
            }
        }
        // The sender is dropped without a result if the work was displaced.
        (&mut receiver).await.unwrap_or(Err(NotDone::Busy))
    }

    /// How many requests wait for a thread.
    #[cfg(test)]
    pub fn waiting(&self) -> usize {
        self.0.lock().queue.waiting()
    }

    fn enqueue(&self, client: &Client, job: Job, expected: Duration) -> Option<Waiting<'_>> {
        let pushed = self.0.lock().queue.push(client, job, expected, Instant::now());
        // The displaced job is dropped here, after the lock was released.
        let (ticket, _displaced) = pushed?;
        self.0.changed.notify_one();
        Some(Waiting { threads: self, client: client.clone(), ticket })
    }
}

impl Drop for WorkerThreads {
    fn drop(&mut self) {
        self.0.lock().stopped = true;
        self.0.changed.notify_all();
    }
}

impl Shared {
    /// Does the work of the queue until the threads are stopped.
    fn serve(&self) {
        lower_priority();
        let mut state = self.lock();
        while !state.stopped {
            let Some((client, job)) = state.queue.pop(Instant::now()) else {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            drop(state);
            let used = job();
            state = self.lock();
            state.queue.ended(&client, used, Instant::now());
            // Another job of the same client may be ready now.
            self.changed.notify_one();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Work in the queue: it leaves the queue when its client goes.
struct Waiting<'t> {
    threads: &'t WorkerThreads,
    client: Client,
    ticket: Ticket,
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let given_up = self.threads.0.lock().queue.remove(&self.client, self.ticket);
        drop(given_up);
    }
}

/// Sets its flag when it is dropped: hyper drops the future of a request whose client has gone.
#[derive(Default)]
struct CancelOnDrop(Arc<AtomicBool>);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Makes this thread give way to those that serve connections.
fn lower_priority() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, WORKER_NICENESS) {
        tracing::debug!(%error, "the threads for heavy requests have ordinary priority");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(20);

    const FOR_LONG: WorkBounds = WorkBounds { max_wait: LONG, expected: Duration::ZERO };
    const SHORTLY: WorkBounds = WorkBounds { max_wait: Duration::from_millis(5), ..FOR_LONG };

    fn client(number: u8) -> Client {
        Client::at([192, 0, 2, number].into())
    }

    /// Work that goes on until it is cancelled, and says that it has begun.
    fn until_cancelled(begun: &Arc<AtomicBool>) -> impl FnOnce(&Arc<AtomicBool>) + use<> {
        let begun = begun.clone();
        move |cancelled| {
            begun.store(true, Ordering::Relaxed);
            while !cancelled.load(Ordering::Relaxed) {
                thread::sleep(Duration::from_millis(1));
            }
        }
    }

    async fn wait_for(holds: impl Fn() -> bool) {
        let start = Instant::now();
        while !holds() {
            assert!(start.elapsed() < LONG);
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    #[tokio::test]
    async fn work_that_is_given_up_frees_its_thread_and_its_place() {
        let threads = Arc::new(WorkerThreads::new("test", 1, 4).unwrap());
        let begun = Arc::new(AtomicBool::new(false));
        let run = |number: u8| {
            let (threads, work) = (threads.clone(), until_cancelled(&begun));
            tokio::spawn(async move { threads.run(&client(number), FOR_LONG, work, |_| ()).await })
        };
        let running = run(1);
        wait_for(|| begun.load(Ordering::Relaxed)).await;
        let waiting = run(1);
        wait_for(|| threads.waiting() == 1).await;
        waiting.abort();
        wait_for(|| threads.waiting() == 0).await;
        let busy = threads.run(&client(2), SHORTLY, |_| (), |_| ()).await;
        assert_eq!(busy.unwrap_err(), NotDone::Busy, "no thread is free in time");
        assert_eq!(threads.waiting(), 0);
        running.abort();
        let done = threads.run(&client(2), FOR_LONG, |_| 7, |_| ()).await.unwrap();
        assert_eq!(done.result, 7);
    }

    #[tokio::test]
    async fn the_time_of_work_whose_client_has_gone_is_told() {
        let threads = Arc::new(WorkerThreads::new("test", 1, 4).unwrap());
        let (begun, told) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        let (pool, work, unclaimed) = (threads.clone(), until_cancelled(&begun), told.clone());
        let running = tokio::spawn(async move {
            let unclaimed = move |_| unclaimed.store(true, Ordering::Relaxed);
            pool.run(&client(1), FOR_LONG, work, unclaimed).await
        });
        wait_for(|| begun.load(Ordering::Relaxed)).await;
        running.abort();
        wait_for(|| told.load(Ordering::Relaxed)).await;
    }

    #[tokio::test]
    async fn a_panic_is_told_and_the_thread_goes_on() {
        let threads = WorkerThreads::new("test", 1, 4).unwrap();
        let panicking = |_: &Arc<AtomicBool>| -> u8 { std::panic::panic_any("as intended") };
        let outcome = threads.run(&client(1), FOR_LONG, panicking, |_| ()).await;
        assert_eq!(outcome.unwrap_err(), NotDone::Panicked);
        assert_eq!(threads.run(&client(1), FOR_LONG, |_| 1, |_| ()).await.unwrap().result, 1);
    }
}
