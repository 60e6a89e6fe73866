//! The parameter sources of the engine: those that need not know what an argument means.

use serde_json::Value as Json;

use crate::graphql::engine::{
    arguments::ScalarSource,
    cursor,
    definition::{ParameterContext, ParameterId, ParameterSource, ReadText},
    error::{Error, excerpt},
};
use crate::limits::pages::{DEFAULT_SIZE, MAX_SIZE};
use crate::store::sql::{ColumnType, Value};

/// A value that is the same in every request.
pub struct Constant(pub Value);

/// A string, number or truth value as it is given.
pub struct Plain(pub ScalarSource);

/// A whole number between two, both included.
pub struct IntegerBetween {
    /// The argument.
    pub source: ScalarSource,
    /// The least value allowed.
    pub min: i64,
    /// The greatest value allowed.
    pub max: i64,
}

/// Two values: the page size, and the page size plus one: a statement that reads one row more than the page has shows
/// whether there are more rows.
pub enum PageSize {
    /// The argument, or [`DEFAULT_SIZE`] where it is not given.
    Argument(Option<ScalarSource>),
    /// Set by the compiler.
    Fixed(i64),
}

/// A cursor: the sort keys that it holds.
pub struct Cursor {
    /// The argument.
    pub source: ScalarSource,
    /// Name of the order that the cursor must be of.
    pub order: String,
    /// What the columns of the sort keys hold.
    pub keys: Vec<ColumnType>,
}

/// Texts: the only one as it is, several or none as one JSON array.
pub struct Texts {
    /// The texts.
    pub texts: Vec<ScalarSource>,
    /// Gives their canonical form, if that is not how they are given.
    pub read: Option<ReadText>,
}

/// The whole numbers of parameters before this one, as one JSON array; parameters that are null are
/// left out.
pub struct IntegerList(pub Vec<ParameterId>);

impl ParameterSource for Constant {
    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        context.values.push(self.0.clone());
        Ok(())
    }
}

impl ParameterSource for Plain {
    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        context.values.push(match self.0.value(context.variables) {
            Json::String(text) => text.as_str().into(),
            Json::Number(number) => match number.as_i64() {
                Some(number) => Value::Int(number),
                None => number.as_f64().map_or(Value::Null, Value::Real),
            },
            Json::Bool(value) => Value::Int(i64::from(*value)),
            _ => Value::Null,
        });
        Ok(())
    }
}

impl ParameterSource for IntegerBetween {
    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        let Self { source, min, max } = self;
        let number = integer(source.value(context.variables), *min, *max).ok_or_else(|| {
            context.invalid(format_args!("give a whole number from {min} to {max}"))
        })?;
        context.values.push(Value::Int(number));
        Ok(())
    }
}

impl ParameterSource for PageSize {
    fn width(&self) -> usize {
        2
    }

    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        let size = match self {
            Self::Fixed(size) => *size,
            Self::Argument(None) => DEFAULT_SIZE,
            Self::Argument(Some(source)) => integer(source.value(context.variables), 0, MAX_SIZE)
                .ok_or_else(|| {
                context.invalid(format_args!(
                    "give a whole number from 0 to {MAX_SIZE}; follow `pageInfo` for more"
                ))
            })?,
        };
        context.values.extend([Value::Int(size), Value::Int(size + 1)]);
        Ok(())
    }
}

impl ParameterSource for Cursor {
    fn width(&self) -> usize {
        self.keys.len()
    }

    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        let keys = cursor::decode(context.text(&self.source), &self.order, &self.keys);
        let keys = keys.map_err(|rule| context.invalid(rule))?;
        context.values.extend(keys);
        Ok(())
    }
}

impl Texts {
    fn read(&self, at: usize, context: &ParameterContext<'_, '_>) -> Result<String, Error> {
        let text = context.text(&self.texts[at]);
        let Some(read) = self.read else { return Ok(text.to_owned()) };
        read(text).map_err(|rule| {
            let item = if self.texts.len() == 1 { String::new() } else { format!("[{at}]") };
            let argument = format!("{}{item}", context.argument);
            Error::bad_input(&argument, format_args!("`{}` is {rule}", excerpt(text)))
        })
    }
}

impl ParameterSource for Texts {
    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        let texts = (0..self.texts.len()).map(|at| self.read(at, context));
        let texts: Vec<_> = texts.collect::<Result<_, _>>()?;
        context.values.push(match &texts[..] {
            [one] => one.as_str().into(),
            several => Json::from(several).to_string().as_str().into(),
        });
        Ok(())
    }
}

impl ParameterSource for IntegerList {
    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        let numbers = self.0.iter().filter_map(|parameter| match context.value(*parameter) {
            Value::Int(number) => Some(*number),
            _ => None,
        });
        let numbers = Json::from(numbers.collect::<Vec<_>>()).to_string();
        context.values.push(numbers.as_str().into());
        Ok(())
    }
}

fn integer(value: &Json, min: i64, max: i64) -> Option<i64> {
    value.as_i64().filter(|number| (min..=max).contains(number))
}
