//! Compiles an operation.

use std::sync::atomic::AtomicUsize;

use async_graphql::{
    Pos, Positioned,
    parser::types::{
        DocumentOperations, ExecutableDocument, OperationDefinition, Selection as SelectionNode,
    },
};

use super::{
    compiler::{Compiler, Place, Scope},
    table_options::{InheritedFrom, TableCompilation, TableOptions},
};
use crate::graphql::engine::{
    arguments::Variables,
    definition::{ParameterId, Parameters, SchemaDefinition, SelectedColumns},
    error::Error,
    plan::{
        selection::{SelectedField, Selection},
        steps::{Plan, Step},
    },
};
use crate::limits::{RequestLimits, cost::FILTER_CONDITION_SCAN};

/// Capacity for the first response of a plan, in bytes.
const FIRST_CAPACITY: usize = 4 << 10;

/// Compiles an operation for variables of one shape. `table` is set if the plan is for a table.
///
/// # Errors
/// When arguments break a rule that can be checked before the values of variables are known, or as soon as the plan can
/// return too many rows or has too many fields: a plan that is refused is not compiled to its end.
pub fn compile<'d>(
    definition: &'d SchemaDefinition,
    ast: &'d ExecutableDocument,
    operation: &'d OperationDefinition,
    variables: &'d Variables,
    limits: &'d RequestLimits,
    table: Option<TableOptions<'d>>,
) -> Result<Plan, Error> {
    let path = table.as_ref().map(|table| table.path);
    let mut compiler = Compiler {
        selection: Selection { ast, definition, variables },
        operation,
        limits,
        table: table.map(TableCompilation::new),
        parameters: Parameters::default(),
        inherited_width: 0,
        fields: Vec::new(),
        field_count: 0,
        introspections: Vec::new(),
        rows: 0,
        scans: 0,
        conditions: 0,
        relation_depth: 0,
        selected_columns: SelectedColumns::default(),
        charged_items: Vec::new(),
    };
    if let Some(inherited) = &definition.inherited {
        let default = (inherited.default)();
        compiler.inherited_width = default.width();
        compiler.parameters.add(inherited.name, Pos::default(), default);
    }
    let place = Place {
        inherited: ParameterId::DEFAULT_INHERITED,
        inherited_from: InheritedFrom::Default,
        level: 0,
        weight: 1,
        field: 0,
        path,
    };
    let sets = [&operation.selection_set.node];
    let steps = compiler.object(definition.query_type(), &sets, &mut Scope::Root, place)?;
    let filters = FILTER_CONDITION_SCAN.saturating_mul(compiler.conditions);
    Ok(Plan {
        parameters: compiler.parameters.all,
        width: compiler.parameters.width,
        steps,
        rows: compiler.rows,
        scans: compiler.scans.saturating_add(filters),
        fields: compiler.fields,
        introspections: compiler.introspections,
        capacity: AtomicUsize::new(FIRST_CAPACITY),
    })
}

impl<'d> Compiler<'d> {
    /// Leaves a field of introspection to async-graphql: adds a document that selects it alone.
    pub fn introspection(&mut self, selected: &SelectedField<'d>) -> Step {
        let mut field = selected.node.clone();
        field.directives.clear();
        let items = selected.sets.iter().flat_map(|set| set.items.clone());
        field.selection_set.node.items = items.collect();
        let mut operation = self.operation.clone();
        let field = Positioned::new(field, selected.pos);
        operation.selection_set.node.items =
            vec![Positioned::new(SelectionNode::Field(field), selected.pos)];
        let operations = DocumentOperations::Single(Positioned::new(operation, selected.pos));
        let fragments = self.selection.ast.fragments.clone();
        self.introspections.push(ExecutableDocument { operations, fragments });
        Step::Introspection(self.introspections.len() - 1)
    }
}
