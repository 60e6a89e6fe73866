//! Results of the search by words of names.

use super::computations::search;
use super::{connection::ConnectionType, declare::field};
use crate::graphql::engine::definition::{
    FieldSource::{ComputedAnyType, ComputedColumn},
    ObjectType,
};

/// The types about search.
pub fn types() -> Vec<ObjectType> {
    let results = ConnectionType {
        name: "Search",
        item: "a thing that matches the query",
        node: "Thing",
        source: ComputedAnyType(search::RECORD),
        edge: vec![
            field(
                "score: Float!",
                ComputedColumn(search::SCORE),
                "How well the thing matches, from 0 to 1. A score of 1 means that the query is its \
                 exact name. Below that, things with many affiliations and things recorded by a \
                 curator score higher.",
            ),
            field(
                "matchedName: String!",
                ComputedColumn(search::MATCHED_NAME),
                "The name that matched, for example an acronym or a former name.",
            ),
        ],
        facets: Vec::new(),
    };
    results.types()
}
