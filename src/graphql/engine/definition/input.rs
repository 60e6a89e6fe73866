//! Arguments and input object types, and the conditions of filter fields.

use crate::store::sql::{Bind, Condition, Join, Reference, Related};

use super::{Deprecation, NewParameter, PlanArguments, RowCondition};
use crate::graphql::engine::{arguments::ArgumentValue, error::Error};

/// An argument, or a field of an input object type.
#[derive(Clone, Copy)]
pub struct InputValue {
    /// Name in the schema.
    pub name: &'static str,
    /// Type in the schema's notation.
    pub ty: &'static str,
    /// Default in GraphQL's notation: a scalar, a value of an enum, or a list of those.
    pub default: Option<&'static str>,
    /// Description in the schema. Markdown.
    pub doc: &'static str,
    /// Set where clients should no longer use it.
    pub deprecation: Option<Deprecation>,
    /// The condition on a row, if it is a field of a filter, or an argument of a connection that selects rows as such a
    /// field does. Other arguments and input fields have none: their value is read by name where it is used.
    pub test: Option<FilterTest>,
}

/// The items of a list in GraphQL's notation, such as `[RED, GREEN]`; None if the text is no list.
#[must_use]
pub fn list_items(text: &str) -> Option<impl Iterator<Item = &str>> {
    let items = text.strip_prefix('[')?.strip_suffix(']')?;
    Some(items.split(',').map(str::trim).filter(|item| !item.is_empty()))
}

/// The condition of a filter field on a row.
#[derive(Clone, Copy)]
pub enum FilterTest {
    /// A list of enum values, one of which the row must have; or an input object with `in` and `notIn`.
    In(&'static Condition),
    /// The same for texts. The condition takes them in their canonical form.
    TextIn(&'static Condition, ReadText),
    /// A truth value that the condition takes as it is.
    Value(&'static Condition),
    /// A value that the condition takes as parameters which the schema makes of it.
    Parameter(&'static Condition, &'static dyn ParameterFactory),
    /// An input object from which the schema computes what the condition takes. It may depend on the inherited argument.
    Computed(&'static Condition, ComputeBinds),
    /// A further filter on the same row.
    Filter,
    /// A filter on a related row that must exist.
    Exists(&'static Related),
    /// A filter on the row that this one refers to, which must exist.
    Refers(&'static Join),
    /// An input object with the filters `some`, `none` and `every` on related rows, of which its other fields choose those
    /// that count.
    Quantified(&'static RelatedRows),
    /// A list of filters that must all hold.
    And,
    /// A list of filters of which at least one must hold.
    Or,
    /// A filter that must not hold.
    Not,
}

/// Related rows on which a filter can have conditions.
pub struct RelatedRows {
    /// The rows, as a further filter sees them.
    pub rows: &'static Related,
    /// The same rows by the column that refers to the row of the filter, for conditions within others: SQLite then reads all
    /// such rows once, and not those of a hub once for each row that leads to it.
    pub by: Option<&'static Reference>,
    /// Holds for those of them that count, with this value for its first parameter.
    pub of: Option<(&'static Condition, Bind)>,
    /// From such a row to the row that `some`, `none` and `every` are about; None if they are about the row itself.
    pub item: Option<&'static Join>,
}

/// Reads a text as a value of some kind: gives its canonical form, or says which rule it breaks and what to write instead,
/// as `not a country code; did you mean GB?`.
pub type ReadText = fn(&str) -> Result<String, String>;

/// Computes what a condition takes from the fields of an input object. The text is the path of the object, for messages.
pub type ComputeBinds = fn(&mut PlanArguments<'_>, &str) -> Result<Vec<Bind>, Error>;

/// Makes a parameter of the value of a filter's field.
pub trait ParameterFactory: Sync {
    /// The parameter for `value`; None if the value sets no condition. `path` is where the
    /// value stands, for messages.
    ///
    /// # Errors
    /// When the value breaks a rule that can be checked before variables are known.
    fn parameter(&self, value: &ArgumentValue, path: &str) -> Result<Option<NewParameter>, Error>;
}

/// An input object type.
#[derive(Clone)]
pub struct InputObjectType {
    /// Name in the schema.
    pub name: &'static str,
    /// Description in the schema. Markdown.
    pub doc: &'static str,
    /// Exactly one field must be given, and not as null (`@oneOf`).
    pub one_of: bool,
    /// For a filter: one of the fields that are given must hold, instead of all. Without fields it sets no condition.
    pub any_field: bool,
    /// The field that a bare text stands for in the address of a table: `organization=PSCC` is short for
    /// `organization.name=PSCC`.
    pub shorthand: Option<&'static str>,
    /// Its fields.
    pub fields: Vec<InputValue>,
    /// For a filter: a further condition, which depends on its fields and on the inherited argument.
    pub condition: Option<&'static dyn RowCondition>,
}

impl InputObjectType {
    /// The field of that name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&InputValue> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// An argument or input field that is read by name.
#[must_use]
pub const fn input(name: &'static str, ty: &'static str, doc: &'static str) -> InputValue {
    InputValue { name, ty, default: None, doc, deprecation: None, test: None }
}

/// A field of a filter.
#[must_use]
pub const fn test(
    name: &'static str,
    ty: &'static str,
    test: FilterTest,
    doc: &'static str,
) -> InputValue {
    InputValue { name, ty, default: None, doc, deprecation: None, test: Some(test) }
}
