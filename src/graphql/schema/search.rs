//! Results of the search.

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
                 exact name or one of its keys. Below that, things with many affiliations and things \
                 recorded by a curator score higher, and each word that does not match lowers the score.",
            ),
            field(
                "matchedName: String!",
                ComputedColumn(search::MATCHED_NAME),
                "The name that matched, for example an acronym or a former name; the name of the topic if \
                 `matchedField` is TOPIC. If a key or the description matched, the name that is displayed.",
            ),
            field(
                "matchedField: MatchedField!",
                ComputedColumn(search::MATCHED_FIELD),
                "What of the thing matched. Of several matches the one with the highest score counts. A \
                 description scores below all names that have every word.",
            ),
            field(
                "ignoredWords: [String!]!",
                ComputedColumn(search::IGNORED_WORDS),
                "The words of the query that say nothing about this thing, as written in the query: \
                 words that are in none of its names, nor in its city, region or country. Articles and \
                 prepositions are not listed. Words are left out only if nothing matches all words well. \
                 Example: for \"CNRS, Nowhere Institute\", `CNRS` is found and `[\"Nowhere\", \"Institute\"]` \
                 are ignored.",
            ),
        ],
        facets: Vec::new(),
        counts_omitted: false,
    };
    results.types_of_bounded_list(
        "The items of this page, each with its cursor, its score and what matched.",
        "Number of items in the whole list: exact up to {max_results}. If there are more, it is \
         {max_results}, `totalCountIsLowerBound` is true, and the pages end after that many items. With `filter` or \
         `within`, the number of those of the first {max_results} that meet the conditions.",
    )
}
