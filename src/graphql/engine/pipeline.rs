//! The engine: from a request to its response.
//!
//! A document is parsed and checked once, and an operation of it is compiled once for each shape of its
//! variables. A request coerces its variables, works out the values of the plan's parameters, and runs
//! the plan.

use std::sync::Arc;

use async_graphql::{dynamic::SchemaError, parser::types::OperationDefinition};

use super::{
    definition::SchemaDefinition,
    document::{Document, Documents, check_variables, select_operation},
    error::{Code, Error, excerpt},
    execute::{self, Stop},
    introspection::Introspector,
    operation::{Executed, PreparedOperation},
    plan::{coerce_variables::coerce_variables, compile::compile, parameters, steps::Plan},
    request::{CostReporting, Request},
    response::Response,
};
use crate::allocator;
use crate::cache::{Cache, ReadUsage};
use crate::limits::{Limits, memory::CacheSizes, responses::MAX_ERRORS};
use crate::store::{self, Snapshot};

/// Answers GraphQL requests over a schema, from a snapshot of the data.
pub struct Engine {
    pub(super) definition: SchemaDefinition,
    pub(super) limits: Limits,
    introspector: Introspector,
    pub(super) documents: Documents,
    plans: Cache<PlanKey, Arc<Plan>>,
}

/// Number of the document, name of the operation, shape of its variables.
type PlanKey = (u64, String, String);

/// A schema definition that contradicts itself, for instance names a type that it does not define.
#[derive(Debug, thiserror::Error)]
#[error("the definition of the schema contradicts itself: {0}")]
pub struct InvalidDefinition(#[from] SchemaError);

impl Engine {
    /// An engine for a schema, with caches of these sizes.
    ///
    /// # Errors
    /// When the definition contradicts itself.
    pub fn new(
        definition: SchemaDefinition,
        limits: Limits,
        caches: &CacheSizes,
    ) -> Result<Self, InvalidDefinition> {
        let introspector = Introspector::new(&definition)?;
        let documents = Documents::new(&definition, caches.documents)?;
        let plans = Cache::new(caches.plans);
        Ok(Self { definition, limits, introspector, documents, plans })
    }

    /// Tells how full the caches of documents and of plans are.
    #[must_use]
    pub fn read_usage(&self) -> [(&'static str, ReadUsage); 2] {
        [("documents", self.documents.read_usage()), ("plans", self.plans.read_usage())]
    }

    /// The limits that requests must keep.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The schema in the schema definition language.
    #[must_use]
    pub fn sdl(&self) -> String {
        self.introspector.sdl()
    }

    /// Checks a request, and compiles its operation if that was not done before.
    ///
    /// # Errors
    /// Everything wrong with the request. Nothing was executed.
    pub async fn prepare(&self, request: &Request) -> Result<PreparedOperation, Vec<Error>> {
        let one = |error: Error| vec![error];
        let document = self.document(&request.query).await?;
        let name = request.operation_name.as_deref();
        let (name, operation) = select_operation(&document.ast, name).map_err(one)?;
        check_variables(&self.limits.request, &request.variables).map_err(one)?;
        let variables = coerce_variables(&self.definition, operation, &request.variables)?;
        let undeclared = undeclared_variables(operation, request);
        let key = (document.number, name.to_owned(), variables.shape.clone());
        let plan = if let Some(plan) = self.plans.get(&key) {
            plan
        } else {
            let limits = &self.limits.request;
            let (plan, held) = allocator::measure(|| {
                compile(&self.definition, &document.ast, operation, &variables, limits, None)
                    .map(Arc::new)
            });
            let plan = plan.map_err(one)?;
            let held = held + key.1.len() + key.2.len();
            self.plans.put(key, plan.clone(), held);
            self.documents.keep(&document);
            plan
        };
        let introspected = self.introspector.answers(&plan, &variables).await?;
        Ok(PreparedOperation {
            name: name.into(),
            plan,
            variables,
            introspected,
            document_cost: document.cost,
            cost_reporting: request.cost,
            undeclared,
        })
    }

    /// Executes an operation over a snapshot of the data. `today` is the current day, as the schema
    /// counts days.
    #[must_use]
    pub fn execute(
        &self,
        operation: &PreparedOperation,
        snapshot: &Snapshot<'_>,
        today: i64,
    ) -> Response {
        let PreparedOperation { plan, variables, introspected, cost_reporting, .. } = operation;
        if *cost_reporting == CostReporting::DryRun {
            let data = "{\"data\":null".to_owned();
            return Response::new(data, &[], Some(operation.cost(None)), Vec::new(), snapshot);
        }
        let resolved =
            parameters::resolve(&plan.parameters, plan.width, variables, snapshot, today);
        let parameters = match resolved {
            Ok(parameters) => parameters,
            Err(errors) => return Response::from_errors(&errors).after(snapshot),
        };
        let max_bytes = self.limits.request.response_bytes;
        let values = (&parameters.values[..], &parameters.failures);
        match execute::run(plan, values, introspected, snapshot, max_bytes) {
            Ok(written) => {
                let cost = (*cost_reporting == CostReporting::On)
                    .then(|| operation.cost(Some(&executed(snapshot, &written.data))));
                let mut warnings = parameters.warnings;
                if written.has_null_root_field {
                    let asked = (&plan.parameters[..], variables, snapshot, today);
                    parameters::explain_null(asked, &parameters.failures, &mut warnings);
                }
                warnings.extend(operation.warnings());
                Response::new(written.data, &written.errors, cost, warnings, snapshot)
            }
            Err(stop) => Response::from_errors(&[self.request_error(stop)]).after(snapshot),
        }
    }

    /// Checks a document without executing it.
    ///
    /// # Errors
    /// Everything wrong with it.
    pub async fn validate(&self, text: &Arc<str>) -> Result<(), Vec<Error>> {
        self.document(text).await.map(|_| ())
    }

    /// The document with that text.
    pub(super) async fn document(&self, text: &Arc<str>) -> Result<Arc<Document>, Vec<Error>> {
        self.documents.get(&self.definition, &self.limits.document, text).await
    }

    /// The error for a request that ended early.
    fn request_error(&self, stop: Stop) -> Error {
        match stop {
            Stop::Store(store::Error::Interrupted) => {
                Error::timeout("execution_time", self.limits.request.execution_time)
            }
            Stop::Store(error) => error.into(),
            Stop::Refused(error) => error,
            Stop::Argument(error) => Arc::unwrap_or_clone(error),
            Stop::TooLarge => {
                let allowed = self.limits.request.response_bytes;
                let message = format!(
                    "The response exceeds the limit of {allowed} bytes. Request less, or split it into several requests."
                );
                let error = Error::new(Code::LimitExceeded, message);
                error.limit("response_bytes", allowed + 1, allowed)
            }
            Stop::Null => Error::internal("a field failed without an error"),
        }
    }
}

fn executed(snapshot: &Snapshot<'_>, data: &str) -> Executed {
    let (statements, steps) = (snapshot.statement_count(), snapshot.step_count());
    Executed { statements, steps, bytes: data.len() }
}

/// The variables of a request that an operation does not declare, at most as many as a response has errors.
fn undeclared_variables(operation: &OperationDefinition, request: &Request) -> Vec<String> {
    let is_declared = |name: &str| {
        operation.variable_definitions.iter().any(|variable| variable.node.name.node == name)
    };
    let undeclared = request.variables.keys().filter(|name| !is_declared(name));
    undeclared.take(MAX_ERRORS).map(|name| excerpt(name)).collect()
}
