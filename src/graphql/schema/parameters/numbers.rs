//! Ranges of numbers as parameters.

use crate::graphql::engine::{
    arguments::{ArgumentValue, ScalarSource},
    definition::{NewParameter, ParameterContext, ParameterFactory, ParameterSource},
    error::Error,
};
use crate::store::sql::Value;

/// A `FloatRange`: its smallest and its largest number.
struct FloatRange {
    min: Option<ScalarSource>,
    max: Option<ScalarSource>,
}

/// A filter by a `FloatRange`. A range without bounds asks nothing.
pub struct InFloatRange;

impl ParameterSource for FloatRange {
    fn width(&self) -> usize {
        2
    }

    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        let bound = |source: &Option<ScalarSource>, unlimited| {
            let number = source.as_ref().and_then(|it| it.value(context.variables).as_f64());
            number.unwrap_or(unlimited)
        };
        let (min, max) = (bound(&self.min, f64::MIN), bound(&self.max, f64::MAX));
        if min > max {
            return Err(context.invalid("`min` must not be greater than `max`"));
        }
        context.values.extend([min, max].map(Value::Real));
        Ok(())
    }
}

impl ParameterFactory for InFloatRange {
    fn parameter(&self, value: &ArgumentValue, path: &str) -> Result<Option<NewParameter>, Error> {
        let bound = |name| value.field(name).scalar().cloned();
        let (min, max) = (bound("min"), bound("max"));
        if min.is_none() && max.is_none() {
            return Ok(None);
        }
        let source = Box::new(FloatRange { min, max });
        Ok(Some(NewParameter { argument: path.to_owned(), source }))
    }
}
