//! Fields of object types, and where their values come from.

use crate::store::sql::{Column, Condition, Join, Label};

use super::{
    Computation, ComputedColumn, ComputedList, Connection, ConnectionField, Deprecation, Grouping,
    InputValue, ReadText, RowCondition, TypedRow,
};

/// A field of an object type.
pub struct FieldDefinition {
    /// Name in the schema.
    pub name: &'static str,
    /// Type in the schema's notation, such as `[Name!]!`.
    pub ty: String,
    /// Description in the schema. Markdown.
    pub doc: String,
    /// Its arguments.
    pub args: Vec<InputValue>,
    /// Set where clients should no longer use it.
    pub deprecation: Option<Deprecation>,
    /// Where its value comes from.
    pub source: FieldSource,
}

/// Where the value of a field comes from.
pub enum FieldSource {
    /// A column of the row.
    Column(Column),
    /// A column that takes the values of the inherited argument.
    InheritedColumn(Column),
    /// A column that takes the values which the inherited argument has by default.
    DefaultColumn(Column),
    /// The second column, which takes the text of the argument named in its canonical form, and the values of the inherited
    /// argument if the field itself gives that; NULL for what is not given. The first column if neither is given.
    ColumnWithArgument(Column, Column, &'static str, ReadText),
    /// An object over columns of the same row: a part of it, or the row itself as the node of an edge.
    SameRow,
    /// As [`FieldSource::SameRow`], null where the column is.
    SameRowIf(Column),
    /// The row that this one refers to.
    Join(&'static Join),
    /// An object of any type: the columns that name the type and have the id of the row.
    AnyType(Column, Column),
    /// Rows of another table, all of them.
    Rows(RowList),
    /// As [`FieldSource::Rows`]; the condition takes as `$2` the list that the conditions of the page
    /// share.
    RowsOfPage(RowList),
    /// As [`FieldSource::Rows`]; the condition takes as `$2` the list that the argument named gives.
    RowsIn(RowList, &'static str),
    /// Rows of a table, a page at a time.
    Connection(Box<Connection>),
    /// The first row of the field's type for which the conditions hold; null without one.
    Lookup(&'static dyn RowCondition),
    /// Something computed.
    Computed(&'static dyn Computation),
    /// A column of a computed result.
    ComputedColumn(ComputedColumn),
    /// An object of any type, whose type and id are columns of a computed result.
    ComputedAnyType(TypedRow),
    /// The row of the field's type whose id is a column of a computed result.
    ComputedRow(ComputedColumn),
    /// A list below a computed result.
    ComputedList(ComputedList),
    /// A list below a computed result, whose items are rows of the field's type: their ids are in the
    /// column.
    ComputedRows(ComputedList, ComputedColumn),
    /// A field of a connection.
    ConnectionField(ConnectionField),
    /// How often each value of a column comes in a connection, over all pages. The joins lead to the row that has the
    /// column.
    Facet(Vec<&'static Join>, Column, Label),
    /// What to show people for the value of a facet or, for the key in the argument [`of`](super::argument::OF), of a
    /// group, in the language that the argument named gives in its canonical form.
    ValueLabel(&'static str, ReadText),
    /// How many rows a connection leaves out that its [`super::RowChoice`] has under that name, over all pages; 0 if it has
    /// none.
    LeftOut(&'static str),
    /// How many different values a column has among the rows of a connection, over all pages.
    DistinctCount(Column),
    /// The rows of a connection, over all pages, counted by the keys in the argument [`by`](super::argument::BY).
    Groups(Grouping),
}

impl FieldSource {
    /// Whether these are the edges of a connection.
    #[must_use]
    pub fn is_edges(&self) -> bool {
        matches!(self, Self::ConnectionField(ConnectionField::Edges))
    }

    /// Whether this only tells where rows stand in a page.
    #[must_use]
    pub fn is_position(&self) -> bool {
        matches!(self, Self::ConnectionField(field) if field.is_position())
    }
}

/// All rows of a table that belong to a row.
pub struct RowList {
    /// The table.
    pub table: &'static str,
    /// Holds for the rows that belong to the parent, whose column it takes as `$1`.
    pub of: &'static Condition,
    /// Column of the parent.
    pub parent: Column,
    /// What the items are.
    pub item: ListItem,
    /// Sort keys.
    pub order: &'static [Column],
}

/// What the items of a list of rows are.
pub enum ListItem {
    /// The rows themselves.
    Row,
    /// The rows that they refer to.
    Joined(&'static Join),
    /// Objects of any type: the columns that name the type and have the id are in the row that the join
    /// leads to.
    AnyType(&'static Join, Column, Column),
}

/// A field without arguments.
#[must_use]
pub fn field(name: &'static str, ty: &str, source: FieldSource, doc: &str) -> FieldDefinition {
    FieldDefinition {
        name,
        ty: ty.to_owned(),
        doc: doc.to_owned(),
        args: Vec::new(),
        deprecation: None,
        source,
    }
}

impl FieldDefinition {
    /// The same with further arguments.
    #[must_use]
    pub fn with(mut self, args: Vec<InputValue>) -> Self {
        self.args.extend(args);
        self
    }

    /// The same, deprecated.
    #[must_use]
    pub fn deprecated(self, deprecation: Deprecation) -> Self {
        Self { deprecation: Some(deprecation), ..self }
    }

    /// Whether it takes an argument of that name.
    #[must_use]
    pub fn takes(&self, argument: &str) -> bool {
        self.args.iter().any(|input| input.name == argument)
    }
}
