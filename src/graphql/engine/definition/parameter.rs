//! Parameters: the values that the statements of a plan bind, worked out from a request before any runs.

use async_graphql::Pos;
use serde_json::Value as Json;

use crate::graphql::engine::{
    arguments::{ScalarSource, Variables},
    error::Error,
};
use crate::store::{
    Snapshot,
    sql::{Bind, Value},
};

/// Works out the values of a parameter. The engine has sources of its own in `plan::sources`; a schema
/// adds those that need to know what its arguments mean.
pub trait ParameterSource: Send + Sync {
    /// How many values it makes: always the same number.
    fn width(&self) -> usize {
        1
    }

    /// Adds the values for a request to [`ParameterContext::values`].
    ///
    /// # Errors
    /// When an argument breaks a rule that the types of the schema cannot express. It fails the field if
    /// [`Error::is_of_field`], and refuses the request otherwise.
    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error>;

    /// Whether the values are the reason that a field of the response is null, for example a key that no record has. Then it can
    /// add a warning. It is asked where a response has such a field, until one parameter is the reason, so it may cost more than
    /// [`ParameterSource::resolve`].
    ///
    /// # Errors
    /// When the reason cannot be read; the response is complete without it.
    fn explain_null(&self, _context: &mut ParameterContext<'_, '_>) -> Result<bool, Error> {
        Ok(false)
    }
}

/// What the values of a parameter can be worked out from.
pub struct ParameterContext<'a, 'c> {
    /// Path of the argument, for messages. Example: `filter.name.equals`.
    pub argument: &'a str,
    /// The variables of the request.
    pub variables: &'a Variables,
    /// The state of the data that the request reads.
    pub snapshot: &'a Snapshot<'c>,
    /// The current day, as the caller of the engine counts days.
    pub today: i64,
    /// The values of the parameters before this one, and those of this one so far.
    pub values: &'a mut Vec<Value>,
    /// What the client should know of how the values came about, for `extensions.warnings`.
    pub warnings: &'a mut Vec<Json>,
    /// How many arguments have failed a field so far.
    pub failed_before: usize,
    /// Items of the field's list that are null because of the argument, by their index, and why.
    pub failed_items: &'a mut Vec<(usize, Error)>,
}

impl<'a> ParameterContext<'a, '_> {
    /// The value of a scalar in this request, as text; empty where it is none.
    #[must_use]
    pub fn text<'s>(&self, source: &'s ScalarSource) -> &'s str
    where
        'a: 's,
    {
        source.value(self.variables).as_str().unwrap_or_default()
    }

    /// The first value of a parameter before this one.
    #[must_use]
    pub fn value(&self, parameter: ParameterId) -> &Value {
        &self.values[parameter.0]
    }

    /// The error for an argument that breaks `rule`.
    #[must_use]
    pub fn invalid(&self, rule: impl std::fmt::Display) -> Error {
        Error::bad_input(self.argument, rule)
    }
}

/// Number of a response field in its plan.
pub type FieldNumber = usize;

/// A parameter of a plan.
pub struct Parameter {
    /// Path of the argument, for messages.
    pub argument: String,
    /// Where in the document the field stands.
    pub pos: Pos,
    /// The response field with the argument.
    pub field: FieldNumber,
    /// How its values are worked out.
    pub source: Box<dyn ParameterSource>,
}

/// A parameter that a schema makes of an argument.
pub struct NewParameter {
    /// Path of the argument, for messages.
    pub argument: String,
    /// How its values are worked out.
    pub source: Box<dyn ParameterSource>,
}

/// The place of a parameter's first value among all values of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParameterId(pub usize);

impl ParameterId {
    /// The inherited argument's default: the first parameter of every plan.
    pub const DEFAULT_INHERITED: Self = Self(0);

    /// The first value, bound to a statement.
    #[must_use]
    pub fn bind(self) -> Bind {
        Bind::Parameter(self.0)
    }

    /// The items of a JSON array that is the first value, bound to a statement.
    #[must_use]
    pub fn bind_list(self) -> Bind {
        Bind::List(self.0)
    }

    /// The first `width` values, bound to a statement.
    #[must_use]
    pub fn binds(self, width: usize) -> Vec<Bind> {
        (self.0..self.0 + width).map(Bind::Parameter).collect()
    }
}

/// The parameters of a plan in the making.
#[derive(Default)]
pub struct Parameters {
    /// The parameters, in the order in which they are worked out.
    pub all: Vec<Parameter>,
    /// How many values they make together.
    pub width: usize,
    /// The response field that is compiled at present: parameters that are added belong to it.
    pub field: FieldNumber,
}

impl Parameters {
    /// Adds a parameter.
    pub fn add(
        &mut self,
        argument: impl Into<String>,
        pos: Pos,
        source: Box<dyn ParameterSource>,
    ) -> ParameterId {
        let id = ParameterId(self.width);
        self.width += source.width();
        let (argument, field) = (argument.into(), self.field);
        self.all.push(Parameter { argument, pos, field, source });
        id
    }
}
