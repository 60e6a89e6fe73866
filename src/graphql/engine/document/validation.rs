//! Validation by async-graphql, which is stopped before it executes anything.

use std::sync::Arc;

use async_graphql::{
    Request, Response, ValidationMode, Value, async_trait,
    dynamic::{Schema, SchemaError},
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute},
    parser::types::{DocumentOperations, ExecutableDocument},
};

use crate::graphql::engine::{
    definition::{SchemaDefinition, framework},
    document::checks,
    error::Error,
};

/// A schema of async-graphql that validates documents and executes nothing.
///
/// # Errors
/// When the definition contradicts itself.
pub fn validator(definition: &SchemaDefinition) -> Result<Schema, SchemaError> {
    framework::builder(definition, ValidationMode::Strict).extension(ValidationOnly).finish()
}

/// Validates a document against the schema, in every operation and for all values of variables.
///
/// # Errors
/// Unknown names, or else invalid values, or else all errors that async-graphql reports, or else those of [`checks`].
pub async fn validate(
    schema: &Schema,
    definition: &SchemaDefinition,
    document: &ExecutableDocument,
) -> Result<(), Vec<Error>> {
    let unknown = checks::find_unknown_names(definition, document);
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let invalid = checks::check_values(definition, document);
    if !invalid.is_empty() {
        return Err(invalid);
    }
    let mut request = Request::new("");
    if let DocumentOperations::Multiple(operations) = &document.operations {
        // All operations are validated, whichever is named.
        request = request.operation_name(operations.keys().next().map_or("", |name| name.as_str()));
    }
    let mut explicit = document.clone();
    checks::make_explicit(definition, &mut explicit);
    request.set_parsed_query(explicit);
    let response = schema.execute(request).await;
    if response.errors.is_empty() {
        checks::check_overlaps(definition, document)
    } else {
        let mut errors: Vec<_> = response.errors.iter().map(Error::of_validation).collect();
        errors
            .sort_by_key(|error| (error.at.map(|at| (at.line, at.column)), error.message.clone()));
        errors.dedup_by_key(|error| error.message.clone());
        Err(errors)
    }
}

/// Replaces execution with an empty response.
struct ValidationOnly;

impl ExtensionFactory for ValidationOnly {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait::async_trait]
impl Extension for ValidationOnly {
    async fn execute(
        &self,
        _context: &ExtensionContext<'_>,
        _operation: Option<&str>,
        _execution: NextExecute<'_>,
    ) -> Response {
        Response::new(Value::Null)
    }
}
