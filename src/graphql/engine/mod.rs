//! A GraphQL engine over SQL: it checks documents, compiles them to plans, and writes responses from rows.
//!
//! The engine knows no domain. All it knows of a schema is in its [`definition`]. Of this crate it uses
//! the cache, the limits, the statements and values of SQL, and the snapshot they are read from.

pub mod arguments;
pub(super) mod cursor;
pub mod definition;
pub(super) mod document;
pub mod error;
mod execute;
pub mod global_id;
mod introspection;
mod json;
mod operation;
mod pipeline;
pub mod plan;
mod request;
mod response;
pub mod tabular;
#[cfg(test)]
mod tests;
mod unknown_words;

pub use operation::PreparedOperation;
pub use pipeline::{Engine, InvalidDefinition};
pub use request::{CostReporting, Request};
pub use response::Response;
