//! Filters: the input types that narrow a list. Conditions next to each other must all be met.

mod affiliation;
mod common;
mod organization;
mod shared;
mod things;

use crate::graphql::engine::definition::InputObjectType;

/// The input types of filters.
pub fn types() -> Vec<InputObjectType> {
    [shared::types(), organization::types(), affiliation::types(), things::types()].concat()
}
