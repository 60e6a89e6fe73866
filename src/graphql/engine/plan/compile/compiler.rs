//! The state of a compilation, and where in the operation it stands.

use async_graphql::{
    Pos,
    parser::types::{ExecutableDocument, OperationDefinition},
};

use super::table_options::{InheritedFrom, TableCompilation};
use crate::graphql::engine::{
    arguments::{ArgumentValue, ScalarSource},
    definition::{
        ComputedList, FieldDefinition, ParameterId, Parameters, PlanArguments, ReadText, RowChoice,
        SchemaDefinition, SelectedColumns, nullable_items,
    },
    document::check_rows,
    error::Error,
    plan::{
        selection::Selection,
        sources::{Constant, Plain, Texts},
        steps::{BatchedRows, ComputedListPlan, FieldNumber, ResponseField, Step},
    },
};
use crate::limits::RequestLimits;
use crate::store::sql::{Alias, Bind, Column, Label, Predicate, Select, Value};

/// A compilation.
pub struct Compiler<'d> {
    /// The document, the schema and the variables.
    pub selection: Selection<'d>,
    /// The operation.
    pub operation: &'d OperationDefinition,
    /// What the plan may ask for.
    pub limits: &'d RequestLimits,
    /// Set if the plan is for a table.
    pub table: Option<TableCompilation<'d>>,
    /// The parameters so far.
    pub parameters: Parameters,
    /// How many values the inherited argument has.
    pub inherited_width: usize,
    /// The response fields so far.
    pub fields: Vec<ResponseField>,
    /// The selected fields so far, each counted for each type of its parent.
    pub field_count: u64,
    /// The documents of introspection so far.
    pub introspections: Vec<ExecutableDocument>,
    /// The rows that can be returned so far.
    pub rows: u64,
    /// What counts and computations may read so far, in hundredths of all things.
    pub scans: u64,
    /// The conditions of filters so far.
    pub conditions: u64,
    /// How many conditions on related rows stand above the present one.
    pub relation_depth: usize,
    /// The columns selected so far of the results of the present computation.
    pub selected_columns: SelectedColumns,
    /// The lists of these results whose items are charged for each result, and how many they have at most.
    pub charged_items: Vec<(ComputedList, u64)>,
}

/// What the fields of an object are read from.
pub enum Scope<'s> {
    /// Nothing: the fields of the root type.
    Root,
    /// A row of a statement in the making.
    Row {
        /// The statement.
        select: &'s mut Select,
        /// The table within it.
        alias: Alias,
        /// The connection that the row is in, if it is.
        page: Option<&'s PageScope<'s>>,
    },
    /// A computed result.
    Computed,
    /// A group of the rows of a connection, or a value of a facet.
    Group {
        /// The statement that counts.
        select: &'s mut Select,
        /// The keys.
        keys: &'s [JoinedKey],
    },
    /// An item of a list below a computed result, and the batched rows of the list, once there are.
    Item(&'s mut Option<BatchedRows>),
}

/// A key of groups in a statement.
pub struct JoinedKey {
    /// Its name.
    pub name: &'static str,
    /// The table that has its column.
    pub alias: Alias,
    /// The column.
    pub column: Column,
    /// What to show people for its values.
    pub label: Label,
}

/// The connection whose rows fields are read from.
pub struct PageScope<'s> {
    /// The table.
    pub table: &'s str,
    /// Which of its rows match, over all pages.
    pub matching: &'s Matching,
    /// The arguments of the connection.
    pub arguments: &'s ArgumentValue,
}

/// Which rows of its table a connection has, over all pages.
pub struct Matching {
    /// All of these must hold, whatever is chosen.
    pub fixed: Predicate,
    /// The rows of `choice` that the arguments choose.
    pub chosen: Predicate,
    /// What the arguments can choose.
    pub choice: Option<&'static RowChoice>,
    /// The parameter that the conditions share with fields below.
    pub shared: Option<ParameterId>,
}

impl Matching {
    /// Keeps only the rows that match.
    pub fn filter(&self, select: &mut Select, alias: Alias) {
        select.filter(alias, &self.fixed);
        if self.choice.is_some() {
            select.filter(alias, &self.chosen);
        }
    }
}

/// Where in the operation the compilation stands.
#[derive(Clone, Copy)]
pub struct Place<'d> {
    /// Parameter of the inherited argument that holds here.
    pub inherited: ParameterId,
    /// Where its value comes from.
    pub inherited_from: InheritedFrom,
    /// How many statements are open above.
    pub level: usize,
    /// How often what is selected here can be written: page sizes above, multiplied.
    pub weight: u64,
    /// The present response field.
    pub field: FieldNumber,
    /// For a table: the response keys that lead on to its rows, if the place is on the way to them.
    pub path: Option<&'d [String]>,
}

impl Place<'_> {
    /// The same place, below one more statement.
    pub fn below(self) -> Self {
        Self { level: self.level + 1, ..self }
    }
}

impl<'d> Compiler<'d> {
    /// The schema.
    pub fn definition(&self) -> &'d SchemaDefinition {
        self.selection.definition
    }

    /// The arguments of a field, for functions of the schema.
    pub fn arguments<'a>(
        &'a mut self,
        values: &'a ArgumentValue,
        pos: Pos,
        place: Place<'_>,
    ) -> PlanArguments<'a> {
        let inherited = (place.inherited, self.inherited_width);
        let inherit = self.definition().inherited.map(|it| (it.name, it.given));
        PlanArguments { values, pos, inherited, inherit, parameters: &mut self.parameters }
    }

    /// The values of the inherited argument that hold here.
    pub fn inherited(&self, place: Place<'_>) -> Vec<Bind> {
        place.inherited.binds(self.inherited_width)
    }

    /// The place for a field with these arguments: they may give the inherited argument.
    pub fn inherit(&mut self, values: &ArgumentValue, pos: Pos, place: Place<'d>) -> Place<'d> {
        let Some(argument) = &self.definition().inherited else { return place };
        match values.field(argument.name).scalar() {
            Some(source) => {
                let source = (argument.given)(source.clone());
                let inherited = self.parameters.add(argument.name, pos, source);
                Place { inherited, ..place }
            }
            None => place,
        }
    }

    /// Charges rows: `rows` for each time that the place can be written. Below, `rows` items can be written each time.
    ///
    /// # Errors
    /// When the rows so far exceed the limit.
    pub fn charge(&mut self, rows: u64, place: Place<'d>) -> Result<Place<'d>, Error> {
        let weight = place.weight.saturating_mul(rows.max(1));
        self.rows = self.rows.saturating_add(weight);
        check_rows(self.limits, self.rows)?;
        Ok(Place { weight, ..place })
    }

    /// Charges what takes as long as reading so many rows, for each time that the place can be written.
    ///
    /// # Errors
    /// When the rows so far exceed the limit.
    pub fn charge_search(&mut self, rows: u64, place: Place<'d>) -> Result<(), Error> {
        self.rows = self.rows.saturating_add(place.weight.saturating_mul(rows));
        check_rows(self.limits, self.rows)
    }

    /// A parameter for a value that is the same in every request.
    pub fn constant(&mut self, value: impl Into<Value>) -> Bind {
        let source = Box::new(Constant(value.into()));
        self.parameters.add("", Pos::default(), source).bind()
    }

    /// A parameter for a string, number or truth value as it is given.
    pub fn plain(&mut self, source: &ScalarSource, path: &str, pos: Pos) -> Bind {
        self.parameters.add(path, pos, Box::new(Plain(source.clone()))).bind()
    }

    /// A parameter for a list of texts or enum values: the one there is, or all of them. `read` gives their canonical form.
    pub fn text_list(
        &mut self,
        list: &ArgumentValue,
        read: Option<ReadText>,
        path: &str,
        pos: Pos,
    ) -> Bind {
        let source = |item: &ArgumentValue| match item {
            ArgumentValue::Scalar(source) => source.clone(),
            other => ScalarSource::Literal(other.enum_value().into()),
        };
        let texts: Vec<_> = list.items().iter().map(source).collect();
        let is_single = texts.len() == 1;
        let parameter = self.parameters.add(path, pos, Box::new(Texts { texts, read }));
        if is_single { parameter.bind() } else { parameter.bind_list() }
    }

    /// The number of a new response field.
    pub fn response_field(&mut self, key: &str, ty: &str) -> FieldNumber {
        self.fields.push(ResponseField { key: key.to_owned(), nullable: !ty.ends_with('!') });
        self.fields.len() - 1
    }
}

/// A list below a computed result.
pub fn computed_list(
    field: &FieldDefinition,
    list: usize,
    batch: Option<BatchedRows>,
    body: Vec<Step>,
) -> Vec<Step> {
    let nullable = nullable_items(&field.ty);
    vec![Step::ComputedList(Box::new(ComputedListPlan { list, batch, body, nullable }))]
}

/// The error for a definition that puts a field where its source cannot be read. A test compiles every
/// field, so no request sees it.
pub fn misplaced(field: &FieldDefinition) -> Error {
    Error::internal(format!("the definition has {} where its source cannot be read", field.name))
}

/// Adds text to steps.
pub fn push_text(steps: &mut Vec<Step>, text: &str) {
    push(steps, Step::Text(text.to_owned()));
}

/// Adds the response key of the field number `count` of an object.
pub fn push_key(steps: &mut Vec<Step>, count: usize, key: &str) {
    let comma = if count == 0 { "" } else { "," };
    push_text(steps, &format!("{comma}\"{key}\":"));
}

/// Adds a step. Texts that follow each other become one.
pub fn push(steps: &mut Vec<Step>, step: Step) {
    match (steps.last_mut(), step) {
        (Some(Step::Text(before)), Step::Text(text)) => before.push_str(&text),
        (_, step) => steps.push(step),
    }
}
