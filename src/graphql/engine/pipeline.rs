//! The engine: from a request to the text of its response.
//!
//! A document is parsed, guarded and validated once; an operation of it is compiled once for each shape
//! of its variables. What is left for a request: coerce its variables, fill the plan's slots, run it.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use async_graphql::{
    Name, Request as FrameworkRequest, ValidationMode,
    dynamic::{Schema, SchemaError},
    parser::types::{DocumentOperations, ExecutableDocument, OperationDefinition, OperationType},
};
use serde_json::{Map, Value as Json};

use crate::{cache::Cache, domain::date::Day, limits::Limits, store::Snapshot};

use super::{
    definition::{SchemaDefinition, framework},
    document::{
        checks,
        guard::{self, Cost},
        validation,
    },
    error::{Code, Error},
    execute::{self, Stop},
    plan::{
        compile, parameters,
        steps::Plan,
        variables::{self, Variables},
    },
    response::Response,
};
use crate::graphql::schema;

/// Bytes of text of the documents kept.
const DOCUMENTS: usize = 2 << 20;
/// Bytes of text of the plans kept. A document of 15 KB was seen to make a plan of 1.3 MB.
const PLANS: usize = 1 << 20;

/// Answers GraphQL documents over a snapshot of the store.
pub struct Engine {
    pub(super) definition: SchemaDefinition,
    validator: Schema,
    introspector: Schema,
    pub(super) limits: Limits,
    documents: Cache<Arc<str>, Arc<Document>>,
    /// Documents parsed so far.
    parsed: AtomicU64,
    plans: Cache<PlanKey, Arc<Plan>>,
}

/// The tables of the schema contradict themselves: the framework says how.
#[derive(Debug, thiserror::Error)]
#[error("the tables of the schema contradict themselves: {0}")]
pub struct InvalidDefinition(SchemaError);

/// What a client asks.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The document.
    pub query: Arc<str>,
    /// Which of its operations.
    pub operation_name: Option<String>,
    /// Variables by name.
    pub variables: Map<String, Json>,
    /// Whether to tell what it was charged, in `extensions.cost`.
    pub cost: CostReporting,
}

/// Whether `extensions.cost` of the response reports what the operation costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CostReporting {
    /// The response does not report the cost.
    #[default]
    Off,
    /// The response reports the cost beside the data.
    On,
    /// The response reports the cost and has no data: the operation is not executed.
    DryRun,
}

/// An operation ready to run.
pub struct PreparedOperation {
    name: Arc<str>,
    plan: Arc<Plan>,
    pub(super) variables: Variables,
    introspected: Vec<String>,
    cost: Cost,
    tell: CostReporting,
}

/// Rows asked for that cost a unit of a client's budget.
const ROWS_A_UNIT: u64 = 100;

impl PreparedOperation {
    /// The operation's name; empty where it has none.
    #[must_use]
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// How many rows it may look at: how long it can take.
    #[must_use]
    pub fn work(&self) -> u64 {
        self.plan.work
    }

    /// What it costs of a client's budget: one, and one more for each 100 rows asked for.
    #[must_use]
    pub fn units(&self) -> u64 {
        1 + self.plan.rows / ROWS_A_UNIT
    }

    /// The charge as `extensions.cost`; without statements where nothing ran.
    fn told(&self, statements: Option<u64>) -> Json {
        let Cost { fields, aliases, directives, depth, .. } = self.cost;
        let mut cost = serde_json::json!({
            "fields": fields, "aliases": aliases, "directives": directives, "depth": depth,
            "rows": self.plan.rows, "units": self.units(),
        });
        match statements {
            Some(statements) => cost["statements"] = statements.into(),
            None => cost["dryRun"] = true.into(),
        }
        cost
    }
}

pub(super) struct Document {
    /// Another for every document that is parsed: shorter to compare than its text.
    number: u64,
    pub(super) ast: ExecutableDocument,
    cost: Cost,
}

/// Number of the document, name of the operation, shape of its variables.
type PlanKey = (u64, String, String);

impl Engine {
    /// An engine over the tables of the registry.
    ///
    /// # Errors
    /// When the tables contradict themselves; a test builds them.
    pub fn new(limits: Limits) -> Result<Self, InvalidDefinition> {
        Self::over(schema::definition(), limits)
    }

    /// What may be asked of it.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    pub(super) fn over(
        definition: SchemaDefinition,
        limits: Limits,
    ) -> Result<Self, InvalidDefinition> {
        let validator = validation::with_validation_only(&definition).map_err(InvalidDefinition)?;
        let introspector =
            framework::build(&definition, ValidationMode::Fast).map_err(InvalidDefinition)?;
        let (documents, plans) = (Cache::new(DOCUMENTS), Cache::new(PLANS));
        let parsed = AtomicU64::new(0);
        Ok(Self { definition, validator, introspector, limits, documents, parsed, plans })
    }

    /// The schema in the schema definition language.
    #[must_use]
    pub fn sdl(&self) -> String {
        framework::sdl(&self.introspector)
    }

    /// Parses, guards, validates and compiles what has not been, and coerces the variables.
    ///
    /// # Errors
    /// Everything wrong with the request; nothing was executed.
    pub async fn prepare(&self, request: &Request) -> Result<PreparedOperation, Vec<Error>> {
        let document = self.document(&request.query).await?;
        let name = request.operation_name.as_deref();
        let (name, operation) = select(&document.ast, name).map_err(|error| vec![error])?;
        guard::lists(&self.limits, &request.variables).map_err(|error| vec![error])?;
        let variables = variables::coerce(&self.definition, operation, &request.variables)?;
        let key = (document.number, name.to_owned(), variables.shape.clone());
        let plan = if let Some(plan) = self.plans.get(&key) {
            plan
        } else {
            let plan = compile::compile(&self.definition, &document.ast, operation, &variables);
            let plan = Arc::new(plan.map_err(|error| vec![error])?);
            let weight = request.query.len() + key.2.len();
            self.plans.put(key, plan.clone(), weight);
            plan
        };
        guard::rows(&self.limits, plan.rows).map_err(|error| vec![error])?;
        let introspected = self.introspect(&plan, &variables).await?;
        let (name, cost, tell) = (name.into(), document.cost, request.cost);
        Ok(PreparedOperation { name, plan, variables, introspected, cost, tell })
    }

    /// Runs what was prepared over a snapshot. `today` is the day that holds where nobody names a date.
    #[must_use]
    pub fn run(
        &self,
        prepared: &PreparedOperation,
        snapshot: &Snapshot<'_>,
        today: Day,
    ) -> Response {
        let PreparedOperation { plan, variables, introspected, .. } = prepared;
        if prepared.tell == CostReporting::DryRun {
            return Response::of(
                "{\"data\":null".to_owned(),
                &[],
                Some(prepared.told(None)),
                Vec::new(),
                snapshot,
            );
        }
        let filled = parameters::fill(&plan.slots, plan.width, variables, snapshot, today);
        let parameters::Filled { values: slots, warnings } = match filled {
            Ok(filled) => filled,
            Err(errors) => return Response::from_errors(&errors).after(snapshot),
        };
        match execute::run(plan, &slots, introspected, snapshot, self.limits.request.response_bytes)
        {
            Ok(written) => {
                let told = (prepared.tell == CostReporting::On)
                    .then(|| prepared.told(Some(snapshot.statement_count())));
                Response::of(written.data, &written.failures, told, warnings, snapshot)
            }
            Err(stop) => Response::from_errors(&[self.stopped(stop)]).after(snapshot),
        }
    }

    /// What a client is told when its whole request ended early.
    fn stopped(&self, stop: Stop) -> Error {
        match stop {
            Stop::Store(error) => error.into(),
            Stop::TooLarge => {
                let most = self.limits.request.response_bytes;
                let rule = format!(
                    "The answer would be larger than the {most} bytes allowed. Ask for less, or in several requests."
                );
                Error::new(Code::LimitExceeded, rule).limit("response_bytes", most + 1, most)
            }
            Stop::Null => Error::internal("a failure went beyond the operation"),
        }
    }

    pub(super) async fn document(&self, text: &Arc<str>) -> Result<Arc<Document>, Vec<Error>> {
        if let Some(document) = self.documents.get(text.as_ref()) {
            return Ok(document);
        }
        let one = |error: Error| vec![error];
        guard::scan(&self.limits, text).map_err(one)?;
        let ast = async_graphql::parser::parse_query(text)
            .map_err(|error| vec![Error::of_parser(&error)])?;
        let cost = guard::walk(&self.limits, &ast).map_err(one)?;
        reject_non_queries(&ast).map_err(one)?;
        checks::given_once(text).map_err(one)?;
        validation::validate(&self.validator, &self.definition, &ast).await?;
        let number = self.parsed.fetch_add(1, Ordering::Relaxed);
        let document = Arc::new(Document { number, ast, cost });
        self.documents.put(text.clone(), document.clone(), text.len());
        Ok(document)
    }

    /// Answers of the framework to the introspection that a plan leaves to it, as JSON.
    async fn introspect(
        &self,
        plan: &Plan,
        variables: &Variables,
    ) -> Result<Vec<String>, Vec<Error>> {
        let mut answers = Vec::new();
        for document in &plan.introspections {
            let variables = Json::Object(variables.values.clone());
            let mut request =
                FrameworkRequest::new("").variables(async_graphql::Variables::from_json(variables));
            request.set_parsed_query(document.clone());
            let response = self.introspector.execute(request).await;
            if !response.errors.is_empty() {
                return Err(response.errors.iter().map(Error::of_validation).collect());
            }
            answers.push(only_value(&response.data));
        }
        Ok(answers)
    }
}

/// The value of the one field of an answer, as JSON. A detour over [`Json`] would sort the keys.
fn only_value(data: &async_graphql::Value) -> String {
    let value = match data {
        async_graphql::Value::Object(fields) => fields.values().next(),
        _ => None,
    };
    value.and_then(|value| serde_json::to_string(value).ok()).unwrap_or_else(|| "null".to_owned())
}

/// The operation of a document that a request means.
pub(super) fn select<'d>(
    document: &'d ExecutableDocument,
    name: Option<&str>,
) -> Result<(&'d str, &'d OperationDefinition), Error> {
    let bad = |rule: String| Error::bad_input("operationName", rule);
    let (name, operation) = match (&document.operations, name) {
        (DocumentOperations::Single(operation), None) => ("", operation),
        (DocumentOperations::Single(_), Some(name)) => {
            return Err(bad(format!("the document's one operation has no name, not `{name}`")));
        }
        (DocumentOperations::Multiple(operations), None) if operations.len() == 1 => {
            let one = operations.iter().next();
            let Some((name, operation)) = one else { return Err(bad("no operation".to_owned())) };
            (name.as_str(), operation)
        }
        (DocumentOperations::Multiple(operations), name) => {
            let known = name.and_then(|name| operations.get_key_value(name));
            let Some((name, operation)) = known else {
                let mut names: Vec<_> = operations.keys().map(Name::as_str).collect();
                names.sort_unstable();
                return Err(bad(format!(
                    "name one of the document's operations: {}",
                    names.join(", ")
                )));
            };
            (name.as_str(), operation)
        }
    };
    Ok((name, &operation.node))
}

/// The registry has queries alone; whatever else a document holds is refused before it is looked at.
fn reject_non_queries(document: &ExecutableDocument) -> Result<(), Error> {
    let other = document.operations.iter().find(|(_, it)| it.node.ty != OperationType::Query);
    match other {
        None => Ok(()),
        Some((_, operation)) => {
            let rule = format!("This registry answers queries; it has no {}.", operation.node.ty);
            Err(Error::new(Code::OperationNotSupported, rule).at(operation.pos))
        }
    }
}
