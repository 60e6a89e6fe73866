//! A plan: what to run and what to write for one operation, compiled once and run many times.
//!
//! A plan holds no value of any request. A request first works out the values of its parameters, which
//! the statements bind; then the plan runs from its first step to its last.

use std::sync::atomic::AtomicUsize;

use async_graphql::parser::types::ExecutableDocument;

pub use crate::graphql::engine::definition::FieldNumber;
use crate::graphql::engine::definition::{ComputedCall, ComputedOrder, Parameter, ParameterId};
use crate::store::sql::{ColumnType, Statement};

/// How to answer one operation, for variables of one shape.
pub struct Plan {
    /// The parameters, whose values are computed from the request before the plan runs.
    pub parameters: Vec<Parameter>,
    /// The number of their values.
    pub width: usize,
    /// The steps that write the response.
    pub steps: Vec<Step>,
    /// The most rows that the operation can return: page sizes, multiplied along nested pages. A page size that a
    /// variable sets counts as the largest.
    pub rows: u64,
    /// What filters, counts and computations may read in addition, in hundredths of all things that there are.
    pub scans: u64,
    /// The response fields that can fail, by the number that steps refer to.
    pub fields: Vec<ResponseField>,
    /// Documents with one field of introspection each, which async-graphql executes.
    pub introspections: Vec<ExecutableDocument>,
    /// The bytes of the last response: the capacity to reserve for the next.
    pub capacity: AtomicUsize,
}

/// A field in the response.
pub struct ResponseField {
    /// Its response key.
    pub key: String,
    /// Whether it can be null.
    pub nullable: bool,
}

/// Place of a column in the present row.
pub type ColumnNumber = usize;

/// Writes one piece of the response.
pub enum Step {
    /// Text as it stands: braces, keys, type names.
    Text(String),
    /// A column of the present row.
    Column(ColumnNumber, ColumnType, FieldNumber),
    /// The value of a field. If a step fails and the field can be null, the field is null.
    Field(FieldNumber, Vec<Step>),
    /// An object over the present row; null where the column is.
    ObjectIf(ColumnNumber, Vec<Step>),
    /// An object over the first row of a statement; null without rows.
    FirstRow(Box<RowQuery>),
    /// A list of objects over the rows of a statement, and whether an item can be null.
    Rows(Box<RowQuery>, bool),
    /// A list of objects over the rows of a statement, which takes the ids of all results of the page's computation. They
    /// are in the column.
    RowsOfResults(ColumnNumber, Box<RowQuery>),
    /// An object of the type whose name is in the column, by the query for that type; null where there
    /// is no query for it.
    ByType(ColumnNumber, Vec<(&'static str, RowQuery)>),
    /// A page of rows.
    Page(Box<PagePlan>),
    /// How many rows a connection has: known where its page shows all, else counted by the statement.
    TotalCount(Statement),
    /// A list below a computed result.
    ComputedList(Box<ComputedListPlan>),
    /// An object over the batched row of the present item.
    BatchedRow(Vec<Step>),
    /// An object over the first result of a computation; null without results. The column has the id of the row that the
    /// field belongs to, if it does.
    Computed(Box<dyn ComputedCall>, Option<ColumnNumber>, Vec<Step>),
    /// A list of objects over the results of a computation, and whether an item can be null.
    ComputedResults(Box<dyn ComputedCall>, Vec<Step>, bool),
    /// What is known of the page only once its rows were read.
    PageInfo(PageInfo),
    /// What async-graphql answered to one of the plan's introspections.
    Introspection(usize),
}

/// What is known of a page once its rows were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageInfo {
    /// Cursor of the present row.
    RowCursor,
    /// Cursor of the first row.
    StartCursor,
    /// Cursor of the last row.
    EndCursor,
    /// Whether more rows follow.
    HasNextPage,
    /// Whether rows precede.
    HasPreviousPage,
    /// How many results a computation lists.
    ResultCount,
    /// Whether a computation has more results than it lists.
    HasMoreResults,
}

/// A statement, and what to write for each of its rows.
pub struct RowQuery {
    /// What to run.
    pub statement: Statement,
    /// The steps that write the response.
    pub body: Vec<Step>,
}

/// A list below a computed result, and what to write for each of its items.
pub struct ComputedListPlan {
    /// Place among the lists of the result.
    pub list: usize,
    /// The batched rows, if the items refer to rows.
    pub batch: Option<BatchedRows>,
    /// The steps that write the response.
    pub body: Vec<Step>,
    /// Whether an item can be null.
    pub nullable: bool,
}

/// The rows that the items of a computed list refer to, one each, read by one statement for the whole
/// list: a statement for each item would take longer than all the rest.
pub struct BatchedRows {
    /// The column of an item that has the id of its row.
    pub id: ColumnNumber,
    /// Reads the rows of a list of ids, in the order of the list.
    pub statement: Statement,
}

/// Where the rows of a page come from.
pub enum PageRows {
    /// A statement that ends with the page, or one row after it where the page tells whether there is one.
    Read(Statement),
    /// A computation, all of whose results are at hand, in that order, and what selects from them.
    Computed(Box<dyn ComputedCall>, &'static ComputedOrder, Option<ResultFilter>),
    /// No part of the page needs its rows.
    None,
}

/// Selects from the results of a computation.
pub struct ResultFilter {
    /// The column of a result with the id of its row.
    pub id: ColumnNumber,
    /// Reads which ids of a list are those of rows that meet the conditions.
    pub statement: Statement,
}

/// A page of rows and what to write of it, in the order of the selection.
pub struct PagePlan {
    /// The rows.
    pub rows: PageRows,
    /// The steps that write the response.
    pub parts: Vec<PagePart>,
    /// Where the page begins and ends.
    pub bounds: PageBounds,
    /// Columns of the keys of cursors, where a cursor is selected.
    pub keys: Vec<ColumnNumber>,
    /// The row that the page belongs to, if it stands below one.
    pub parent: Option<CursorParent>,
}

/// The row that a page and its cursors belong to.
#[derive(Clone, Copy)]
pub struct CursorParent {
    /// Column of its id.
    pub column: ColumnNumber,
    /// Number of the key of a cursor that is this id.
    pub key: usize,
}

/// Where a page begins and ends.
pub struct PageBounds {
    /// Parameter of the page size.
    pub size: ParameterId,
    /// The page is read from the end, and its rows are turned around.
    pub backward: bool,
    /// Parameter of the cursor after which the page starts.
    pub after: Option<ParameterId>,
    /// Parameter of the cursor before which the page ends.
    pub before: Option<ParameterId>,
    /// Name of the order in cursors.
    pub order: String,
}

/// A part of a page.
pub enum PagePart {
    /// Steps that do not depend on the rows, or only on where the page begins and ends.
    Steps(Vec<Step>),
    /// A list with one object for each row.
    Rows(Vec<Step>, FieldNumber),
}
