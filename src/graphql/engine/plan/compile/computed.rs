//! Compiles fields whose values are computed.

use super::compiler::{Compiler, Place, Scope, misplaced};
use crate::graphql::engine::{
    arguments::ArgumentValue,
    definition::{Computation, FieldDefinition, ResultShape, nullable_items},
    error::Error,
    plan::{
        selection::SelectedField,
        steps::{ColumnNumber, PageRows, ResultFilter, Step},
    },
};
use crate::store::sql::{Bind, Predicate, Select};

impl<'d> Compiler<'d> {
    /// A computed field.
    pub fn computation(
        &mut self,
        computation: &'static dyn Computation,
        field: &FieldDefinition,
        selected: &SelectedField<'d>,
        values: &ArgumentValue,
        scope: &mut Scope<'_>,
        place: Place<'d>,
    ) -> Result<Vec<Step>, Error> {
        let mut call = computation.prepare(&mut self.arguments(values, selected.pos, place))?;
        self.scans = self.scans.saturating_add(computation.scan());
        self.charge_search(computation.searched_rows(values), place)?;
        let place = self.charge(computation.charged_rows(values), place)?;
        let outer = std::mem::take(&mut self.selected_columns);
        let items = std::mem::replace(&mut self.charged_items, computation.charged_items(values));
        let shape = computation.shape(values);
        if let ResultShape::Connection(order) = shape {
            let filter = self.result_filter(computation, field, selected, values, place)?;
            let mut page = self.computed_page(order, field, selected, values, scope, place)?;
            self.charged_items = items;
            call.select(&std::mem::replace(&mut self.selected_columns, outer));
            page.rows = PageRows::Computed(call, order, filter);
            return Ok(vec![Step::Page(Box::new(page))]);
        }
        let parent = match shape {
            ResultShape::ObjectOfRow => Some(self.row_id(field, scope)?),
            _ => None,
        };
        let body = match shape {
            ResultShape::AnyType(row) | ResultShape::ListOfAnyType(row) => {
                self.any_type(field, selected, row.type_name.place, row.id.place, place)?
            }
            _ => self.composite(field, selected, &mut Scope::Computed, place)?,
        };
        self.charged_items = items;
        call.select(&std::mem::replace(&mut self.selected_columns, outer));
        Ok(vec![match shape {
            ResultShape::ListOfAnyType(_) => {
                Step::ComputedResults(call, body, nullable_items(&field.ty))
            }
            _ => Step::Computed(call, parent, body),
        }])
    }

    /// What the arguments that are filters select from the results of a computation; None if none is given.
    fn result_filter(
        &mut self,
        computation: &'static dyn Computation,
        field: &FieldDefinition,
        selected: &SelectedField<'d>,
        values: &ArgumentValue,
        place: Place<'d>,
    ) -> Result<Option<ResultFilter>, Error> {
        let predicates = self.tests_of_arguments(field, values, selected.pos, place)?;
        if predicates.is_empty() {
            return Ok(None);
        }
        let rows = computation.result_rows().ok_or_else(|| misplaced(field))?;
        let (mut select, alias) = Select::among_ids(rows.table, Bind::Parent(0), place.level);
        select.column(alias, self.definition().rows.id, &[]);
        select.filter(alias, &Predicate::All(predicates));
        Ok(Some(ResultFilter { id: rows.id.place, statement: select.finish() }))
    }

    /// The column with the id of the row that a computed field belongs to.
    pub fn row_id(
        &self,
        field: &FieldDefinition,
        scope: &mut Scope<'_>,
    ) -> Result<ColumnNumber, Error> {
        let Scope::Row { select, alias, .. } = scope else { return Err(misplaced(field)) };
        Ok(select.column(*alias, self.definition().rows.id, &[]))
    }
}
