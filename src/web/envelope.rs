//! What surrounds every answer: a request id, the headers that all have, the count and the time.

use std::{
    panic::AssertUnwindSafe,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures_util::FutureExt;

use super::App;

/// The id of a request, noted in the request itself and in its answer.
#[derive(Clone, Debug)]
pub struct RequestId(pub Arc<str>);

/// Headers of every answer that has no other value for them. Only pages may load anything, and they
/// bring a policy of their own.
pub const ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (header::CACHE_CONTROL, "no-store"),
];

/// Wraps the answer to a request.
pub async fn wrap(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let start = Instant::now();
    let id = request_id();
    request.extensions_mut().insert(RequestId(id.as_str().into()));
    let (method, route) = (request.method().clone(), route(&request));
    let mut response = if app.gate.is_closed() && !matches!(route, "/healthz" | "/graphql") {
        (StatusCode::SERVICE_UNAVAILABLE, "the service is stopping\n").into_response()
    } else {
        // A panic is a mistake of ours; its message is in the log, and others are served on.
        AssertUnwindSafe(next.run(request)).catch_unwind().await.unwrap_or_else(|_| {
            tracing::error!(id, "a request panicked");
            (StatusCode::INTERNAL_SERVER_ERROR, "the service failed\n").into_response()
        })
    };
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::try_from(&id) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if app.gate.is_closed() {
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    let (status, took) = (response.status().as_u16(), start.elapsed());
    app.metrics.answered(route, method.as_str(), status, took);
    tracing::debug!(id, %method, route, status, ?took, "answered");
    response
}

/// The address as it stands in the table of addresses: a closed list, whatever clients ask for.
fn route(request: &Request) -> &'static str {
    const KNOWN: [&str; 6] =
        ["/graphql", "/graphiql", "/schema.graphql", "/healthz", "/readyz", "/metrics"];
    let path =
        request.extensions().get::<MatchedPath>().map_or(request.uri().path(), MatchedPath::as_str);
    KNOWN.into_iter().find(|known| *known == path).unwrap_or("other")
}

/// Unique within this process and unlikely to come again in another: time of start, then a count.
pub fn request_id() -> String {
    static START: LazyLock<u64> = LazyLock::new(crate::clock::milliseconds);
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!("{:x}-{:x}", *START, COUNT.fetch_add(1, Ordering::Relaxed))
}
