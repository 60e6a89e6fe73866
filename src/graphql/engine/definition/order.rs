//! Orders: what the rows of a connection can be sorted by.

use crate::store::sql::{Column, Join};

use super::{Deprecation, EnumType, EnumValue};

/// An enum whose values are orders of a connection. The first is the default.
pub struct OrderEnum {
    /// Name of the enum in the schema.
    pub name: &'static str,
    /// Description in the schema. Markdown.
    pub doc: &'static str,
    /// The values.
    pub values: &'static [OrderValue],
    /// Columns that every order ends with, so that no two rows have the same place.
    pub tie_break: &'static [Column],
}

/// A way to sort a connection.
pub struct OrderValue {
    /// Name of the enum value.
    pub name: &'static str,
    /// Description in the schema. Markdown.
    pub doc: &'static str,
    /// Set where clients should no longer use it.
    pub deprecation: Option<Deprecation>,
    /// What to sort by; the first key decides first.
    pub keys: &'static [SortKey],
}

/// A sort key: a column of the row, or of a row that it refers to.
pub struct SortKey {
    /// The way to the row that has the column.
    pub via: Option<&'static Join>,
    /// The column. It must never be null.
    pub column: Column,
}

impl OrderEnum {
    /// The enum type of the schema.
    #[must_use]
    pub fn enum_type(&self) -> EnumType {
        let values = self.values.iter().map(|value| EnumValue {
            name: value.name,
            doc: value.doc,
            deprecation: value.deprecation,
        });
        EnumType { name: self.name, doc: self.doc, values: values.collect() }
    }
}

/// A way to sort a connection.
#[must_use]
pub const fn order(name: &'static str, doc: &'static str, keys: &'static [SortKey]) -> OrderValue {
    OrderValue { name, doc, deprecation: None, keys }
}
