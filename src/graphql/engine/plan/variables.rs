//! Variables: coerced to the types an operation declares, before anything is compiled or run.
//!
//! The rules are those of "Coercing Variable Values" in the GraphQL specification. Beside the values
//! comes their shape: what of them decides which plan fits. Texts and numbers never do; which fields
//! an input object has, how long a list is, words of enums and booleans do.

use std::fmt::Write;

use async_graphql::{
    Positioned,
    parser::types::{OperationDefinition, VariableDefinition},
};
use serde_json::{Map, Value as Json};

use crate::graphql::engine::{
    definition::{InputObjectType, SchemaDefinition, named},
    error::Error,
};

/// The variables of one request.
#[derive(Debug, Default)]
pub struct Variables {
    /// Coerced values; a variable that was not given and has no default is absent.
    pub values: Map<String, Json>,
    /// Their shape, with the declared types left out: those are the document's.
    pub shape: String,
}

/// Coerces what a request brought to what its operation declares.
///
/// # Errors
/// Everything wrong with them, each naming the variable and where in it.
pub fn coerce(
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
            format!("expected {expected}, found {}", brief(&value.to_string())),
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
    if let Some(words) = definition.words(ty) {
        return match value.as_str() {
            Some(word) if words.contains(&word) => Ok(value.clone()),
            _ => wrong(&format!("one of {}", words.join(", "))),
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
        let known: Vec<_> = input.fields.iter().map(|field| field.name).collect();
        let rule = format!("{} has no field `{unknown}`; it has {}", input.name, known.join(", "));
        return Err(Error::bad_input(place, rule));
    }
    if input.one_of && (fields.len() != 1 || fields.values().any(Json::is_null)) {
        return Err(one_of(input, place));
    }
    let mut coerced = Map::new();
    for field in &input.fields {
        let place = format!("{place}.{}", field.name);
        match fields.get(field.name) {
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
pub fn one_of(input: &InputObjectType, place: &str) -> Error {
    let known: Vec<_> = input.fields.iter().map(|field| field.name).collect();
    Error::bad_input(place, format!("give exactly one of {}, and not null", known.join(", ")))
}

/// As much of a value's text as fits into a message.
pub fn brief(value: &str) -> String {
    let mut text = value.to_owned();
    if text.len() > 40 {
        text.truncate(text.floor_char_boundary(40));
        text.push('…');
    }
    text
}

/// Appends what of a coerced value decides the plan.
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
            let input = definition.input(named(ty));
            out.push('{');
            for (name, value) in fields {
                let field = input.and_then(|i| i.fields.iter().find(|field| field.name == name));
                // Writing to a String cannot fail.
                let _ = write!(out, "{name}:");
                shape(definition, field.map_or("", |field| field.ty), value, out);
            }
            out.push('}');
        }
        Json::String(word) if definition.words(named(ty)).is_some() => {
            let _ = write!(out, "{word},");
        }
        Json::String(_) | Json::Number(_) => out.push('v'),
    }
}
