//! Compiles conditions on related rows: that some, none or every one of them meets a filter.

use async_graphql::Pos;

use super::compiler::{Compiler, Place};
use crate::graphql::engine::{
    arguments::ArgumentValue,
    definition::{RelatedRows, argument, named_type},
    error::Error,
};
use crate::limits::arguments::MAX_FILTER_RELATIONS;
use crate::store::sql::Predicate;

impl<'d> Compiler<'d> {
    /// The predicate of an input object of the type `ty` with `some`, `none` and `every`; None if it is empty.
    pub fn quantified(
        &mut self,
        related: &'static RelatedRows,
        ty: &str,
        value: &ArgumentValue,
        path: &str,
        pos: Pos,
        place: Place<'d>,
    ) -> Result<Option<Predicate>, Error> {
        if self.relation_depth == MAX_FILTER_RELATIONS {
            let rule = format!(
                "conditions on relations can stand at most {MAX_FILTER_RELATIONS} deep within each other; ask for the \
                 inner organizations first, and give their slugs"
            );
            return Err(Error::bad_input(path, rule));
        }
        self.relation_depth += 1;
        let predicate = self.of_related_rows(related, ty, value, path, pos, place);
        self.relation_depth -= 1;
        predicate
    }

    fn of_related_rows(
        &mut self,
        related: &'static RelatedRows,
        ty: &str,
        value: &ArgumentValue,
        path: &str,
        pos: Pos,
        place: Place<'d>,
    ) -> Result<Option<Predicate>, Error> {
        let place = self.inherit(value, pos, place);
        let mut all = Vec::new();
        for quantifier in [argument::SOME, argument::NONE, argument::EVERY] {
            let filter = value.field(quantifier);
            if !filter.is_given() {
                continue;
            }
            let path_of_filter = format!("{path}.{quantifier}");
            // The rows that count are asked for anew, because a predicate has one place in a statement.
            let mut rows = vec![self.filter(ty, value, path, pos, place)?];
            rows.extend(related.of.map(|(of, bind)| Predicate::Is(of, vec![bind])));
            rows.push(self.of_item(
                related,
                (ty, quantifier),
                filter,
                &path_of_filter,
                pos,
                place,
            )?);
            let rows = Box::new(Predicate::All(rows));
            let exist = match related.by {
                Some(by) if self.relation_depth > 1 => Predicate::ReferredTo(by, rows),
                _ => Predicate::Exists(related.rows, rows),
            };
            all.push(match quantifier {
                argument::SOME => exist,
                _ => Predicate::Not(Box::new(exist)),
            });
        }
        let chooses = self.definition().input(ty).is_some_and(|input| {
            input.fields.iter().any(|it| it.test.is_some() && value.field(it.name).is_given())
        });
        if all.is_empty() && chooses {
            let rule = "give `some`, `none` or `every` as well; `some: {}` means that there is one";
            return Err(Error::bad_input(path, rule));
        }
        Ok((!all.is_empty()).then_some(Predicate::All(all)))
    }

    /// The predicate that a related row must meet to be counted: it meets the filter, or for `every` does not.
    fn of_item(
        &mut self,
        related: &RelatedRows,
        (ty, quantifier): (&str, &str),
        filter: &ArgumentValue,
        path: &str,
        pos: Pos,
        place: Place<'d>,
    ) -> Result<Predicate, Error> {
        let field = self.definition().input(ty).and_then(|input| input.field(quantifier));
        let ty = field.map_or("", |field| named_type(field.ty));
        let inner = self.filter(ty, filter, path, pos, place)?;
        let inner = match related.item {
            Some(item) => Predicate::Refers(item, Box::new(inner)),
            None => inner,
        };
        Ok(if quantifier == argument::EVERY { Predicate::Not(Box::new(inner)) } else { inner })
    }
}
