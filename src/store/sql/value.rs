//! Values that are bound to statements and read from rows. They hide the types of rusqlite.

use std::sync::Arc;

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef as SqlValue};

use super::super::Error;

/// A value that is bound to a parameter or computed.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// SQL's NULL.
    Null,
    /// An integer: a row id, a day, a count.
    Int(i64),
    /// A floating-point number.
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
            Self::Null => SqlValue::Null,
            Self::Int(number) => SqlValue::Integer(*number),
            Self::Real(number) => SqlValue::Real(*number),
            Self::Text(text) => SqlValue::Text(text.as_bytes()),
        }))
    }
}

/// A value that is borrowed from a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ValueRef<'r> {
    /// SQL's NULL.
    Null,
    /// An integer.
    Int(i64),
    /// A floating-point number.
    Real(f64),
    /// Text.
    Text(&'r str),
}

impl ValueRef<'_> {
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

/// A result that was computed instead of read: values of its own, and lists of further results below it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComputedRow {
    /// The values, by number.
    pub cells: Vec<Value>,
    /// The lists, by number.
    pub lists: Vec<Vec<ComputedRow>>,
}

impl ComputedRow {
    /// A result without lists.
    #[must_use]
    pub fn of(cells: Vec<Value>) -> Self {
        Self { cells, lists: Vec::new() }
    }
}

/// What the steps of a plan read values from.
#[derive(Clone, Copy)]
pub enum Row<'r> {
    /// The root of an operation: every value is null.
    Root,
    /// The current row of a statement.
    Read(&'r rusqlite::Row<'r>),
    /// A computed result.
    Computed(&'r ComputedRow),
}

impl<'r> Row<'r> {
    /// The value in a column.
    ///
    /// # Errors
    /// When the column does not exist, or its text is not UTF-8.
    pub fn cell(self, column: usize) -> Result<ValueRef<'r>, Error> {
        match self {
            Self::Root => Ok(ValueRef::Null),
            Self::Read(row) => Ok(match row.get_ref(column)? {
                SqlValue::Null | SqlValue::Blob(_) => ValueRef::Null,
                SqlValue::Integer(number) => ValueRef::Int(number),
                SqlValue::Real(number) => ValueRef::Real(number),
                SqlValue::Text(text) => ValueRef::Text(
                    std::str::from_utf8(text)
                        .map_err(|error| rusqlite::Error::Utf8Error(column, error))?,
                ),
            }),
            Self::Computed(computed) => Ok(match computed.cells.get(column) {
                None | Some(Value::Null) => ValueRef::Null,
                Some(Value::Int(number)) => ValueRef::Int(*number),
                Some(Value::Real(number)) => ValueRef::Real(*number),
                Some(Value::Text(text)) => ValueRef::Text(text),
            }),
        }
    }

    /// A list of a computed result; empty for a row.
    #[must_use]
    pub fn list(self, list: usize) -> &'r [ComputedRow] {
        match self {
            Self::Computed(computed) => computed.lists.get(list).map_or(&[], Vec::as_slice),
            _ => &[],
        }
    }
}
