//! Works out the values of a plan's parameters for one request, before any statement runs.
//!
//! Here every rule is checked that the types of the schema cannot express: page sizes, dates, cursors,
//! keys. A request that breaks several is told all of them at once, and nothing is executed. A key that no record
//! or several records have fails only the field that it is an argument of: that depends on the data, and what a client
//! has deployed must not be refused because the data grew.

use std::sync::Arc;

use serde_json::Value as Json;

use super::steps::FieldNumber;
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
    /// The fields that fail because of their arguments.
    pub failures: FieldFailures,
}

/// Why a field, or one item of its list, fails because of an argument.
struct FieldFailure {
    field: FieldNumber,
    item: Option<usize>,
    error: Arc<Error>,
}

/// The fields that fail because of their arguments, and the items of lists.
#[derive(Default)]
pub struct FieldFailures(Vec<FieldFailure>);

impl FieldFailures {
    /// Whether no field fails.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Why a field fails. It has one error, as the specification says, also if several arguments are wrong.
    pub fn of_field(&self, field: FieldNumber) -> Option<&Arc<Error>> {
        let is_it = |failure: &&FieldFailure| failure.field == field && failure.item.is_none();
        self.0.iter().find(is_it).map(|failure| &failure.error)
    }

    /// The items of a field's list that fail, and why.
    pub fn of_items(&self, field: FieldNumber) -> impl Iterator<Item = (usize, &Arc<Error>)> {
        let failures = self.0.iter().filter(move |failure| failure.field == field);
        failures.filter_map(|failure| Some((failure.item?, &failure.error)))
    }

    /// All errors.
    pub fn into_errors(self) -> Vec<Error> {
        self.0.into_iter().map(|failure| Arc::unwrap_or_clone(failure.error)).collect()
    }
}

/// Works out the values of all parameters, in order. `width` is how many there are; `today` is the
/// current day, as the schema counts days.
///
/// # Errors
/// Every argument that breaks its rule, unless that fails only its field.
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
    let mut failures = Vec::new();
    let mut failed_items = Vec::new();
    for Parameter { argument, pos, field, source } in parameters {
        let before = values.len();
        let mut context = ParameterContext {
            argument,
            variables,
            snapshot,
            today,
            values: &mut values,
            warnings: &mut warnings,
            failed_before: failures.len(),
            failed_items: &mut failed_items,
        };
        let mut fail = |item, error: Error| {
            let (field, error) = (*field, Arc::new(error.at(*pos)));
            failures.push(FieldFailure { field, item, error });
        };
        if let Err(error) = source.resolve(&mut context) {
            if error.is_of_field {
                fail(None, error);
            } else {
                errors.push(error.at(*pos));
            }
            values.truncate(before);
            values.resize(before + source.width(), Value::Null);
        }
        for (item, error) in failed_items.drain(..) {
            fail(Some(item), error);
        }
    }
    let failures = FieldFailures(failures);
    if errors.is_empty() { Ok(ParameterValues { values, warnings, failures }) } else { Err(errors) }
}

/// Adds a warning that explains why the first null field of the root is null, if its arguments are the reason. A field that has an
/// error needs none.
pub fn explain_null(
    (parameters, variables, snapshot, today): (&[Parameter], &Variables, &Snapshot<'_>, i64),
    failures: &FieldFailures,
    warnings: &mut Vec<Json>,
) {
    let is_explained = |field| failures.of_field(field).is_some();
    for Parameter { argument, source, .. } in parameters.iter().filter(|it| !is_explained(it.field))
    {
        let mut context = ParameterContext {
            argument,
            variables,
            snapshot,
            today,
            values: &mut Vec::new(),
            warnings: &mut *warnings,
            failed_before: 0,
            failed_items: &mut Vec::new(),
        };
        // The response has its data; if the time is over, it goes without the explanation.
        if source.explain_null(&mut context).unwrap_or(true) {
            return;
        }
    }
}
