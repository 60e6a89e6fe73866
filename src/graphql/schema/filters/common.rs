//! What several filters have: the shape of a filter, and conditions on key, names and sources.

use crate::domain::entity_type::EntityType;
use crate::graphql::schema::parameters::{keys::HasKey, read};
use crate::{
    graphql::{
        engine::definition::{self, FilterTest, InputObjectType, InputValue},
        schema::declare::test,
    },
    store::sql::tables::{self, citation},
};

/// A filter type: conditions of its own, and `and`, `or`, `not`. `list` is a list of the type.
pub fn filter(
    name: &'static str,
    list: &'static str,
    doc: &'static str,
    conditions: Vec<InputValue>,
) -> InputObjectType {
    let combinations = vec![
        definition::test("and", list, FilterTest::And, "All of these filters must match."),
        definition::test(
            "or",
            list,
            FilterTest::Or,
            "At least one of these filters must match. An empty list matches nothing.",
        ),
        definition::test("not", name, FilterTest::Not, "This filter must not match."),
    ];
    InputObjectType {
        name,
        doc,
        one_of: false,
        any_field: false,
        shorthand: None,
        condition: None,
        fields: [conditions, combinations].concat(),
    }
}

/// Conditions on the public key and the names.
pub fn identity() -> Vec<InputValue> {
    [slug(), name()].concat()
}

/// A condition on the public key.
pub fn slug() -> Vec<InputValue> {
    vec![test(
        "slug: StringFilter",
        FilterTest::TextIn(&tables::SLUG_IN, read::slug),
        "Condition on the public key.",
    )]
}

fn name() -> Vec<InputValue> {
    vec![test(
        "name: NameFilter",
        FilterTest::Filter,
        "Condition on the names. At least one of them must meet it.",
    )]
}

/// A condition on the citations.
pub fn source() -> Vec<InputValue> {
    vec![test(
        "source: SourceKey",
        FilterTest::Parameter(&citation::node::CITES_SOURCE, &HasKey(EntityType::Source)),
        "At least one of its citations is of this source.",
    )]
}
