//! The words of the field: dates, roles, closed vocabularies and the records of the registry.
//!
//! Plain types and pure functions. Nothing here knows SQL, GraphQL, files or the clock.

pub mod canonical_json;
pub mod certainty;
pub mod country;
pub mod country_names;
pub mod date;
pub mod encoding;
pub mod entity_type;
pub mod geography;
pub mod graph;
pub mod identifier;
pub mod invalid_value;
pub mod language;
pub mod matching;
pub mod origin;
pub mod quantity;
pub mod rank;
pub mod record;
pub mod region;
pub mod role;
pub mod search;
pub mod spreadsheet;
pub mod stage;
pub mod text;
pub mod vocabulary;
pub mod web_address;
