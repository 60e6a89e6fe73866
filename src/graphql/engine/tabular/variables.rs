//! The variables of an operation as parameters of a URL: texts become values of the declared types.

use async_graphql::parser::types::OperationDefinition;
use serde_json::Value as Json;

use crate::graphql::engine::{
    definition::{SchemaDefinition, named_type},
    error::Error,
};

/// A variable that an operation declares.
#[derive(Clone, Debug)]
pub struct DeclaredVariable {
    /// Its name, without `$`.
    pub name: String,
    /// Its type in GraphQL's notation.
    pub ty: String,
    /// Its default in GraphQL's notation.
    pub default: Option<String>,
    /// The values it can have, if its type is an enum.
    pub enum_values: Vec<&'static str>,
}

impl DeclaredVariable {
    /// Whether a request must give it a value.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.ty.ends_with('!') && self.default.is_none()
    }
}

/// The variables that an operation declares, in order.
pub fn declared(
    definition: &SchemaDefinition,
    operation: &OperationDefinition,
) -> Vec<DeclaredVariable> {
    let all = operation.variable_definitions.iter().map(|variable| {
        let variable = &variable.node;
        let ty = variable.var_type.node.to_string();
        DeclaredVariable {
            name: variable.name.node.to_string(),
            enum_values: definition.enum_values(named_type(&ty)).unwrap_or_default(),
            default: variable.default_value.as_ref().map(|value| value.node.to_string()),
            ty,
        }
    });
    all.collect()
}

/// The value of a variable from the texts that a URL has for it.
///
/// # Errors
/// When the texts are not a value of its type.
pub fn value(
    definition: &SchemaDefinition,
    declared: &DeclaredVariable,
    texts: &[String],
) -> Result<Json, Error> {
    let ty = declared.ty.trim_end_matches('!');
    if let Some(item) = ty.strip_prefix('[').and_then(|ty| ty.strip_suffix(']')) {
        // `role=FOUNDER,MEMBER` as well as `role=FOUNDER&role=MEMBER`; texts may hold commas.
        let item = item.trim_end_matches('!');
        let parts =
            definition.enum_values(named_type(item)).is_some() || item == "Int" || item == "Float";
        let split = |text: &String| -> Vec<String> {
            if parts { text.split(',').map(str::to_owned).collect() } else { vec![text.clone()] }
        };
        let texts = texts.iter().flat_map(split).filter(|text| !parts || !text.is_empty());
        let items = texts.map(|text| one(definition, item, &text, &declared.name));
        return Ok(Json::Array(items.collect::<Result<_, _>>()?));
    }
    match texts {
        [text] => one(definition, ty, text, &declared.name),
        _ => Err(Error::bad_input(&declared.name, "repeated; give it once")),
    }
}

fn one(definition: &SchemaDefinition, ty: &str, text: &str, name: &str) -> Result<Json, Error> {
    let wrong = |what: &str| Error::bad_input(name, format!("expected {what}, found `{text}`"));
    if let Some(words) = definition.enum_values(ty) {
        // Parameters of URLs are mostly in lower case: `role=founder`.
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
