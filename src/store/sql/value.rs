//! Values on their way into a statement and out of a row, in types of our own.

use std::sync::Arc;

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};

use super::super::Error;

/// A value bound to a parameter, or computed in place of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing, unknown.
    Null,
    /// A whole number: a row id, a day, a count.
    Int(i64),
    /// A number.
    Real(f64),
    /// Text.
    Text(Arc<str>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Real(number) => ValueRef::Real(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

/// A value read from a row, borrowed from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'r> {
    /// Nothing, unknown.
    Null,
    /// A whole number.
    Int(i64),
    /// A number.
    Real(f64),
    /// Text.
    Text(&'r str),
}

impl Cell<'_> {
    /// An owned copy.
    #[must_use]
    pub fn to_value(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Int(number) => Value::Int(number),
            Self::Real(number) => Value::Real(number),
            Self::Text(text) => text.into(),
        }
    }
}

/// Something computed rather than read: cells of its own and lists of the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Computed {
    /// What a row would have in its columns.
    pub cells: Vec<Value>,
    /// What lies below it.
    pub lists: Vec<Vec<Computed>>,
}

impl Computed {
    /// One without lists.
    #[must_use]
    pub fn of(cells: Vec<Value>) -> Self {
        Self { cells, lists: Vec::new() }
    }
}

/// What a plan reads from: a row under the cursor of a statement, or something computed.
#[derive(Clone, Copy)]
pub enum Row<'r> {
    /// Nothing above: the root of a query.
    Root,
    /// The present row of a statement.
    Read(&'r rusqlite::Row<'r>),
    /// Computed by a search.
    Computed(&'r Computed),
}

impl<'r> Row<'r> {
    /// The value in a column.
    ///
    /// # Errors
    /// When the column does not exist or does not hold what the schema of the database promises.
    pub fn cell(self, column: usize) -> Result<Cell<'r>, Error> {
        match self {
            Self::Root => Ok(Cell::Null),
            Self::Read(row) => Ok(match row.get_ref(column)? {
                ValueRef::Null | ValueRef::Blob(_) => Cell::Null,
                ValueRef::Integer(number) => Cell::Int(number),
                ValueRef::Real(number) => Cell::Real(number),
                ValueRef::Text(text) => Cell::Text(
                    std::str::from_utf8(text)
                        .map_err(|error| rusqlite::Error::Utf8Error(column, error))?,
                ),
            }),
            Self::Computed(computed) => Ok(match computed.cells.get(column) {
                None | Some(Value::Null) => Cell::Null,
                Some(Value::Int(number)) => Cell::Int(*number),
                Some(Value::Real(number)) => Cell::Real(*number),
                Some(Value::Text(text)) => Cell::Text(text),
            }),
        }
    }

    /// A list below something computed; empty for a row.
    #[must_use]
    pub fn list(self, list: usize) -> &'r [Computed] {
        match self {
            Self::Computed(computed) => computed.lists.get(list).map_or(&[], Vec::as_slice),
            _ => &[],
        }
    }
}
