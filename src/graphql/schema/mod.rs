//! The tables of the schema, one file for each part of the vocabulary.

mod affiliation;
pub mod computations;
mod connection;
mod event;
mod figure;
mod filters;
mod keys;
mod network;
mod orders;
mod organization;
pub mod parameters;
mod participation;
mod person;
mod program;
mod query;
mod search;
mod source;

use crate::domain::vocabulary as words;

use crate::graphql::engine::definition::{AbstractType, SchemaDefinition};

/// The tables of the whole schema; the type `Query` comes first.
#[must_use]
pub fn definition() -> SchemaDefinition {
    let mut objects = vec![query::query()];
    objects.extend(organization::objects());
    objects.extend(affiliation::objects());
    objects.extend(person::objects());
    objects.extend(program::objects());
    objects.extend(event::objects());
    objects.extend(participation::objects());
    objects.extend(figure::objects());
    objects.extend(source::objects());
    objects.extend(search::objects());
    objects.extend(network::objects());
    objects.extend(connection::objects());
    SchemaDefinition {
        objects,
        abstracts: abstracts(),
        inputs: [keys::inputs(), filters::inputs(), orders::inputs()].concat(),
        vocabularies: vec![
            &words::ORGANIZATION_KIND,
            &words::ORGANIZATION_STATUS,
            &words::NAME_KIND,
            &words::IDENTIFIER_SCHEME,
            &words::AFFILIATION_ROLE,
            &words::POSITION_ROLE,
            &words::PROGRAM_KIND,
            &words::EVENT_KIND,
            &words::EVENT_STATUS,
            &words::PARTICIPATION_ROLE,
            &words::QUALIFIER,
            &words::BASIS,
            &words::SOURCE_KIND,
            &words::CERTAINTY,
            &words::DIRECTION,
            &search::THING_TYPE,
            &source::FACT_TYPE,
        ],
        orders: orders::ORDERS.to_vec(),
    }
}

fn abstracts() -> Vec<AbstractType> {
    let id =
        ("id", "ID!", "Global id, opaque; the same in every database built from the same seed.");
    vec![
        AbstractType {
            name: "Node",
            doc: "Anything with a global id: things and facts alike.",
            fields: vec![id],
            possible: &[
                "Organization",
                "Person",
                "Program",
                "Event",
                "Source",
                "Affiliation",
                "Position",
                "Participation",
                "Figure",
                "Discrepancy",
            ],
        },
        AbstractType {
            name: "Thing",
            doc: "What the registry is about: organizations, people, programs and events.",
            fields: vec![
                id,
                ("slug", "String!", "Stable public key in lower-case ASCII. Example: `pscc`."),
                ("name", "String!", "Name to display."),
            ],
            possible: &["Organization", "Person", "Program", "Event"],
        },
        AbstractType {
            name: "Agent",
            doc: "Whoever can take part in something: an organization or a person (FOAF and PROV call them agents).",
            fields: vec![
                id,
                ("slug", "String!", "Stable public key in lower-case ASCII. Example: `sanofi`."),
                ("name", "String!", "Name to display."),
            ],
            possible: &["Organization", "Person"],
        },
        AbstractType {
            name: "Fact",
            doc: "Anything that rests on documents and says which: relations, figures and events, and the descriptive \
                  fields of organizations, people and programs.",
            fields: vec![
                id,
                ("citations", "[Citation!]!", "The documents that say it, and where."),
            ],
            possible: &[
                "Organization",
                "Person",
                "Program",
                "Event",
                "Affiliation",
                "Position",
                "Participation",
                "Figure",
            ],
        },
    ]
}
