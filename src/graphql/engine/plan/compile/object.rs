//! Compiles the fields of an object, each by its source.

use super::compiler::{
    Compiler, Place, Scope, computed_list, misplaced, push, push_key, push_text,
};
use crate::graphql::engine::{
    arguments::ArgumentValue,
    definition::{
        ComputedList, ConnectionField, FieldDefinition, FieldSource, ObjectType, named_type,
    },
    error::{Code, Error},
    plan::{coerce_arguments::coerce_arguments, selection::SelectedField, steps::Step},
};
use async_graphql::parser::types::SelectionSet;

/// The response key by which a table has an object of which nothing is selected that it shows.
pub const EMPTY: &str = "__empty";

impl<'d> Compiler<'d> {
    /// An object: its braces, and each selected field with its response key.
    pub fn object(
        &mut self,
        object: &ObjectType,
        sets: &[&'d SelectionSet],
        scope: &mut Scope<'_>,
        place: Place<'d>,
    ) -> Result<Vec<Step>, Error> {
        let mut steps = vec![Step::Text("{".to_owned())];
        let fields = self.selected_fields(object, sets, place)?;
        if fields.is_empty() && self.table.is_some() {
            push_text(&mut steps, &format!("\"{EMPTY}\":\"{}\"", object.name));
        }
        let first = usize::from(self.push_truncation(&mut steps, object, scope, place));
        for (count, (selected, place)) in (first..).zip(fields) {
            push_key(&mut steps, count, selected.key);
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

    /// In a table, a computed result says under [`super::IS_INCOMPLETE`] whether it leaves something out.
    fn push_truncation(
        &mut self,
        steps: &mut Vec<Step>,
        object: &ObjectType,
        scope: &Scope<'_>,
        place: Place<'d>,
    ) -> bool {
        if self.table.is_none() || !matches!(scope, Scope::Computed) {
            return false;
        }
        let column = object.fields.iter().find_map(|field| match &field.source {
            FieldSource::ComputedColumn(column) if column.tells_truncation => Some(column),
            _ => None,
        });
        let Some(column) = column else { return false };
        self.selected_columns.0.push(column.name);
        push_key(steps, 0, super::IS_INCOMPLETE);
        push(steps, Step::Column(column.place, column.ty, place.field));
        true
    }

    fn field(
        &mut self,
        object: &ObjectType,
        selected: &SelectedField<'d>,
        scope: &mut Scope<'_>,
        place: Place<'d>,
    ) -> Result<Vec<Step>, Error> {
        let name = selected.node.name.node.as_str();
        if name.starts_with("__") {
            return Ok(vec![self.introspection(selected)]);
        }
        let field = object.field(name).ok_or_else(|| {
            let rule = format!("{} has no field `{name}`", object.name);
            Error::new(Code::ValidationFailed, rule).at(selected.pos)
        })?;
        let variables = self.selection.variables;
        let values = coerce_arguments(self.definition(), &field.args, selected.node, variables);
        let mut values = values.map_err(|error| error.at(selected.pos))?;
        let number = self.response_field(selected.key, &field.ty);
        let place = Place { field: number, ..place };
        let outer = std::mem::replace(&mut self.parameters.field, number);
        let place = self.supply_arguments(field, selected.node, &mut values, place);
        let place = self.inherit(&values, selected.pos, place);
        let steps = self.source(field, selected, &values, scope, place);
        let steps = steps.map_err(|error| error.at(selected.pos))?;
        self.parameters.field = outer;
        Ok(match steps.as_slice() {
            [Step::Text(_) | Step::PageInfo(_) | Step::Column(..)] => steps,
            _ => vec![Step::Field(number, steps)],
        })
    }

    /// The value of a field, from its source.
    pub fn source(
        &mut self,
        field: &FieldDefinition,
        selected: &SelectedField<'d>,
        values: &ArgumentValue,
        scope: &mut Scope<'_>,
        place: Place<'d>,
    ) -> Result<Vec<Step>, Error> {
        match &field.source {
            FieldSource::Connection(connection) => {
                self.connection(connection, field, selected, values, scope, place)
            }
            FieldSource::Lookup(condition) => {
                let mut arguments = self.arguments(values, selected.pos, place);
                let conditions = condition.conditions(&mut arguments)?;
                self.lookup(field, selected, &conditions.predicates, place)
            }
            FieldSource::Computed(computation) => {
                self.computation(*computation, field, selected, values, scope, place)
            }
            FieldSource::ConnectionField(ConnectionField::GroupValue) => {
                Self::group_value(values, field, scope, place)
            }
            FieldSource::ConnectionField(part) => Ok(vec![Self::position(*part, place)?]),
            FieldSource::Facet(path, column, label) => {
                self.facet((path, *column, *label), field, selected, scope, place)
            }
            FieldSource::ValueLabel(argument, read) => {
                self.value_label((argument, *read), field, selected, values, scope, place)
            }
            FieldSource::LeftOut(name) => self.left_out(name, field, selected, scope, place),
            FieldSource::ComputedColumn(column) => {
                self.selected_columns.0.push(column.name);
                Ok(vec![Step::Column(column.place, column.ty, place.field)])
            }
            FieldSource::ComputedAnyType(row) => {
                self.any_type(field, selected, row.type_name.place, row.id.place, place)
            }
            FieldSource::ComputedRow(id) => {
                self.computed_row(field, selected, id.place, scope, place)
            }
            FieldSource::ComputedList(list) => {
                self.selected_columns.0.push(list.name);
                let place = self.charge_items(*list, place)?;
                let mut batch = None;
                let body = self.composite(field, selected, &mut Scope::Item(&mut batch), place)?;
                Ok(computed_list(field, list.place, batch, body))
            }
            FieldSource::ComputedRows(list, id) => {
                self.selected_columns.0.push(list.name);
                let place = self.charge_items(*list, place)?;
                let mut batch = None;
                let mut scope = Scope::Item(&mut batch);
                let body = self.computed_row(field, selected, id.place, &mut scope, place)?;
                Ok(computed_list(field, list.place, batch, body))
            }
            FieldSource::SameRow if matches!(scope, Scope::Computed | Scope::Item(_)) => {
                self.composite(field, selected, scope, place)
            }
            _ => self.row_source(field, selected, values, scope, place),
        }
    }

    /// Charges the items of a list below a computed result, if the computation says how many there are at most.
    fn charge_items(&mut self, list: ComputedList, place: Place<'d>) -> Result<Place<'d>, Error> {
        let items = self.charged_items.iter().find(|(charged, _)| *charged == list);
        let items = items.map(|(_, items)| *items);
        items.map_or(Ok(place), |items| self.charge(items, place))
    }

    /// What is selected of the object that a field holds, read from `scope`.
    pub fn composite(
        &mut self,
        field: &FieldDefinition,
        selected: &SelectedField<'d>,
        scope: &mut Scope<'_>,
        place: Place<'d>,
    ) -> Result<Vec<Step>, Error> {
        let object = self.definition().object(named_type(&field.ty));
        let object = object.ok_or_else(|| misplaced(field))?;
        self.object(object, &selected.sets, scope, place)
    }
}
