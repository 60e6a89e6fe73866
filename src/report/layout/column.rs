//! The columns of a table.

use crate::report::cell::CellType;

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// The type of its cells.
    pub cell_type: CellType,
    /// What it means.
    pub description: String,
    /// The fields that lead to its values, from the root of the response. Empty for the column that says
    /// which list a row comes from.
    pub path: Vec<PathStep>,
    /// Which end of a date it is, if the column before it is that date.
    pub bound: Option<DateBound>,
    /// Whether its values are enum values.
    pub is_enum: bool,
    /// Whether its values are dates as precise as they are known.
    pub is_date: bool,
    /// How many keys lead to the list whose values a cell joins, if it joins one.
    pub joined_at: Option<usize>,
}

/// A field on the way to a column.
#[derive(Clone, Debug)]
pub struct PathStep {
    /// Its key in the response.
    pub key: String,
    /// The type that has the field.
    pub parent_type: String,
    /// The name of the field in the schema.
    pub field: String,
    /// Whether column names show the key; they leave out `edges`, `nodes` and `node`.
    pub is_shown: bool,
}

/// The days between which a date lies that is known to the year or the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateBound {
    /// The first day.
    First,
    /// The last day.
    Last,
}

impl DateBound {
    /// What the name of the column has after the name of the date.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Self::First => "_from",
            Self::Last => "_to",
        }
    }
}

impl Column {
    /// Whether the values lie below the field that these keys lead to.
    #[must_use]
    pub fn is_below(&self, keys: &[String]) -> bool {
        self.path.len() >= keys.len()
            && self.path.iter().zip(keys).all(|(step, key)| step.key == *key)
    }

    /// The keys of the first `length` steps of the path.
    pub(in crate::report) fn keys(&self, length: usize) -> Vec<&str> {
        self.path[..length].iter().map(|step| step.key.as_str()).collect()
    }
}
