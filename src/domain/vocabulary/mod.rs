//! The closed vocabularies: every word with its meaning, written once.
//!
//! The enums of the GraphQL schema, the checks of the seed and the word tables of the database follow from them. The
//! terms are those of the W3C Organization Ontology, ROR schema v2, schema.org and PROV, where these have one.

mod country_labels;
mod definition;
mod facts;
mod labels;
mod measures;
mod organizations;
mod roles;
mod things;
mod topics;
mod word_labels;

pub use definition::Vocabulary;
pub use facts::*;
pub use labels::label;
pub use measures::*;
pub use organizations::*;
pub use roles::*;
pub use things::*;
pub use topics::*;
