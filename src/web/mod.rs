//! HTTP: the addresses, what every answer has, and what the handlers share.
//!
//! [`server`] listens, [`admission`] bounds what clients may spend, [`graphql_http`] is GraphQL over HTTP, [`tables`]
//! and [`pages`] are the other addresses, [`response`] holds what responses have in common.

mod admission;
mod dispatch;
mod graphql_http;
pub mod health;
mod metrics;
mod pages;
mod response;
mod server;
mod tables;

use std::{path::PathBuf, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::State,
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{any, get},
};
pub use ipnet::IpNet;
use tokio::net::TcpListener;
use tower_http::{
    compression::{CompressionLayer, CompressionLevel, predicate::SizeAbove},
    cors::{AllowHeaders, AllowOrigin, CorsLayer},
};

use crate::{
    cache::Cache,
    graphql::{Engine, PersistedDocuments},
    limits::Limits,
    store::{DataVersionReader, ReaderPool, Store},
};

use admission::{client::Clients, concurrency::Gate, rate_limit::Budget};
use graphql_http::documents::Documents;
use metrics::{Metrics, Moment};
pub use pages::assets;
pub use response::outcome::{Outcome, TABLE as STATUSES};
use server::connections::Connections;
pub use server::run::listen;

/// Answers smaller than this are not worth packing.
const WORTH_PACKING: u64 = 1 << 10;
/// How hard answers are packed: what is asked for again is kept packed, what is not shall not wait.
const PACKING: CompressionLevel = CompressionLevel::Fastest;

/// How to serve, beside the store and the address.
#[derive(Debug)]
pub struct Settings {
    /// What may be asked.
    pub limits: Limits,
    /// The documents that have names.
    pub published: PersistedDocuments,
    /// Whether only those are answered.
    pub only_published: bool,
    /// Origins whose pages may read answers.
    pub origins: Origins,
    /// File of API keys with budgets of their own.
    pub api_keys: Option<PathBuf>,
    /// Proxies whose word on addresses is taken.
    pub trusted_proxies: Vec<IpNet>,
    /// Bytes of answers that are kept for those who ask the same; 0 keeps none.
    pub kept: usize,
    /// Queries that take this long are logged.
    pub slow: Duration,
}

/// Origins whose pages may read answers. None may write, and none may send credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origins {
    /// Every page.
    Any,
    /// Pages of these origins, such as `https://example.org`; an empty list closes it.
    These(Vec<HeaderValue>),
}

impl std::str::FromStr for Origins {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let list = match text.trim() {
            "*" => return Ok(Self::Any),
            "none" => "",
            list => list,
        };
        let origins = list.split(',').map(str::trim).filter(|origin| !origin.is_empty());
        let origin = |origin: &str| {
            let uri = origin.parse::<axum::http::Uri>().ok();
            let whole = uri.is_some_and(|uri| uri.scheme().is_some() && uri.host().is_some());
            let value =
                HeaderValue::from_str(origin).ok().filter(|_| whole && !origin.ends_with('/'));
            value.ok_or_else(|| {
                format!("{origin}: an origin has a scheme and a host, such as https://example.org")
            })
        };
        Ok(Self::These(origins.map(origin).collect::<Result<_, _>>()?))
    }
}

/// What the handlers share.
struct App {
    engine: Engine,
    readers: ReaderPool,
    data_version: DataVersionReader,
    documents: Documents,
    kept: graphql_http::KeptAnswers,
    clients: Clients,
    budget: Budget,
    gate: Arc<Gate>,
    connections: Arc<Connections>,
    metrics: Metrics,
    limits: Limits,
    slow: Duration,
    sdl: String,
    tables: tables::Tables,
}

/// Serves the store on a listener until the process is told to stop. `ready` is called once nothing but
/// requests is missing.
///
/// # Errors
/// When the database cannot be read or its log not be folded into it, and when a file of the settings is broken.
pub async fn serve(
    listener: TcpListener,
    store: Store,
    settings: Settings,
    ready: impl FnOnce(),
) -> anyhow::Result<()> {
    let cors = cors(&settings.origins);
    let app = Arc::new(App::new(&store, settings)?);
    server::run::run(listener, app.clone(), router(&app, cors), ready).await;
    if let Some(saved) = store.save_if_moved()? {
        let (was, saved) = (store.path().display(), saved.display());
        tracing::warn!("{was} was removed or replaced while it was served; saved as {saved}");
    }
    Ok(store.checkpoint()?)
}

impl App {
    fn new(store: &Store, settings: Settings) -> anyhow::Result<Self> {
        let limits = settings.limits;
        let engine = Engine::new(limits)?;
        let tables = tables::Tables::new(store, &settings.published, &limits)?;
        let clients = Clients::new(settings.api_keys.as_deref(), settings.trusted_proxies);
        let readers = store.reader_pool(limits.request.execution_time);
        // The first reader fixes which file is read, whatever becomes of its name.
        readers.check()?;
        Ok(Self {
            sdl: engine.sdl(),
            engine,
            readers,
            data_version: store.data_version_reader()?,
            documents: Documents::new(settings.published, settings.only_published),
            kept: Cache::new(settings.kept),
            clients: clients.map_err(anyhow::Error::msg)?,
            budget: Budget::new(limits.server.rate_limit),
            gate: Arc::new(Gate::new(
                limits.server.concurrent_requests,
                limits.server.queued_requests,
            )),
            connections: Arc::new(Connections::new(limits.server.connections)),
            metrics: Metrics::new(store.path().to_owned()),
            limits,
            slow: settings.slow,
            tables,
        })
    }
}

/// The addresses over what the handlers share.
fn router(app: &Arc<App>, cors: CorsLayer) -> Router {
    let packing =
        CompressionLayer::new().quality(PACKING).compress_when(SizeAbove::new(WORTH_PACKING));
    Router::new()
        .route("/schema.graphql", get(schema))
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .merge(pages::explorer::router())
        .with_state(app.clone())
        .merge(assets::router())
        .fallback(|| async { (StatusCode::NOT_FOUND, "there is nothing at this address; see /\n") })
        .layer(packing)
        // Answers are packed by the protocol, which keeps them so.
        .merge(Router::new().route("/graphql", any(graphql_http::answer)).with_state(app.clone()))
        // Tables keep their length and their strong tags, so that a file that was cut short shows.
        .merge(tables::router(app).with_state(app.clone()))
        .layer(cors)
}

/// Reading is open to the pages of the origins given, by GET and by POST, never with credentials. The
/// registry has nothing that writes.
fn cors(origins: &Origins) -> CorsLayer {
    let origin = match origins {
        Origins::Any => AllowOrigin::any(),
        Origins::These(origins) => AllowOrigin::list(origins.iter().cloned()),
    };
    let told = ["ratelimit", "ratelimit-policy", "x-request-id"].map(HeaderName::from_static);
    CorsLayer::new()
        .allow_origin(origin)
        .allow_methods([Method::GET, Method::HEAD, Method::POST])
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers(
            told.into_iter()
                .chain(tables::TOLD.map(HeaderName::from_static))
                .chain([header::ETAG, header::RETRY_AFTER])
                .collect::<Vec<_>>(),
        )
        .max_age(Duration::from_hours(24))
}

async fn schema(State(app): State<Arc<App>>) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], app.sdl.clone()).into_response()
}

/// Ready means: the database answers, its file is where it was, and the service is not about to stop.
async fn ready(State(app): State<Arc<App>>) -> Response {
    match app.readers.check() {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
        }
    }
}

async fn metrics(State(app): State<Arc<App>>) -> Response {
    let version = app.data_version.current();
    let moment = Moment {
        in_flight: app.gate.in_flight(),
        connections: app.connections.count(),
        data_version: version.map_or(0, |version| version.change_count()),
    };
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], app.metrics.text(moment)).into_response()
}
