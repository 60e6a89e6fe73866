//! Keys: input types that identify one thing by exactly one of several fields.

use super::declare::{input, join};
use crate::graphql::engine::definition::{InputObjectType, InputValue};

/// The input types of keys.
pub fn types() -> Vec<InputObjectType> {
    let organization = join([
        slug_and_id(),
        name(),
        vec![
            input("ror: String", "ROR ID, with or without the address. Example: \"03xjwb503\"."),
            input(
                "identifier: IdentifierKey",
                "Identifier in one of the registries of `IdentifierScheme`.",
            ),
        ],
    ]);
    let named = || [slug_and_id(), name()].concat();
    vec![
        key("OrganizationKey", "Identifies an organization.", organization),
        key("PersonKey", "Identifies a person.", named()),
        key("ProgramKey", "Identifies a program.", named()),
        key("EventKey", "Identifies an event.", named()),
        key("SourceKey", "Identifies a source.", slug_and_id()),
        InputObjectType {
            name: "IdentifierKey",
            doc: "An identifier that another registry assigns.",
            one_of: false,
            condition: None,
            fields: vec![
                input("scheme: IdentifierScheme!", "The registry that assigns the identifier."),
                input(
                    "value: String!",
                    "The identifier, in any common notation. Example: \"Q1139\" with the scheme \
                     WIKIDATA.",
                ),
            ],
        },
    ]
}

fn key(name: &'static str, doc: &'static str, fields: Vec<InputValue>) -> InputObjectType {
    InputObjectType { name, doc, one_of: true, condition: None, fields }
}

fn slug_and_id() -> Vec<InputValue> {
    vec![
        input("slug: String", "Public key. Example: \"pscc\"."),
        input("id: ID", "Global ID, from a field `id`."),
    ]
}

fn name() -> Vec<InputValue> {
    vec![input(
        "name: String",
        "Any of its names. Case, accents, punctuation and the kind of dash are ignored. If several \
         things have the name, the only one recorded by a curator is returned with a warning. \
         Otherwise the name is ambiguous: the error lists the candidates.",
    )]
}
