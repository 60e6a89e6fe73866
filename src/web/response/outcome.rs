//! The one table of status codes: every outcome of a request to `/graphql` or for a table, and its status.
//!
//! It follows RFC 9110 and the GraphQL over HTTP specification: with `application/graphql-response+json` the status
//! says what happened; with `application/json` it is 200 whenever the body is a well-formed GraphQL response.

use axum::http::StatusCode;

use super::media_type::MediaType;

/// The outcome of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The operation was executed.
    Executed,
    /// The client already has the current response.
    NotModified,
    /// The document or its variables are invalid, or exceed a limit. Nothing was executed.
    Rejected,
    /// There is no document with the given `documentId` or hash.
    DocumentNotFound,
    /// The server executes persisted documents only, and this is none of them.
    DocumentNotPersisted,
    /// The server failed.
    InternalError,
    /// The request is not a GraphQL request as the specification defines it.
    Malformed,
    /// `Accept` allows none of the media types of the responses.
    NotAcceptable,
    /// The body is not sent as JSON.
    UnsupportedMediaType,
    /// The method is not supported, or GET carries an operation that is not a query.
    MethodNotAllowed,
    /// The body or the table exceeds its size limit.
    ContentTooLarge,
    /// The body was not received in time.
    RequestTimeout,
    /// The client has spent its rate limit.
    RateLimited,
    /// Too many concurrent requests, or the server is stopping.
    Overloaded,
    /// The address of a table names a report, a format or a record that does not exist.
    NotFound,
    /// The table exceeded its time limit.
    TableTimeout,
}

/// An outcome with its statuses.
#[derive(Clone, Copy, Debug)]
pub struct StatusRow {
    /// The outcome.
    pub outcome: Outcome,
    /// Its status with `application/graphql-response+json`, and at addresses other than `/graphql`.
    pub graphql_response: StatusCode,
    /// Its status with `application/json` at `/graphql`.
    pub json: StatusCode,
    /// When it happens, as the documentation says it.
    pub when: &'static str,
}

/// Every outcome with its statuses. `docs/http.md` has the same table; a test compares them.
pub const STATUSES: [StatusRow; 16] = [
    row(
        Outcome::Executed,
        StatusCode::OK,
        "the operation was executed, also if fields of it failed: then the response has `errors` beside `data`",
    ),
    row(
        Outcome::NotModified,
        StatusCode::NOT_MODIFIED,
        "`If-None-Match` lists the entity tag of the current response",
    ),
    StatusRow {
        json: StatusCode::OK,
        ..row(
            Outcome::Rejected,
            StatusCode::BAD_REQUEST,
            "the document or its variables are invalid or exceed a limit; nothing was executed",
        )
    },
    StatusRow {
        json: StatusCode::OK,
        ..row(
            Outcome::DocumentNotFound,
            StatusCode::BAD_REQUEST,
            "there is no document with this `documentId` or hash",
        )
    },
    row(
        Outcome::DocumentNotPersisted,
        StatusCode::FORBIDDEN,
        "the server executes persisted documents only",
    ),
    row(Outcome::InternalError, StatusCode::INTERNAL_SERVER_ERROR, "the server failed"),
    row(
        Outcome::Malformed,
        StatusCode::BAD_REQUEST,
        "the body is not a JSON object, or a parameter has the wrong type",
    ),
    row(Outcome::NotAcceptable, StatusCode::NOT_ACCEPTABLE, "`Accept` allows neither media type"),
    row(
        Outcome::UnsupportedMediaType,
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "the body is not sent as application/json in UTF-8",
    ),
    row(
        Outcome::MethodNotAllowed,
        StatusCode::METHOD_NOT_ALLOWED,
        "the method is not supported, or GET carries an operation that is not a query; see `Allow`",
    ),
    row(
        Outcome::ContentTooLarge,
        StatusCode::PAYLOAD_TOO_LARGE,
        "the body or the table exceeds its size limit",
    ),
    row(
        Outcome::RequestTimeout,
        StatusCode::REQUEST_TIMEOUT,
        "the body was not received within its time limit",
    ),
    row(
        Outcome::RateLimited,
        StatusCode::TOO_MANY_REQUESTS,
        "the client has spent its rate limit; see `Retry-After`",
    ),
    row(
        Outcome::Overloaded,
        StatusCode::SERVICE_UNAVAILABLE,
        "the server is too busy for the request, or is stopping; see `Retry-After`",
    ),
    row(
        Outcome::NotFound,
        StatusCode::NOT_FOUND,
        "the address of a table names a report, a format or a record that does not exist",
    ),
    row(Outcome::TableTimeout, StatusCode::SERVICE_UNAVAILABLE, "the table exceeds its time limit"),
];

const fn row(outcome: Outcome, status: StatusCode, when: &'static str) -> StatusRow {
    StatusRow { outcome, graphql_response: status, json: status, when }
}

impl Outcome {
    /// Its status in a response of this media type.
    #[must_use]
    pub fn status(self, media_type: MediaType) -> StatusCode {
        let row = STATUSES.iter().find(|row| row.outcome == self);
        row.map_or(StatusCode::INTERNAL_SERVER_ERROR, |row| match media_type {
            MediaType::GraphqlResponse | MediaType::OtherJson => row.graphql_response,
            MediaType::Json => row.json,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_each_outcome_once() {
        for (index, row) in STATUSES.iter().enumerate() {
            let first = STATUSES.iter().position(|other| other.outcome == row.outcome);
            assert_eq!(first, Some(index), "{row:?}");
            assert_eq!(row.outcome.status(MediaType::GraphqlResponse), row.graphql_response);
            assert_eq!(row.outcome.status(MediaType::Json), row.json);
        }
    }
}
