//! Which rows a field has, given its arguments.

use async_graphql::Pos;

use super::{ParameterId, ParameterSource, Parameters};
use crate::graphql::engine::{
    arguments::{ArgumentValue, ScalarSource},
    error::Error,
};
use crate::store::sql::{Bind, Condition, Predicate};

/// Makes the values of the inherited argument where it is given.
type ValuesOfInherited = fn(ScalarSource) -> Box<dyn ParameterSource>;

/// The arguments of one field while a plan is compiled.
pub struct PlanArguments<'a> {
    pub(in crate::graphql::engine) values: &'a ArgumentValue,
    pub(in crate::graphql::engine) pos: Pos,
    /// The inherited argument, and how many values it has.
    pub(in crate::graphql::engine) inherited: (ParameterId, usize),
    /// The name of the inherited argument, and its values where it is given.
    pub(in crate::graphql::engine) inherit: Option<(&'static str, ValuesOfInherited)>,
    pub(in crate::graphql::engine) parameters: &'a mut Parameters,
}

impl<'a> PlanArguments<'a> {
    /// The value of an argument.
    #[must_use]
    pub fn get(&self, name: &str) -> &'a ArgumentValue {
        self.values.field(name)
    }

    /// All arguments: an object with their values by name.
    #[must_use]
    pub fn all(&self) -> &'a ArgumentValue {
        self.values
    }

    /// The fields of an input object among the arguments, which may give the inherited argument anew; None if the object is
    /// not given.
    pub fn object(&mut self, name: &str) -> Option<PlanArguments<'_>> {
        let values = self.values.field(name);
        if !values.is_given() {
            return None;
        }
        let mut inherited = self.inherited;
        if let Some((name, given)) = self.inherit
            && let Some(source) = values.field(name).scalar()
        {
            inherited.0 = self.parameters.add(name, self.pos, given(source.clone()));
        }
        let (pos, inherit) = (self.pos, self.inherit);
        Some(PlanArguments { values, pos, inherited, inherit, parameters: self.parameters })
    }

    /// The values of the inherited argument that hold at this field, bound to a statement.
    #[must_use]
    pub fn inherited(&self) -> Vec<Bind> {
        self.inherited.0.binds(self.inherited.1)
    }

    /// Whether a value is given for the inherited argument, here or above; otherwise it has its default.
    #[must_use]
    pub fn is_inherited_given(&self) -> bool {
        self.inherited.0 != ParameterId::DEFAULT_INHERITED
    }

    /// The parameter of the inherited argument that holds at this field.
    #[must_use]
    pub fn inherited_parameter(&self) -> ParameterId {
        self.inherited.0
    }

    /// Adds a parameter. `path` names the argument in messages.
    pub fn add(
        &mut self,
        path: impl Into<String>,
        source: impl ParameterSource + 'static,
    ) -> ParameterId {
        self.add_boxed(path, Box::new(source))
    }

    /// Adds a parameter whose source is boxed already.
    pub fn add_boxed(
        &mut self,
        path: impl Into<String>,
        source: Box<dyn ParameterSource>,
    ) -> ParameterId {
        self.parameters.add(path, self.pos, source)
    }
}

/// Which rows a field has.
#[derive(Debug, Default)]
pub struct RowConditions {
    /// All of these must hold.
    pub predicates: Vec<Predicate>,
    /// A parameter that [`super::FieldSource::RowsOfPage`] below the rows may use.
    pub shared: Option<ParameterId>,
}

impl RowConditions {
    /// One predicate that must hold.
    #[must_use]
    pub fn of(predicate: Predicate) -> Self {
        Self { predicates: vec![predicate], shared: None }
    }
}

/// Decides from the arguments of a field, or from the fields of a filter, which rows it has. Any
/// function of the right type is one.
pub trait RowCondition: Sync {
    /// The conditions on the rows.
    ///
    /// # Errors
    /// When an argument breaks a rule that can be checked before variables are known.
    fn conditions(&self, arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error>;

    /// Whether they may depend on the inherited argument.
    fn may_inherit(&self) -> bool {
        true
    }
}

impl<F> RowCondition for F
where
    F: Fn(&mut PlanArguments<'_>) -> Result<RowConditions, Error> + Sync,
{
    fn conditions(&self, arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
        self(arguments)
    }
}

/// A condition on the rows of a connection, which holds where the argument is given.
#[derive(Clone, Copy)]
pub enum ArgumentCondition {
    /// The condition takes the enum value of the argument named.
    EnumValue(&'static str, &'static Condition),
    /// The condition takes the list of the argument named.
    List(&'static str, &'static Condition),
    /// Whatever the schema makes of the arguments.
    Schema(&'static dyn RowCondition),
    /// The same, where clients can count what that leaves out. A connection has one of these at most.
    Choice(&'static RowChoice),
}

/// Which rows a connection has by its arguments, and which it leaves out.
pub struct RowChoice {
    /// The rows that it has.
    pub rows: &'static dyn RowCondition,
    /// Rows that it leaves out, with the names by which [`super::FieldSource::LeftOut`] counts them.
    pub left_out: &'static [(&'static str, &'static dyn RowCondition)],
}
