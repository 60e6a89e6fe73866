//! A plan: what to run and what to write for one operation, compiled once and run many times.
//!
//! A plan holds no value of any request. What changes between requests is worked out first into slots
//! (`slots.rs`), which the statements bind; then the plan runs from its first step to its last.

use std::sync::atomic::AtomicUsize;

use async_graphql::parser::types::ExecutableDocument;

use crate::store::sql::{ColumnType, Statement};

use crate::graphql::{engine::plan::parameters::Slot, schema::computations::Call};

/// How to answer one operation for one shape of its variables.
pub struct Plan {
    /// Values to work out from the request before anything runs.
    pub slots: Vec<Slot>,
    /// How many values they make.
    pub width: usize,
    /// What to write.
    pub steps: Vec<Step>,
    /// How many rows the pages of the plan ask for at most, pages within pages multiplied; counted
    /// from the greatest page size where a variable sets it.
    pub rows: u64,
    /// The same with what filters, counts and searches may look at: how long it can take.
    pub work: u64,
    /// What is known of the fields that can fail, by the number that their steps hold.
    pub fields: Vec<Placed>,
    /// Documents that ask for one field of introspection each, for the framework to answer.
    pub introspections: Vec<ExecutableDocument>,
    /// How many bytes its answer had last: room for the next.
    pub room: AtomicUsize,
}

/// A field as it stands in the answer.
pub struct Placed {
    /// Its key.
    pub key: String,
    /// Whether null can stand in its place.
    pub nullable: bool,
}

/// Whether null can stand in place of an item of a list of this type.
#[must_use]
pub fn nullable_items(ty: &str) -> bool {
    ty.trim_end_matches('!').strip_suffix(']').is_some_and(|items| !items.ends_with('!'))
}

/// The number of a field that no step holds yet.
pub const UNPLACED: usize = usize::MAX;

/// Writes one piece of the answer.
pub enum Step {
    /// Text as it stands: braces, keys, type names.
    Text(String),
    /// A column of the present row, for the field of that number.
    Leaf(usize, ColumnType, usize),
    /// What the field of that number holds: where a failure within becomes null, if null can stand there.
    Field(usize, Vec<Step>),
    /// An object over the present row; null where the column is.
    Object(usize, Vec<Step>),
    /// An object over the first row of a statement; null where it has none.
    First(Box<Query>),
    /// A list of objects over the rows of a statement; whether an item can be null.
    Rows(Box<Query>, bool),
    /// The thing whose type is in the column, by the query for that type; null where there is none.
    Any(usize, Vec<(&'static str, Query)>),
    /// A page of rows.
    Page(Box<PagePlan>),
    /// How many rows a page could have: what the page shows, or a statement where it does not show all.
    Total(Statement),
    /// A list below something computed.
    Items(Box<Items>),
    /// An object over the row that goes along with the present item of such a list.
    Along(Vec<Step>),
    /// Something a search works out, and how to write it; null where it finds nothing.
    Compute(Call, Vec<Step>),
    /// A list that a search works out; whether an item can be null.
    ComputeList(Call, Vec<Step>, bool),
    /// The position of the present row, or of the page's ends.
    Position(Position),
    /// What the framework answered to one of the plan's introspections.
    Introspection(usize),
}

/// What is known of a page once its rows were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Cursor of the present row.
    Row,
    /// Cursor of the first row.
    Start,
    /// Cursor of the last row.
    End,
    /// Whether more rows follow.
    HasNext,
    /// Whether rows precede.
    HasPrevious,
    /// How many a search found.
    Count,
}

/// A statement and what to write for each of its rows.
pub struct Query {
    /// What to run.
    pub statement: Statement,
    /// What to write.
    pub body: Vec<Step>,
}

/// A list below something computed and what to write for each of its items.
pub struct Items {
    /// Its number among the lists of what it is below.
    pub list: usize,
    /// Rows that go along with the items, one each: the cell that has the row's id, and the statement that
    /// reads those of a whole list. A statement for each item would cost more than the rest of it.
    pub along: Option<(usize, Statement)>,
    /// What to write.
    pub body: Vec<Step>,
    /// Whether an item can be null.
    pub nullable: bool,
}

/// Where the rows of a page come from.
pub enum Rows {
    /// A statement that ends with the page, or one row after it where the page tells whether there is one.
    Read(Statement),
    /// A search, all of whose results are at hand.
    Computed(Call),
    /// No part of the page needs its rows.
    None,
}

/// A page of rows and what to write of it, in the order selected.
pub struct PagePlan {
    /// The rows.
    pub rows: Rows,
    /// What to write.
    pub parts: Vec<PagePart>,
    /// Slot of the page size.
    pub size: usize,
    /// Read from the end, to be turned around.
    pub backward: bool,
    /// Slot of the cursor after which the page starts.
    pub after: Option<usize>,
    /// Slot of the cursor before which the page ends.
    pub before: Option<usize>,
    /// The order's name in cursors.
    pub order: String,
    /// Columns of the sort keys.
    pub keys: Vec<usize>,
}

/// A part of a page.
pub enum PagePart {
    /// Anything that does not depend on the rows, or only on where the page begins and ends.
    Steps(Vec<Step>),
    /// A list with one object for each row, for the field of that number.
    Rows(Vec<Step>, usize),
}
