//! What surrounds every answer: a request id, the headers that all have, the count and the time.

use std::{
    fmt,
    net::SocketAddr,
    panic::AssertUnwindSafe,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use axum::{
    Extension, Router,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version, header},
    response::{IntoResponse, Response},
};
use futures_util::FutureExt;
use hyper::service::Service;
use hyper_util::service::TowerToHyperService;

use super::{App, graphql_http, response::reply::Passed};

/// Who asks: noted in each request.
#[derive(Clone, Copy, Debug)]
pub struct Caller {
    /// The other end of the connection.
    pub peer: SocketAddr,
    /// The id of the request.
    pub id: RequestId,
    /// When its head was read.
    pub since: Instant,
}

/// The id of a request, as its answer has it: unique within this process and unlikely to come again in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId(u64);

impl RequestId {
    /// One that no other request has.
    pub fn next() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        Self(COUNT.fetch_add(1, Ordering::Relaxed))
    }

    fn header(self) -> HeaderValue {
        let count = itoa::Buffer::new().format(self.0).to_owned();
        HeaderValue::try_from([START.as_str(), &count].concat())
            .unwrap_or(HeaderValue::from_static("?"))
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", *START, self.0)
    }
}

/// What the ids of this process begin with: the time of its start.
static START: LazyLock<String> = LazyLock::new(|| format!("{:x}-", crate::clock::milliseconds()));

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Headers of every answer that has no other value for them. Only pages may load anything, and they
/// bring a policy of their own.
pub const ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (header::CACHE_CONTROL, "no-store"),
];

/// The same as a map, which costs less to copy than to fill.
pub static BEGUN: LazyLock<HeaderMap> = LazyLock::new(|| {
    ALWAYS.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect()
});

/// What answers while the service is stopping: that it lives, and those that refuse in their own form.
const ANSWERING: [&str; 5] = ["/healthz", "/graphql", "/data", "/reports", "/table"];

/// Answers a request, whatever comes of it.
pub async fn answer(
    app: &Arc<App>,
    router: &TowerToHyperService<Router>,
    peer: SocketAddr,
    request: Request,
) -> Response {
    let caller = Caller { peer, id: RequestId::next(), since: Instant::now() };
    let (method, route) = (request.method().clone(), route(request.uri().path()));
    let mut response = if !names_one_host(&request) {
        (StatusCode::BAD_REQUEST, "a request of HTTP/1.1 names one host\n").into_response()
    } else if app.gate.is_closed() && !ANSWERING.contains(&route) {
        (StatusCode::SERVICE_UNAVAILABLE, "the service is stopping\n").into_response()
    } else {
        // A panic is a mistake of ours; its message is in the log, and others are served on.
        let answer =
            AssertUnwindSafe(routed(app, router, route, caller, request)).catch_unwind().await;
        answer.unwrap_or_else(|_| {
            tracing::error!(id = %caller.id, "a request panicked");
            (StatusCode::INTERNAL_SERVER_ERROR, "the service failed\n").into_response()
        })
    };
    let headers = response.headers_mut();
    complete(headers);
    headers.insert(REQUEST_ID, caller.id.header());
    if app.gate.is_closed() {
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    if let Some(Passed(limit)) = response.extensions().get() {
        app.metrics.refused(limit);
    }
    let (status, took) = (response.status().as_u16(), caller.since.elapsed());
    app.metrics.answered(route, method.as_str(), status, took);
    tracing::debug!(id = %caller.id, %method, route, status, ?took, "answered");
    response
}

/// By the router; but what no layer of it has anything to do for goes straight to the protocol, which
/// spares a request from memory a third of its time.
async fn routed(
    app: &Arc<App>,
    router: &TowerToHyperService<Router>,
    route: &'static str,
    caller: Caller,
    mut request: Request,
) -> Response {
    let headers = request.headers();
    let layered = request.method() == Method::OPTIONS || headers.contains_key(header::ORIGIN);
    if route == "/graphql" && !layered && request.method() != Method::HEAD {
        return graphql_http::answer(State(app.clone()), Extension(caller), request).await;
    }
    request.extensions_mut().insert(caller);
    match router.call(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

/// Adds what is missing of the headers that every answer has.
fn complete(headers: &mut HeaderMap) {
    // Nobody sets this one by itself: where it stands, the map was [`BEGUN`] with all.
    if headers.contains_key(header::X_FRAME_OPTIONS) {
        return;
    }
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
}

/// Whether a request says whom it is for, as HTTP/1.1 asks (RFC 9112, section 3.2); hyper does not look.
fn names_one_host(request: &Request) -> bool {
    let hosts = request.headers().get_all(header::HOST).iter().count();
    hosts == 1 || hosts == 0 && request.version() < Version::HTTP_11
}

/// The address, if it is one of a closed list, whatever clients ask for.
fn route(path: &str) -> &'static str {
    const KNOWN: [&str; 8] = [
        "/",
        "/graphql",
        "/graphiql",
        "/schema.graphql",
        "/healthz",
        "/readyz",
        "/metrics",
        "/data",
    ];
    const FOLDERS: [&str; 9] =
        ["/reports", "/table", "/data", "/assets", "/o", "/e", "/g", "/p", "/s"];
    let exact = KNOWN.into_iter().find(|known| *known == path);
    exact.unwrap_or_else(|| {
        let below = |folder: &&str| {
            path.strip_prefix(*folder).is_some_and(|rest| rest.starts_with(['/', '.']))
        };
        FOLDERS.into_iter().find(below).unwrap_or("other")
    })
}
