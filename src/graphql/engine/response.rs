//! The response to a request: its text, and what the caller of the engine needs to know of it.

use serde_json::{Map, Value as Json};

use super::{
    error::{Code, Error},
    execute::FieldError,
};
use crate::limits::responses::MAX_ERRORS;
use crate::store::Snapshot;

/// The response to a request.
#[derive(Clone, Debug)]
pub struct Response {
    /// The JSON of the response.
    pub body: String,
    /// Whether the operation was executed: the response has `data`.
    pub executed: bool,
    /// Whether the operation was not executed because the service failed.
    pub failed: bool,
    /// How many errors it has.
    pub errors: usize,
    /// How many SQL statements were run.
    pub statements: u64,
    /// The limit that the request exceeds, by its name in `Limits::table`.
    pub limit: Option<String>,
    /// The causes of internal errors, for the log.
    pub causes: Vec<String>,
    /// What `extensions` of the body has, and where in the body it begins.
    extensions: Map<String, Json>,
    extensions_at: usize,
}

impl Response {
    /// The response to a request that is not executed.
    #[must_use]
    pub fn from_errors(errors: &[Error]) -> Self {
        let failed = errors.iter().any(|error| error.code == Code::Internal);
        let listed: Vec<_> = errors.iter().take(MAX_ERRORS).map(Error::to_json).collect();
        let limit = errors.iter().find_map(|error| error.extensions.get("limit")?.as_str());
        Self {
            body: serde_json::json!({ "errors": listed }).to_string(),
            executed: false,
            failed,
            errors: errors.len(),
            statements: 0,
            limit: limit.map(str::to_owned),
            causes: errors.iter().filter_map(|error| error.cause.clone()).collect(),
            extensions: Map::new(),
            extensions_at: 0,
        }
    }

    /// Adds figures to the cost in `extensions.cost`, or replaces them, if the response reports the cost.
    pub fn add_to_cost<const N: usize>(&mut self, figures: [(&str, u64); N]) {
        let Some(Json::Object(cost)) = self.extensions.get_mut("cost") else { return };
        cost.extend(figures.map(|(name, value)| (name.to_owned(), value.into())));
        self.body.truncate(self.extensions_at);
        close(&mut self.body, &self.extensions);
    }

    /// The response to a request that was executed. `data` is its start, as `execute::Written` has it.
    pub(super) fn new(
        mut data: String,
        errors: &[FieldError],
        cost: Option<Json>,
        warnings: Vec<Json>,
        snapshot: &Snapshot<'_>,
    ) -> Self {
        if !errors.is_empty() {
            let listed = errors.iter().take(MAX_ERRORS).map(FieldError::to_json);
            let listed = Json::Array(listed.collect());
            data.extend([",\"errors\":", &listed.to_string()]);
        }
        let warnings = (!warnings.is_empty()).then_some(Json::Array(warnings));
        let extensions = [("cost", cost), ("warnings", warnings)].into_iter();
        let extensions = extensions.filter_map(|(name, value)| Some((name.to_owned(), value?)));
        let extensions: Map<_, _> = extensions.collect();
        let extensions_at = data.len();
        close(&mut data, &extensions);
        Self {
            body: data,
            executed: true,
            failed: false,
            errors: errors.len(),
            statements: snapshot.statement_count(),
            limit: None,
            causes: errors.iter().filter_map(|field| field.error.cause.clone()).collect(),
            extensions,
            extensions_at,
        }
    }

    /// The same, after statements were run.
    pub(super) fn after(self, snapshot: &Snapshot<'_>) -> Self {
        Self { statements: snapshot.statement_count(), ..self }
    }
}

/// Ends the text of a response.
fn close(body: &mut String, extensions: &Map<String, Json>) {
    if !extensions.is_empty() {
        let extensions = serde_json::to_string(extensions).unwrap_or_default();
        body.extend([",\"extensions\":", &extensions]);
    }
    body.push('}');
}
