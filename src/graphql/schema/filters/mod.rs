//! Filters: the input types that narrow a list. Conditions next to each other must all be met. Those of
//! people, programs, events and sources stand beside their types.

mod affiliation;
pub mod common;
mod figure;
mod organization;
mod shared;

use crate::graphql::engine::definition::InputObjectType;

/// The input types of filters.
pub fn types() -> Vec<InputObjectType> {
    [shared::types(), organization::types(), affiliation::types(), figure::types()].concat()
}
