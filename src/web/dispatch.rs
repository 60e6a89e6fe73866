//! From a request to its response, whatever the address: the route, refusals that precede routing, panics, the headers
//! that every response has, metrics and the log.

use std::{net::SocketAddr, panic::AssertUnwindSafe, sync::Arc};

use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, Version, header},
    response::{IntoResponse, Response},
};
use futures_util::FutureExt;
use hyper::service::Service;
use hyper_util::service::TowerToHyperService;

use super::{
    admission::Client,
    graphql_http::GraphqlEndpoint,
    processor_time::ProcessorMeter,
    request_context::{REQUEST_ID, RequestContext},
    response::{
        MediaType,
        default_headers::{CROSS_ORIGIN_RESOURCE_POLICY, add_default_headers},
        header_bounds::bound_headers,
        reply::ExceededLimit,
    },
    router::not_found,
    routes::{self, Endpoint, Route, WhileStopping},
    state::AppState,
};

/// The label of requests whose path matches no route.
const UNMATCHED: &str = "other";

/// Dispatches requests to the handlers.
pub struct Dispatcher {
    app: Arc<AppState>,
    graphql: Arc<GraphqlEndpoint>,
    router: TowerToHyperService<Router>,
    /// Whether pages of every origin may use the data.
    is_public: bool,
}

impl Dispatcher {
    /// A dispatcher over a router that has all of [`routes::ROUTES`].
    #[must_use]
    pub fn new(
        app: Arc<AppState>,
        graphql: Arc<GraphqlEndpoint>,
        router: Router,
        is_public: bool,
    ) -> Self {
        Self { app, graphql, router: TowerToHyperService::new(router), is_public }
    }

    /// What the handlers share.
    #[must_use]
    pub fn app(&self) -> &Arc<AppState> {
        &self.app
    }

    /// Responds to a request that came over a connection from `peer`.
    pub async fn respond(&self, peer: SocketAddr, request: Request) -> Response {
        let context = RequestContext::new(peer);
        let method = request.method().clone();
        let route = routes::find(request.uri().path());
        // `OPTIONS *` asks about the server as a whole.
        let is_asterisk = request.uri().path() == "*";
        let mut response = if !has_valid_host(&request) {
            bad_head("an HTTP/1.1 request must have exactly one Host header\n")
        } else if !has_valid_transfer_coding(&request) {
            bad_head("the only Transfer-Encoding is chunked, in one header\n")
        } else if self.app.admission.is_stopping() && is_refused_while_stopping(route) {
            (StatusCode::SERVICE_UNAVAILABLE, "the server is stopping\n").into_response()
        } else if route.is_none() && method == Method::OPTIONS && !is_asterisk {
            // The layer of CORS would answer it as if the address existed.
            not_found().await
        } else {
            self.respond_in_turn(route, context, peer, request).await
        };
        let headers = response.headers_mut();
        add_default_headers(headers);
        bound_headers(headers);
        headers.insert(REQUEST_ID, context.id.to_header());
        if self.is_public && route.is_some_and(Route::is_data) {
            headers.insert(CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
        }
        if let Some(route) = route.filter(|_| method == Method::OPTIONS) {
            headers.insert(header::ALLOW, HeaderValue::from_static(route.methods.allow()));
        }
        if self.app.admission.is_stopping() {
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        self.record(route, &method, context, &response);
        response
    }

    /// Responds as soon as the client's share of the processors allows it.
    async fn respond_in_turn(
        &self,
        route: Option<&Route>,
        context: RequestContext,
        peer: SocketAddr,
        request: Request,
    ) -> Response {
        let admission = &self.app.admission;
        let client = admission.client_of_request(request.headers(), peer.ip());
        let _turn = match admission.begin(&client).await {
            Ok(turn) => turn,
            Err(refusal) => {
                return refusal.into_response(MediaType::OtherJson, request.method());
            }
        };
        // A panic is a bug. Its message is in the log, and the server goes on.
        let response =
            AssertUnwindSafe(self.route(route, context, client, request)).catch_unwind().await;
        response.unwrap_or_else(|_| {
            if admission.allows_log_line() {
                tracing::error!(id = %context.id, "a handler panicked");
            }
            (StatusCode::INTERNAL_SERVER_ERROR, "internal server error\n").into_response()
        })
    }

    /// Passes a request to its handler. A request to `/graphql` that no layer of the router would change skips the
    /// router, which takes a third of the time of a cached response.
    async fn route(
        &self,
        route: Option<&Route>,
        context: RequestContext,
        client: Client,
        mut request: Request,
    ) -> Response {
        let is_graphql = route.is_some_and(|route| route.endpoint == Endpoint::GraphqlHttp);
        let (method, headers) = (request.method(), request.headers());
        let needs_layers = [Method::OPTIONS, Method::HEAD].contains(method)
            || headers.contains_key(header::ORIGIN);
        if is_graphql && !needs_layers {
            return self.graphql.respond(context, client, request).await;
        }
        let admission = &self.app.admission;
        request.extensions_mut().insert(context);
        request.extensions_mut().insert(client.clone());
        // Admitted requests are measured where their cost is settled.
        let is_admitted = route.is_some_and(|route| route.units.is_some());
        let respond = self.router.call(request);
        let response = if is_admitted {
            respond.await
        } else {
            let meter = ProcessorMeter::default();
            let response = meter.measure(respond).await;
            admission.charge(&client, meter.so_far());
            response
        };
        match response {
            Ok(response) => admission.in_room(&client, response).await,
            Err(never) => match never {},
        }
    }

    fn record(
        &self,
        route: Option<&'static Route>,
        method: &Method,
        context: RequestContext,
        response: &Response,
    ) {
        if let Some(ExceededLimit(limit)) = response.extensions().get() {
            self.app.metrics.limit_exceeded(limit);
        }
        let route = route.map_or(UNMATCHED, |route| route.path);
        let (status, duration) = (response.status().as_u16(), context.started.elapsed());
        self.app.metrics.responded(route, method.as_str(), status, duration);
        tracing::debug!(id = %context.id, %method, route, status, ?duration, "responded");
    }
}

fn is_refused_while_stopping(route: Option<&Route>) -> bool {
    route.is_none_or(|route| route.while_stopping == WhileStopping::Refuse)
}

/// Whether a request of HTTP/1.1 has one `Host` header (RFC 9112, section 3.2), which hyper does not check.
fn has_valid_host(request: &Request) -> bool {
    let hosts = request.headers().get_all(header::HOST).iter().count();
    hosts == 1 || hosts == 0 && request.version() < Version::HTTP_11
}

/// Whether a request has at most one transfer coding, `chunked`. hyper looks only at the last one, and a proxy that
/// looks at the first would see another body.
fn has_valid_transfer_coding(request: &Request) -> bool {
    let mut codings = request.headers().get_all(header::TRANSFER_ENCODING).iter();
    let first = codings.next();
    first.is_none_or(|coding| coding.as_bytes().eq_ignore_ascii_case(b"chunked"))
        && codings.next().is_none()
}

/// 400, after which the connection is closed: it is not sure where the next request begins.
fn bad_head(message: &'static str) -> Response {
    (StatusCode::BAD_REQUEST, [(header::CONNECTION, "close")], message).into_response()
}
