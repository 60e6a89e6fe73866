//! Introspection: the fields of a plan that async-graphql answers.

use async_graphql::{
    Request, ValidationMode, Value, Variables as FrameworkVariables,
    dynamic::{Schema, SchemaError},
};
use serde_json::Value as Json;

use super::{
    arguments::Variables,
    definition::{SchemaDefinition, framework},
    error::Error,
    plan::steps::Plan,
};

/// Answers questions about the schema.
pub struct Introspector(Schema);

impl Introspector {
    /// An introspector of a schema.
    ///
    /// # Errors
    /// When the definition contradicts itself.
    pub fn new(definition: &SchemaDefinition) -> Result<Self, SchemaError> {
        framework::build(definition, ValidationMode::Fast).map(Self)
    }

    /// The schema in the schema definition language.
    pub fn sdl(&self) -> String {
        framework::sdl(&self.0)
    }

    /// The answer to each introspection of a plan, as JSON.
    ///
    /// # Errors
    /// Everything that async-graphql finds wrong.
    pub async fn answers(
        &self,
        plan: &Plan,
        variables: &Variables,
    ) -> Result<Vec<String>, Vec<Error>> {
        let mut answers = Vec::new();
        for document in &plan.introspections {
            let variables = Json::Object(variables.values.clone());
            let mut request = Request::new("").variables(FrameworkVariables::from_json(variables));
            request.set_parsed_query(document.clone());
            let response = self.0.execute(request).await;
            if !response.errors.is_empty() {
                return Err(response.errors.iter().map(Error::of_validation).collect());
            }
            answers.push(only_field(&response.data));
        }
        Ok(answers)
    }
}

/// The value of the one field of a response, as JSON. [`Json`] would sort the keys on the way.
fn only_field(data: &Value) -> String {
    let value = match data {
        Value::Object(fields) => fields.values().next(),
        _ => None,
    };
    value.and_then(|value| serde_json::to_string(value).ok()).unwrap_or_else(|| "null".to_owned())
}
