//! Types of a schema without fields: enums and scalars.

use super::Deprecation;

/// An enum type.
#[derive(Clone, Debug)]
pub struct EnumType {
    /// Name in the schema.
    pub name: &'static str,
    /// Description in the schema. Markdown.
    pub doc: &'static str,
    /// Its values, in the order of the schema.
    pub values: Vec<EnumValue>,
}

/// A value of an enum type.
#[derive(Clone, Copy, Debug)]
pub struct EnumValue {
    /// Name in the schema.
    pub name: &'static str,
    /// Description in the schema. Markdown.
    pub doc: &'static str,
    /// Set where clients should no longer use it.
    pub deprecation: Option<Deprecation>,
}

impl EnumType {
    /// Whether it has a value of that name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.values.iter().any(|value| value.name == name)
    }

    /// The names of its values.
    #[must_use]
    pub fn names(&self) -> Vec<&'static str> {
        self.values.iter().map(|value| value.name).collect()
    }
}

/// A scalar type beside those of the GraphQL specification. Its values are strings.
#[derive(Clone, Copy, Debug)]
pub struct ScalarType {
    /// Name in the schema.
    pub name: &'static str,
    /// Description in the schema. Markdown.
    pub doc: &'static str,
    /// Address of its specification.
    pub specified_by: &'static str,
    /// What its values are.
    pub kind: LeafKind,
}

/// What the values of a scalar or enum type (a leaf type) are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeafKind {
    /// Text or an id.
    Text,
    /// A value of an enum.
    Enum,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A date known to the year, the month or the day.
    Date,
}
