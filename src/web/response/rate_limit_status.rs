//! How a client stands with regard to its rate limit, and the headers that say so
//! (draft-ietf-httpapi-ratelimit-headers).

use std::sync::OnceLock;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// The header with what is left of the limit.
pub const RATELIMIT: HeaderName = HeaderName::from_static("ratelimit");
/// The header with the limit itself.
pub const RATELIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// How a client stands after a request for units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimitStatus {
    /// Units that the client may spend in a minute.
    pub limit: u64,
    /// Units that are left.
    pub remaining: u64,
    /// Seconds until all units are there again; after a refusal, until the requested units are.
    pub seconds: u64,
    /// Whether the requested units were granted.
    pub granted: bool,
}

impl RateLimitStatus {
    /// Sets `RateLimit` and `RateLimit-Policy`, and after a refusal `Retry-After`.
    pub fn write_headers(self, headers: &mut HeaderMap) {
        let Self { limit, remaining, seconds, granted } = self;
        headers.insert(RATELIMIT_POLICY, policy(limit));
        let (mut units, mut time) = (itoa::Buffer::new(), itoa::Buffer::new());
        let status = ["\"units\";r=", units.format(remaining), ";t=", time.format(seconds)];
        headers.insert(RATELIMIT, ascii(status.concat()));
        if !granted {
            headers.insert(header::RETRY_AFTER, seconds.max(1).into());
        }
    }
}

/// The policy of `limit` units a minute. Nearly all clients have the same limit, so the first value is kept.
fn policy(limit: u64) -> HeaderValue {
    static FIRST: OnceLock<(u64, HeaderValue)> = OnceLock::new();
    let format = || ascii(format!("\"units\";q={limit};w=60"));
    let (first, value) = FIRST.get_or_init(|| (limit, format()));
    if *first == limit { value.clone() } else { format() }
}

/// A text of visible ASCII as a header value.
fn ascii(text: String) -> HeaderValue {
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headers_state_limit_remainder_and_time() {
        let mut headers = HeaderMap::new();
        RateLimitStatus { limit: 60, remaining: 10, seconds: 7, granted: false }
            .write_headers(&mut headers);
        assert_eq!(headers["ratelimit"], "\"units\";r=10;t=7");
        assert_eq!(headers["ratelimit-policy"], "\"units\";q=60;w=60");
        assert_eq!(headers["retry-after"], "7");
    }
}
