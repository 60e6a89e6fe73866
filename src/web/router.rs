//! The axum router, built from the table of addresses.

use std::sync::Arc;

use axum::{
    Extension, Router,
    extract::{Request, State},
    http::StatusCode,
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{MethodRouter, any, get},
};
use tower_http::cors::CorsLayer;

use super::{
    admission::{Admission, Client},
    graphql_http::{self, GraphqlEndpoint},
    monitoring, pages,
    request_context::RequestContext,
    response::{MediaType, content_encoding, rate_limit_status::RATELIMIT},
    routes::{Endpoint, ROUTES, Route},
    state::AppState,
    tables::{self, Tables},
};

/// What the handlers of the routes need.
pub struct Handlers {
    /// What all of them share.
    pub app: Arc<AppState>,
    /// GraphQL over HTTP.
    pub graphql: Arc<GraphqlEndpoint>,
    /// Tables.
    pub tables: Arc<Tables>,
}

/// A router with a handler for each of [`ROUTES`].
pub fn router(handlers: &Handlers, cors: CorsLayer) -> Router {
    let with_route =
        |router: Router, route: &Route| router.route(route.path, method_router(handlers, route));
    ROUTES.iter().fold(Router::new(), with_route).fallback(not_found).layer(cors)
}

fn method_router(handlers: &Handlers, route: &Route) -> MethodRouter {
    let methods = handler(handlers, route.endpoint);
    match (route.endpoint, route.units) {
        // It admits requests by itself, since cached responses must be fast, and compresses what it caches.
        (Endpoint::GraphqlHttp, _) => methods,
        // They compress by themselves, if at all: a table is a file in each coding, with ranges, an entity tag and a length.
        (_, Some(units)) => {
            let state = (handlers.app.admission.clone(), units);
            methods.route_layer(middleware::from_fn_with_state(state, admit))
        }
        (_, None) => methods.layer(middleware::from_fn(compress)),
    }
}

fn handler(handlers: &Handlers, endpoint: Endpoint) -> MethodRouter {
    let app = || handlers.app.clone();
    let tables = || handlers.tables.clone();
    match endpoint {
        Endpoint::GraphqlHttp => any(graphql_http::respond).with_state(handlers.graphql.clone()),
        Endpoint::Sdl => get(graphql_http::sdl).with_state(app()),
        Endpoint::Report => get(tables::report).with_state(tables()),
        Endpoint::Table => get(tables::table).post(tables::posted_table).with_state(tables()),
        Endpoint::Catalog => get(tables::catalog_page).with_state(tables()),
        Endpoint::CatalogJsonLd => get(tables::catalog_json_ld).with_state(tables()),
        Endpoint::DatabaseCopy => get(tables::database_copy).with_state(tables()),
        Endpoint::Liveness => get(monitoring::liveness),
        Endpoint::Readiness => get(monitoring::readiness).with_state(app()),
        Endpoint::Metrics => get(monitoring::metrics).with_state(app()),
        Endpoint::Graphiql => get(pages::graphiql),
        Endpoint::Asset => get(pages::asset),
        Endpoint::Icon => get(pages::icon),
        Endpoint::Explorer(page) => {
            get(move |app, uri, slug| pages::explorer(page, app, uri, slug)).with_state(app())
        }
    }
}

/// The response at an unknown address.
pub async fn not_found() -> Response {
    (StatusCode::NOT_FOUND, "not found; / has links to all pages\n").into_response()
}

/// Compresses a response that its handler has not compressed. It is compressed as a whole: a compressor for each response
/// that is not read yet would take more memory than the response.
async fn compress(request: Request, next: Next) -> Response {
    let accepted = content_encoding::accepted(request.headers());
    content_encoding::compress_response(next.run(request).await, accepted.as_ref()).await
}

/// Admits a request to a table, and states the rate limit in its response.
async fn admit(
    State((admission, units)): State<(Arc<Admission>, u64)>,
    Extension(context): Extension<RequestContext>,
    Extension(client): Extension<Client>,
    mut request: Request,
    next: Next,
) -> Response {
    let admitted = match admission.admit(context, client, request.method(), units) {
        Ok(admitted) => Arc::new(admitted),
        Err(refusal) => return refusal.into_response(MediaType::OtherJson, request.method()),
    };
    request.extensions_mut().insert(admitted.clone());
    let mut response = admitted.measure(next.run(request)).await;
    let rate_limit = admitted.settle();
    // A refusal states the limit that it met.
    if !response.headers().contains_key(RATELIMIT) {
        rate_limit.write_headers(response.headers_mut());
    }
    response
}
