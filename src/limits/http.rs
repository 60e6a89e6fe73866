//! Connections and the HTTP protocol.

use std::time::Duration;

/// Connections that may wait to be accepted. With fewer, a burst of clients fills the queue, and those that come
/// then retry only after a second.
pub const LISTEN_BACKLOG: u32 = 4_096;
/// Time to wait after a connection could not be accepted, before the next one is.
pub const ACCEPT_RETRY_DELAY: Duration = Duration::from_millis(50);
/// Descriptors that are not for connections: the database, files of tables, the log.
pub const RESERVED_DESCRIPTORS: u64 = 128;
/// Bytes that a connection may take: the head of its request, a small response, and its state.
pub const CONNECTION_BYTES: u64 = 96 << 10;
/// Bytes that the kernel buffers for a connection in each direction, at least.
pub const MIN_SOCKET_BUFFER_BYTES: u64 = 16 << 10;
/// Time in which a new connection is expected to send something.
pub const FRESH_TIME: Duration = Duration::from_secs(1);
/// Time without a byte after which a transfer may be closed for a new connection, and after which a response that its
/// client does not read may be closed to free its memory.
pub const STALLED_TIME: Duration = Duration::from_secs(5);
/// The part of a budget of bytes that one client may hold, as one in so many.
pub const CLIENT_SHARE: u64 = 4;
/// Requests of one client that may wait for bytes of a budget.
pub const MAX_WAITERS_OF_CLIENT: usize = 16;
/// Time that a body waits until there is room for it, before it is refused.
pub const BODY_ROOM_TIME: Duration = Duration::from_secs(2);
/// Bytes of a body that are not reserved if they arrive together with its head.
pub const SMALL_BODY_BYTES: usize = 16 << 10;
/// Bytes of a body that are reserved at a time.
pub const BODY_STEP_BYTES: u64 = 8 << 10;
/// Bytes per second below which a body gives way if others wait for room.
pub const MIN_BODY_RATE: u64 = 1_000;
/// Time without a part of a body after which it is refused if others wait for the bytes reserved for it.
pub const BODY_STALL_TIME: Duration = Duration::from_secs(1);
/// Bytes of a response that need no reservation: the memory of its connection covers them.
pub const SMALL_RESPONSE_BYTES: u64 = 16 << 10;
/// Bytes of the largest response that counts as small; a part of the memory for responses is reserved for small ones.
pub const MAX_SMALL_RESPONSE_BYTES: u64 = 256 << 10;
/// The part of the memory for responses that is reserved for small ones, as one in so many.
pub const SMALL_RESPONSES_SHARE: u64 = 8;
/// Bytes that are reserved for a file while it is sent: it is read piece by piece. More than a small response, so that
/// downloads do not take the room of these.
pub const SENT_FILE_BYTES: u64 = 2 * super::tables::READ_BYTES as u64 + (32 << 10);
/// Bytes per second below which a file that is being sent may be closed to free its memory.
pub const MIN_FILE_RATE: u64 = 4_000;
/// Time between two checks for a slow reader to disconnect while other responses wait for memory.
pub const MAKE_ROOM_INTERVAL: Duration = Duration::from_millis(500);
/// Time that a response waits until there is room for it, before its request is refused.
pub const RESPONSE_ROOM_TIME: Duration = Duration::from_secs(5);
/// Bytes of the head of a request.
pub const MAX_HEAD_BYTES: usize = 64 << 10;
/// Time for requests in progress to end, and for their responses to be sent, after the server was told to stop.
pub const SHUTDOWN_GRACE: Duration = Duration::from_secs(10);
/// The least time for connections to close after the last request has ended.
pub const CLOSE_GRACE: Duration = Duration::from_secs(1);
/// Time that a closing connection waits for its client to read the response.
pub const LINGER_TIME: Duration = Duration::from_millis(500);
/// Bytes that a closing connection receives and discards.
pub const LINGER_BYTES: usize = 4 << 20;
/// Time for a server to accept a connection, and to respond, in a health check.
pub const HEALTH_CHECK_TIMEOUT: Duration = Duration::from_secs(2);
/// Bytes of all headers of a response. If there are more, headers that describe the response are shortened.
pub const MAX_RESPONSE_HEADER_BYTES: usize = 4 << 10;
/// Bytes of a value of a header that is not shortened, but left out if all headers together are too long.
pub const MAX_HEADER_VALUE_BYTES: usize = 1_000;
/// Bytes that remain of a value that is shortened.
pub const SHORTENED_HEADER_BYTES: usize = 300;
/// Clients whose spending is remembered.
pub const MAX_REMEMBERED_CLIENTS: usize = 10_000;
/// Lines about requests that the log gets in a minute.
pub const MAX_LOG_LINES_PER_MINUTE: u64 = 100;
/// Rows that an operation may read on the thread of its request. Operations that may read more run on worker
/// threads.
pub const MAX_INLINE_ROWS: u64 = 3_000;
/// Bytes of a response above which it is compressed.
pub const MIN_COMPRESS_BYTES: u64 = 1 << 10;
/// Time that a browser may keep the response to a preflight request.
pub const CORS_MAX_AGE: Duration = Duration::from_hours(24);
