//! From a selection to a plan: which statements to run and what to write, field by field as the tables say.
//!
//! One statement reads one list of rows with everything of them that was selected: columns of the row
//! itself and of the rows it refers to. Lists and pages below it are statements of their own, run for
//! each row. So the number of statements follows what is shown, never the number of leaves.

mod computed;
mod entity;
mod filter;
mod order;
mod page;
mod row;

use std::sync::atomic::AtomicUsize;

use async_graphql::{
    Pos, Positioned,
    parser::types::{
        DocumentOperations, ExecutableDocument, OperationDefinition, Selection, SelectionSet,
    },
};

use crate::store::sql::{Alias, Bind, ColumnType, Condition, Predicate, Select, Statement, Value};

use crate::graphql::engine::{
    definition::{FieldDefinition, FieldSource, ObjectType, SchemaDefinition},
    error::{Code, Error},
    plan::{
        arguments::{Given, arguments},
        parameters::{Fill, Slot},
        selection::{Document, Selected},
        steps::{Items, Placed, Plan, Step, UNPLACED, nullable_items},
        variables::Variables,
    },
};
use page::PageScope;

/// Rows that a condition of a filter may look at, for what a plan may cost.
const FILTERED: u64 = 500;
/// Rows that a count over a whole list, a search or a walk may look at.
const COUNTED: u64 = 1_000;
/// Room for the first answer of a plan before it has to grow.
const ANSWER: usize = 4 << 10;
/// Slot of today, which every plan has.
const TODAY: usize = 0;

/// Compiles an operation for one shape of its variables.
///
/// # Errors
/// What the document or its arguments do that the tables do not allow.
pub fn compile(
    definition: &SchemaDefinition,
    ast: &ExecutableDocument,
    operation: &OperationDefinition,
    variables: &Variables,
) -> Result<Plan, Error> {
    let document = Document { ast, definition, variables };
    let mut compiler = Compiler {
        document,
        operation,
        slots: Vec::new(),
        width: 0,
        rows: 0,
        work: 0,
        conditions: 0,
        fields: Vec::new(),
        introspections: Vec::new(),
    };
    compiler.slot("today", Pos::default(), Fill::Today);
    let place = Place { as_of: TODAY, level: 0, weight: 1 };
    let query = &definition.objects[0];
    let sets = [&operation.selection_set.node];
    let steps = compiler.object(query, &sets, &mut Scope::Root, place)?;
    Ok(Plan {
        slots: compiler.slots,
        width: compiler.width,
        steps,
        rows: compiler.rows,
        work: compiler
            .rows
            .saturating_add(compiler.work)
            .saturating_add(FILTERED * compiler.conditions as u64),
        fields: compiler.fields,
        introspections: compiler.introspections,
        room: AtomicUsize::new(ANSWER),
    })
}

/// What the fields of an object are read from.
enum Scope<'s> {
    /// Nothing: the fields of the query itself.
    Root,
    /// A row of a statement in the making.
    Row { select: &'s mut Select, alias: Alias, page: Option<&'s PageScope<'s>> },
    /// Something computed.
    Computed,
    /// An item of a list below something computed, and the rows that go along with the list, once there are.
    Item(&'s mut Along),
}

/// The cell that has the id of the row that goes along with an item, and the statement that reads those of all.
type Along = Option<(usize, Statement)>;

/// Where in the query a selection stands.
#[derive(Clone, Copy)]
struct Place {
    /// Slot of the date that holds here.
    as_of: usize,
    /// How many statements stand open above.
    level: usize,
    /// How often what is here can come, pages above multiplied.
    weight: u64,
}

impl Place {
    fn below(self) -> Self {
        Self { level: self.level + 1, ..self }
    }
}

struct Compiler<'d> {
    document: Document<'d>,
    operation: &'d OperationDefinition,
    introspections: Vec<ExecutableDocument>,
    fields: Vec<Placed>,
    slots: Vec<Slot>,
    width: usize,
    rows: u64,
    /// What searches, counts over whole lists and the like may cost, in rows.
    work: u64,
    conditions: usize,
}

impl<'d> Compiler<'d> {
    fn definition(&self) -> &'d SchemaDefinition {
        self.document.definition
    }

    /// Reserves values for a slot and answers the place of the first.
    fn slot(&mut self, argument: &str, pos: Pos, fill: Fill) -> usize {
        let at = self.width;
        self.width += fill.width();
        self.slots.push(Slot { argument: argument.to_owned(), pos, fill });
        at
    }

    fn fixed(&mut self, value: impl Into<Value>) -> Bind {
        Bind::Parameter(self.slot("", Pos::default(), Fill::Fixed(value.into())))
    }

    /// An object: its braces, and each selected field with its key.
    fn object(
        &mut self,
        object: &ObjectType,
        sets: &[&'d SelectionSet],
        scope: &mut Scope<'_>,
        place: Place,
    ) -> Result<Vec<Step>, Error> {
        let mut steps = vec![Step::Text("{".to_owned())];
        for (count, selected) in self.document.collect(object, sets)?.into_iter().enumerate() {
            let comma = if count == 0 { "" } else { "," };
            push_text(&mut steps, &format!("{comma}\"{}\":", selected.key));
            if selected.node.name.node == "__typename" {
                push_text(&mut steps, &format!("\"{}\"", object.name));
                continue;
            }
            for step in self.field(object, &selected, scope, place)? {
                push(&mut steps, step);
            }
        }
        push_text(&mut steps, "}");
        Ok(steps)
    }

    /// A number for a field as it stands in the answer.
    fn placed(&mut self, key: &str, ty: &str) -> usize {
        self.fields.push(Placed { key: key.to_owned(), nullable: !ty.ends_with('!') });
        self.fields.len() - 1
    }

    /// The steps of a field, told where a failure in them ends.
    fn contained(&mut self, key: &str, ty: &str, mut steps: Vec<Step>) -> Vec<Step> {
        match steps.as_mut_slice() {
            [Step::Text(_) | Step::Position(_)] => steps,
            [Step::Leaf(_, _, field)] => {
                *field = self.placed(key, ty);
                steps
            }
            _ => vec![Step::Field(self.placed(key, ty), steps)],
        }
    }

    fn field(
        &mut self,
        object: &ObjectType,
        selected: &Selected<'d>,
        scope: &mut Scope<'_>,
        place: Place,
    ) -> Result<Vec<Step>, Error> {
        let name = selected.node.name.node.as_str();
        if name.starts_with("__") {
            return Ok(vec![self.introspection(selected)]);
        }
        let field = object.field(name).ok_or_else(|| {
            let rule = format!("{} has no field `{name}`", object.name);
            Error::new(Code::ValidationFailed, rule).at(selected.pos)
        })?;
        let given =
            arguments(self.definition(), &field.args, selected.node, self.document.variables)
                .map_err(|error| error.at(selected.pos))?;
        let place = self.dated(&given, selected.pos, place);
        let steps = self.read(field, selected, &given, scope, place);
        let steps = steps.map_err(|error| error.at(selected.pos))?;
        Ok(self.contained(selected.key, &field.ty, steps))
    }

    /// An `asOf` holds for its field and everything below it.
    fn dated(&mut self, given: &Given, pos: Pos, place: Place) -> Place {
        match given.field("asOf").leaf() {
            Some(source) => {
                let as_of = self.slot("asOf", pos, Fill::Span(source.clone()));
                Place { as_of, ..place }
            }
            None => place,
        }
    }

    fn read(
        &mut self,
        field: &FieldDefinition,
        selected: &Selected<'d>,
        given: &Given,
        scope: &mut Scope<'_>,
        place: Place,
    ) -> Result<Vec<Step>, Error> {
        match &field.read {
            FieldSource::Connection(page) => {
                self.page_field(page, field, selected, given, scope, place)
            }
            FieldSource::ByKey(ty) => self.by_key(ty, field, selected, given, place),
            FieldSource::Compute(computation) => {
                self.computation(*computation, field, selected, given, place)
            }
            FieldSource::ConnectionField(part) => Self::position(*part),
            FieldSource::Facet(join, column) => {
                self.facet(*join, *column, field, selected, scope, place)
            }
            FieldSource::Cell(cell) => Ok(vec![Step::Leaf(*cell, ColumnType::Text, UNPLACED)]),
            FieldSource::CellNumber(cell) => {
                Ok(vec![Step::Leaf(*cell, ColumnType::Number, UNPLACED)])
            }
            FieldSource::CellBool(cell) => Ok(vec![Step::Leaf(*cell, ColumnType::Bool, UNPLACED)]),
            FieldSource::CellAny(ty, row) => self.any(field, selected, *ty, *row, place),
            FieldSource::CellRow(cell) => self.row_of(field, selected, *cell, scope, place),
            FieldSource::CellList(list) => {
                let mut along = None;
                let mut scope = Scope::Item(&mut along);
                let body = self.composite(field, selected, &mut scope, place)?;
                Ok(items(field, *list, along, body))
            }
            FieldSource::CellRows(list) => {
                let mut along = None;
                let mut scope = Scope::Item(&mut along);
                let body = self.row_of(field, selected, 0, &mut scope, place)?;
                Ok(items(field, *list, along, body))
            }
            FieldSource::SameRow if matches!(scope, Scope::Computed | Scope::Item(_)) => {
                self.composite(field, selected, scope, place)
            }
            _ => self.read_row(field, selected, given, scope, place),
        }
    }

    /// Leaves a field of introspection to the framework: a document that asks for it alone.
    fn introspection(&mut self, selected: &Selected<'d>) -> Step {
        let mut field = selected.node.clone();
        field.directives.clear();
        let items = selected.sets.iter().flat_map(|set| set.items.clone());
        field.selection_set.node.items = items.collect();
        let mut operation = self.operation.clone();
        let field = Positioned::new(field, selected.pos);
        operation.selection_set.node.items =
            vec![Positioned::new(Selection::Field(field), selected.pos)];
        let operations = DocumentOperations::Single(Positioned::new(operation, selected.pos));
        let fragments = self.document.ast.fragments.clone();
        self.introspections.push(ExecutableDocument { operations, fragments });
        Step::Introspection(self.introspections.len() - 1)
    }
}

/// A list below something computed.
fn items(field: &FieldDefinition, list: usize, along: Along, body: Vec<Step>) -> Vec<Step> {
    let nullable = nullable_items(&field.ty);
    vec![Step::Items(Box::new(Items { list, along, body, nullable }))]
}

/// The two binds of a span whose first slot is given.
fn span(slot: usize) -> [Bind; 2] {
    [Bind::Parameter(slot), Bind::Parameter(slot + 1)]
}

/// A condition on the date asked about.
fn held(condition: &'static Condition, as_of: usize) -> Predicate {
    Predicate::Is(condition, span(as_of).to_vec())
}

/// A table puts a field where it cannot be read; a test compiles every field, so none does.
fn misplaced(field: &FieldDefinition) -> Error {
    Error::internal(format!("the tables put {} where it cannot be read", field.name))
}

fn push_text(steps: &mut Vec<Step>, text: &str) {
    push(steps, Step::Text(text.to_owned()));
}

/// Adds a step; texts next to each other become one.
fn push(steps: &mut Vec<Step>, step: Step) {
    match (steps.last_mut(), step) {
        (Some(Step::Text(before)), Step::Text(text)) => before.push_str(&text),
        (_, step) => steps.push(step),
    }
}
