//! GraphQL over HTTP: requests by POST and GET, answers in the media type asked for.
//!
//! Own code rather than the framework's integration, which answers everything with 200 and one media
//! type, executes mutations by GET and reads bodies of any size; ARCHITECTURE.md has the evidence.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{
        Query, State,
        rejection::{BytesRejection, QueryRejection},
    },
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use crate::{
    clock,
    graphql::{Answer, Code, Error, Request},
};

use super::App;

/// The media type of the GraphQL over HTTP specification; clients that name it get honest status codes.
const GRAPHQL_JSON: &str = "application/graphql-response+json";
/// What everybody else gets.
const PLAIN_JSON: &str = "application/json";
/// Plans that may look at no more rows than this run where the request came in; others on a thread that may block.
const QUICK_ROWS: u64 = 3_000;

/// A request as a JSON body or as URL parameters.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Incoming<T> {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<T>,
    /// Nothing of it is used; the specification still asks for an object.
    #[serde(rename = "extensions")]
    _extensions: Option<T>,
}

/// `POST /graphql`.
pub(super) async fn by_post(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let Some(media) = media_type(&headers) else { return not_acceptable() };
    if !is_json(&headers) {
        let rule = "content-type: send application/json";
        return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, media, rule);
    }
    let body = match body {
        Ok(body) => body,
        Err(rejection) => {
            return refuse(rejection.status(), media, "the body is too large or incomplete");
        }
    };
    match serde_json::from_slice::<Incoming<Map<String, Json>>>(&body) {
        Ok(incoming) => {
            answer(app, media, incoming.query, incoming.operation_name, incoming.variables).await
        }
        Err(error) => {
            let rule = format!(
                "the body must be a JSON object with `query` (text), `operationName` (text), `variables` and `extensions` (objects); \
                 line {}, column {}",
                error.line(),
                error.column()
            );
            refuse(StatusCode::BAD_REQUEST, media, &rule)
        }
    }
}

/// `GET /graphql`.
pub(super) async fn by_get(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    incoming: Result<Query<Incoming<String>>, QueryRejection>,
) -> Response {
    let Some(media) = media_type(&headers) else { return not_acceptable() };
    let Ok(Query(incoming)) = incoming else {
        let rule = "the address takes `query`, `operationName` and `variables`, each once";
        return refuse(StatusCode::BAD_REQUEST, media, rule);
    };
    let variables = match incoming.variables.as_deref().filter(|text| !text.is_empty()) {
        None => None,
        Some(text) => {
            let Ok(variables) = serde_json::from_str::<Option<Map<String, Json>>>(text) else {
                let rule = "variables: give a JSON object";
                return refuse(StatusCode::BAD_REQUEST, media, rule);
            };
            variables
        }
    };
    let name = incoming.operation_name.filter(|name| !name.is_empty());
    answer(app, media, incoming.query, name, variables).await
}

async fn answer(
    app: Arc<App>,
    media: &'static str,
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<Map<String, Json>>,
) -> Response {
    let Some(query) = query.filter(|query| !query.is_empty()) else {
        return refuse(StatusCode::BAD_REQUEST, media, "query: a GraphQL document is missing");
    };
    let request = Request {
        query,
        operation_name,
        variables: variables.unwrap_or_default(),
        ..Request::default()
    };
    let answer = match app.engine.prepare(&request).await {
        Ok(prepared) => {
            let quick = prepared.work() <= QUICK_ROWS;
            let today = clock::today(app.newest_source);
            let span = tracing::Span::current();
            let run = move || {
                let _entered = span.enter();
                app.readers.read(|snapshot| app.engine.run(&prepared, snapshot, today))
            };
            let ran = if quick { Ok(run()) } else { tokio::task::spawn_blocking(run).await };
            match ran {
                Ok(Ok(answer)) => answer,
                Ok(Err(error)) => Answer::refused(&[error.into()]),
                Err(error) => {
                    tracing::error!(%error, "a request ended early");
                    Answer::refused(&[Error::new(
                        Code::Internal,
                        "The registry could not answer; please try again.",
                    )])
                }
            }
        }
        Err(errors) => Answer::refused(&errors),
    };
    respond(media, answer)
}

/// The answer with its status: only clients that know the newer media type expect anything but 200.
fn respond(media: &'static str, answer: Answer) -> Response {
    let status = match (answer.executed, answer.failed, media) {
        (true, ..) => StatusCode::OK,
        (_, true, _) => StatusCode::INTERNAL_SERVER_ERROR,
        (_, _, GRAPHQL_JSON) => StatusCode::BAD_REQUEST,
        _ => StatusCode::OK,
    };
    (status, content_type(media), answer.body).into_response()
}

fn refuse(status: StatusCode, media: &'static str, rule: &str) -> Response {
    let answer = Answer::refused(&[Error::new(Code::BadUserInput, rule)]);
    (status, content_type(media), answer.body).into_response()
}

fn not_acceptable() -> Response {
    let rule = "accept: this address answers application/graphql-response+json or application/json";
    refuse(StatusCode::NOT_ACCEPTABLE, PLAIN_JSON, rule)
}

fn content_type(media: &'static str) -> [(header::HeaderName, HeaderValue); 1] {
    let value = match media {
        GRAPHQL_JSON => "application/graphql-response+json; charset=utf-8",
        _ => "application/json; charset=utf-8",
    };
    [(header::CONTENT_TYPE, HeaderValue::from_static(value))]
}

/// The media type to answer in: the first acceptable one that `Accept` lists.
fn media_type(headers: &HeaderMap) -> Option<&'static str> {
    let Some(accept) = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()) else {
        return Some(PLAIN_JSON);
    };
    accept.split(',').find_map(|range| {
        let range = range.split(';').next().unwrap_or_default().trim();
        match range {
            GRAPHQL_JSON => Some(GRAPHQL_JSON),
            PLAIN_JSON | "application/*" | "*/*" => Some(PLAIN_JSON),
            _ => None,
        }
    })
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(value) = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok())
    else {
        return false;
    };
    let mut parts = value.split(';').map(str::trim);
    let json = parts.next().is_some_and(|media| media.eq_ignore_ascii_case(PLAIN_JSON));
    json && parts.all(|part| {
        let part = part.to_ascii_lowercase();
        !part.starts_with("charset")
            || part.trim_start_matches("charset=").trim_matches('"') == "utf-8"
    })
}
