//! The headers that every response has unless its handler set others.
//!
//! `Strict-Transport-Security` is not among them: it binds the whole host for months, and must come over TLS (RFC 6797,
//! section 7.2), which this program does not speak. The proxy that does decides about it.

use std::sync::LazyLock;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// Name and value of each. Only pages may load anything, and pages set a `Content-Security-Policy` of their own. Pages of
/// other origins may not load what is sent, unless the dispatcher sets another `Cross-Origin-Resource-Policy`.
pub const DEFAULT_HEADERS: [(HeaderName, &str); 8] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (header::CACHE_CONTROL, "no-store"),
];

/// Which pages may load a response without reading it, such as a script or a picture.
pub const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-resource-policy");

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
