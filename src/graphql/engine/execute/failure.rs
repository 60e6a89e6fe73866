//! Errors of fields, as "Handling Execution Errors" of the GraphQL specification says.
//!
//! A field that fails is null, and `errors` has its error with its path. If its type is non-null, the parent field fails
//! instead, up to `data` itself. A field fails if it cannot be read, or if a key among its arguments identifies no record
//! or several. Errors that end the whole request (its time limit, the size of the response, a cursor of
//! another list) have no path.

use std::{cell::RefCell, sync::Arc};

use serde_json::{Value as Json, json};

use crate::graphql::engine::{
    error::Error,
    plan::{
        parameters::FieldFailures,
        steps::{FieldNumber, ResponseField},
    },
};
use crate::store;

/// Why a step did not write its part of the response.
#[derive(Debug)]
pub enum Stop {
    /// The store failed. The error is not recorded for a field yet.
    Store(store::Error),
    /// An argument of the field fails it. The error is not recorded yet.
    Argument(Arc<Error>),
    /// A field of non-null type failed. Its error is recorded.
    Null,
    /// The response exceeds its size limit.
    TooLarge,
    /// An argument does not fit the rows that it applies to.
    Refused(Error),
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl Stop {
    /// Whether the whole request ends.
    fn ends_request(&self) -> bool {
        matches!(self, Self::TooLarge | Self::Refused(_) | Self::Store(store::Error::Interrupted))
    }
}

/// The error of a field.
pub struct FieldError {
    /// The error.
    pub error: Arc<Error>,
    /// Response keys and list indexes from the field up, the innermost first.
    path: Vec<Json>,
}

impl FieldError {
    /// The error as a member of `errors`.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut error = self.error.to_json();
        let path: Vec<_> = self.path.iter().rev().cloned().collect();
        error["path"] = json!(path);
        error
    }
}

/// The errors of one operation. Each gets its path segment by segment, while the run returns from the fields around it.
#[derive(Default)]
pub struct FieldErrors(RefCell<Vec<FieldError>>);

impl FieldErrors {
    /// The number of errors.
    pub fn count(&self) -> usize {
        self.0.borrow().len()
    }

    /// All errors.
    pub fn into_inner(self) -> Vec<FieldError> {
        self.0.into_inner()
    }

    /// Starts a field that an argument may fail: the error if it does. Items of its list that an argument fails are recorded;
    /// they are null already.
    pub fn start(&self, field: FieldNumber, failures: &FieldFailures) -> Result<(), Stop> {
        if let Some(error) = failures.of_field(field) {
            return Err(Stop::Argument(error.clone()));
        }
        let items = failures.of_items(field).map(|(index, error)| FieldError {
            error: error.clone(),
            path: vec![Json::from(index)],
        });
        self.0.borrow_mut().extend(items);
        Ok(())
    }

    /// Ends a field. If it failed, writes null if its type is nullable, and fails the parent field otherwise. `before` and
    /// `start` are the number of errors and the length of `out` before the field.
    pub fn propagate_null(
        &self,
        field: &ResponseField,
        before: usize,
        outcome: Result<(), Stop>,
        out: &mut String,
        start: usize,
    ) -> Result<(), Stop> {
        if outcome.is_ok() && self.count() == before {
            return Ok(());
        }
        let key = Json::from(field.key.as_str());
        self.propagate(&key, field.nullable, before, outcome, out, start)
    }

    /// The same for the item of a list with that index.
    pub fn propagate_null_item(
        &self,
        index: usize,
        nullable: bool,
        before: usize,
        outcome: Result<(), Stop>,
        out: &mut String,
        start: usize,
    ) -> Result<(), Stop> {
        // An error of the store that no field of the item recorded belongs to the list.
        if matches!(outcome, Err(Stop::Store(_))) || outcome.is_ok() && self.count() == before {
            return outcome;
        }
        self.propagate(&Json::from(index), nullable, before, outcome, out, start)
    }

    /// Records the error of a field, which is null unless its type is non-null.
    fn record(&self, error: Arc<Error>) -> Stop {
        self.0.borrow_mut().push(FieldError { error, path: Vec::new() });
        Stop::Null
    }

    fn propagate(
        &self,
        segment: &Json,
        nullable: bool,
        before: usize,
        outcome: Result<(), Stop>,
        out: &mut String,
        start: usize,
    ) -> Result<(), Stop> {
        let outcome = match outcome {
            Err(stop) if stop.ends_request() => return Err(stop),
            Err(Stop::Store(error)) => Err(self.record(Arc::new(error.into()))),
            Err(Stop::Argument(error)) => Err(self.record(error)),
            other => other,
        };
        for error in self.0.borrow_mut().iter_mut().skip(before) {
            error.path.push(segment.clone());
        }
        if outcome.is_err() && nullable {
            out.truncate(start);
            out.push_str("null");
            return Ok(());
        }
        outcome
    }
}
