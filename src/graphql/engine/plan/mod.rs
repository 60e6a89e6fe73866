//! Plans: from an operation and its variables to statements and the steps that write the response.

pub(in crate::graphql) mod arguments;
pub(super) mod compile;
pub(super) mod parameters;
pub(super) mod selection;
pub(super) mod steps;
pub(in crate::graphql) mod variables;
