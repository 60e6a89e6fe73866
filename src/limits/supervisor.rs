//! The supervisor, which starts the server process again if it dies.

use std::time::Duration;

/// How long to retry if the address is in use: a server that was just killed frees it soon.
pub const BIND_TIMEOUT: Duration = Duration::from_millis(500);
/// Time between two attempts to bind the address.
pub const BIND_RETRY_DELAY: Duration = Duration::from_millis(20);
/// Time before the second restart in a row. The first comes at once, and each further pause is twice as long.
pub const FIRST_PAUSE: Duration = Duration::from_millis(50);
/// The longest time before a restart.
pub const LONGEST_PAUSE: Duration = Duration::from_secs(1);
/// The longest time before a restart if the database file was refused and has not changed since.
pub const LONGEST_FILE_PAUSE: Duration = Duration::from_secs(10);
/// Time between two looks whether the database file has changed.
pub const FILE_CHECK_INTERVAL: Duration = Duration::from_millis(100);
/// Time that a server process must have lived to be started again at once.
pub const STEADY_AFTER: Duration = Duration::from_millis(500);
/// Time that connections wait for a server process to start before they are answered with 503.
pub const START_TIMEOUT: Duration = Duration::from_secs(1);
/// Connections that are answered with 503 at the same time.
pub const MAX_PLACEHOLDER_CONNECTIONS: usize = 64;
/// Time that such a connection may take to send its first line, and to read the response.
pub const PLACEHOLDER_HEAD_TIME: Duration = Duration::from_secs(2);
