//! Variables of an operation as parameters of an address: texts become values of the declared types.

use async_graphql::parser::types::OperationDefinition;
use serde_json::Value as Json;

use crate::graphql::engine::{
    definition::{SchemaDefinition, named},
    error::Error,
};

/// A variable that an operation declares.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name, without the sign.
    pub name: String,
    /// Its type in GraphQL's notation.
    pub ty: String,
    /// Its default in GraphQL's notation.
    pub default: Option<String>,
    /// The words it can be, where it is of a closed vocabulary.
    pub words: Vec<&'static str>,
}

impl Parameter {
    /// Whether it must be given.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.ty.ends_with('!') && self.default.is_none()
    }
}

pub(super) fn declared(
    definition: &SchemaDefinition,
    operation: &OperationDefinition,
) -> Vec<Parameter> {
    let all = operation.variable_definitions.iter().map(|variable| {
        let variable = &variable.node;
        let ty = variable.var_type.node.to_string();
        Parameter {
            name: variable.name.node.to_string(),
            words: definition.words(named(&ty)).unwrap_or_default(),
            default: variable.default_value.as_ref().map(|value| value.node.to_string()),
            ty,
        }
    });
    all.collect()
}

pub(super) fn value(
    definition: &SchemaDefinition,
    parameter: &Parameter,
    texts: &[String],
) -> Result<Json, Error> {
    let ty = parameter.ty.trim_end_matches('!');
    if let Some(item) = ty.strip_prefix('[').and_then(|ty| ty.strip_suffix(']')) {
        // `role=FOUNDER,MEMBER` as well as `role=FOUNDER&role=MEMBER`; texts may hold commas.
        let item = item.trim_end_matches('!');
        let parts = definition.words(named(item)).is_some() || item == "Int" || item == "Float";
        let split = |text: &String| -> Vec<String> {
            if parts { text.split(',').map(str::to_owned).collect() } else { vec![text.clone()] }
        };
        let texts = texts.iter().flat_map(split).filter(|text| !parts || !text.is_empty());
        let items = texts.map(|text| one(definition, item, &text, &parameter.name));
        return Ok(Json::Array(items.collect::<Result<_, _>>()?));
    }
    match texts {
        [text] => one(definition, ty, text, &parameter.name),
        _ => Err(Error::bad_input(&parameter.name, "give it once")),
    }
}

fn one(definition: &SchemaDefinition, ty: &str, text: &str, name: &str) -> Result<Json, Error> {
    let wrong = |what: &str| Error::bad_input(name, format!("expected {what}, found `{text}`"));
    if let Some(words) = definition.words(ty) {
        // In an address nobody shouts: `role=founder` is as good.
        let word = text.to_ascii_uppercase();
        if !words.contains(&word.as_str()) {
            return Err(wrong(&format!("one of {}", words.join(", "))));
        }
        return Ok(word.into());
    }
    Ok(match ty {
        "Int" => text.parse::<i32>().map_err(|_| wrong("a whole number"))?.into(),
        "Float" => {
            let number: f64 = text.parse().map_err(|_| wrong("a number"))?;
            serde_json::Number::from_f64(number).ok_or_else(|| wrong("a number"))?.into()
        }
        "Boolean" => match text {
            "true" | "1" => true.into(),
            "false" | "0" => false.into(),
            _ => return Err(wrong("true or false")),
        },
        _ if definition.input(ty).is_some() => {
            serde_json::from_str(text).map_err(|_| wrong(&format!("{ty} as a JSON object")))?
        }
        _ => text.into(),
    })
}
