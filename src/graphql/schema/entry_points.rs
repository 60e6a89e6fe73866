//! The entry points of a type: the fields of `Query` that return one record by its key, or all of them as a list.

use super::{
    arguments::{as_of, order_by, page},
    connection::listed,
    declare::{field, join},
};
use crate::graphql::engine::definition::{
    self, Connection, FieldDefinition, FieldSource::Lookup, InputObjectType, InputValue, OrderEnum,
    RowCondition,
};

/// The entry points of a type, with what their arguments need.
pub struct EntryPoints {
    /// The field that returns one record, such as `person(by:)`.
    pub lookup: FieldDefinition,
    /// The field that lists all records, such as `people(filter:, orderBy:)`.
    pub list: FieldDefinition,
    /// The input types of their arguments that are about this type alone.
    pub inputs: Vec<InputObjectType>,
    /// The sort keys of the list.
    pub orders: &'static OrderEnum,
}

/// A field that returns the record with a key. `key` is the input type of the key.
pub fn lookup(
    signature: &'static str,
    key: &'static str,
    by_key: &'static dyn RowCondition,
    doc: &'static str,
) -> FieldDefinition {
    let by = definition::input("by", key, "The key. Exactly one of its fields must be given.");
    field(signature, Lookup(by_key), doc).with(join([vec![by], as_of()]))
}

/// A field that lists the rows of a table that a filter selects.
pub fn list(
    signature: &'static str,
    connection: Connection,
    filter: &'static str,
    order: &'static str,
    doc: &'static str,
) -> FieldDefinition {
    let connection = Connection { filter: Some(filter), ..connection };
    field(signature, listed(connection), doc).with(filtered(filter, order))
}

/// The arguments of a list with a filter.
pub fn filtered(filter: &'static str, order: &'static str) -> Vec<InputValue> {
    join([
        page(),
        as_of(),
        vec![definition::input(
            "filter",
            filter,
            "Conditions that the items must meet. Default: none.",
        )],
        order_by(order),
    ])
}
