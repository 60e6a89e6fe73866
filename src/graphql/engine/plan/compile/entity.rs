//! Compiles objects that are read by the id of their row, of one type or of any.

use super::compiler::{Compiler, Place, Scope, misplaced};
use crate::graphql::engine::{
    definition::{FieldDefinition, ObjectType, named_type},
    error::Error,
    plan::{
        selection::SelectedField,
        steps::{BatchedRows, ColumnNumber, RowQuery, Step},
    },
};
use crate::store::sql::{Bind, Predicate, Select};

/// The ids of batched rows: the one column of what their statement is run below.
const BATCH: Bind = Bind::Parent(0);

impl<'d> Compiler<'d> {
    /// An object of any type: for each type that it can have, the statement that reads it. The columns
    /// are those of the present row that have the name of its type and the id of its row.
    pub fn any_type(
        &mut self,
        field: &FieldDefinition,
        selected: &SelectedField<'d>,
        type_name: ColumnNumber,
        id: ColumnNumber,
        place: Place<'d>,
    ) -> Result<Vec<Step>, Error> {
        let of = self.definition().abstract_type(named_type(&field.ty));
        let mut queries = Vec::new();
        for name in of.ok_or_else(|| misplaced(field))?.possible {
            let Some(object) = self.definition().object(name) else { continue };
            queries.push((*name, self.row_by_id(object, field, selected, id, place)?));
        }
        Ok(vec![Step::ByType(type_name, queries)])
    }

    /// The row of the field's type whose id is in a column. In an item of a list, the first such row is
    /// batched: one statement reads it for all items.
    pub fn computed_row(
        &mut self,
        field: &FieldDefinition,
        selected: &SelectedField<'d>,
        id: ColumnNumber,
        scope: &mut Scope<'_>,
        place: Place<'d>,
    ) -> Result<Vec<Step>, Error> {
        let object = self.definition().object(named_type(&field.ty));
        let object = object.ok_or_else(|| misplaced(field))?;
        if let Scope::Item(batch @ None) = scope {
            let table = self.table_of(object, field)?;
            let (mut select, alias) = Select::from_ids(table, BATCH, place.level);
            let exists = select.column(alias, self.definition().rows.id, &[]);
            let mut row = Scope::Row { select: &mut select, alias, page: None };
            let body = self.object(object, &selected.sets, &mut row, place.below())?;
            **batch = Some(BatchedRows { id, statement: select.finish() });
            return Ok(vec![Step::BatchedRow(vec![Step::ObjectIf(exists, body)])]);
        }
        let query = self.row_by_id(object, field, selected, id, place)?;
        Ok(vec![Step::FirstRow(Box::new(query))])
    }

    /// The first row of the field's type for which all predicates hold.
    pub fn lookup(
        &mut self,
        field: &FieldDefinition,
        selected: &SelectedField<'d>,
        predicates: &[Predicate],
        place: Place<'d>,
    ) -> Result<Vec<Step>, Error> {
        let object = self.definition().object(named_type(&field.ty));
        let object = object.ok_or_else(|| misplaced(field))?;
        let query = self.row(object, field, selected, predicates, place)?;
        Ok(vec![Step::FirstRow(Box::new(query))])
    }

    fn row_by_id(
        &mut self,
        object: &ObjectType,
        field: &FieldDefinition,
        selected: &SelectedField<'d>,
        id: ColumnNumber,
        place: Place<'d>,
    ) -> Result<RowQuery, Error> {
        let equals = self.definition().rows.has_id;
        let predicate = Predicate::Is(equals, vec![Bind::Parent(id)]);
        self.row(object, field, selected, &[predicate], place)
    }

    fn table_of(
        &self,
        object: &ObjectType,
        field: &FieldDefinition,
    ) -> Result<&'static str, Error> {
        (self.definition().rows.table_of)(&object.name).ok_or_else(|| misplaced(field))
    }

    fn row(
        &mut self,
        object: &ObjectType,
        field: &FieldDefinition,
        selected: &SelectedField<'d>,
        predicates: &[Predicate],
        place: Place<'d>,
    ) -> Result<RowQuery, Error> {
        let table = self.table_of(object, field)?;
        let (mut select, alias) = Select::from(table, place.level);
        for predicate in predicates {
            select.filter(alias, predicate);
        }
        let mut scope = Scope::Row { select: &mut select, alias, page: None };
        let body = self.object(object, &selected.sets, &mut scope, place.below())?;
        Ok(RowQuery { statement: select.finish(), body })
    }
}
