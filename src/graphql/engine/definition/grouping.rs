//! Groups: counts of the rows of a connection by one or several keys.

use crate::store::sql::{Column, Join, Label};

use super::ComputedColumn;

/// What the rows of a connection can be grouped by.
pub struct Grouping {
    /// The keys.
    pub keys: Vec<GroupKey>,
    /// What a distinct count counts: the column of the row that has the id of the item.
    pub item: Column,
    /// For a connection over computed results: the table of their rows, and the column of a result that has the id of
    /// its row.
    pub results: Option<(&'static str, ComputedColumn)>,
}

/// Something to group by.
#[derive(Clone)]
pub struct GroupKey {
    /// Its value in the enum of keys.
    pub name: &'static str,
    /// The way from the row to the row that has the column.
    pub path: Vec<&'static Join>,
    /// The column.
    pub column: Column,
    /// What to show people for its values.
    pub label: Label,
}
