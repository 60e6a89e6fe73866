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
/// Everything that async-graphql finds wrong, or else what the checks of this crate find.
pub async fn validate(
    schema: &Schema,
    definition: &SchemaDefinition,
    document: &ExecutableDocument,
) -> Result<(), Vec<Error>> {
    let unknown = checks::unknown_fields(definition, document);
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let mut request = Request::new("");
    if let DocumentOperations::Multiple(operations) = &document.operations {
        // Whichever is named, all of them are validated.
        request = request.operation_name(operations.keys().next().map_or("", |name| name.as_str()));
    }
    let mut explicit = document.clone();
    checks::explicit(definition, &mut explicit);
    request.set_parsed_query(explicit);
    let response = schema.execute(request).await;
    if response.errors.is_empty() {
        checks::check(definition, document)
    } else {
        let mut errors: Vec<_> = response.errors.iter().map(Error::of_validation).collect();
        errors
            .sort_by_key(|error| (error.at.map(|at| (at.line, at.column)), error.message.clone()));
        errors.dedup_by_key(|error| error.message.clone());
        Err(errors)
    }
}

/// Takes the place of execution.
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
