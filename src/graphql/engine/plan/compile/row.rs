//! Compiles fields that are read from a row: its columns, the rows it refers to, the lists below it.

use super::compiler::{Compiler, Place, Scope, misplaced};
use crate::graphql::engine::{
    arguments::ArgumentValue,
    definition::{FieldDefinition, FieldSource, ListItem, ParameterId, RowList, nullable_items},
    error::Error,
    plan::{
        selection::SelectedField,
        steps::{RowQuery, Step},
    },
};
use crate::store::sql::{Bind, Column, Predicate, Select, Sort, Value};

impl<'d> Compiler<'d> {
    /// A field that is read from a row.
    pub fn row_source(
        &mut self,
        field: &FieldDefinition,
        selected: &SelectedField<'d>,
        values: &ArgumentValue,
        scope: &mut Scope<'_>,
        place: Place<'d>,
    ) -> Result<Vec<Step>, Error> {
        let Scope::Row { select, alias, page } = scope else { return Err(misplaced(field)) };
        let (alias, page) = (*alias, *page);
        if let Some((column, binds)) = self.column(field, selected, values, place) {
            let number = select.column(alias, column, &binds);
            return Ok(vec![Step::Column(number, column.ty, place.field)]);
        }
        Ok(match &field.source {
            FieldSource::SameRow => {
                let mut scope = Scope::Row { select, alias, page };
                self.composite(field, selected, &mut scope, place)?
            }
            FieldSource::SameRowIf(column) => {
                let number = select.column(alias, *column, &[]);
                let mut scope = Scope::Row { select, alias, page: None };
                vec![Step::ObjectIf(number, self.composite(field, selected, &mut scope, place)?)]
            }
            FieldSource::Join(join) => {
                let joined = select.join(alias, join);
                let nullable = !field.ty.ends_with('!');
                let row_id = self.definition().rows.id;
                let id = nullable.then(|| select.column(joined, row_id, &[]));
                let mut scope = Scope::Row { select, alias: joined, page: None };
                let steps = self.composite(field, selected, &mut scope, place)?;
                match id {
                    Some(id) => vec![Step::ObjectIf(id, steps)],
                    None => steps,
                }
            }
            FieldSource::AnyType(type_name, id) => {
                let type_name = select.column(alias, *type_name, &[]);
                let id = select.column(alias, *id, &[]);
                return self.any_type(field, selected, type_name, id, place);
            }
            FieldSource::Rows(list) => {
                let parent = Bind::Parent(select.column(alias, list.parent, &[]));
                vec![self.list(list, &[parent], field, (selected, values), place)?]
            }
            FieldSource::RowsOfPage(list) => {
                let shared =
                    page.and_then(|page| page.matching.shared).ok_or_else(|| misplaced(field))?;
                let parent = Bind::Parent(select.column(alias, list.parent, &[]));
                vec![self.list(
                    list,
                    &[parent, shared.bind_list()],
                    field,
                    (selected, values),
                    place,
                )?]
            }
            FieldSource::RowsIn(list, argument) => {
                let parent = Bind::Parent(select.column(alias, list.parent, &[]));
                let items = values.field(argument);
                let items = self.text_list(items, None, argument, selected.pos);
                vec![self.list(list, &[parent, items], field, (selected, values), place)?]
            }
            _ => return Err(misplaced(field)),
        })
    }

    /// For a field that is a column: the column, and what it takes.
    fn column(
        &mut self,
        field: &FieldDefinition,
        selected: &SelectedField<'d>,
        values: &ArgumentValue,
        place: Place<'d>,
    ) -> Option<(Column, Vec<Bind>)> {
        match &field.source {
            FieldSource::Column(column) => Some((*column, Vec::new())),
            FieldSource::InheritedColumn(column) => Some((*column, self.inherited(place))),
            FieldSource::DefaultColumn(column) => {
                Some((*column, ParameterId::DEFAULT_INHERITED.binds(self.inherited_width)))
            }
            FieldSource::ColumnWithArgument(without, with, argument, read) => {
                let value = values.field(argument);
                let inherited = self.definition().inherited.as_ref();
                let gives_inherited =
                    inherited.is_some_and(|it| values.field(it.name).scalar().is_some());
                if !value.is_given() && !gives_inherited {
                    return Some((*without, Vec::new()));
                }
                let text = if value.is_given() {
                    self.text_list(value, Some(*read), argument, selected.pos)
                } else {
                    self.constant(Value::Null)
                };
                let inherited = if gives_inherited {
                    self.inherited(place)
                } else {
                    vec![self.constant(Value::Null); self.inherited_width]
                };
                Some((*with, [vec![text], inherited].concat()))
            }
            _ => None,
        }
    }

    /// A list of rows that belong to a row.
    fn list(
        &mut self,
        list: &RowList,
        of: &[Bind],
        field: &FieldDefinition,
        (selected, values): (&SelectedField<'d>, &ArgumentValue),
        place: Place<'d>,
    ) -> Result<Step, Error> {
        let (mut select, alias) = Select::from(list.table, place.level);
        select.filter(alias, &Predicate::Is(list.of, of.to_vec()));
        for predicate in self.tests_of_arguments(field, values, selected.pos, place)? {
            select.filter(alias, &predicate);
        }
        let below = place.below();
        let body = match &list.item {
            ListItem::Row => {
                let mut scope = Scope::Row { select: &mut select, alias, page: None };
                self.composite(field, selected, &mut scope, below)?
            }
            ListItem::Joined(join) => {
                let joined = select.join(alias, join);
                let mut scope = Scope::Row { select: &mut select, alias: joined, page: None };
                self.composite(field, selected, &mut scope, below)?
            }
            ListItem::AnyType(join, type_name, id) => {
                let joined = select.join(alias, join);
                let type_name = select.column(joined, *type_name, &[]);
                let id = select.column(joined, *id, &[]);
                self.any_type(field, selected, type_name, id, below)?
            }
        };
        let order = list.order.iter();
        let order = order.map(|column| Sort { alias, column: *column, descending: false });
        select.order(&order.collect::<Vec<_>>());
        let query = RowQuery { statement: select.finish(), body };
        Ok(Step::Rows(Box::new(query), nullable_items(&field.ty)))
    }
}
