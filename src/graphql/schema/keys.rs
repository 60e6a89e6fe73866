//! Keys: input types that identify one thing by exactly one of several fields.

use super::declare::input;
use crate::graphql::engine::definition::{InputObjectType, InputValue};

/// The input types that keys of several types use.
pub fn types() -> Vec<InputObjectType> {
    vec![InputObjectType {
        name: "IdentifierKey",
        doc: "An identifier that another registry assigns.",
        one_of: false,
        any_field: false,
        shorthand: None,
        condition: None,
        fields: vec![
            input("scheme: IdentifierScheme!", "The registry that assigns the identifier."),
            input(
                "value: String!",
                "The identifier, in any common notation. Example: \"Q1139\" with the scheme \
                     WIKIDATA.",
            ),
        ],
    }]
}

/// The key of a thing with names.
pub fn named(name: &'static str, doc: &'static str) -> InputObjectType {
    key(name, doc, [slug_and_id(), self::name()].concat())
}

/// A key: exactly one of the fields identifies one thing.
pub fn key(name: &'static str, doc: &'static str, fields: Vec<InputValue>) -> InputObjectType {
    // In an address, a text alone is a name where the thing has names.
    let has_name = fields.iter().any(|field| field.name == "name");
    let shorthand = Some(if has_name { "name" } else { "slug" });
    InputObjectType {
        name,
        doc,
        one_of: true,
        any_field: false,
        shorthand,
        condition: None,
        fields,
    }
}

/// The fields of every key.
pub fn slug_and_id() -> Vec<InputValue> {
    vec![
        input("slug: String", "Public key. Example: \"pscc\"."),
        input("id: ID", "Global ID, from a field `id`."),
    ]
}

/// The field of the key of a thing with names.
pub fn name() -> Vec<InputValue> {
    vec![input(
        "name: String",
        "Any of its names. Case, accents, punctuation and the kind of dash are ignored. If several \
         things have the name, the only one recorded by a curator is returned with a warning. \
         Otherwise the name is ambiguous, and the field is null with an error that lists the candidates. New \
         records can make a name ambiguous, so store slugs or IDs.",
    )]
}
