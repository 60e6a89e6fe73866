//! What is known of a request before it is routed: where it comes from, its id, and when it arrived.

use std::{
    fmt,
    net::SocketAddr,
    sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use axum::http::{HeaderName, HeaderValue};

/// The header with the id of the request. Every response has it.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Where a request comes from, its id, and when it arrived. Each request carries it as an extension.
#[derive(Clone, Copy, Debug)]
pub struct RequestContext {
    /// The other end of the connection.
    pub peer: SocketAddr,
    /// The id of the request.
    pub id: RequestId,
    /// When its head was read.
    pub started: Instant,
}

impl RequestContext {
    /// The context of a request that arrives now.
    #[must_use]
    pub fn new(peer: SocketAddr) -> Self {
        Self { peer, id: RequestId::next(), started: Instant::now() }
    }
}

/// The id of a request: unique within the process, and prefixed with the start time of the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId(u64);

/// The start time of the process in milliseconds, in hexadecimal.
static PREFIX: LazyLock<String> = LazyLock::new(|| format!("{:x}-", crate::clock::milliseconds()));

impl RequestId {
    /// An id that no other request has.
    #[must_use]
    pub fn next() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        Self(COUNT.fetch_add(1, Ordering::Relaxed))
    }

    /// The value of the [`REQUEST_ID`] header.
    #[must_use]
    pub fn to_header(self) -> HeaderValue {
        let count = itoa::Buffer::new().format(self.0).to_owned();
        HeaderValue::try_from([PREFIX.as_str(), &count].concat())
            .unwrap_or(HeaderValue::from_static("?"))
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", *PREFIX, self.0)
    }
}
