//! Connections and the HTTP protocol.

use std::{num::NonZeroUsize, time::Duration};

/// Connections that may wait to be accepted. With fewer, a burst of clients fills the queue, and those that come
/// then retry only after a second.
pub const LISTEN_BACKLOG: u32 = 4_096;
/// Time to wait after a connection could not be accepted, before the next one is.
pub const ACCEPT_RETRY_DELAY: Duration = Duration::from_millis(50);
/// Bytes of the head of a request.
pub const MAX_HEAD_BYTES: usize = 64 << 10;
/// Time for requests in progress to end after the server was told to stop.
pub const SHUTDOWN_GRACE: Duration = Duration::from_secs(10);
/// Time for connections to close after the last request has ended.
pub const CLOSE_GRACE: Duration = Duration::from_secs(1);
/// Time that a closing connection waits for its client to read the response.
pub const LINGER_TIME: Duration = Duration::from_millis(500);
/// Bytes that a closing connection receives and discards.
pub const LINGER_BYTES: usize = 4 << 20;
/// Time for a server to accept a connection, and to respond, in a health check.
pub const HEALTH_CHECK_TIMEOUT: Duration = Duration::from_secs(2);
/// Clients whose spending is remembered.
pub const MAX_REMEMBERED_CLIENTS: NonZeroUsize = NonZeroUsize::new(10_000).unwrap();
/// Rows that an operation may read on the thread of its request. Operations that may read more run on worker
/// threads.
pub const MAX_INLINE_ROWS: u64 = 3_000;
/// Bytes of a response above which it is compressed.
pub const MIN_COMPRESS_BYTES: u64 = 1 << 10;
/// Time that a browser may keep the response to a preflight request.
pub const CORS_MAX_AGE: Duration = Duration::from_hours(24);
