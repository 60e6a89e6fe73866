//! What a client is answered: the text of the response, and what the service should know of it.

use serde_json::{Map, Value as Json};

use crate::store::Snapshot;

use crate::graphql::engine::{
    error::{Code, Error},
    execute,
};

/// What a client is answered.
#[derive(Clone, Debug)]
pub struct Response {
    /// The JSON of the response.
    pub body: String,
    /// Whether the operation was executed: there is `data`.
    pub executed: bool,
    /// Whether it is the service's fault that there is none.
    pub failed: bool,
    /// How many SQL statements ran.
    pub statements: u64,
    /// The limit that was passed, by its name in [`Limits`].
    pub limit: Option<String>,
    /// What went wrong inside, for the log.
    pub causes: Vec<String>,
}

impl Response {
    /// The answer to a request that was not executed.
    #[must_use]
    pub fn from_errors(errors: &[Error]) -> Self {
        let failed = errors.iter().any(|error| error.code == Code::Internal);
        let listed: Vec<_> = errors.iter().take(MOST_ERRORS).map(Error::to_json).collect();
        let limit = errors.iter().find_map(|error| error.extensions.get("limit")?.as_str());
        Self {
            body: serde_json::json!({ "errors": listed }).to_string(),
            executed: false,
            failed,
            statements: 0,
            limit: limit.map(str::to_owned),
            causes: errors.iter().filter_map(|error| error.cause.clone()).collect(),
        }
    }

    /// The answer to a request that was executed: what was written, what failed, what it was charged,
    /// what its client should know.
    pub(super) fn of(
        mut body: String,
        failures: &[execute::Failure],
        cost: Option<Json>,
        warnings: Vec<Json>,
        snapshot: &Snapshot<'_>,
    ) -> Self {
        if !failures.is_empty() {
            let errors = failures.iter().take(MOST_ERRORS).map(execute::Failure::to_json);
            let errors = Json::Array(errors.collect());
            body.extend([",\"errors\":", &errors.to_string()]);
        }
        let warnings = (!warnings.is_empty()).then_some(Json::Array(warnings));
        let extensions = [("cost", cost), ("warnings", warnings)].into_iter();
        let extensions = extensions.filter_map(|(name, value)| Some((name.to_owned(), value?)));
        let extensions: Map<_, _> = extensions.collect();
        if !extensions.is_empty() {
            body.extend([",\"extensions\":", &Json::Object(extensions).to_string()]);
        }
        body.push('}');
        let causes = failures.iter().filter_map(|failure| failure.error.cause.clone()).collect();
        let statements = snapshot.statement_count();
        Self { body, executed: true, failed: false, statements, limit: None, causes }
    }

    pub(super) fn after(self, snapshot: &Snapshot<'_>) -> Self {
        Self { statements: snapshot.statement_count(), ..self }
    }
}

/// Errors of one answer at most; who has more has enough to do.
const MOST_ERRORS: usize = 20;
