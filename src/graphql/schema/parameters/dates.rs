//! Dates as parameters: the days that they span.

use crate::domain::date::{ALWAYS, NEVER, PartialDate};
use crate::graphql::engine::{
    arguments::{ArgumentValue, ScalarSource},
    definition::{NewParameter, ParameterContext, ParameterFactory, ParameterSource},
    error::Error,
};
use crate::store::sql::Value;

/// Today: the day, and the day after.
pub struct Today;

/// A date: its first day, and the day after its last.
pub struct DateSpan(pub ScalarSource);

/// Two dates, the first not after the second: the spans of both.
pub struct TwoDates {
    /// The argument `from`.
    pub from: ScalarSource,
    /// The argument `to`.
    pub to: ScalarSource,
}

/// A `DateRange`: the first day of its start, and the day after the last day of its end.
struct DateRange {
    from: Option<ScalarSource>,
    to: Option<ScalarSource>,
}

/// A filter by a `DateRange`. A range without bounds asks nothing.
pub struct InDateRange;

impl ParameterSource for Today {
    fn width(&self) -> usize {
        2
    }

    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        context.values.extend([Value::Int(context.today), Value::Int(context.today + 1)]);
        Ok(())
    }
}

impl ParameterSource for DateSpan {
    fn width(&self) -> usize {
        2
    }

    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        let span = date(&self.0, context, context.argument)?.span();
        context.values.extend([Value::Int(span.first), Value::Int(span.end)]);
        Ok(())
    }
}

impl ParameterSource for TwoDates {
    fn width(&self) -> usize {
        4
    }

    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        let from = date(&self.from, context, "from")?.span();
        let to = date(&self.to, context, "to")?.span();
        if from.first >= to.end {
            return Err(context.invalid("`from` must not be after `to`"));
        }
        context.values.extend([from.first, from.end, to.first, to.end].map(Value::Int));
        Ok(())
    }
}

impl ParameterSource for DateRange {
    fn width(&self) -> usize {
        2
    }

    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        let end = |source: &Option<ScalarSource>, name: &str| {
            let argument = format!("{}.{name}", context.argument);
            source.as_ref().map(|source| date(source, context, &argument)).transpose()
        };
        let first = end(&self.from, "from")?.map_or(ALWAYS, |date| date.span().first);
        let last = end(&self.to, "to")?.map_or(NEVER, |date| date.span().end);
        if first >= last {
            return Err(context.invalid("`from` must not be after `to`"));
        }
        context.values.extend([Value::Int(first), Value::Int(last)]);
        Ok(())
    }
}

impl ParameterFactory for InDateRange {
    fn parameter(&self, value: &ArgumentValue, path: &str) -> Result<Option<NewParameter>, Error> {
        let bound = |name| value.field(name).scalar().cloned();
        let (from, to) = (bound("from"), bound("to"));
        if from.is_none() && to.is_none() {
            return Ok(None);
        }
        let source = Box::new(DateRange { from, to });
        Ok(Some(NewParameter { argument: path.to_owned(), source }))
    }
}

fn date(
    source: &ScalarSource,
    context: &ParameterContext<'_, '_>,
    argument: &str,
) -> Result<PartialDate, Error> {
    let text = source.value(context.variables).as_str().unwrap_or_default();
    text.parse().map_err(|rule| Error::bad_input(argument, rule))
}
