//! Conditions that are put together when a document is planned.

use super::{
    fragment::{Condition, Join, Reference, Related},
    statement::Bind,
};

/// A condition made of the fixed conditions of a table.
#[derive(Debug)]
pub enum Predicate {
    /// All of them hold; true if there are none.
    All(Vec<Predicate>),
    /// One of them holds; false if there are none.
    Any(Vec<Predicate>),
    /// The inner one is false or unknown (SQL's `IS NOT TRUE`).
    Not(Box<Predicate>),
    /// The condition holds with these values for its parameters.
    Is(&'static Condition, Vec<Bind>),
    /// There is a related row for which the inner one holds.
    Exists(&'static Related, Box<Predicate>),
    /// The row refers to another, for which the inner one holds.
    Refers(&'static Join, Box<Predicate>),
    /// A row for which the inner one holds refers to the row. SQLite reads those rows once, whereas [`Self::Exists`] asks for
    /// each row.
    ReferredTo(&'static Reference, Box<Predicate>),
}
