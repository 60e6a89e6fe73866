//! A GraphQL engine over SQL: documents are checked, compiled to plans, and answered from rows.
//!
//! The engine knows no domain. Everything about one schema comes from its [`definition`].

pub mod cursor;
pub mod definition;
mod document;
pub mod error;
pub(super) mod execute;
pub(super) mod global_id;
mod json;
pub(super) mod pipeline;
pub(super) mod plan;
pub mod response;
pub mod tabular;
#[cfg(test)]
mod tests;
