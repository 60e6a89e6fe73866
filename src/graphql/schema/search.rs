//! Search by words of names.

use crate::domain::vocabulary::Vocabulary;

use crate::graphql::{
    engine::definition::{Object, Read, field},
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
pub fn objects() -> Vec<Object> {
    let edge = vec![
        field(
            "score",
            "Float!",
            Read::CellNumber(2),
            "How well it answers, from 0 to 1: 1 is the very name, and below that ties, and a curator's word, lift what is well known.",
        ),
        field(
            "matchedName",
            "String!",
            Read::Cell(3),
            "The name that matched: perhaps an acronym or a former name.",
        ),
    ];
    connection("Search", "a thing found", ("Thing", Read::CellAny(0, 1)), edge, false)
}
