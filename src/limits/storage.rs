//! Connections to the database file.

use std::time::Duration;

/// Time that a statement waits for a lock of another process.
pub const BUSY_TIMEOUT: Duration = Duration::from_secs(3);
/// Prepared statements that a connection caches, at most; [`ReaderSizes`](super::memory::ReaderSizes) bounds their bytes.
pub const CACHED_STATEMENTS: usize = 256;
/// Bytes of the file that a reader maps into memory.
pub const MAX_MAPPED_BYTES: i64 = 1 << 30;
/// Bytes of the write-ahead log after a checkpoint.
pub const MAX_LOG_BYTES: i64 = 64 << 20;
/// Time between two checks whether another program has overwritten the file that is served.
pub const OVERWRITE_CHECK_INTERVAL: Duration = Duration::from_millis(50);
/// Attempts of a restore. It begins again if the data changes before it has the lock of writers.
pub const MAX_RESTORE_ATTEMPTS: usize = 5;
/// Time between the start of a server and its thorough check of the file.
pub const INTEGRITY_CHECK_DELAY: Duration = Duration::from_secs(30);
/// Time between two thorough checks.
pub const INTEGRITY_CHECK_INTERVAL: Duration = Duration::from_hours(24);
/// Steps of SQLite's virtual machine between two checks of the deadline. They take a fraction of a millisecond.
pub const STEPS_BETWEEN_DEADLINE_CHECKS: i32 = 10_000;
/// Pages that a copy of the database writes between two checks whether it is cancelled.
pub const PAGES_BETWEEN_CHECKS: i32 = 4_096;
/// Threads that check the tables of a file. More would not help: the largest table is a fifth of the file.
pub const MAX_CHECK_THREADS: usize = 4;
/// Time to wait before each further attempt to open a file that seems damaged.
pub const CHECK_RETRY_DELAYS: [Duration; 2] =
    [Duration::from_millis(50), Duration::from_millis(200)];
