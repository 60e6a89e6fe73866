//! Coerces the arguments of a field to the types that the schema declares.

use async_graphql::parser::types::Field as FieldNode;
use async_graphql_value::Value as Literal;
use serde_json::Value as Json;

use crate::graphql::engine::{
    arguments::{ArgumentValue, ScalarSource, Variables},
    definition::{InputValue, NO_NULL, SchemaDefinition, list_items, named_type},
    error::Error,
    plan::coerce_variables::one_of_violation,
};

/// All arguments of a field as an object, with defaults for those that are not given.
///
/// # Errors
/// When an input object of which exactly one field must be given has none or several.
pub fn coerce_arguments(
    definition: &SchemaDefinition,
    inputs: &[InputValue],
    node: &FieldNode,
    variables: &Variables,
) -> Result<ArgumentValue, Error> {
    let mut fields = Vec::new();
    for input in inputs {
        let value = match node.get_argument(input.name) {
            Some(value) => literal(definition, input.ty, &value.node, variables, input.name)
                .map_err(|error| error.at(value.pos))?,
            None => ArgumentValue::Absent,
        };
        fields.push((input.name.to_owned(), or_default(value, input)));
    }
    Ok(ArgumentValue::Object(fields))
}

fn or_default(value: ArgumentValue, input: &InputValue) -> ArgumentValue {
    match (value, input.default) {
        (ArgumentValue::Absent | ArgumentValue::Null, Some(text)) => default_value(text),
        (value, _) => value,
    }
}

/// The value of a default in GraphQL's notation.
fn default_value(text: &str) -> ArgumentValue {
    if let Some(items) = list_items(text) {
        return ArgumentValue::List(items.map(default_value).collect());
    }
    match serde_json::from_str(text) {
        Ok(Json::Bool(value)) => ArgumentValue::Boolean(value),
        Ok(value) => ArgumentValue::Scalar(ScalarSource::Literal(value)),
        Err(_) => ArgumentValue::Enum(text.to_owned()),
    }
}

fn literal(
    definition: &SchemaDefinition,
    ty: &str,
    value: &Literal,
    variables: &Variables,
    place: &str,
) -> Result<ArgumentValue, Error> {
    let Some(inner) = ty.strip_suffix('!') else {
        return nullable(definition, ty, value, variables, place);
    };
    match nullable(definition, inner, value, variables, place)? {
        // A variable with a default may stand here, and may still be given as null.
        ArgumentValue::Null => {
            Err(Error::bad_input(place, format!("expected a value of type {ty}, found null")))
        }
        value => Ok(value),
    }
}

fn nullable(
    definition: &SchemaDefinition,
    ty: &str,
    value: &Literal,
    variables: &Variables,
    place: &str,
) -> Result<ArgumentValue, Error> {
    if let Some(item) = ty.strip_prefix('[').and_then(|ty| ty.strip_suffix(']')) {
        return match value {
            Literal::Null => Ok(ArgumentValue::Null),
            Literal::List(items) => {
                let items = items.iter().enumerate().map(|(at, value)| {
                    literal(definition, item, value, variables, &format!("{place}[{at}]"))
                });
                Ok(ArgumentValue::List(items.collect::<Result<_, _>>()?))
            }
            Literal::Variable(_) => Ok(from_variable(definition, ty, value, variables)),
            single => {
                Ok(ArgumentValue::List(vec![literal(definition, item, single, variables, place)?]))
            }
        };
    }
    Ok(match value {
        Literal::Variable(_) => from_variable(definition, ty, value, variables),
        Literal::Null => ArgumentValue::Null,
        Literal::Boolean(value) => ArgumentValue::Boolean(*value),
        Literal::Enum(word) => ArgumentValue::Enum(word.to_string()),
        Literal::Object(fields) => return object(definition, ty, fields, variables, place),
        other => ArgumentValue::Scalar(ScalarSource::Literal(
            other.clone().into_json().unwrap_or_default(),
        )),
    })
}

fn object(
    definition: &SchemaDefinition,
    ty: &str,
    given: &async_graphql::indexmap::IndexMap<async_graphql::Name, Literal>,
    variables: &Variables,
    place: &str,
) -> Result<ArgumentValue, Error> {
    let Some(input) = definition.input(ty) else { return Ok(ArgumentValue::Null) };
    let mut fields = Vec::new();
    for field in &input.fields {
        if let Some(value) = given.get(field.name) {
            let place = format!("{place}.{}", field.name);
            let value = literal(definition, field.ty, value, variables, &place)?;
            if value == ArgumentValue::Null && !input.one_of && !definition.takes_null(field) {
                return Err(Error::bad_input(&place, NO_NULL));
            }
            fields.push((field.name.to_owned(), or_default(value, field)));
        } else if field.default.is_some() {
            fields.push((field.name.to_owned(), or_default(ArgumentValue::Absent, field)));
        }
    }
    if input.one_of && fields.iter().filter(|(_, value)| value.is_given()).count() != 1 {
        return Err(one_of_violation(input, place));
    }
    Ok(ArgumentValue::Object(fields))
}

fn from_variable(
    definition: &SchemaDefinition,
    ty: &str,
    value: &Literal,
    variables: &Variables,
) -> ArgumentValue {
    let Literal::Variable(name) = value else { return ArgumentValue::Null };
    match variables.values.get(name.as_str()) {
        None => ArgumentValue::Absent,
        Some(value) => of_json(definition, ty, value, name, String::new()),
    }
}

/// The value of a coerced variable. Its scalars refer back to the variable.
fn of_json(
    definition: &SchemaDefinition,
    ty: &str,
    value: &Json,
    variable: &str,
    pointer: String,
) -> ArgumentValue {
    match value {
        Json::Null => ArgumentValue::Null,
        Json::Bool(value) => ArgumentValue::Boolean(*value),
        Json::String(word) if definition.enum_values(named_type(ty)).is_some() => {
            ArgumentValue::Enum(word.clone())
        }
        Json::Array(items) => {
            let item = ty.strip_suffix('!').unwrap_or(ty);
            let item = item.strip_prefix('[').and_then(|ty| ty.strip_suffix(']')).unwrap_or(item);
            let items = items.iter().enumerate().map(|(at, value)| {
                of_json(definition, item, value, variable, format!("{pointer}/{at}"))
            });
            ArgumentValue::List(items.collect())
        }
        Json::Object(fields) => {
            let input = definition.input(named_type(ty));
            let inputs = input.map_or(&[][..], |input| &input.fields);
            let fields = inputs.iter().filter_map(|input| {
                let value = match fields.get(input.name) {
                    Some(value) => {
                        let pointer = format!("{pointer}/{}", input.name);
                        of_json(definition, input.ty, value, variable, pointer)
                    }
                    None => ArgumentValue::Absent,
                };
                let value = or_default(value, input);
                (value != ArgumentValue::Absent).then(|| (input.name.to_owned(), value))
            });
            ArgumentValue::Object(fields.collect())
        }
        _ => ArgumentValue::Scalar(ScalarSource::Variable(variable.to_owned(), pointer)),
    }
}
