//! `/schema.graphql`.

use std::sync::Arc;

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};

use crate::web::state::AppState;

/// `GET /schema.graphql`: the schema in the schema definition language.
pub async fn sdl(State(app): State<Arc<AppState>>) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], app.sdl.clone()).into_response()
}
