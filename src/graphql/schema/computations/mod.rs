//! Computed fields of this schema: searches, and walks over the network of affiliations.
//!
//! Each file has the columns of its results, which the field tables name, and the computation.

pub mod affiliations;
pub mod changes;
pub mod co_participants;
pub mod hierarchy;
pub mod network;
pub mod nodes;
pub mod path;
pub mod related;
pub mod search;
