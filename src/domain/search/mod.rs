//! Search: the words of a query, how well a name matches them, and keys within a text.

pub mod edit_distance;
pub mod identifiers_in_text;
pub mod matched_field;
pub mod query;
pub mod similarity;
pub mod unmatched_words;
