//! Compiles fields whose values are computed.

use super::compiler::{Compiler, Place, Scope};
use crate::graphql::engine::{
    arguments::ArgumentValue,
    definition::{Computation, FieldDefinition, ResultShape, nullable_items},
    error::Error,
    plan::{
        selection::SelectedField,
        steps::{PageRows, Step},
    },
};

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
        let place = self.charge(computation.charged_rows(values), place)?;
        let outer = std::mem::take(&mut self.selected_columns);
        let shape = computation.shape();
        if let ResultShape::Connection(order) = shape {
            let mut page = self.computed_page(order, field, selected, values, scope, place)?;
            call.select(&std::mem::replace(&mut self.selected_columns, outer));
            page.rows = PageRows::Computed(call, order);
            return Ok(vec![Step::Page(Box::new(page))]);
        }
        let body = match shape {
            ResultShape::AnyType(row) | ResultShape::ListOfAnyType(row) => {
                self.any_type(field, selected, row.type_name.place, row.id.place, place)?
            }
            _ => self.composite(field, selected, &mut Scope::Computed, place)?,
        };
        call.select(&std::mem::replace(&mut self.selected_columns, outer));
        Ok(vec![match shape {
            ResultShape::ListOfAnyType(_) => {
                Step::ComputedResults(call, body, nullable_items(&field.ty))
            }
            _ => Step::Computed(call, body),
        }])
    }
}
