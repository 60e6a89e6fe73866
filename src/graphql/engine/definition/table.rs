//! The form of the schema's tables: one row per field, with its meaning and where its value comes from.
//!
//! The same tables make the public schema (`schema.rs`), so SDL, validation and introspection, and the
//! plans that answer (`compile/`). A field that is in a table is documented, valid and answered; one
//! that is not does none of these.

use crate::{
    domain::vocabulary::Vocabulary,
    store::sql::{Bind, Column, Condition, Join, Related},
};

use crate::graphql::schema::computations::Computation;

/// An object type.
pub struct ObjectType {
    /// Name in the schema.
    pub name: String,
    /// Description in the schema.
    pub doc: String,
    /// Interfaces it implements.
    pub implements: &'static [&'static str],
    /// Its fields, in the order of the schema.
    pub fields: Vec<FieldDefinition>,
}

/// A field of an object type.
pub struct FieldDefinition {
    /// Name in the schema.
    pub name: &'static str,
    /// Type in the schema's notation, such as `[Name!]!`.
    pub ty: String,
    /// Description in the schema.
    pub doc: String,
    /// Its arguments.
    pub args: Vec<InputValue>,
    /// Where its value comes from.
    pub read: FieldSource,
}

/// An argument, or a field of an input type.
#[derive(Clone, Copy)]
pub struct InputValue {
    /// Name in the schema.
    pub name: &'static str,
    /// Type in the schema's notation.
    pub ty: &'static str,
    /// Default in GraphQL's notation.
    pub default: Option<&'static str>,
    /// Description in the schema.
    pub doc: &'static str,
    /// What it asks of a row, where it is a field of a filter.
    pub test: FilterTest,
}

/// What a field of a filter asks of a row.
#[derive(Clone, Copy)]
pub enum FilterTest {
    /// Nothing: the argument is read by name where it is used.
    None,
    /// A list of words, one of which the row must have.
    OneOf(&'static Condition),
    /// A text or number the condition takes as it is.
    Value(&'static Condition),
    /// A text the condition takes folded.
    Folded(&'static Condition),
    /// A date whose span lies in the row's span or around it.
    Between(&'static Condition),
    /// The key of a thing, that the condition takes as its row id.
    Key(&'static Condition),
    /// A further filter on the same row.
    Nested,
    /// A filter on a related row that must exist.
    Exists(&'static Related),
    /// A list of filters that must all hold.
    And,
    /// A list of filters of which one must hold.
    Or,
    /// A filter that must not hold.
    Not,
}

/// An input object type.
#[derive(Clone)]
pub struct InputObjectType {
    /// Name in the schema.
    pub name: &'static str,
    /// Description in the schema.
    pub doc: &'static str,
    /// Exactly one field must be given.
    pub one_of: bool,
    /// Its fields.
    pub fields: Vec<InputValue>,
}

/// An interface or union: what its possible types are and, for an interface, what they share.
pub struct AbstractType {
    /// Name in the schema.
    pub name: &'static str,
    /// Description in the schema.
    pub doc: &'static str,
    /// Interface fields: name, type, description. A union has none.
    pub fields: Vec<(&'static str, &'static str, &'static str)>,
    /// Names of the object types.
    pub possible: &'static [&'static str],
}

/// An enum whose words stand for orders of a list.
pub struct OrderEnum {
    /// Name of the enum in the schema; the input object that carries it drops the `Field`.
    pub name: &'static str,
    /// What is sorted.
    pub doc: &'static str,
    /// The words.
    pub words: &'static [OrderValue],
}

/// A way to sort a list: word, meaning, keys.
pub struct OrderValue {
    /// Word of the enum.
    pub word: &'static str,
    /// Description in the schema.
    pub doc: &'static str,
    /// Keys, first the one that decides first.
    pub keys: &'static [SortKey],
}

/// A key of an order: a column of the row, or of a row it refers to.
pub struct SortKey {
    /// The way to the row that has the column.
    pub via: Option<&'static Join>,
    /// The column; never null.
    pub column: Column,
}

/// Where the value of a field comes from.
pub enum FieldSource {
    /// A column of the row.
    Column(Column),
    /// A column that depends on the date asked for: its parameters are the first day and the end.
    InheritedColumn(Column),
    /// A column that depends on today: its parameters are the first day and the end of today.
    DefaultColumn(Column),
    /// The second column, which takes the text of the argument named; the first where it is not given.
    ColumnWithArgument(Column, Column, &'static str),
    /// An object over columns of the same row: a part of it, or the row itself as the node of an edge.
    SameRow,
    /// As [`FieldSource::SameRow`], null where the column is.
    SameRowIf(Column),
    /// The row that this one refers to.
    Join(&'static Join),
    /// The thing of some type and row id, both in columns.
    AnyType(Column, Column),
    /// Rows of another table, all of them.
    Rows(RowList),
    /// Affiliations between this row and the organizations that the page is tied to.
    TiedList,
    /// Rows of a table, a page at a time.
    Connection(Box<Connection>),
    /// A thing looked up by its key.
    ByKey(&'static str),
    /// Something a search works out.
    Compute(Computation),
    /// A cell of what was worked out.
    Cell(usize),
    /// A cell that is a number.
    CellNumber(usize),
    /// A cell that is 0 or 1.
    CellBool(usize),
    /// The thing whose type and row id are in these two cells.
    CellAny(usize, usize),
    /// The row of a table whose id is in this cell.
    CellRow(usize),
    /// A list of what was worked out.
    CellList(usize),
    /// A list of rows of a table, whose ids were worked out.
    CellRows(usize),
    /// A part of a page.
    ConnectionField(ConnectionField),
    /// How often each value of a column comes among all that match, across pages.
    Facet(Option<&'static Join>, Column),
}

/// The parts of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionField {
    /// One object for each row, with what ties it to the parent.
    Edges,
    /// The rows alone.
    Nodes,
    /// Where the page begins and ends.
    PageInfo,
    /// How many there are across pages.
    TotalCount,
    /// Counts by value across pages.
    Facets,
    /// Opaque position of the row.
    Cursor,
    /// Whether more rows follow.
    HasNext,
    /// Whether rows precede.
    HasPrevious,
    /// Position of the first row.
    Start,
    /// Position of the last row.
    End,
    /// A value of a facet.
    FacetValue,
    /// How often it comes.
    FacetCount,
}

/// All rows of a table that belong to a row.
pub struct RowList {
    /// The table.
    pub table: &'static str,
    /// The row it belongs to has this id.
    pub of: &'static Condition,
    /// Column of the parent that holds the id.
    pub parent: Column,
    /// What the items are: the rows themselves, or what they refer to.
    pub item: ListItem,
    /// Sort keys.
    pub order: &'static [Column],
}

/// What the item of a list is.
pub enum ListItem {
    /// The row itself.
    Row,
    /// The row it refers to.
    Joined(&'static Join),
    /// The thing of some type and id, on the row that the join leads to.
    AnyOf(&'static Join, Column, Column),
}

/// Rows of a table, a page at a time.
pub struct Connection {
    /// The table.
    pub table: &'static str,
    /// Which rows belong to the parent, and what the condition's parameters are besides.
    pub of: Option<(&'static Condition, Column, Option<Bind>)>,
    /// The rows have a period: `asOf`, `certainty` and `history` apply.
    pub dated: bool,
    /// Keeps only facts of one basis, where the field takes `basis`.
    pub basis: Option<&'static Condition>,
    /// Keeps only rows of some types, where the field takes `types`.
    pub types: Option<&'static Condition>,
    /// Ways to sort; the first is the default.
    pub orders: &'static OrderEnum,
    /// Name of the filter's input type, where there is one.
    pub filter: Option<&'static str>,
    /// Rows that organizations named in `of` are all tied to.
    pub tied: bool,
}

impl Connection {
    /// All rows of a table, without conditions.
    #[must_use]
    pub const fn over(table: &'static str, orders: &'static OrderEnum) -> Self {
        Self {
            table,
            of: None,
            dated: false,
            basis: None,
            types: None,
            orders,
            filter: None,
            tied: false,
        }
    }
}

/// The tables of the whole schema.
pub struct SchemaDefinition {
    /// Object types; the first is `Query`.
    pub objects: Vec<ObjectType>,
    /// Interfaces and unions.
    pub abstracts: Vec<AbstractType>,
    /// Input object types.
    pub inputs: Vec<InputObjectType>,
    /// Closed vocabularies.
    pub vocabularies: Vec<&'static Vocabulary>,
    /// Orders.
    pub orders: Vec<&'static OrderEnum>,
}

impl SchemaDefinition {
    /// The object type of that name.
    #[must_use]
    pub fn object(&self, name: &str) -> Option<&ObjectType> {
        self.objects.iter().find(|object| object.name == name)
    }

    /// The interface or union of that name.
    #[must_use]
    pub fn abstract_type(&self, name: &str) -> Option<&AbstractType> {
        self.abstracts.iter().find(|ty| ty.name == name)
    }

    /// The input object type of that name.
    #[must_use]
    pub fn input(&self, name: &str) -> Option<&InputObjectType> {
        self.inputs.iter().find(|input| input.name == name)
    }

    /// Whether `object` is `ty`, implements it or is one of its possible types.
    #[must_use]
    pub fn is_a(&self, object: &ObjectType, ty: &str) -> bool {
        object.name == ty
            || self.abstract_type(ty).is_some_and(|ty| ty.possible.contains(&object.name.as_str()))
    }

    /// The words of an enum, if `name` is one.
    #[must_use]
    pub fn words(&self, name: &str) -> Option<Vec<&'static str>> {
        if let Some(vocabulary) = self.vocabularies.iter().find(|known| known.name == name) {
            return Some(vocabulary.words.iter().map(|(word, _)| *word).collect());
        }
        let orders = self.orders.iter().find(|known| known.name == name)?;
        Some(orders.words.iter().map(|order| order.word).collect())
    }
}

impl ObjectType {
    /// The field of that name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&FieldDefinition> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// The name inside a type's notation: `Name` of `[Name!]!`.
#[must_use]
pub fn named(ty: &str) -> &str {
    ty.trim_matches(['[', ']', '!'])
}

/// A field without arguments.
#[must_use]
pub fn field(name: &'static str, ty: &str, read: FieldSource, doc: &str) -> FieldDefinition {
    FieldDefinition { name, ty: ty.to_owned(), doc: doc.to_owned(), args: Vec::new(), read }
}

impl FieldDefinition {
    /// The same with arguments.
    #[must_use]
    pub fn with(mut self, args: Vec<InputValue>) -> Self {
        self.args.extend(args);
        self
    }
}

/// An argument or input field that is read by name.
#[must_use]
pub const fn input(name: &'static str, ty: &'static str, doc: &'static str) -> InputValue {
    InputValue { name, ty, default: None, doc, test: FilterTest::None }
}

/// A field of a filter.
#[must_use]
pub const fn test(
    name: &'static str,
    ty: &'static str,
    test: FilterTest,
    doc: &'static str,
) -> InputValue {
    InputValue { name, ty, default: None, doc, test }
}
