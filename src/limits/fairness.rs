//! Fairness among clients: their shares of the processors, and the worker threads for heavy requests.

use std::time::Duration;

/// The `nice` value of the worker threads, added to that of the threads that serve connections: a lower priority.
pub const WORKER_NICENESS: i32 = 5;
/// Time that an operation over many rows waits for a worker thread.
pub const MAX_WORKER_WAIT: Duration = Duration::from_secs(15);
/// The part of the queue for worker threads that one client may fill, as one in so many.
pub const CLIENT_QUEUE_SHARE: usize = 4;
/// Clients whose use of worker threads is remembered. If there are more, those that have used the least are forgotten.
pub const MAX_IDLE_CLIENTS: usize = 256;
/// Length of the windows of time in which the processor time of each client is counted.
pub const SHARE_WINDOW: Duration = Duration::from_millis(50);
/// The most windows that a client waits because it has used more than its share before.
pub const MAX_DEBT_WINDOWS: f64 = 20.0;
/// Requests of one client that may wait for its share of the processors.
pub const MAX_HELD_REQUESTS: usize = 256;
/// Requests of a limited client that may run at the same time, so that those of others never wait behind many.
pub const MAX_RUNNING: usize = 4;
/// Processor time that is charged for receiving a request and sending its response, because it is not measured.
pub const REQUEST_PROCESSOR_TIME: Duration = Duration::from_micros(50);
/// Threads whose idle time is measured.
pub const MAX_MEASURED_THREADS: usize = 1_024;
