//! Filters: the input types that narrow a list. Conditions next to each other must all be met, but in those by type
//! (`by_type`). Those of people, programs, events and sources stand beside their types.

mod affiliation;
pub mod by_type;
pub mod common;
mod figure;
mod kinds;
mod organization;
pub mod related;
pub mod relation;
mod shared;

use crate::graphql::engine::definition::InputObjectType;

/// The input types of filters.
pub fn types() -> Vec<InputObjectType> {
    [
        shared::types(),
        organization::types(),
        affiliation::types(),
        figure::types(),
        relation::types(),
        related::types(),
        by_type::types(),
    ]
    .concat()
}
