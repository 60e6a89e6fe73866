//! Role directions: the values of an enum become the codes that the database has.

use serde_json::Value as Json;

use crate::domain::role::{RoleDirection, direction_of_word};
use crate::graphql::engine::{
    arguments::ArgumentValue,
    definition::{NewParameter, ParameterFactory},
    error::Error,
    plan::sources::Constant,
};

/// A filter by role directions.
pub struct IsDirection;

impl ParameterFactory for IsDirection {
    fn parameter(&self, value: &ArgumentValue, path: &str) -> Result<Option<NewParameter>, Error> {
        let codes: Vec<_> = directions(value).map(|direction| direction.code).collect();
        let codes = Json::from(codes).to_string();
        let source = Box::new(Constant(codes.as_str().into()));
        Ok(Some(NewParameter { argument: path.to_owned(), source }))
    }
}

/// The directions in a list of enum values.
pub fn directions(value: &ArgumentValue) -> impl Iterator<Item = &'static RoleDirection> {
    let words = value.items().iter().filter_map(ArgumentValue::enum_value);
    words.filter_map(direction_of_word)
}
