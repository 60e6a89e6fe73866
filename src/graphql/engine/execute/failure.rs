//! What becomes of a failure while an operation runs: the rules of "Handling Execution Errors" in the
//! GraphQL specification.
//!
//! A field that fails is null and its error stands in `errors` with the path to it. Where null cannot
//! stand, the field around it fails in its place, up to `data` itself. What ends the whole request
//! (time, size of the answer) is no failure of a field.

use std::cell::RefCell;

use serde_json::{Value as Json, json};

use crate::store;

use crate::graphql::engine::{error::Error, plan::steps::Placed};

/// Why a step did not write what it should.
#[derive(Debug)]
pub enum Stop {
    /// The store failed, and no field has answered for it yet.
    Store(store::Error),
    /// A field failed where null cannot stand; its error is noted.
    Null,
    /// The answer grew beyond what it may.
    TooLarge,
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl Stop {
    /// Whether the whole request ends here.
    fn ends_all(&self) -> bool {
        matches!(self, Self::TooLarge | Self::Store(store::Error::Interrupted))
    }
}

/// A field that failed.
pub struct Failure {
    /// Why.
    pub error: Error,
    /// Keys and places in lists from the field up, the innermost first.
    path: Vec<Json>,
}

impl Failure {
    /// As a member of `errors`.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut error = self.error.to_json();
        let path: Vec<_> = self.path.iter().rev().cloned().collect();
        error["path"] = json!(path);
        error
    }
}

/// The failures of one run. Paths grow while the run finds its way back up.
#[derive(Default)]
pub struct Failures(RefCell<Vec<Failure>>);

impl Failures {
    /// How many there are: those after this mark are what happens next.
    pub fn mark(&self) -> usize {
        self.0.borrow().len()
    }

    /// All of them.
    pub fn into_inner(self) -> Vec<Failure> {
        self.0.into_inner()
    }

    /// What comes of a field, where `out` stood at `start` and the failures at `mark` before it was written.
    pub fn contain(
        &self,
        field: &Placed,
        mark: usize,
        outcome: Result<(), Stop>,
        out: &mut String,
        start: usize,
    ) -> Result<(), Stop> {
        if outcome.is_ok() && self.mark() == mark {
            return Ok(());
        }
        self.end(mark, outcome, &Json::from(field.key.as_str()), field.nullable, out, start)
    }

    /// The same for an item of a list.
    pub fn contain_item(
        &self,
        item: (usize, bool),
        mark: usize,
        outcome: Result<(), Stop>,
        out: &mut String,
        start: usize,
    ) -> Result<(), Stop> {
        // What fails outside of the item's fields is the list's.
        if matches!(outcome, Err(Stop::Store(_))) || outcome.is_ok() && self.mark() == mark {
            return outcome;
        }
        self.end(mark, outcome, &Json::from(item.0), item.1, out, start)
    }

    fn end(
        &self,
        mark: usize,
        outcome: Result<(), Stop>,
        at: &Json,
        nullable: bool,
        out: &mut String,
        start: usize,
    ) -> Result<(), Stop> {
        let outcome = match outcome {
            Err(stop) if stop.ends_all() => return Err(stop),
            Err(Stop::Store(error)) => {
                let failure = Failure { error: error.into(), path: Vec::new() };
                self.0.borrow_mut().push(failure);
                Err(Stop::Null)
            }
            other => other,
        };
        for failure in self.0.borrow_mut().iter_mut().skip(mark) {
            failure.path.push(at.clone());
        }
        if outcome.is_err() && nullable {
            out.truncate(start);
            out.push_str("null");
            return Ok(());
        }
        outcome
    }
}
