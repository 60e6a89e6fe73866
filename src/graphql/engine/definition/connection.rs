//! Connections: the rows of a table, a page at a time, as Relay specifies them.

use crate::store::sql::{Bind, Column, Condition};

use super::{ArgumentCondition, OrderEnum};

/// Rows of a table, a page at a time.
pub struct Connection {
    /// The table.
    pub table: &'static str,
    /// For rows that belong to a parent: the condition, the parent's column that it takes as `$1`, and
    /// the value that it takes as `$2`, if any.
    pub of: Option<(&'static Condition, Column, Option<Bind>)>,
    /// Conditions that depend on arguments.
    pub conditions: Vec<ArgumentCondition>,
    /// Ways to sort; the first is the default.
    pub orders: &'static OrderEnum,
    /// Name of the filter's input type, where there is one.
    pub filter: Option<&'static str>,
}

impl Connection {
    /// All rows of a table.
    #[must_use]
    pub const fn over(table: &'static str, orders: &'static OrderEnum) -> Self {
        Self { table, of: None, conditions: Vec::new(), orders, filter: None }
    }
}

/// A field of a connection, of its edges, its page information or its facets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionField {
    /// The rows, each as an edge: the row with its cursor and what relates it to the parent.
    Edges,
    /// The rows without edges.
    Nodes,
    /// Where the page begins and ends.
    PageInfo,
    /// How many rows there are on all pages.
    TotalCount,
    /// Whether there are more rows than the total count, which a computation has cut.
    TotalCountIsLowerBound,
    /// Counts by value over all pages.
    Facets,
    /// Counts of the rows that the arguments leave out.
    Omitted,
    /// The cursor of an edge.
    Cursor,
    /// Whether more rows follow the page.
    HasNextPage,
    /// Whether rows precede the page.
    HasPreviousPage,
    /// Cursor of the first row of the page.
    StartCursor,
    /// Cursor of the last row of the page.
    EndCursor,
    /// A value of a facet.
    FacetValue,
    /// How many rows have the value.
    FacetCount,
    /// The value that a group has for a key.
    GroupValue,
    /// How many rows a group has.
    GroupCount,
    /// How many different items a group has.
    GroupDistinctCount,
}

impl ConnectionField {
    /// Whether it only tells where rows stand in a page.
    #[must_use]
    pub fn is_position(self) -> bool {
        matches!(self, Self::PageInfo | Self::Cursor)
    }
}
