//! Fields read from a row of a statement: its columns, the rows it refers to, the lists below it.

use crate::store::{
    sql::tables,
    sql::{Bind, Column, Predicate, Select, Sort},
};

use crate::graphql::engine::{
    definition::{FieldDefinition, FieldSource, ListItem, RowList, named},
    error::Error,
    plan::{
        arguments::Given,
        compile::{Compiler, Place, Scope, TODAY, misplaced, page, span},
        parameters::Fill,
        selection::Selected,
        steps::{Query, Step, UNPLACED, nullable_items},
    },
};

impl<'d> Compiler<'d> {
    /// Fields read from a row.
    pub(super) fn read_row(
        &mut self,
        field: &FieldDefinition,
        selected: &Selected<'d>,
        given: &Given,
        scope: &mut Scope<'_>,
        place: Place,
    ) -> Result<Vec<Step>, Error> {
        let Scope::Row { select, alias, page } = scope else { return Err(misplaced(field)) };
        let (alias, page) = (*alias, *page);
        if let Some((column, binds)) = self.leaf(field, selected, given, place) {
            return Ok(vec![Step::Leaf(select.column(alias, column, &binds), column.ty, UNPLACED)]);
        }
        Ok(match &field.read {
            FieldSource::SameRow => {
                let mut scope = Scope::Row { select, alias, page };
                self.composite(field, selected, &mut scope, place)?
            }
            FieldSource::SameRowIf(column) => {
                let at = select.column(alias, *column, &[]);
                let mut scope = Scope::Row { select, alias, page: None };
                vec![Step::Object(at, self.composite(field, selected, &mut scope, place)?)]
            }
            FieldSource::Join(join) => {
                let joined = select.join(alias, join);
                let always = field.ty.ends_with('!');
                let there = (!always).then(|| select.column(joined, tables::ID, &[]));
                let mut scope = Scope::Row { select, alias: joined, page: None };
                let steps = self.composite(field, selected, &mut scope, place)?;
                match there {
                    Some(at) => vec![Step::Object(at, steps)],
                    None => steps,
                }
            }
            FieldSource::AnyType(ty, row) => {
                let ty = select.column(alias, *ty, &[]);
                let row = select.column(alias, *row, &[]);
                return self.any(field, selected, ty, row, place);
            }
            FieldSource::Rows(list) => {
                let parent = Bind::Parent(select.column(alias, list.parent, &[]));
                vec![self.list(list, &[parent], field, selected, place)?]
            }
            FieldSource::TiedList => {
                let Some(tied) = page.and_then(|page| page.tied) else {
                    return Err(misplaced(field));
                };
                let parent = Bind::Parent(select.column(alias, tables::ID, &[]));
                let list = &page::TIES;
                vec![self.list(list, &[parent, Bind::List(tied)], field, selected, place)?]
            }
            _ => return Err(misplaced(field)),
        })
    }

    /// The column that a field of one value is, and what it takes; None for other fields.
    fn leaf(
        &mut self,
        field: &FieldDefinition,
        selected: &Selected<'d>,
        given: &Given,
        place: Place,
    ) -> Option<(Column, Vec<Bind>)> {
        match &field.read {
            FieldSource::Column(column) => Some((*column, Vec::new())),
            FieldSource::InheritedColumn(column) => Some((*column, span(place.as_of).to_vec())),
            FieldSource::DefaultColumn(column) => Some((*column, span(TODAY).to_vec())),
            FieldSource::ColumnWithArgument(plain, column, argument) => {
                Some(match given.field(argument).leaf() {
                    Some(source) => {
                        let slot = self.slot(argument, selected.pos, Fill::Plain(source.clone()));
                        (*column, vec![Bind::Parameter(slot)])
                    }
                    None => (*plain, Vec::new()),
                })
            }
            _ => None,
        }
    }

    /// What an object field holds, over the scope given.
    pub(super) fn composite(
        &mut self,
        field: &FieldDefinition,
        selected: &Selected<'d>,
        scope: &mut Scope<'_>,
        place: Place,
    ) -> Result<Vec<Step>, Error> {
        let object = self.definition().object(named(&field.ty)).ok_or_else(|| misplaced(field))?;
        self.object(object, &selected.sets, scope, place)
    }

    /// A list of rows that belong to a row.
    fn list(
        &mut self,
        list: &RowList,
        of: &[Bind],
        field: &FieldDefinition,
        selected: &Selected<'d>,
        place: Place,
    ) -> Result<Step, Error> {
        let (mut select, alias) = Select::from(list.table, place.level);
        select.filter(alias, &Predicate::Is(list.of, of.to_vec()));
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
            ListItem::AnyOf(join, ty, row) => {
                let joined = select.join(alias, join);
                let ty = select.column(joined, *ty, &[]);
                let row = select.column(joined, *row, &[]);
                self.any(field, selected, ty, row, below)?
            }
        };
        let order =
            list.order.iter().map(|column| Sort { alias, column: *column, descending: false });
        select.order(&order.collect::<Vec<_>>());
        let query = Query { statement: select.finish(), body };
        Ok(Step::Rows(Box::new(query), nullable_items(&field.ty)))
    }
}
