//! The headers that every response has unless its handler set others.

use std::sync::LazyLock;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// Name and value of each. Only pages may load anything, and pages set a `Content-Security-Policy` of their own.
pub const DEFAULT_HEADERS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (header::CACHE_CONTROL, "no-store"),
];

/// The same as a map: cloning it costs less than inserting header by header.
pub static DEFAULT_HEADER_MAP: LazyLock<HeaderMap> = LazyLock::new(|| {
    let value = |(name, value)| (name, HeaderValue::from_static(value));
    DEFAULT_HEADERS.into_iter().map(value).collect()
});

/// Adds the default headers that are missing.
pub fn add_default_headers(headers: &mut HeaderMap) {
    // No handler sets this one by itself: if it is there, the map was cloned from [`DEFAULT_HEADER_MAP`].
    if headers.contains_key(header::X_FRAME_OPTIONS) {
        return;
    }
    for (name, value) in DEFAULT_HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
}
