//! Finished statements, and where the values of their parameters come from.

use std::sync::atomic::{AtomicU64, Ordering};

/// Identifies a finished statement within this process, so that what has been prepared for it is found
/// without comparing texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementId(u64);

impl StatementId {
    /// An id that no other statement has.
    fn next() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// A finished statement: its text, and what to bind to its parameters.
#[derive(Debug)]
pub struct Statement {
    pub(in crate::store) id: StatementId,
    pub(in crate::store) sql: String,
    /// The source of the value of each parameter, `?1` first.
    pub(in crate::store) binds: Vec<Bind>,
}

impl Statement {
    pub(super) fn new(sql: String, binds: Vec<Bind>) -> Self {
        Self { id: StatementId::next(), sql, binds }
    }
}

/// Where the value of a parameter comes from when the statement runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bind {
    /// The parameter of the plan with this number.
    Parameter(usize),
    /// All values of the JSON list that is the parameter of the plan with this number. For conditions with
    /// `IN ($1)`: a list of one value compares like `=`, and so can use the order of an index.
    List(usize),
    /// A column of the row above.
    Parent(usize),
    /// A number that is known beforehand.
    Int(i64),
}
