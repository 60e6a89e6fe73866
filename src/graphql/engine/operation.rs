//! An operation that is ready to be executed.

use std::sync::Arc;

use serde_json::Value as Json;

use super::{
    arguments::Variables, document::DocumentCost, plan::steps::Plan, request::CostReporting,
};
use crate::limits::cost::ROWS_PER_UNIT;

/// An operation that is ready to be executed: checked, compiled, with its variables.
pub struct PreparedOperation {
    pub(super) name: Arc<str>,
    pub(super) plan: Arc<Plan>,
    pub(super) variables: Variables,
    /// What async-graphql answered to the plan's introspections, as JSON.
    pub(super) introspected: Vec<String>,
    pub(super) document_cost: DocumentCost,
    pub(super) cost_reporting: CostReporting,
    /// Names of variables that the request has and the operation does not declare.
    pub(super) undeclared: Vec<String>,
}

/// What executing an operation took.
pub(super) struct Executed {
    /// SQL statements.
    pub statements: u64,
    /// Steps of SQLite's virtual machine.
    pub steps: u64,
    /// Bytes of the data.
    pub bytes: usize,
}

impl PreparedOperation {
    /// Its name; empty if it has none.
    #[must_use]
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// How many rows it may read of a database with so many things: a measure of how long it can take.
    #[must_use]
    pub fn work(&self, things: u64) -> u64 {
        self.plan.rows.saturating_add(self.plan.scans.saturating_mul(things) / 100)
    }

    /// Bytes of what it introspects. They are there before it is executed.
    #[must_use]
    pub fn introspected_bytes(&self) -> usize {
        self.introspected.iter().map(String::len).sum()
    }

    /// What it costs at most, as far as that is known before it is executed: one unit, and one for each 100 rows that it
    /// may read.
    #[must_use]
    pub fn units(&self, things: u64) -> u64 {
        1 + self.work(things) / ROWS_PER_UNIT
    }

    /// Warnings about variables that have no effect, for `extensions.warnings`. GraphQL ignores such variables, so that a
    /// misspelled filter lets everything through.
    pub(super) fn warnings(&self) -> impl Iterator<Item = Json> {
        self.undeclared.iter().map(|name| {
            let argument = format!("variables.{name}");
            let message =
                format!("{argument}: ignored, because the operation declares no such variable");
            serde_json::json!({ "message": message, "code": "UNDECLARED_VARIABLE", "argument": argument })
        })
    }

    /// The cost as `extensions.cost` has it. `executed` has the work of SQLite and the bytes of the data; None if the
    /// operation was not executed.
    pub(super) fn cost(&self, executed: Option<&Executed>) -> Json {
        let DocumentCost { fields, aliases, directives, depth, .. } = self.document_cost;
        let mut cost = serde_json::json!({
            "fields": fields, "aliases": aliases, "directives": directives, "depth": depth,
            "rows": self.plan.rows, "units": self.units(0),
        });
        match executed {
            Some(&Executed { statements, steps, bytes }) => {
                cost["statements"] = statements.into();
                cost["steps"] = steps.into();
                cost["bytes"] = bytes.into();
            }
            None => cost["dryRun"] = true.into(),
        }
        cost
    }
}
