//! `/schema.graphql`.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};

use crate::web::{admission::room::HasRoom, state::AppState};

/// `GET /schema.graphql`: the schema in the schema definition language.
pub async fn sdl(State(app): State<Arc<AppState>>, request: HeaderMap) -> Response {
    let body = app.sdl.accepted_by(&request).await;
    let mut response = body.bytes.into_response();
    response.extensions_mut().insert(HasRoom { bytes: 0 });
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    if let Some(encoding) = body.encoding {
        headers.insert(header::CONTENT_ENCODING, encoding);
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    response
}
