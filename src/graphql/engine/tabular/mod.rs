//! Answers as tables want them: the outline of a document, and its whole answer in slices.
//!
//! A slice is an answer to the same document with only some of the rows of one list, the *rows* of the
//! table. All slices together have every row once, in order, out of one snapshot; none is larger than
//! a few hundred rows, so memory does not grow with the table.

mod outline;
mod parameters;
mod rewrite;

use std::{collections::HashMap, sync::Arc};

use async_graphql::parser::types::{DocumentOperations, ExecutableDocument};
use serde_json::Value as Json;

use crate::{domain::date::Day, store::Snapshot};

use crate::graphql::engine::{
    error::Error,
    execute::slices,
    pipeline::{self, Engine, PreparedOperation, Request},
    plan::{
        compile,
        parameters::{self as plan_parameters, Fill},
        selection::Document,
        steps::Plan,
        variables::Variables,
    },
};

pub use crate::graphql::engine::execute::slices::Stopped;
pub use outline::{Leaf, Node, Role};
pub use parameters::Parameter;
pub use rewrite::MORE;
use rewrite::{Date, Reached, Rewriter};

/// Rows of a list beside the rows of a table at most: all of them stand in one cell.
pub const MOST_IN_A_CELL: i64 = 10_000;

/// What the address of a table can ask of every document.
#[derive(Clone, Debug, Default)]
pub struct Common {
    /// The date asked about, where the document names none.
    pub as_of: Option<String>,
    /// A word of `Certainty`, for each field that takes one and was given none.
    pub certainty: Option<&'static str>,
    /// Everything ever recorded, for each field that takes it and was given neither.
    pub history: Option<bool>,
    /// Language of names, for each field that takes it and was given none.
    pub lang: Option<String>,
}

/// A document with its outline: valid, within the limits, its variables coerced.
pub struct Outlined {
    request: Request,
    prepared: PreparedOperation,
    /// What is selected of the query.
    pub roots: Vec<Node>,
}

/// A document ready to be answered in slices.
pub struct Sliced {
    plan: Plan,
    variables: Variables,
    lists: usize,
}

impl Engine {
    /// Checks a request as [`Engine::prepare`] does, within the same limits, and outlines it.
    ///
    /// # Errors
    /// Everything wrong with the request.
    pub async fn outline(&self, request: Request) -> Result<Outlined, Vec<Error>> {
        let prepared = self.prepare(&request).await?;
        let document = self.document(&request.query).await?;
        let one = |error: Error| vec![error];
        let (_, operation) =
            pipeline::select(&document.ast, request.operation_name.as_deref()).map_err(one)?;
        let known = Document {
            ast: &document.ast,
            definition: &self.definition,
            variables: &prepared.variables,
        };
        let sets = vec![&operation.selection_set.node];
        let roots = outline::outline(known, sets).map_err(one)?;
        Ok(Outlined { request, prepared, roots })
    }

    /// Compiles an outlined document to be answered in slices. `path` has the keys that lead to the
    /// rows, `lists` says how many lists are among them.
    ///
    /// # Errors
    /// What [`Common`] asks that cannot be or would change nothing, or a document that grows too large.
    pub async fn slice(
        &self,
        outlined: Outlined,
        path: &[String],
        lists: usize,
        common: &Common,
    ) -> Result<Sliced, Vec<Error>> {
        let one = |error: Error| vec![error];
        let document = self.document(&outlined.request.query).await?;
        let name = outlined.request.operation_name.as_deref();
        let (_, operation) = pipeline::select(&document.ast, name).map_err(one)?;
        let variables = outlined.prepared.variables;
        let known =
            Document { ast: &document.ast, definition: &self.definition, variables: &variables };
        let reached = Reached::default();
        let mut rewriter = Rewriter { document: known, common, fields: 0, reached };
        let sets = [&operation.selection_set.node];
        let root = &self.definition.objects[0];
        let set = rewriter.set(root, &sets, Some(path), Date::Nowhere);
        let set = set.map_err(one)?;
        rewriter.reached.refuse_the_rest(common).map_err(one)?;
        let mut operation = operation.clone();
        operation.selection_set.node = set;
        let operations = DocumentOperations::Single(async_graphql::Positioned::new(
            operation.clone(),
            async_graphql::Pos::default(),
        ));
        let ast = ExecutableDocument { operations, fragments: HashMap::default() };
        let mut plan =
            compile::compile(&self.definition, &ast, &operation, &variables).map_err(one)?;
        for slot in &mut plan.slots {
            if let Fill::PageSize(Some(crate::graphql::engine::plan::arguments::Source::Literal(
                size,
            ))) = &slot.fill
            {
                match size.as_i64() {
                    Some(all) if all == i64::from(rewrite::ALL) => {
                        slot.fill = Fill::Rows(i64::MAX - 1);
                    }
                    Some(some) if some == i64::from(rewrite::IN_A_CELL) => {
                        slot.fill = Fill::Rows(MOST_IN_A_CELL);
                    }
                    _ => {}
                }
            }
        }
        Ok(Sliced { plan, variables, lists })
    }

    /// Answers a document in slices: each is the JSON of an answer with `data`. `today` is the day
    /// that holds where nobody names a date.
    ///
    /// # Errors
    /// Arguments that break their rule, before any slice; a failure of the store, or `sink`'s own.
    pub fn slices<E>(
        &self,
        sliced: &Sliced,
        snapshot: &Snapshot<'_>,
        today: Day,
        sink: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), Stopped<E>> {
        let Sliced { plan, variables, lists } = sliced;
        let filled = plan_parameters::fill(&plan.slots, plan.width, variables, snapshot, today)
            .map_err(Stopped::Refused)?;
        slices::run(
            plan,
            &filled.values,
            snapshot,
            *lists,
            self.limits.request.response_bytes,
            sink,
        )
    }

    /// The parameters that the one operation of a document declares, in order.
    ///
    /// # Errors
    /// Everything wrong with the document.
    pub async fn parameters(
        &self,
        query: &Arc<str>,
        operation: Option<&str>,
    ) -> Result<Vec<Parameter>, Vec<Error>> {
        let document = self.document(query).await?;
        let (_, operation) =
            pipeline::select(&document.ast, operation).map_err(|error| vec![error])?;
        Ok(parameters::declared(&self.definition, operation))
    }

    /// The value of a parameter of some type, from the texts that an address has for it.
    ///
    /// # Errors
    /// When they are no value of that type; variables are checked further when they are coerced.
    pub fn parameter_value(&self, parameter: &Parameter, texts: &[String]) -> Result<Json, Error> {
        parameters::value(&self.definition, parameter, texts)
    }
}

/// The type and the key that a global id stands for.
#[must_use]
pub fn type_and_key(id: &str) -> Option<(String, String)> {
    crate::graphql::engine::global_id::decode(id)
}
