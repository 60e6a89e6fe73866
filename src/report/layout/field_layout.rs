//! Where the values of each column lie in a response.

use std::ops::Range;

use crate::graphql::tabular::{LeafKind, Node};

/// A selected field and the columns of its values, given by their positions in the table.
#[derive(Clone, Debug)]
pub(in crate::report) enum FieldLayout {
    /// A value. After the column of a date come those of its first and its last day.
    Value { key: String, column: usize, leaf: LeafKind },
    /// A list of values in one cell.
    ValueList { key: String, column: usize, separator: String },
    /// An object. `path` names it in messages about connections that have more items than a cell holds.
    Object { key: String, path: String, fields: Vec<FieldLayout> },
    /// A field in one cell of JSON.
    Json { key: String, column: usize, node: Box<Node> },
    /// A list of objects, with one cell for each of its columns.
    Joined { key: String, fields: Vec<FieldLayout>, separator: String },
    /// A list whose items make rows.
    Rows(RowList),
}

/// A list whose items make rows.
#[derive(Clone, Debug)]
pub(in crate::report) struct RowList {
    pub key: String,
    /// Whether the list is the rows of the table or leads to them. If not, it is exploded.
    pub leads_to_rows: bool,
    /// For a list of values: their column and type.
    pub value: Option<(usize, LeafKind)>,
    /// For a list of objects: their fields.
    pub fields: Vec<FieldLayout>,
    /// The columns of an item.
    pub columns: Range<usize>,
    /// The columns of the connection that the list belongs to, such as `totalCount`.
    pub connection_columns: Range<usize>,
}
