//! Dates as parameters: the days that they span.

use serde_json::json;

use crate::domain::{
    certainty::AskedDate,
    date::{ALWAYS, NEVER, PartialDate, Span},
};
use crate::graphql::engine::{
    arguments::{ArgumentValue, ScalarSource},
    definition::{NewParameter, ParameterContext, ParameterFactory, ParameterSource},
    error::Error,
};
use crate::store::sql::Value;

/// The question about today, in the values of [`DateAsked`].
pub struct Today;

/// The question about a date ([`AskedDate`]): the first of the days that possible relations must not rule out, and the day after
/// the last of them; the day before which a relation must have started to have held certainly; the first day asked about,
/// and the day after the last.
pub struct DateAsked(pub ScalarSource);

/// The questions about two dates, the first not after the second. Each has the values of [`DateAsked`].
pub struct TwoDatesAsked {
    /// The argument `from`.
    pub from: ScalarSource,
    /// The argument `to`.
    pub to: ScalarSource,
}

/// How many values a question about a date has.
pub const ASKED_WIDTH: usize = 5;

/// A `DateRange`: the first day of its start, and the day after the last day of its end.
struct DateRange {
    from: Option<ScalarSource>,
    to: Option<ScalarSource>,
}

/// A filter by a `DateRange`. A range without bounds asks nothing.
pub struct InDateRange;

impl ParameterSource for Today {
    fn width(&self) -> usize {
        ASKED_WIDTH
    }

    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        add_asked(Span { first: context.today, end: context.today + 1 }, context);
        Ok(())
    }
}

impl ParameterSource for DateAsked {
    fn width(&self) -> usize {
        ASKED_WIDTH
    }

    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        let date = date(&self.0, context, context.argument)?;
        warn_if_ahead(date, context.argument, context);
        add_asked(date.span(), context);
        Ok(())
    }
}

impl ParameterSource for TwoDatesAsked {
    fn width(&self) -> usize {
        2 * ASKED_WIDTH
    }

    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        let from = date(&self.from, context, "from")?;
        let to = date(&self.to, context, "to")?;
        if from.span().first >= to.span().end {
            return Err(context.invalid("`from` must not be after `to`"));
        }
        for (date, argument) in [(from, "from"), (to, "to")] {
            warn_if_ahead(date, argument, context);
            add_asked(date.span(), context);
        }
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

/// Adds the values of a question.
fn add_asked(span: Span, context: &mut ParameterContext<'_, '_>) {
    let AskedDate { span, possible, certain_before } = AskedDate::new(span, context.today);
    let days = [possible.first, possible.end, certain_before, span.first, span.end];
    context.values.extend(days.map(Value::Int));
}

/// Tells the client that nothing is certain on a date that is still ahead.
fn warn_if_ahead(date: PartialDate, argument: &str, context: &mut ParameterContext<'_, '_>) {
    if date.span().first <= context.today {
        return;
    }
    let today = PartialDate::of_day(context.today);
    let message = format!(
        "{date} is after {today}, which is today or the first day of the newest source: no relation is certain on a date ahead"
    );
    let warning = json!({ "message": message, "code": "DATE_AHEAD", "argument": argument });
    if !context.warnings.contains(&warning) {
        context.warnings.push(warning);
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
