//! What follows from the graph of affiliations: networks, paths, changes and hierarchies.

pub mod hierarchy;
pub mod network;

use super::declare::join;
use crate::graphql::engine::definition::ObjectType;

/// The object types.
pub fn types() -> Vec<ObjectType> {
    join([network::types(), hierarchy::types()])
}
