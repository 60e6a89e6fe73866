//! The tables of the schema, one file for each part of the vocabulary.

mod affiliation;
pub mod computations;
mod conditions;
mod connection;
mod event;
mod figure;
mod filters;
mod keys;
mod location;
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
mod table_arguments;

use crate::domain::{
    entity::EntityType,
    vocabulary::{self as words, Vocabulary},
};
use crate::graphql::engine::definition::{
    AbstractType, EnumType, EnumValue, InheritedArgument, LeafKind, RowAccess, ScalarType,
    SchemaDefinition,
};
use crate::store::sql::tables;
use parameters::dates::{DateSpan, Today};

pub use table_arguments::TableArguments;

/// Dates known to the year, the month or the day.
const PARTIAL_DATE: ScalarType = ScalarType {
    name: "PartialDate",
    doc: "A calendar date known to the year, the month or the day: `2022`, `2022-02` or `2006-12-09` \
          (EDTF level 0). Never padded: `2005` means some day of 2005. As a question it means the whole span: `2007` is \
          every day from 2007-01-01 to 2007-12-31.",
    specified_by: "https://www.loc.gov/standards/datetime/",
    kind: LeafKind::Date,
};

/// The date asked about: it holds for its field and everything below. Today unless given.
const AS_OF: InheritedArgument = InheritedArgument {
    name: "asOf",
    default: || Box::new(Today),
    given: |date| Box::new(DateSpan(date)),
};

/// The definition of the whole schema. The type `Query` comes first.
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
        enums: [
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
        ]
        .map(enum_type)
        .into(),
        scalars: vec![PARTIAL_DATE],
        orders: orders::ORDERS.to_vec(),
        inherited: Some(AS_OF),
        rows: RowAccess { table_of, id: tables::ID, has_id: &tables::HAS_ID },
    }
}

/// The table of an object type whose rows are read by their id.
fn table_of(type_name: &str) -> Option<&'static str> {
    EntityType::of_name(type_name).map(EntityType::table)
}

/// A vocabulary as an enum type.
fn enum_type(vocabulary: &'static Vocabulary) -> EnumType {
    let values = vocabulary.words.iter();
    let values = values.map(|(name, doc)| EnumValue { name, doc, deprecation: None });
    EnumType { name: vocabulary.name, doc: vocabulary.doc, values: values.collect() }
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
