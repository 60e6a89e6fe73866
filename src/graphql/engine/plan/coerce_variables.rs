//! Coerces the variables of a request to the types that its operation declares.
//!
//! The rules are those of "Coercing Variable Values" in the GraphQL specification. The result has the
//! values and their shape. Requests whose variables have the same shape share a plan: the shape has the
//! field names of input objects, the lengths of lists, enum values, truth values and nulls, and no
//! string or number.

use std::fmt::Write;

use async_graphql::{
    Positioned,
    parser::types::{OperationDefinition, VariableDefinition},
};
use serde_json::{Map, Value as Json};

use crate::graphql::engine::{
    arguments::Variables,
    definition::{InputObjectType, NO_NULL, SchemaDefinition, named_type},
    error::{Error, excerpt},
    unknown_words::{unknown_enum_value, unknown_input_field},
};

/// Coerces the variables that a request gives.
///
/// # Errors
/// One error for each variable that does not have its declared type.
pub fn coerce_variables(
    definition: &SchemaDefinition,
    operation: &OperationDefinition,
    given: &Map<String, Json>,
) -> Result<Variables, Vec<Error>> {
    let mut variables = Variables::default();
    let mut errors = Vec::new();
    for declared in &operation.variable_definitions {
        if let Err(error) = one(definition, &declared.node, given, &mut variables) {
            errors.push(error.at(declared.pos));
        }
    }
    if errors.is_empty() { Ok(variables) } else { Err(errors) }
}

fn one(
    definition: &SchemaDefinition,
    declared: &VariableDefinition,
    given: &Map<String, Json>,
    variables: &mut Variables,
) -> Result<(), Error> {
    let name = declared.name.node.as_str();
    let ty = declared.var_type.node.to_string();
    let default = |value: &Positioned<_>| json_of_const(&value.node);
    let value = match (given.get(name), &declared.default_value) {
        (Some(value), _) => Some(value.clone()),
        (None, Some(value)) => Some(default(value)),
        (None, None) => None,
    };
    let Some(value) = value else {
        if ty.ends_with('!') {
            return Err(Error::bad_input(
                &format!("${name}"),
                format!("a value of type {ty} is required"),
            ));
        }
        variables.shape.push('-');
        return Ok(());
    };
    let value = coerce_value(definition, &ty, &value, &format!("${name}"))?;
    shape(definition, &ty, &value, &mut variables.shape);
    variables.values.insert(name.to_owned(), value);
    Ok(())
}

fn json_of_const(value: &async_graphql::Value) -> Json {
    value.clone().into_json().unwrap_or_default()
}

/// Coerces a JSON value to a type; `place` says where it stands, for the message.
fn coerce_value(
    definition: &SchemaDefinition,
    ty: &str,
    value: &Json,
    place: &str,
) -> Result<Json, Error> {
    let wrong = |expected: &str| {
        Err(Error::bad_input(
            place,
            format!("expected {expected}, found {}", excerpt(&value.to_string())),
        ))
    };
    if let Some(inner) = ty.strip_suffix('!') {
        return if value.is_null() {
            wrong(&format!("a value of type {ty}"))
        } else {
            coerce_value(definition, inner, value, place)
        };
    }
    if value.is_null() {
        return Ok(Json::Null);
    }
    if let Some(item) = ty.strip_prefix('[').and_then(|ty| ty.strip_suffix(']')) {
        // A single value stands for the list of it.
        let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        let items = items
            .iter()
            .enumerate()
            .map(|(at, value)| coerce_value(definition, item, value, &format!("{place}[{at}]")));
        return Ok(Json::Array(items.collect::<Result<_, _>>()?));
    }
    if let Some(input) = definition.input(ty) {
        return match value {
            Json::Object(fields) => coerce_object(definition, input, fields, place),
            _ => wrong(&format!("an object of type {ty}")),
        };
    }
    if let Some(words) = definition.enum_values(ty) {
        return match value.as_str() {
            Some(word) if words.contains(&word) => Ok(value.clone()),
            Some(word) => {
                let rule = unknown_enum_value(ty, &words, &value.to_string(), word);
                Err(Error::bad_input(place, rule))
            }
            None => wrong(&format!("one of {}", words.join(", "))),
        };
    }
    match (ty, value) {
        ("Int", Json::Number(number)) => match whole(number) {
            Some(number) => Ok(number.into()),
            None => wrong("a whole number of 32 bits"),
        },
        ("Float", Json::Number(_)) | ("Boolean", Json::Bool(_)) => Ok(value.clone()),
        ("ID", Json::Number(number)) if number.is_i64() || number.is_u64() => {
            Ok(number.to_string().into())
        }
        ("Int" | "Float" | "Boolean", _) => wrong(&format!("a value of type {ty}")),
        (_, Json::String(_)) => Ok(value.clone()),
        _ => wrong(&format!("a text of type {ty}")),
    }
}

/// A whole number of 32 bits, as `Int` is; 7.0 is one.
fn whole(number: &serde_json::Number) -> Option<i32> {
    let number = number.as_f64().filter(|number| number.fract() == 0.0)?;
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked first")]
    (f64::from(i32::MIN)..=f64::from(i32::MAX)).contains(&number).then_some(number as i32)
}

fn coerce_object(
    definition: &SchemaDefinition,
    input: &InputObjectType,
    fields: &Map<String, Json>,
    place: &str,
) -> Result<Json, Error> {
    if let Some(unknown) = fields.keys().find(|name| !input.fields.iter().any(|f| f.name == *name))
    {
        return Err(Error::bad_input(place, unknown_input_field(input, unknown)));
    }
    if input.one_of && (fields.len() != 1 || fields.values().any(Json::is_null)) {
        return Err(one_of_violation(input, place));
    }
    let mut coerced = Map::new();
    for field in &input.fields {
        let place = format!("{place}.{}", field.name);
        match fields.get(field.name) {
            Some(Json::Null) if !field.ty.ends_with('!') && !definition.takes_null(field) => {
                return Err(Error::bad_input(&place, NO_NULL));
            }
            Some(value) => {
                let value = coerce_value(definition, field.ty, value, &place)?;
                coerced.insert(field.name.to_owned(), value);
            }
            None if field.ty.ends_with('!') && field.default.is_none() => {
                return Err(Error::bad_input(&place, "a value is required"));
            }
            None => {}
        }
    }
    Ok(Json::Object(coerced))
}

/// The error for an input object of which exactly one field must be given.
pub fn one_of_violation(input: &InputObjectType, place: &str) -> Error {
    let known: Vec<_> = input.fields.iter().map(|field| field.name).collect();
    Error::bad_input(place, format!("expected exactly one of {}, not null", known.join(", ")))
}

/// Appends the shape of a coerced value: the part of it that a plan depends on.
fn shape(definition: &SchemaDefinition, ty: &str, value: &Json, out: &mut String) {
    match value {
        Json::Null => out.push('0'),
        Json::Bool(value) => out.push(if *value { 't' } else { 'f' }),
        Json::Array(items) => {
            let item = ty.trim_end_matches('!').trim_start_matches('[');
            let item = item.strip_suffix(']').unwrap_or(item);
            out.push('[');
            for value in items {
                shape(definition, item, value, out);
            }
            out.push(']');
        }
        Json::Object(fields) => {
            let input = definition.input(named_type(ty));
            out.push('{');
            for (name, value) in fields {
                let field = input.and_then(|i| i.fields.iter().find(|field| field.name == name));
                // Writing to a String cannot fail.
                let _ = write!(out, "{name}:");
                shape(definition, field.map_or("", |field| field.ty), value, out);
            }
            out.push('}');
        }
        Json::String(word) if definition.enum_values(named_type(ty)).is_some() => {
            let _ = write!(out, "{word},");
        }
        Json::String(_) | Json::Number(_) => out.push('v'),
    }
}
