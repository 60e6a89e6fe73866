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
#[derive(Default)]
pub struct ComputedRow {
    /// The values, by number.
    pub cells: Vec<Value>,
    /// The lists, by number.
    pub lists: Vec<ComputedRows>,
}

/// A list of results below a result.
pub enum ComputedRows {
    /// At hand.
    Made(Vec<ComputedRow>),
    /// Made each time that the list is read, from something smaller: a page has few of the results of a computation.
    MadeOnRead(Box<dyn Fn() -> Vec<ComputedRow>>),
}

impl ComputedRows {
    /// A list that is made each time that it is read.
    pub fn on_read(make: impl Fn() -> Vec<ComputedRow> + 'static) -> Self {
        Self::MadeOnRead(Box::new(make))
    }
}

impl From<Vec<ComputedRow>> for ComputedRows {
    fn from(rows: Vec<ComputedRow>) -> Self {
        Self::Made(rows)
    }
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

    /// Reads a list of a computed result; empty for a row.
    pub fn read_list<T>(self, list: usize, read: impl FnOnce(&[ComputedRow]) -> T) -> T {
        let rows = match self {
            Self::Computed(computed) => computed.lists.get(list),
            _ => None,
        };
        match rows {
            None => read(&[]),
            Some(ComputedRows::Made(rows)) => read(rows),
            Some(ComputedRows::MadeOnRead(make)) => read(&make()),
        }
    }
}
