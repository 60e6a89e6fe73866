//! Fairness among clients: turns, threads for heavy requests, and what each takes of the processors.

use std::time::Duration;

/// How much the threads for operations and tables over many rows give way to those that serve connections, as `nice`
/// counts it.
pub const WORKER_NICENESS: i32 = 5;
/// Time that an operation over many rows waits for a thread.
pub const MAX_WORKER_WAIT: Duration = Duration::from_secs(15);
/// One client may have one in so many of the queued requests.
pub const CLIENT_QUEUE_SHARE: usize = 4;
/// Clients that used worker threads and are remembered; beyond this number those are forgotten that have used little.
pub const MAX_IDLE_CLIENTS: usize = 256;
/// Time after which the processor time that each client may take is counted anew.
pub const SHARE_WINDOW: Duration = Duration::from_millis(50);
/// Windows that a client waits at most for what it has taken already.
pub const MAX_DEBT_WINDOWS: f64 = 20.0;
/// Requests of one client that may wait for its share of the processors.
pub const MAX_HELD_REQUESTS: usize = 256;
/// Requests of a limited client that run or are about to, so that those of others never wait behind many.
pub const MAX_RUNNING: usize = 4;
/// Processor time of receiving a request and sending its response, which is not measured.
pub const REQUEST_PROCESSOR_TIME: Duration = Duration::from_micros(50);
/// Threads whose idle time is measured.
pub const MAX_MEASURED_THREADS: usize = 1_024;
