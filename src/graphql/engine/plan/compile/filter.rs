//! Compiles filters to predicates over rows.

use async_graphql::Pos;

use super::compiler::{Compiler, Place};
use crate::graphql::engine::{
    arguments::ArgumentValue,
    definition::{
        FieldDefinition, FilterTest, InputValue, ParameterFactory, ReadText, argument, named_type,
    },
    error::Error,
};
use crate::limits::arguments::MAX_FILTER_CONDITIONS;
use crate::store::sql::{Bind, Condition, Predicate};

impl<'d> Compiler<'d> {
    /// The predicate of a filter of the input type `ty`: all its fields must hold. `path` is where the
    /// filter stands, for messages.
    pub fn filter(
        &mut self,
        ty: &str,
        filter: &ArgumentValue,
        path: &str,
        pos: Pos,
        place: Place<'d>,
    ) -> Result<Predicate, Error> {
        let Some(input) = self.definition().input(ty) else {
            return Ok(Predicate::All(Vec::new()));
        };
        let place = self.inherit(filter, pos, place);
        let mut all = self.fields_of_filter(ty, filter, path, pos, place)?;
        if input.any_field && !all.is_empty() {
            all = vec![Predicate::Any(all)];
        }
        if let Some(condition) = input.condition {
            let conditions = condition.conditions(&mut self.arguments(filter, pos, place))?;
            all.extend(conditions.predicates);
        }
        Ok(Predicate::All(all))
    }

    /// The predicates of the fields of a filter that are given.
    fn fields_of_filter(
        &mut self,
        ty: &str,
        filter: &ArgumentValue,
        path: &str,
        pos: Pos,
        place: Place<'d>,
    ) -> Result<Vec<Predicate>, Error> {
        let fields = self.definition().input(ty).map_or(&[][..], |input| &input.fields);
        let mut predicates = Vec::new();
        for field in fields {
            let value = filter.field(field.name);
            if value.is_given() {
                let path = format!("{path}.{}", field.name);
                predicates.extend(self.test(field, value, &path, pos, place)?);
            }
        }
        Ok(predicates)
    }

    /// The predicates of the arguments of a field that select rows as the fields of a filter do.
    pub fn tests_of_arguments(
        &mut self,
        field: &FieldDefinition,
        values: &ArgumentValue,
        pos: Pos,
        place: Place<'d>,
    ) -> Result<Vec<Predicate>, Error> {
        let mut predicates = Vec::new();
        for input in field.args.iter().filter(|input| input.test.is_some()) {
            let value = values.field(input.name);
            if value.is_given() {
                predicates.extend(self.test(input, value, input.name, pos, place)?);
            }
        }
        Ok(predicates)
    }

    /// The condition of a field of a filter, or of an argument that is one; None if the value sets no condition.
    pub fn test(
        &mut self,
        field: &InputValue,
        value: &ArgumentValue,
        path: &str,
        pos: Pos,
        place: Place<'d>,
    ) -> Result<Option<Predicate>, Error> {
        let ty = named_type(field.ty);
        self.conditions += 1;
        if self.conditions > MAX_FILTER_CONDITIONS {
            let rule = format!(
                "the filters of the operation have more than {MAX_FILTER_CONDITIONS} conditions; remove some"
            );
            return Err(Error::bad_input(path, rule));
        }
        let Some(test) = field.test else { return Ok(None) };
        Ok(Some(match test {
            FilterTest::In(condition) => self.is_in(condition, None, value, path, pos),
            FilterTest::TextIn(condition, read) => {
                self.is_in(condition, Some(read), value, path, pos)
            }
            FilterTest::Value(condition) => {
                let bind = match value {
                    ArgumentValue::Scalar(source) => self.plain(source, path, pos),
                    other => Bind::Int(i64::from(other.is_true())),
                };
                Predicate::Is(condition, vec![bind])
            }
            FilterTest::Parameter(condition, factory) => {
                return self.parameter(condition, factory, value, path, pos);
            }
            FilterTest::Computed(condition, compute) => {
                let place = self.inherit(value, pos, place);
                let binds = compute(&mut self.arguments(value, pos, place), path)?;
                Predicate::Is(condition, binds)
            }
            FilterTest::Filter => self.filter(ty, value, path, pos, place)?,
            FilterTest::Exists(related) => {
                Predicate::Exists(related, Box::new(self.filter(ty, value, path, pos, place)?))
            }
            FilterTest::Refers(join) => {
                Predicate::Refers(join, Box::new(self.filter(ty, value, path, pos, place)?))
            }
            FilterTest::Quantified(related) => {
                return self.quantified(related, ty, value, path, pos, place);
            }
            FilterTest::And => Predicate::All(self.each(ty, value, path, pos, place)?),
            FilterTest::Or => Predicate::Any(self.each(ty, value, path, pos, place)?),
            FilterTest::Not => Predicate::Not(Box::new(self.filter(ty, value, path, pos, place)?)),
        }))
    }

    fn parameter(
        &mut self,
        condition: &'static Condition,
        factory: &dyn ParameterFactory,
        value: &ArgumentValue,
        path: &str,
        pos: Pos,
    ) -> Result<Option<Predicate>, Error> {
        let Some(parameter) = factory.parameter(value, path)? else { return Ok(None) };
        let width = parameter.source.width();
        let id = self.parameters.add(parameter.argument, pos, parameter.source);
        Ok(Some(Predicate::Is(condition, id.binds(width))))
    }

    fn each(
        &mut self,
        ty: &str,
        filters: &ArgumentValue,
        path: &str,
        pos: Pos,
        place: Place<'d>,
    ) -> Result<Vec<Predicate>, Error> {
        filters.items().iter().map(|filter| self.filter(ty, filter, path, pos, place)).collect()
    }

    /// A list of values, or an input object with `in` and `notIn`.
    fn is_in(
        &mut self,
        condition: &'static Condition,
        read: Option<ReadText>,
        value: &ArgumentValue,
        path: &str,
        pos: Pos,
    ) -> Predicate {
        let mut is_in = |list: &ArgumentValue, path: &str| {
            Predicate::Is(condition, vec![self.text_list(list, read, path, pos)])
        };
        if !matches!(value, ArgumentValue::Object(_)) {
            return is_in(value, path);
        }
        let mut all = Vec::new();
        let (wanted, unwanted) = (value.field(argument::IN), value.field(argument::NOT_IN));
        if wanted.is_given() {
            all.push(is_in(wanted, &format!("{path}.{}", argument::IN)));
        }
        if unwanted.is_given() {
            let predicate = is_in(unwanted, &format!("{path}.{}", argument::NOT_IN));
            all.push(Predicate::Not(Box::new(predicate)));
        }
        Predicate::All(all)
    }
}
