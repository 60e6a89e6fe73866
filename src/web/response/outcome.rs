//! The one table of status codes: what can come of a request to `/graphql` or for a table, and which
//! status that is.
//!
//! From the GraphQL over HTTP specification (application/graphql-response+json has honest statuses, while
//! clients of application/json expect 200 wherever GraphQL itself answers) and from RFC 9110.

use axum::http::StatusCode;

use super::media_type::Media;

/// What comes of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The operation ran.
    Answered,
    /// The client has this very answer.
    Known,
    /// The document, its variables or its size break a rule: nothing ran.
    Refused,
    /// No document is known by that name or hash.
    Unknown,
    /// Only published documents are answered, and this is none.
    Unpublished,
    /// The service failed.
    Failed,
    /// The request is not of the form that the specification gives.
    Malformed,
    /// None of the media types accepted is one of ours.
    NotAcceptable,
    /// The body is not sent as JSON.
    UnsupportedMedia,
    /// A method without meaning here, or an operation that GET must not carry.
    NotAllowed,
    /// The body is larger than it may be.
    TooLarge,
    /// The body came too slowly.
    TooSlow,
    /// The client has spent its budget.
    OverBudget,
    /// Too many requests are in flight, or the service is about to stop.
    Busy,
    /// An address of a table names no report, no format, or nothing that the registry has.
    Missing,
    /// A table cannot be read in the time that one may take.
    TooLong,
}

/// A row: what came, the status for application/graphql-response+json and for application/json, and when.
pub type Row = (Outcome, StatusCode, StatusCode, &'static str);

/// Every outcome with its statuses.
pub const TABLE: [Row; 16] = [
    (Outcome::Answered, StatusCode::OK, StatusCode::OK, "the operation ran"),
    (
        Outcome::Known,
        StatusCode::NOT_MODIFIED,
        StatusCode::NOT_MODIFIED,
        "`If-None-Match` names the answer that would be given",
    ),
    (
        Outcome::Refused,
        StatusCode::BAD_REQUEST,
        StatusCode::OK,
        "the document or its variables break a rule; nothing ran",
    ),
    (
        Outcome::Unknown,
        StatusCode::BAD_REQUEST,
        StatusCode::OK,
        "no document is known by that `documentId` or hash",
    ),
    (
        Outcome::Unpublished,
        StatusCode::FORBIDDEN,
        StatusCode::FORBIDDEN,
        "only published documents are answered",
    ),
    (
        Outcome::Failed,
        StatusCode::INTERNAL_SERVER_ERROR,
        StatusCode::INTERNAL_SERVER_ERROR,
        "the service failed",
    ),
    (
        Outcome::Malformed,
        StatusCode::BAD_REQUEST,
        StatusCode::BAD_REQUEST,
        "no JSON object, or a parameter of the wrong type",
    ),
    (
        Outcome::NotAcceptable,
        StatusCode::NOT_ACCEPTABLE,
        StatusCode::NOT_ACCEPTABLE,
        "`Accept` names neither media type",
    ),
    (
        Outcome::UnsupportedMedia,
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "a body that is not sent as application/json in UTF-8",
    ),
    (
        Outcome::NotAllowed,
        StatusCode::METHOD_NOT_ALLOWED,
        StatusCode::METHOD_NOT_ALLOWED,
        "another method, or by GET an operation that is no query; `Allow` names what is left",
    ),
    (
        Outcome::TooLarge,
        StatusCode::PAYLOAD_TOO_LARGE,
        StatusCode::PAYLOAD_TOO_LARGE,
        "a body, or a table, beyond the limit",
    ),
    (
        Outcome::TooSlow,
        StatusCode::REQUEST_TIMEOUT,
        StatusCode::REQUEST_TIMEOUT,
        "a body that does not come in time",
    ),
    (
        Outcome::OverBudget,
        StatusCode::TOO_MANY_REQUESTS,
        StatusCode::TOO_MANY_REQUESTS,
        "the client has spent its budget; `Retry-After` says when to come again",
    ),
    (
        Outcome::Busy,
        StatusCode::SERVICE_UNAVAILABLE,
        StatusCode::SERVICE_UNAVAILABLE,
        "too many requests in flight, or the service is stopping",
    ),
    (
        Outcome::Missing,
        StatusCode::NOT_FOUND,
        StatusCode::NOT_FOUND,
        "the address of a table names a report, a format or a thing that there is not",
    ),
    (
        Outcome::TooLong,
        StatusCode::SERVICE_UNAVAILABLE,
        StatusCode::SERVICE_UNAVAILABLE,
        "a table that cannot be read in time",
    ),
];

impl Outcome {
    /// Its status in an answer of that media type.
    #[must_use]
    pub fn status(self, media: Media) -> StatusCode {
        let row = TABLE.iter().find(|row| row.0 == self);
        row.map_or(StatusCode::INTERNAL_SERVER_ERROR, |row| match media {
            Media::Graphql | Media::Honest => row.1,
            Media::Json => row.2,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_each_outcome_once() {
        for (at, row) in TABLE.iter().enumerate() {
            assert_eq!(TABLE.iter().position(|other| other.0 == row.0), Some(at), "{row:?}");
            assert_eq!(row.0.status(Media::Graphql), row.1);
            assert_eq!(row.0.status(Media::Json), row.2);
        }
    }
}
