//! Search by words of names.

use crate::domain::vocabulary::Vocabulary;

use super::computations::search;
use crate::graphql::{
    engine::definition::{FieldSource, ObjectType, field},
    schema::connection::connection,
};

/// Types that a search goes through, as an argument.
pub static THING_TYPE: Vocabulary = Vocabulary {
    name: "ThingType",
    doc: "A sort of thing to search among.",
    words: &[
        ("ORGANIZATION", "Organizations."),
        ("PERSON", "People."),
        ("PROGRAM", "Programs."),
        ("EVENT", "Events."),
    ],
};

/// The types about search.
pub fn objects() -> Vec<ObjectType> {
    let edge = vec![
        field(
            "score",
            "Float!",
            FieldSource::ComputedColumn(search::SCORE),
            "How well it answers, from 0 to 1: 1 is the very name, and below that ties, and a curator's word, lift what is well known.",
        ),
        field(
            "matchedName",
            "String!",
            FieldSource::ComputedColumn(search::MATCHED_NAME),
            "The name that matched: perhaps an acronym or a former name.",
        ),
    ];
    connection(
        "Search",
        "a thing found",
        ("Thing", FieldSource::ComputedAnyType(search::RECORD)),
        edge,
        false,
    )
}
