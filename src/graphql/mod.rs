//! GraphQL: the engine that answers documents, and the schema of this registry.
//!
//! [`registry_engine`] puts the two together. Mutations and subscriptions would be modules beside `schema`
//! (ARCHITECTURE.md, "Where new parts go").

mod engine;
mod persisted_documents;
mod schema;
pub mod strict_json;
#[cfg(test)]
mod tests;
mod viewer;

use crate::limits::{Limits, memory::CacheSizes};

pub use engine::{
    CostReporting, Engine, InvalidDefinition, PreparedOperation, Request, Response,
    error::{Code, Error},
    global_id, tabular,
};
pub use persisted_documents::{PersistedDocuments, document_digest};
pub use schema::TableArguments;
pub use viewer::Viewer;

/// An engine for the schema of this registry, with caches of these sizes.
///
/// # Errors
/// When the definition of the schema contradicts itself. A test builds it.
pub fn registry_engine(limits: Limits, caches: &CacheSizes) -> Result<Engine, InvalidDefinition> {
    Engine::new(schema::definition(), limits, caches)
}
