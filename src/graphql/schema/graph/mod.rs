//! What follows from the graph of affiliations: networks, paths, changes, hierarchies and related organizations.

pub mod hierarchy;
pub mod network;
pub mod related;

use super::declare::join;
use crate::graphql::engine::definition::ObjectType;

/// The object types.
pub fn types() -> Vec<ObjectType> {
    join([network::types(), hierarchy::types(), related::types()])
}
