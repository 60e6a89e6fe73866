//! Compiles plans for tables, whose rows become the rows of a table.
//!
//! A table shows whole lists. So a connection without `first` and `last` is read to its end, fields that
//! only tell positions in pages are left out, and the field that leads on to the rows of the table comes
//! last in its object: all that stands beside it is then known when the first row is read.

use async_graphql::parser::types::{Field as FieldNode, SelectionSet};

use super::{
    compiler::{Compiler, Place, push, push_key, push_text},
    table_options::{FieldArguments, InheritedFrom, is_given},
};
use crate::graphql::engine::{
    arguments::ArgumentValue,
    definition::{ConnectionField, FieldDefinition, FieldSource, ObjectType, argument},
    document::check_expanded_fields,
    error::Error,
    plan::{
        selection::SelectedField,
        steps::{PageInfo, Step},
    },
};
use crate::limits::tables::MAX_CELL_ITEMS;

/// Page size that no list reaches. One more is still a number that SQLite can bind.
const WHOLE_LIST: i64 = i64::MAX - 1;

impl<'d> Compiler<'d> {
    /// The fields that `sets` select of `object`, each with its place. For a table: without positions
    /// in pages, and the field that leads on to the rows last.
    pub fn selected_fields(
        &mut self,
        object: &ObjectType,
        sets: &[&'d SelectionSet],
        place: Place<'d>,
    ) -> Result<Vec<(SelectedField<'d>, Place<'d>)>, Error> {
        let fields = self.selection.fields(object, sets)?;
        self.field_count += fields.len() as u64;
        check_expanded_fields(self.limits, self.field_count)?;
        if self.table.is_none() {
            return Ok(fields.into_iter().map(|field| (field, place)).collect());
        }
        let (mut beside, mut onward) = (Vec::new(), None);
        for selected in fields {
            let field = object.field(selected.node.name.node.as_str());
            if field.is_some_and(|field| field.source.is_position()) {
                continue;
            }
            let path = place.path.and_then(|path| path.split_first());
            let path = path.filter(|(key, _)| *key == selected.key).map(|(_, rest)| rest);
            let item = (selected, Place { path, ..place });
            if path.is_some() { onward = Some(item) } else { beside.push(item) }
        }
        beside.extend(onward);
        Ok(beside)
    }

    /// Lets the supplier of a table give arguments to a field. The place tells where the inherited
    /// argument comes from.
    pub fn supply_arguments(
        &mut self,
        field: &FieldDefinition,
        node: &FieldNode,
        values: &mut ArgumentValue,
        place: Place<'d>,
    ) -> Place<'d> {
        let (definition, variables) = (self.definition(), self.selection.variables);
        let Some(table) = &mut self.table else { return place };
        let inherited = definition.inherited.as_ref().map(|inherited| inherited.name);
        let given =
            inherited.is_some_and(|name| field.takes(name) && is_given(node, name, variables));
        let inherited_from = if given { InheritedFrom::Document } else { place.inherited_from };
        let mut arguments =
            FieldArguments { definition, field, node, values, variables, inherited_from };
        table.arguments.supply(&mut arguments);
        Place { inherited_from: arguments.inherited_from, ..place }
    }

    /// The page size of a connection that a table reads to its end: all of it on the way to the rows,
    /// as much as a cell may hold beside them. None for other connections.
    pub fn whole_list_size(&self, node: &FieldNode, place: Place<'d>) -> Option<i64> {
        self.table.as_ref()?;
        let variables = self.selection.variables;
        if is_given(node, argument::FIRST, variables) || is_given(node, argument::LAST, variables) {
            return None;
        }
        Some(if place.path.is_some() { WHOLE_LIST } else { MAX_CELL_ITEMS })
    }

    /// In a table, a list says under [`super::IS_INCOMPLETE`] whether it was cut: a list beside the rows because it has more
    /// items than a cell holds, any list because its computation found more than it returns.
    pub fn push_is_incomplete(
        &self,
        steps: &mut Vec<Step>,
        mut count: usize,
        connection: &ObjectType,
        node: &FieldNode,
        place: Place<'d>,
    ) {
        if self.table.is_none() {
            return;
        }
        if count == 0 {
            push_key(steps, 0, super::object::EMPTY);
            push_text(steps, &format!("\"{}\"", connection.name));
            count = 1;
        }
        if self.whole_list_size(node, place).is_none() {
            return;
        }
        let is_bounded = connection.fields.iter().any(|field| {
            matches!(
                field.source,
                FieldSource::ConnectionField(ConnectionField::TotalCountIsLowerBound)
            )
        });
        let is_cut = if is_bounded { PageInfo::HasMoreResults } else { PageInfo::HasNextPage };
        if place.path.is_none() {
            push_key(steps, count, super::IS_INCOMPLETE);
            push_text(steps, "{\"hasNextPage\":");
            push(steps, Step::PageInfo(is_cut));
            push_text(steps, "}");
        } else if is_bounded {
            push_key(steps, count, super::IS_INCOMPLETE);
            push(steps, Step::PageInfo(is_cut));
        }
    }
}
