//! GraphQL: the engine that answers documents, and the schema of this registry.

mod engine;
mod persisted_documents;
mod schema;
mod viewer;

pub use engine::{
    error::{Code, Error},
    pipeline::{CostReporting, Engine, InvalidDefinition, PreparedOperation, Request},
    response::Response,
    tabular,
};
pub use persisted_documents::{PersistedDocuments, document_digest};
pub use viewer::Viewer;
