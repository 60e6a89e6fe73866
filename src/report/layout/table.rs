//! The layout of a table.

use super::{column::Column, field_layout::FieldLayout};
use crate::report::options::EmptyLists;

/// The layout of a table: its columns, and where its rows lie in a response.
#[derive(Clone, Debug)]
pub struct Table {
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// Path of the rows as people write it. Empty if the table has one row for the whole response.
    pub rows: String,
    /// The keys that lead to the rows.
    pub row_keys: Vec<String>,
    /// How many of these keys lead to lists.
    pub row_list_count: usize,
    /// Lists that the document itself limits, such as `organization.members (first: 20)`; the table has no
    /// more of their items.
    pub limited: Vec<String>,
    /// Paths of the lists that are exploded.
    pub exploded: Vec<String>,
    /// What becomes of a parent whose list is empty.
    pub(in crate::report) empty_lists: EmptyLists,
    /// The lists whose items are the rows, one after the other; usually one.
    pub(in crate::report) parts: Vec<TablePart>,
}

/// The rows of one list.
#[derive(Clone, Debug)]
pub(in crate::report) struct TablePart {
    /// The value of the first column, if the table has the rows of several lists.
    pub label: Option<String>,
    /// The fields of the whole response.
    pub fields: Vec<FieldLayout>,
}

impl Table {
    /// The position of the column with this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}
