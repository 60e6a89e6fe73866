//! Keys: the ways to name one thing, of which a client gives one.

use crate::graphql::engine::definition::{InputObjectType, input};

const SLUG: &str = "Stable public key. Example: \"pscc\".";
const ID: &str = "Global id, from an `id` field.";
const NAME: &str = "Any of its names, ignoring case, accents, punctuation and the kind of dash. Of several \
                    things with the name the one that a curator wrote down, with a warning; else an error that \
                    lists them.";

/// The input types of keys.
pub fn inputs() -> Vec<InputObjectType> {
    let key = |name, doc, named| {
        let mut fields = vec![input("slug", "String", SLUG), input("id", "ID", ID)];
        if named {
            fields.push(input("name", "String", NAME));
        }
        InputObjectType { name, doc, one_of: true, condition: None, fields }
    };
    let mut organization = key("OrganizationKey", "One of the ways to name an organization.", true);
    organization.fields.extend([
        input("ror", "String", "ROR id, short or as an address. Example: \"03xjwb503\"."),
        input("identifier", "IdentifierKey", "Its key in any registry that the API knows."),
    ]);
    vec![
        organization,
        key("PersonKey", "One of the ways to name a person.", true),
        key("ProgramKey", "One of the ways to name a program.", true),
        key("EventKey", "One of the ways to name an event.", true),
        key("SourceKey", "One of the ways to name a source.", false),
        InputObjectType {
            name: "IdentifierKey",
            doc: "A key in another registry.",
            one_of: false,
            condition: None,
            fields: vec![
                input("scheme", "IdentifierScheme!", "The registry."),
                input("value", "String!", "The key in it. Example: \"Q1139\" in WIKIDATA."),
            ],
        },
    ]
}
