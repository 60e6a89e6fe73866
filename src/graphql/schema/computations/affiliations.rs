//! What the walks over the network of affiliations share: which affiliations count, and their parameters.

use super::super::conditions::{at_any_time, stages};
use crate::domain::{
    certainty::{AskedDate, Certainty},
    date::Span,
    role::ROLE_DIRECTIONS,
    stage::StageSet,
};
use crate::graphql::engine::{
    arguments::{ArgumentValue, ScalarSource},
    definition::{ParameterId, PlanArguments, argument},
    error::Error,
    plan::sources::{Constant, IntegerBetween},
};
use crate::limits::network::{MAX_NODES, SEARCH_ROWS};
use crate::store::{
    read::network::{Basis, EdgeFilter},
    sql::Value,
};
use std::ops::RangeInclusive;

/// Which affiliations count: by the arguments `roles`, `basis`, `asOf`, `certainty`, `history` and `stages`.
pub struct AffiliationFilter {
    /// A bit for each direction of a role.
    directions: u64,
    basis: Option<Basis>,
    /// The date asked about.
    date: ParameterId,
    /// How sure it must be that an affiliation held then; None for any time.
    least: Option<Certainty>,
    stages: StageSet,
}

impl AffiliationFilter {
    /// The filter that the arguments of a field give.
    ///
    /// # Errors
    /// When possible affiliations are asked for beside every recorded one.
    pub fn of(arguments: &PlanArguments<'_>) -> Result<Self, Error> {
        let certainty = match arguments.get("certainty").enum_value() {
            Some("POSSIBLE") => Certainty::Possible,
            _ => Certainty::Certain,
        };
        let any_time = at_any_time(arguments)?;
        Ok(Self {
            directions: directions(arguments.get("roles")),
            basis: basis(arguments),
            date: arguments.inherited_parameter(),
            least: (!any_time).then_some(certainty),
            stages: stages(arguments),
        })
    }

    /// The same filter, for other directions of roles.
    pub fn along(self, directions: u64) -> Self {
        Self { directions, ..self }
    }

    /// The filter in a request with these parameter values.
    pub fn edges(&self, values: &[Value]) -> EdgeFilter {
        let during = self.least.map(|certainty| (asked(values, self.date, 0), certainty));
        EdgeFilter { directions: self.directions, basis: self.basis, during, stages: self.stages }
    }

    /// The filter of affiliations that held on the date asked about with this certainty, at least.
    pub fn edges_if(&self, values: &[Value], least: Certainty) -> EdgeFilter {
        EdgeFilter {
            directions: self.directions,
            basis: self.basis,
            during: Some((asked(values, self.date, 0), least)),
            stages: self.stages,
        }
    }
}

/// All directions of the roles given, a bit for each; every one where no role is given.
pub fn directions(roles: &ArgumentValue) -> u64 {
    if !roles.is_given() {
        return EdgeFilter::ALL_DIRECTIONS;
    }
    let given: Vec<_> = roles.items().iter().filter_map(ArgumentValue::enum_value).collect();
    let wanted = ROLE_DIRECTIONS.iter().filter(|direction| given.contains(&direction.role));
    wanted.fold(0, |all, direction| all | 1 << direction.code)
}

/// The basis that the argument `basis` asks for, if it does.
pub fn basis(arguments: &PlanArguments<'_>) -> Option<Basis> {
    match arguments.get("basis").enum_value()? {
        "IMPLIED" => Some(Basis::Implied),
        _ => Some(Basis::Stated),
    }
}

/// Adds the parameter of a whole number between bounds; an argument that is null has its default.
pub fn add_integer(
    arguments: &mut PlanArguments<'_>,
    name: &str,
    default: i64,
    bounds: RangeInclusive<i64>,
) -> ParameterId {
    match arguments.get(name).scalar().cloned() {
        Some(source) => {
            let (min, max) = (*bounds.start(), *bounds.end());
            arguments.add(name, IntegerBetween { source, min, max })
        }
        None => arguments.add(name, Constant(Value::Int(default))),
    }
}

/// How many rows an argument that limits results allows at most.
pub fn most_rows(arguments: &ArgumentValue, name: &str, default: u64) -> u64 {
    match arguments.field(name).scalar() {
        Some(ScalarSource::Literal(number)) => number.as_u64().unwrap_or(default),
        Some(ScalarSource::Variable(..)) => MAX_NODES.unsigned_abs(),
        None => default,
    }
}

/// The whole number in a parameter, if it has one.
pub fn integer(values: &[Value], parameter: ParameterId) -> Option<i64> {
    match values[parameter.0] {
        Value::Int(number) => Some(number),
        _ => None,
    }
}

/// The whole numbers in a parameter that is a list, as JSON.
pub fn integers(values: &[Value], parameter: ParameterId) -> Vec<i64> {
    match &values[parameter.0] {
        Value::Text(list) => serde_json::from_str(list).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The question in the values of a parameter, from the value number `first` on.
pub fn asked(values: &[Value], parameter: ParameterId, first: usize) -> AskedDate {
    let day = |number: usize| match values[parameter.0 + number] {
        Value::Int(day) => day,
        _ => 0,
    };
    let span = |at: usize| Span { first: day(at), end: day(at + 1) };
    AskedDate { possible: span(first), certain_before: day(first + 2), span: span(first + 3) }
}

/// Rows that take as long to read as the argument `filter` takes to select from the results; 0 without it.
pub fn filter_rows(arguments: &ArgumentValue) -> u64 {
    if arguments.field(argument::FILTER).is_given() { SEARCH_ROWS } else { 0 }
}
