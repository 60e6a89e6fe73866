//! Compiles what a connection counts over all its pages, besides its total: facets, and rows that it leaves out.

use super::compiler::{Compiler, JoinedKey, Place, Scope, misplaced};
use crate::graphql::engine::{
    definition::{FieldDefinition, nullable_items},
    error::Error,
    plan::{
        selection::SelectedField,
        steps::{RowQuery, Step},
    },
};
use crate::limits::cost::{COUNT_SCAN, FACET_SCAN};
use crate::store::sql::{Column, ColumnType, Join, Label, Predicate, Select};

impl<'d> Compiler<'d> {
    /// How often each value of a column comes in a connection.
    pub fn facet(
        &mut self,
        (path, column, label): (&[&'static Join], Column, Label),
        field: &FieldDefinition,
        selected: &SelectedField<'d>,
        scope: &mut Scope<'_>,
        place: Place<'d>,
    ) -> Result<Vec<Step>, Error> {
        let Scope::Row { page: Some(page), .. } = scope else { return Err(misplaced(field)) };
        let (mut select, alias) = Select::from(page.table, place.level - 1);
        page.matching.filter(&mut select, alias);
        let alias = path.iter().fold(alias, |alias, join| select.join(alias, join));
        self.scans = self.scans.saturating_add(FACET_SCAN);
        select.count_by(alias, column);
        let keys = [JoinedKey { name: field.name, alias, column, label }];
        let mut scope = Scope::Group { select: &mut select, keys: &keys };
        let body = self.composite(field, selected, &mut scope, place)?;
        let query = RowQuery { statement: select.finish(), body };
        Ok(vec![Step::Rows(Box::new(query), nullable_items(&field.ty))])
    }

    /// How many rows a connection leaves out that its choice of rows has under a name.
    pub fn left_out(
        &mut self,
        name: &str,
        field: &FieldDefinition,
        selected: &SelectedField<'d>,
        scope: &mut Scope<'_>,
        place: Place<'d>,
    ) -> Result<Vec<Step>, Error> {
        let Scope::Row { page: Some(page), .. } = scope else { return Err(misplaced(field)) };
        let choices = page.matching.choice.map_or(&[][..], |choice| choice.left_out);
        let Some((_, rows)) = choices.iter().find(|(known, _)| *known == name) else {
            return Ok(vec![Step::Text("0".to_owned())]);
        };
        let mut arguments = self.arguments(page.arguments, selected.pos, place);
        let conditions = rows.conditions(&mut arguments)?;
        self.scans = self.scans.saturating_add(COUNT_SCAN);
        let (mut select, alias) = Select::from(page.table, place.level - 1);
        select.filter(alias, &page.matching.fixed);
        select.filter(alias, &Predicate::All(conditions.predicates));
        select.count();
        let body = vec![Step::Column(0, ColumnType::Number, place.field)];
        Ok(vec![Step::FirstRow(Box::new(RowQuery { statement: select.finish(), body }))])
    }

    /// How many different values a column has in a connection.
    pub fn distinct_count(
        &mut self,
        column: Column,
        field: &FieldDefinition,
        scope: &Scope<'_>,
        place: Place<'d>,
    ) -> Result<Vec<Step>, Error> {
        let Scope::Row { page: Some(page), .. } = scope else { return Err(misplaced(field)) };
        self.scans = self.scans.saturating_add(COUNT_SCAN);
        let (mut select, alias) = Select::from(page.table, place.level - 1);
        page.matching.filter(&mut select, alias);
        select.count_distinct(alias, column);
        let body = vec![Step::Column(0, ColumnType::Number, place.field)];
        let count = RowQuery { statement: select.finish(), body };
        Ok(vec![Step::Field(place.field, vec![Step::FirstRow(Box::new(count))])])
    }
}
