//! HTTP: routes, headers that every answer has, and the life of the server.

pub mod api;
pub mod assets;
pub mod health;

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use tokio::net::TcpListener;

use crate::{
    domain::date::Day,
    graphql::Engine,
    limits::Limits,
    store::{Store, readers::Readers},
};

/// Bytes of a request's body at most.
const LARGEST_BODY: usize = 100_000;
/// How long requests in flight may go on once the server is told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// What the handlers share.
pub struct App {
    engine: Engine,
    readers: Readers,
    sdl: String,
    newest_source: Option<Day>,
}

/// Serves the store on a listener until the process is told to stop.
///
/// # Errors
/// When the socket fails.
pub async fn serve(listener: TcpListener, store: Store) -> anyhow::Result<()> {
    let app = router(&store)?;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let server = axum::serve(listener, app).with_graceful_shutdown(async move {
        asked_to_stop().await;
        tracing::info!("stopping: requests in flight are answered, new ones are not taken");
        // The receiver lives as long as this function.
        let _ = stop.send(true);
    });
    tokio::select! {
        result = server.into_future() => result?,
        () = grace(stopped) => tracing::warn!("stopped with requests still in flight"),
    }
    Ok(store.settle()?)
}

/// The routes over a store.
///
/// # Errors
/// When the tables of the schema contradict themselves; a test builds them.
pub fn router(store: &Store) -> anyhow::Result<Router> {
    let engine = Engine::new(Limits::default())?;
    let app = Arc::new(App {
        sdl: engine.sdl(),
        engine,
        readers: store.readers(),
        newest_source: store.newest_source_day()?,
    });
    Ok(Router::new()
        .route("/", get(|| async { axum::response::Redirect::temporary("/graphiql") }))
        .route("/graphql", get(api::by_get).post(api::by_post))
        .route("/schema.graphql", get(schema))
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .with_state(app)
        .merge(assets::router())
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn(finish)))
}

async fn schema(State(app): State<Arc<App>>) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], app.sdl.clone()).into_response()
}

/// Ready means: the database answers.
async fn ready(State(app): State<Arc<App>>) -> Response {
    match app.readers.read(|_| ()) {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (axum::http::StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
        }
    }
}

/// Gives every request a number and every answer the headers that all have.
async fn finish(request: Request, next: Next) -> Response {
    let id = request_id();
    let span = tracing::info_span!("request", %id, method = %request.method(), path = request.uri().path());
    let mut response = tracing::Instrument::instrument(next.run(request), span).await;
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(header::REFERRER_POLICY).or_insert(HeaderValue::from_static("same-origin"));
    response
}

/// Unique within this process and unlikely to come again in another: time of start, then a count.
fn request_id() -> String {
    use std::sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    };
    static START: LazyLock<u64> = LazyLock::new(crate::clock::milliseconds);
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!("{:x}-{:x}", *START, COUNT.fetch_add(1, Ordering::Relaxed))
}

async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupted => {}, _ = terminate.recv() => {} }
            return;
        }
    }
    // Without a signal there is nothing to wait for but the end of the process.
    let _ = interrupted.await;
}

async fn grace(mut stopped: tokio::sync::watch::Receiver<bool>) {
    // The sender lives until it has sent.
    let _ = stopped.wait_for(|stopped| *stopped).await;
    tokio::time::sleep(GRACE).await;
}
