//! Requests for a table that get none: the errors as GraphQL writes them, with a status that says what happened.

use axum::{
    http::Method,
    response::{IntoResponse, Response},
};

use crate::{
    graphql::{self, Code, Error},
    web::{
        admission::AdmittedRequest,
        response::{MediaType, Outcome, Reply},
    },
};

/// The response to a request that gets no table.
pub struct Refusal(Reply);

impl Refusal {
    /// A response with one error.
    #[must_use]
    pub fn new(outcome: Outcome, error: &Error) -> Self {
        Self(Reply::refused(outcome, error))
    }

    /// A response with these errors, whose codes determine the status. Internal causes are logged.
    #[must_use]
    pub fn from_errors(admitted: &AdmittedRequest, errors: &[Error]) -> Self {
        let has = |code: Code| errors.iter().any(|error| error.code == code);
        let is_not_found = |error: &Error| error.code == Code::NotFound;
        let outcome = if has(Code::Internal) {
            Outcome::InternalError
        } else if has(Code::Timeout) {
            Outcome::TableTimeout
        } else if has(Code::DocumentNotPersisted) {
            Outcome::DocumentNotPersisted
        } else if !errors.is_empty() && errors.iter().all(is_not_found) {
            Outcome::NotFound
        } else {
            Outcome::Rejected
        };
        let response = graphql::Response::from_errors(errors);
        admitted.log_causes(&response);
        Self(Reply::not_executed(outcome, response))
    }
}

impl From<Reply> for Refusal {
    fn from(reply: Reply) -> Self {
        Self(reply)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        // The method matters only to replies with an entity tag, which refusals do not have.
        self.0.into_response(MediaType::OtherJson, &Method::GET)
    }
}
