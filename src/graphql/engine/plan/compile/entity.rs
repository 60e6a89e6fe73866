//! Things read by their key or row id, of one type or of any.

use crate::store::{
    read::lookup,
    sql::tables,
    sql::{Bind, Predicate, Select},
};

use crate::graphql::engine::{
    definition::{FieldDefinition, ObjectType, named},
    error::Error,
    plan::{
        arguments::Given,
        compile::{Compiler, Place, Scope, misplaced},
        parameters::Fill,
        selection::Selected,
        steps::{Query, Step},
    },
};

/// The ids of the rows that go along with a list: the one cell of what stands above their statement.
const LIST: Bind = Bind::Parent(0);

impl<'d> Compiler<'d> {
    /// A thing of any type: for each type that it can be, the statement that reads it.
    pub(super) fn any(
        &mut self,
        field: &FieldDefinition,
        selected: &Selected<'d>,
        ty: usize,
        row: usize,
        place: Place,
    ) -> Result<Vec<Step>, Error> {
        let of =
            self.definition().abstract_type(named(&field.ty)).ok_or_else(|| misplaced(field))?;
        let mut arms = Vec::new();
        for name in of.possible {
            let Some(object) = self.definition().object(name) else { continue };
            arms.push((*name, self.row_query(object, selected, Bind::Parent(row), place)?));
        }
        Ok(vec![Step::Any(ty, arms)])
    }

    /// The thing whose row id is in a cell. The first of each item of a list is read for the whole list.
    pub(super) fn row_of(
        &mut self,
        field: &FieldDefinition,
        selected: &Selected<'d>,
        cell: usize,
        scope: &mut Scope<'_>,
        place: Place,
    ) -> Result<Vec<Step>, Error> {
        let object = self.definition().object(named(&field.ty)).ok_or_else(|| misplaced(field))?;
        if let Scope::Item(along @ None) = scope {
            let table = lookup::table_of(&object.name).unwrap_or_default();
            let (mut select, alias) = Select::from_ids(table, LIST, place.level);
            let there = select.column(alias, tables::ID, &[]);
            let mut row = Scope::Row { select: &mut select, alias, page: None };
            let body = self.object(object, &selected.sets, &mut row, place.below())?;
            **along = Some((cell, select.finish()));
            return Ok(vec![Step::Along(vec![Step::Object(there, body)])]);
        }
        let query = self.row_query(object, selected, Bind::Parent(cell), place)?;
        Ok(vec![Step::First(Box::new(query))])
    }

    /// The statement that reads one thing by its row id.
    fn row_query(
        &mut self,
        object: &ObjectType,
        selected: &Selected<'d>,
        id: Bind,
        place: Place,
    ) -> Result<Query, Error> {
        let predicate = Predicate::Is(&tables::HAS_ID, vec![id]);
        self.one_row(object, selected, &predicate, place)
    }

    fn one_row(
        &mut self,
        object: &ObjectType,
        selected: &Selected<'d>,
        predicate: &Predicate,
        place: Place,
    ) -> Result<Query, Error> {
        let table = lookup::table_of(&object.name).unwrap_or_default();
        let (mut select, alias) = Select::from(table, place.level);
        select.filter(alias, predicate);
        let mut scope = Scope::Row { select: &mut select, alias, page: None };
        let body = self.object(object, &selected.sets, &mut scope, place.below())?;
        Ok(Query { statement: select.finish(), body })
    }

    /// A thing by its key.
    pub(super) fn by_key(
        &mut self,
        ty: &'static str,
        field: &FieldDefinition,
        selected: &Selected<'d>,
        given: &Given,
        place: Place,
    ) -> Result<Vec<Step>, Error> {
        let key = given.field("by");
        let predicate = if let Some(slug) = key.field("slug").leaf() {
            // The commonest key needs no look-up beforehand.
            let slot = self.slot("by.slug", selected.pos, Fill::Plain(slug.clone()));
            let has_slug = match ty {
                "Organization" => &tables::organization::HAS_SLUG,
                _ => &tables::HAS_SLUG,
            };
            Predicate::Is(has_slug, vec![Bind::Parameter(slot)])
        } else {
            let slot = self.key(ty, key, "by", selected.pos)?;
            Predicate::Is(&tables::HAS_ID, vec![Bind::Parameter(slot)])
        };
        let object = self.definition().object(named(&field.ty)).ok_or_else(|| misplaced(field))?;
        let query = self.one_row(object, selected, &predicate, place)?;
        Ok(vec![Step::First(Box::new(query))])
    }
}
