//! Works out the values of a plan's parameters for one request, before any statement runs.
//!
//! Here every rule is checked that the types of the schema cannot express: page sizes, dates, cursors,
//! keys. A request that breaks several is told all of them at once, and nothing is executed.

use serde_json::Value as Json;

use crate::graphql::engine::{
    arguments::Variables,
    definition::{Parameter, ParameterContext},
    error::Error,
};
use crate::store::{Snapshot, sql::Value};

/// The values of all parameters of a plan.
pub struct ParameterValues {
    /// The values, parameter after parameter.
    pub values: Vec<Value>,
    /// For `extensions.warnings`.
    pub warnings: Vec<Json>,
}

/// Works out the values of all parameters, in order. `width` is how many there are; `today` is the
/// current day, as the schema counts days.
///
/// # Errors
/// Every argument that breaks its rule.
pub fn resolve(
    parameters: &[Parameter],
    width: usize,
    variables: &Variables,
    snapshot: &Snapshot<'_>,
    today: i64,
) -> Result<ParameterValues, Vec<Error>> {
    let mut values = Vec::with_capacity(width);
    let mut errors = Vec::new();
    let mut warnings = Vec::new();
    for Parameter { argument, pos, source } in parameters {
        let before = values.len();
        let mut context = ParameterContext {
            argument,
            variables,
            snapshot,
            today,
            values: &mut values,
            warnings: &mut warnings,
        };
        if let Err(error) = source.resolve(&mut context) {
            errors.push(error.at(*pos));
            values.truncate(before);
            values.resize(before + source.width(), Value::Null);
        }
    }
    if errors.is_empty() { Ok(ParameterValues { values, warnings }) } else { Err(errors) }
}
