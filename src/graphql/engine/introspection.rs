//! Introspection: the fields of a plan that async-graphql answers.

use async_graphql::{
    Request, ValidationMode, Value, Variables as FrameworkVariables,
    dynamic::{Schema, SchemaError},
    parser::types::{ExecutableDocument, Selection, SelectionSet},
};
use futures_util::lock::Mutex;
use serde_json::Value as Json;

use super::{
    arguments::Variables,
    definition::{SchemaDefinition, framework},
    error::Error,
    plan::steps::Plan,
};

/// Answers questions about the schema.
pub struct Introspector {
    schema: Schema,
    /// Description of the schema. async-graphql (7.2.1) answers with a text of its own.
    doc: &'static str,
    /// One request at a time introspects: it takes its thread for some 20 ms, and ten times the memory of its answer. Others
    /// would wait for a thread if all were taken.
    turn: Mutex<()>,
}

impl Introspector {
    /// An introspector of a schema.
    ///
    /// # Errors
    /// When the definition contradicts itself.
    pub fn new(definition: &SchemaDefinition) -> Result<Self, SchemaError> {
        let schema = framework::build(definition, ValidationMode::Fast)?;
        Ok(Self { schema, doc: definition.doc, turn: Mutex::default() })
    }

    /// The schema in the schema definition language.
    pub fn sdl(&self) -> String {
        framework::sdl(&self.schema, self.doc)
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
        if plan.introspections.is_empty() {
            return Ok(answers);
        }
        let _turn = self.turn.lock().await;
        for document in &plan.introspections {
            let variables = Json::Object(variables.values.clone());
            let mut request = Request::new("").variables(FrameworkVariables::from_json(variables));
            request.set_parsed_query(document.clone());
            let mut response = self.schema.execute(request).await;
            if !response.errors.is_empty() {
                return Err(response.errors.iter().map(Error::of_validation).collect());
            }
            self.describe(document, &mut response.data);
            answers.push(only_field(&response.data));
        }
        Ok(answers)
    }

    /// Puts the description of the schema into the answer to `__schema { description }`.
    fn describe(&self, document: &ExecutableDocument, data: &mut Value) {
        let Value::Object(roots) = data else { return };
        for (_, operation) in document.operations.iter() {
            for root in &operation.node.selection_set.node.items {
                let Selection::Field(root) = &root.node else { continue };
                if root.node.name.node != "__schema" {
                    continue;
                }
                let mut keys = Vec::new();
                description_keys(document, &root.node.selection_set.node, &mut keys);
                let Some(Value::Object(schema)) = roots.get_mut(&root.node.response_key().node)
                else {
                    continue;
                };
                for (key, value) in schema {
                    if keys.contains(&key.as_str()) {
                        *value = Value::from(self.doc);
                    }
                }
            }
        }
    }
}

/// The response keys of the fields `description` that a selection of `__schema` can have.
fn description_keys<'d>(
    document: &'d ExecutableDocument,
    set: &'d SelectionSet,
    keys: &mut Vec<&'d str>,
) {
    for item in &set.items {
        match &item.node {
            Selection::Field(field) if field.node.name.node == "description" => {
                keys.push(&field.node.response_key().node);
            }
            Selection::Field(_) => {}
            Selection::InlineFragment(fragment) => {
                description_keys(document, &fragment.node.selection_set.node, keys);
            }
            Selection::FragmentSpread(spread) => {
                if let Some(fragment) = document.fragments.get(&spread.node.fragment_name.node) {
                    description_keys(document, &fragment.node.selection_set.node, keys);
                }
            }
        }
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
