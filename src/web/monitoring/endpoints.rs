//! `/healthz`, `/readyz` and `/metrics`.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::web::{metrics::Gauges, state::AppState};

/// The media type of [`metrics`].
const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// `GET /healthz`: the process runs.
pub async fn liveness() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database can be read, and its file is where it was when the server started.
pub async fn readiness(State(app): State<Arc<AppState>>) -> Response {
    match app.readers.check() {
        Ok(()) if app.is_damaged() => {
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
        }
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            if app.admission.allows_log_line() {
                tracing::error!(%error, "not ready");
            }
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
        }
    }
}

/// `GET /metrics`.
pub async fn metrics(State(app): State<Arc<AppState>>) -> Response {
    let gauges = Gauges {
        in_flight: app.admission.in_flight(),
        open_connections: app.connections.count(),
        data_version: app.data_version.current().ok().map(|version| version.change_count()),
    };
    ([(header::CONTENT_TYPE, OPENMETRICS)], app.metrics.encode(gauges)).into_response()
}
