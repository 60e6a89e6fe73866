//! Finished statements, and where the values of their parameters come from.

use crate::digest::sha256;

/// Identifies the text of a statement, so that what has been prepared for it is found without comparing texts. Statements
/// of the same text have the same id, wherever they are in a plan, and share what has been prepared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementId([u64; 2]);

impl StatementId {
    /// The first half of the digest of a text.
    fn of(sql: &str) -> Self {
        let digest = sha256(sql.as_bytes());
        let word = |from: usize| {
            digest[from..from + 8].iter().fold(0, |word, byte| word << 8 | u64::from(*byte))
        };
        Self([word(0), word(8)])
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
        Self { id: StatementId::of(&sql), sql, binds }
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
