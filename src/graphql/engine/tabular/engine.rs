//! What the engine offers for tables.

use std::sync::Arc;

use async_graphql::parser::types::ExecutableDocument;
use serde_json::Value as Json;

use super::{
    added_fields::{AddedFields, add_fields},
    tree::{Node, selection_tree},
    variables::{self, DeclaredVariable},
};
use crate::graphql::engine::{
    arguments::Variables,
    document::{Document, check_variables, select_operation},
    error::Error,
    execute::slices::{self, Stopped},
    pipeline::Engine,
    plan::{
        coerce_variables::coerce_variables,
        compile::{ArgumentSupplier, TableOptions, compile},
        parameters,
        selection::Selection,
        steps::Plan,
    },
    request::Request,
};
use crate::store::Snapshot;
use crate::suggestion::did_you_mean;

/// A valid document with the variables of a request, and what it selects.
pub struct TableDocument {
    document: Arc<Document>,
    /// The document with added fields, if any.
    extended: Option<ExecutableDocument>,
    operation_name: Option<String>,
    variables: Arc<Variables>,
    /// What is selected of the root type.
    pub roots: Vec<Node>,
}

/// A plan whose response is given in slices.
pub struct TablePlan {
    plan: Plan,
    variables: Arc<Variables>,
    lists: usize,
}

impl Engine {
    /// Checks a request, and gives what it selects with the fields that are added to it.
    ///
    /// # Errors
    /// Everything wrong with the document or the variables.
    pub async fn table_document(
        &self,
        request: &Request,
        added: Option<&dyn AddedFields>,
    ) -> Result<TableDocument, Vec<Error>> {
        let one = |error: Error| vec![error];
        let document = self.document(&request.query).await?;
        let name = request.operation_name.as_deref();
        let (_, operation) = select_operation(&document.ast, name).map_err(one)?;
        check_variables(&self.limits.request, &request.variables).map_err(one)?;
        let variables = coerce_variables(&self.definition, operation, &request.variables)?;
        let extended = added.map(|added| {
            let mut ast = document.ast.clone();
            add_fields(&mut ast, &self.definition, &variables, added);
            ast
        });
        let ast = extended.as_ref().unwrap_or(&document.ast);
        let (_, operation) = select_operation(ast, name).map_err(one)?;
        let selection = Selection { ast, definition: &self.definition, variables: &variables };
        let sets = vec![&operation.selection_set.node];
        let roots = selection_tree(selection, sets).map_err(one)?;
        let operation_name = request.operation_name.clone();
        let variables = Arc::new(variables);
        Ok(TableDocument { document, extended, operation_name, variables, roots })
    }

    /// Compiles a document so that its response can be given in slices. `path` has the response keys
    /// that lead to the rows, and `lists` of them are lists. `arguments` gives fields arguments that the
    /// document does not give.
    ///
    /// # Errors
    /// When arguments break a rule, or the operation can return too many rows.
    pub fn table_plan(
        &self,
        table: &TableDocument,
        path: &[String],
        lists: usize,
        arguments: &mut dyn ArgumentSupplier,
    ) -> Result<TablePlan, Error> {
        let TableDocument { document, extended, operation_name, variables, .. } = table;
        let ast = extended.as_ref().unwrap_or(&document.ast);
        let (_, operation) = select_operation(ast, operation_name.as_deref())?;
        let options = Some(TableOptions { path, arguments });
        let limits = &self.limits.request;
        let plan = compile(&self.definition, ast, operation, variables, limits, options)?;
        self.documents.keep(document);
        Ok(TablePlan { plan, variables: variables.clone(), lists })
    }

    /// Runs a plan and hands its response over in slices, each the JSON of a response with `data`.
    /// `today` is the current day, as the schema counts days.
    ///
    /// # Errors
    /// Arguments that break their rule or identify no single record, before any slice; a failure of the store; an error of `sink`.
    pub fn slices<E>(
        &self,
        table: &TablePlan,
        snapshot: &Snapshot<'_>,
        today: i64,
        sink: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), Stopped<E>> {
        let TablePlan { plan, variables, lists } = table;
        let parameters =
            parameters::resolve(&plan.parameters, plan.width, variables, snapshot, today)
                .map_err(Stopped::Refused)?;
        // A table is complete or an error: it has no place for the error of a field.
        if !parameters.failures.is_empty() {
            return Err(Stopped::Refused(parameters.failures.into_errors()));
        }
        // A slice is parsed and turned into rows, which takes many times its bytes.
        let max_bytes = self.limits.request.response_bytes.min(self.limits.table.row_bytes);
        slices::run(plan, &parameters.values, snapshot, *lists, max_bytes, sink)
    }

    /// What a client should know of how the arguments of a plan were understood: the messages that a response has in
    /// `extensions.warnings`. Arguments that break their rule have none; running the plan refuses them.
    #[must_use]
    pub fn table_warnings(
        &self,
        table: &TablePlan,
        snapshot: &Snapshot<'_>,
        today: i64,
    ) -> Vec<String> {
        let TablePlan { plan, variables, .. } = table;
        let resolved =
            parameters::resolve(&plan.parameters, plan.width, variables, snapshot, today);
        let warnings = resolved.map_or_else(|_| Vec::new(), |resolved| resolved.warnings);
        let messages = warnings.iter().filter_map(|warning| warning["message"].as_str());
        messages.map(str::to_owned).collect()
    }

    /// The variables that an operation of a document declares, in order.
    ///
    /// # Errors
    /// Everything wrong with the document.
    pub async fn declared_variables(
        &self,
        query: &Arc<str>,
        operation_name: Option<&str>,
    ) -> Result<Vec<DeclaredVariable>, Vec<Error>> {
        let document = self.document(query).await?;
        let (_, operation) =
            select_operation(&document.ast, operation_name).map_err(|error| vec![error])?;
        Ok(variables::declared(&self.definition, operation))
    }

    /// Refuses variables that the operation does not declare. GraphQL ignores them, so that a misspelled filter would let
    /// everything through.
    ///
    /// # Errors
    /// When there is one, and everything wrong with the document.
    pub async fn refuse_unknown_variables(&self, request: &Request) -> Result<(), Vec<Error>> {
        let declared =
            self.declared_variables(&request.query, request.operation_name.as_deref()).await?;
        let is_declared = |name: &str| declared.iter().any(|variable| variable.name == name);
        let Some(unknown) = request.variables.keys().find(|name| !is_declared(name)) else {
            return Ok(());
        };
        let names: Vec<_> = declared.iter().map(|variable| variable.name.as_str()).collect();
        let rule = match &names[..] {
            [] => "the operation declares no variables".to_owned(),
            names => {
                let meant = did_you_mean(unknown, names.iter().copied());
                format!("unknown variable.{meant} The operation declares {}", names.join(", "))
            }
        };
        Err(vec![Error::bad_input(&format!("variables.{unknown}"), rule)])
    }

    /// The value of a variable from the parameters of a URL that set it: their names and texts.
    ///
    /// # Errors
    /// When the texts are not a value of its type. The rest is checked when variables are coerced.
    pub fn variable_value(
        &self,
        variable: &DeclaredVariable,
        given: &[(&str, &str)],
    ) -> Result<Json, Error> {
        variables::value(&self.definition, variable, given)
    }
}
