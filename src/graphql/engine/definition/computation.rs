//! Fields whose values are computed, where no single statement can read them.

use super::PlanArguments;
use crate::graphql::engine::{arguments::ArgumentValue, error::Error};
use crate::limits::cost::COUNT_SCAN;
use crate::store::{
    self, Snapshot,
    sql::{ColumnType, ComputedRow, ComputedRows, Value},
};

/// How the values of a field are computed.
pub trait Computation: Sync {
    /// What the results are, given the arguments of the field: they may choose the order of a connection.
    fn shape(&self, arguments: &ArgumentValue) -> ResultShape;

    /// How many rows the field is charged for, given its arguments: how often what is selected below
    /// it may be read.
    fn charged_rows(&self, arguments: &ArgumentValue) -> u64;

    /// How many rows take as long to read as computing the field takes, given its arguments. They are charged each time
    /// that the field can be written, in addition to its scan.
    fn searched_rows(&self, _arguments: &ArgumentValue) -> u64 {
        0
    }

    /// Lists whose items are charged for each result, each with the most items that it has, given the arguments of the
    /// field. The rows that the field is charged for count the items of all others.
    fn charged_items(&self, _arguments: &ArgumentValue) -> Vec<(ComputedList, u64)> {
        Vec::new()
    }

    /// How much it may read, in hundredths of all things that there are.
    fn scan(&self) -> u64 {
        COUNT_SCAN
    }

    /// The rows that the results of a connection stand for, if arguments that are filters select from its results.
    fn result_rows(&self) -> Option<ResultRows> {
        None
    }

    /// Prepares the computation for a plan.
    ///
    /// # Errors
    /// When an argument breaks a rule that can be checked before variables are known.
    fn prepare(&self, arguments: &mut PlanArguments<'_>) -> Result<Box<dyn ComputedCall>, Error>;
}

/// A computation in a plan, with its arguments in parameters.
pub trait ComputedCall: Send + Sync {
    /// Learns which columns and lists of the results the operation selects. Called once, before the
    /// plan runs.
    fn select(&mut self, _selected: &SelectedColumns) {}

    /// Computes the results. `parameters` are the values of all parameters of the plan; `row` is the id of the row that
    /// the field belongs to, if its [`ResultShape`] asks for it.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn run(
        &self,
        parameters: &[Value],
        snapshot: &Snapshot<'_>,
        row: Option<i64>,
    ) -> Result<Vec<ComputedRow>, store::Error>;
}

/// What the results of a computation are.
#[derive(Clone, Copy)]
pub enum ResultShape {
    /// One object, read from the first result; null without results.
    Object,
    /// The same, of a field that belongs to a row.
    ObjectOfRow,
    /// One object of any type; null without results.
    AnyType(TypedRow),
    /// A list of objects of any type.
    ListOfAnyType(TypedRow),
    /// A connection over the results, which are in that order.
    Connection(&'static ComputedOrder),
}

/// The rows that the results of a computation stand for, one each.
#[derive(Clone, Copy, Debug)]
pub struct ResultRows {
    /// The table.
    pub table: &'static str,
    /// The column of a result with the id of its row.
    pub id: ComputedColumn,
}

/// A row of any type: the columns that name the type and have the id of the row.
#[derive(Clone, Copy, Debug)]
pub struct TypedRow {
    /// Name of the object type.
    pub type_name: ComputedColumn,
    /// Id of the row.
    pub id: ComputedColumn,
}

/// The order of the results of a computation.
pub struct ComputedOrder {
    /// Name of the order in cursors.
    pub name: &'static str,
    /// Columns of numbers or texts that the results are sorted by, each with whether its largest value comes first.
    /// No two results have the same values in all of them.
    pub keys: &'static [(ComputedColumn, bool)],
    /// Whether the field belongs to a row. The last key must then have the id of that row in every result, so that a
    /// cursor is refused below another row.
    pub of_row: bool,
    /// The largest number of results that are listed. The computation may return one more, which says that there are
    /// more.
    pub max_results: usize,
}

/// A column of the results of a computation. A computation declares its columns as constants and uses
/// the same constants when it builds results; fields name them in [`super::FieldSource`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComputedColumn {
    /// Name, unique in the schema. Example: `NetworkNode.degree`.
    pub name: &'static str,
    /// Place in the result.
    pub place: usize,
    /// What it holds.
    pub ty: ColumnType,
    /// Whether it says that the result leaves something out, so that a table must say so, too.
    pub tells_truncation: bool,
}

/// A list of further results below a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComputedList {
    /// Name, unique in the schema. Example: `Network.links`.
    pub name: &'static str,
    /// Place among the lists of the result.
    pub place: usize,
}

impl ComputedColumn {
    /// A column that holds text.
    #[must_use]
    pub const fn text(name: &'static str, place: usize) -> Self {
        Self { name, place, ty: ColumnType::Text, tells_truncation: false }
    }

    /// A column that holds a number, or the id of a row.
    #[must_use]
    pub const fn number(name: &'static str, place: usize) -> Self {
        Self { name, place, ty: ColumnType::Number, tells_truncation: false }
    }

    /// A column that holds JSON, such as a list of texts.
    #[must_use]
    pub const fn json(name: &'static str, place: usize) -> Self {
        Self { name, place, ty: ColumnType::Json, tells_truncation: false }
    }

    /// A column that holds a truth value.
    #[must_use]
    pub const fn boolean(name: &'static str, place: usize) -> Self {
        Self { name, place, ty: ColumnType::Bool, tells_truncation: false }
    }

    /// A column that says whether the result leaves something out.
    #[must_use]
    pub const fn truncation(name: &'static str, place: usize) -> Self {
        Self { tells_truncation: true, ..Self::boolean(name, place) }
    }
}

impl ComputedList {
    /// A list.
    #[must_use]
    pub const fn new(name: &'static str, place: usize) -> Self {
        Self { name, place }
    }
}

/// The columns and lists of results that an operation selects, by name.
#[derive(Debug, Default)]
pub struct SelectedColumns(pub(in crate::graphql::engine) Vec<&'static str>);

impl SelectedColumns {
    /// Whether the column is selected.
    #[must_use]
    pub fn has(&self, column: ComputedColumn) -> bool {
        self.0.contains(&column.name)
    }

    /// Whether the list is selected.
    #[must_use]
    pub fn has_list(&self, list: ComputedList) -> bool {
        self.0.contains(&list.name)
    }
}

/// A result without lists: the values of its columns, in the order of their places.
#[must_use]
pub fn computed_row<const N: usize>(cells: [(ComputedColumn, Value); N]) -> ComputedRow {
    debug_assert!(cells.iter().enumerate().all(|(place, (column, _))| column.place == place));
    ComputedRow { cells: cells.map(|(_, value)| value).into(), lists: Vec::new() }
}

/// A result with lists: the values of its columns and its lists, in the order of their places.
#[must_use]
pub fn computed_row_with_lists<const N: usize, const L: usize>(
    cells: [(ComputedColumn, Value); N],
    lists: [(ComputedList, impl Into<ComputedRows>); L],
) -> ComputedRow {
    debug_assert!(lists.iter().enumerate().all(|(place, (list, _))| list.place == place));
    ComputedRow { lists: lists.map(|(_, rows)| rows.into()).into(), ..computed_row(cells) }
}
