//! What a client sends.

use std::sync::Arc;

use serde_json::{Map, Value as Json};

use crate::graphql::viewer::Viewer;

/// A GraphQL request.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The document.
    pub query: Arc<str>,
    /// The name of the operation to execute, if the document has several.
    pub operation_name: Option<String>,
    /// The variables, by name.
    pub variables: Map<String, Json>,
    /// Whether the response reports the cost, in `extensions.cost`.
    pub cost: CostReporting,
    /// Who sends the request.
    pub viewer: Viewer,
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
