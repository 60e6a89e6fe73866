//! Arguments of a field as a plan sees them: what is fixed, and what comes from a variable each time.

use async_graphql::parser::types::Field as FieldNode;
use async_graphql_value::Value as Literal;
use serde_json::Value as Json;

use crate::graphql::engine::{
    definition::{InputValue, SchemaDefinition, named},
    error::Error,
    plan::variables::{Variables, one_of},
};

/// A value as given. Leaves may differ from request to request, all else is part of the plan.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// Not given, and no default.
    Absent,
    /// Given as null.
    Null,
    /// A text or number.
    Leaf(Source),
    /// A word of an enum.
    Word(String),
    /// True or false.
    Bool(bool),
    /// A list.
    List(Vec<Given>),
    /// An input object.
    Object(Vec<(String, Given)>),
}

/// Where a leaf comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// The document.
    Literal(Json),
    /// The variable of that name, at that JSON pointer within it.
    Variable(String, String),
}

impl Source {
    /// The value in this request; null where the variable has nothing there.
    #[must_use]
    pub fn value<'v>(&'v self, variables: &'v Variables) -> &'v Json {
        match self {
            Self::Literal(value) => value,
            Self::Variable(name, pointer) => variables
                .values
                .get(name)
                .and_then(|value| value.pointer(pointer))
                .unwrap_or(&Json::Null),
        }
    }
}

impl Given {
    /// The field of an input object, absent where it is not given.
    #[must_use]
    pub fn field(&self, name: &str) -> &Given {
        match self {
            Self::Object(fields) => {
                fields.iter().find(|(known, _)| known == name).map_or(&Self::Absent, |(_, v)| v)
            }
            _ => &Self::Absent,
        }
    }

    /// The leaf, if it is one.
    #[must_use]
    pub fn leaf(&self) -> Option<&Source> {
        match self {
            Self::Leaf(source) => Some(source),
            _ => None,
        }
    }

    /// The word, if it is one.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Whether it is true.
    #[must_use]
    pub fn is_true(&self) -> bool {
        *self == Self::Bool(true)
    }

    /// Whether something other than null was given.
    #[must_use]
    pub fn is_given(&self) -> bool {
        !matches!(self, Self::Absent | Self::Null)
    }

    /// The items of a list; a single value is the list of it.
    #[must_use]
    pub fn items(&self) -> &[Given] {
        match self {
            Self::Absent | Self::Null => &[],
            Self::List(items) => items,
            one => std::slice::from_ref(one),
        }
    }
}

/// The arguments of a field, by name, defaults filled in.
///
/// # Errors
/// An input object of which exactly one field must be given has none or several.
pub fn arguments(
    definition: &SchemaDefinition,
    inputs: &[InputValue],
    node: &FieldNode,
    variables: &Variables,
) -> Result<Given, Error> {
    let mut fields = Vec::new();
    for input in inputs {
        let given = match node.get_argument(input.name) {
            Some(value) => literal(definition, input.ty, &value.node, variables, input.name)
                .map_err(|error| error.at(value.pos))?,
            None => Given::Absent,
        };
        fields.push((input.name.to_owned(), or_default(given, input)));
    }
    Ok(Given::Object(fields))
}

fn or_default(given: Given, input: &InputValue) -> Given {
    match (given, input.default) {
        (Given::Absent, Some("true")) => Given::Bool(true),
        (Given::Absent, Some("false")) => Given::Bool(false),
        (Given::Absent, Some(text)) => match serde_json::from_str(text) {
            Ok(value) => Given::Leaf(Source::Literal(value)),
            Err(_) => Given::Word(text.to_owned()),
        },
        (given, _) => given,
    }
}

/// A default in GraphQL's notation as a value of the framework.
#[must_use]
pub fn default_value(text: &str) -> async_graphql::Value {
    match serde_json::from_str::<Json>(text) {
        Ok(value) => async_graphql::Value::from_json(value).unwrap_or_default(),
        Err(_) => async_graphql::Value::Enum(async_graphql::Name::new(text)),
    }
}

fn literal(
    definition: &SchemaDefinition,
    ty: &str,
    value: &Literal,
    variables: &Variables,
    place: &str,
) -> Result<Given, Error> {
    let Some(inner) = ty.strip_suffix('!') else {
        return nullable(definition, ty, value, variables, place);
    };
    match nullable(definition, inner, value, variables, place)? {
        // A variable with a default may stand here, and may still be given as null.
        Given::Null => {
            Err(Error::bad_input(place, format!("expected a value of type {ty}, found null")))
        }
        given => Ok(given),
    }
}

fn nullable(
    definition: &SchemaDefinition,
    ty: &str,
    value: &Literal,
    variables: &Variables,
    place: &str,
) -> Result<Given, Error> {
    if let Some(item) = ty.strip_prefix('[').and_then(|ty| ty.strip_suffix(']')) {
        return match value {
            Literal::Null => Ok(Given::Null),
            Literal::List(items) => {
                let items = items.iter().map(|v| literal(definition, item, v, variables, place));
                Ok(Given::List(items.collect::<Result<_, _>>()?))
            }
            Literal::Variable(_) => Ok(from_variable(definition, ty, value, variables)),
            single => Ok(Given::List(vec![literal(definition, item, single, variables, place)?])),
        };
    }
    Ok(match value {
        Literal::Variable(_) => from_variable(definition, ty, value, variables),
        Literal::Null => Given::Null,
        Literal::Boolean(value) => Given::Bool(*value),
        Literal::Enum(word) => Given::Word(word.to_string()),
        Literal::Object(fields) => return object(definition, ty, fields, variables, place),
        other => Given::Leaf(Source::Literal(other.clone().into_json().unwrap_or_default())),
    })
}

fn object(
    definition: &SchemaDefinition,
    ty: &str,
    given: &async_graphql::indexmap::IndexMap<async_graphql::Name, Literal>,
    variables: &Variables,
    place: &str,
) -> Result<Given, Error> {
    let Some(input) = definition.input(ty) else { return Ok(Given::Null) };
    let mut fields = Vec::new();
    for field in &input.fields {
        if let Some(value) = given.get(field.name) {
            let place = format!("{place}.{}", field.name);
            let value = literal(definition, field.ty, value, variables, &place)?;
            fields.push((field.name.to_owned(), or_default(value, field)));
        } else if field.default.is_some() {
            fields.push((field.name.to_owned(), or_default(Given::Absent, field)));
        }
    }
    if input.one_of && fields.iter().filter(|(_, value)| value.is_given()).count() != 1 {
        return Err(one_of(input, place));
    }
    Ok(Given::Object(fields))
}

fn from_variable(
    definition: &SchemaDefinition,
    ty: &str,
    value: &Literal,
    variables: &Variables,
) -> Given {
    let Literal::Variable(name) = value else { return Given::Null };
    match variables.values.get(name.as_str()) {
        None => Given::Absent,
        Some(value) => of_json(definition, ty, value, name, String::new()),
    }
}

/// What a coerced variable gives: leaves point back into it.
fn of_json(
    definition: &SchemaDefinition,
    ty: &str,
    value: &Json,
    variable: &str,
    pointer: String,
) -> Given {
    match value {
        Json::Null => Given::Null,
        Json::Bool(value) => Given::Bool(*value),
        Json::String(word) if definition.words(named(ty)).is_some() => Given::Word(word.clone()),
        Json::Array(items) => {
            let item = ty.strip_suffix('!').unwrap_or(ty);
            let item = item.strip_prefix('[').and_then(|ty| ty.strip_suffix(']')).unwrap_or(item);
            let items = items.iter().enumerate().map(|(at, value)| {
                of_json(definition, item, value, variable, format!("{pointer}/{at}"))
            });
            Given::List(items.collect())
        }
        Json::Object(fields) => {
            let input = definition.input(named(ty));
            let inputs = input.map_or(&[][..], |input| &input.fields);
            let fields = inputs.iter().filter_map(|input| {
                let given = match fields.get(input.name) {
                    Some(value) => {
                        let pointer = format!("{pointer}/{}", input.name);
                        of_json(definition, input.ty, value, variable, pointer)
                    }
                    None => Given::Absent,
                };
                let given = or_default(given, input);
                (given != Given::Absent).then(|| (input.name.to_owned(), given))
            });
            Given::Object(fields.collect())
        }
        _ => Given::Leaf(Source::Variable(variable.to_owned(), pointer)),
    }
}
