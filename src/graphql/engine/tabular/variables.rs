//! The variables of an operation as parameters of a URL: texts become values of the declared types.
//!
//! A parameter has the name of a variable, or a path into a variable whose type is an input object:
//! `organization.slug=pscc` sets the field `slug` of the variable `organization`.

use async_graphql::parser::types::OperationDefinition;
use serde_json::{Map, Value as Json};

use crate::graphql::engine::{
    definition::{InputObjectType, SchemaDefinition, named_type},
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
    /// The fields of its type, if it is an input object of which exactly one field is given: a key.
    pub key_fields: Vec<&'static str>,
}

impl DeclaredVariable {
    /// Whether a request must give it a value.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.ty.ends_with('!') && self.default.is_none()
    }

    /// Whether a parameter of a URL sets this variable or a part of it.
    #[must_use]
    pub fn is_set_by(&self, parameter: &str) -> bool {
        let rest = parameter.strip_prefix(&self.name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
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
        let key = definition.input(ty.trim_end_matches('!')).filter(|input| input.one_of);
        let key_fields = key.map(|key| key.fields.iter().map(|field| field.name).collect());
        DeclaredVariable {
            name: variable.name.node.to_string(),
            enum_values: definition.enum_values(named_type(&ty)).unwrap_or_default(),
            key_fields: key_fields.unwrap_or_default(),
            default: variable.default_value.as_ref().map(|value| value.node.to_string()),
            ty,
        }
    });
    all.collect()
}

/// The value of a variable from the parameters of a URL that set it: their names and texts.
///
/// # Errors
/// When the texts are not a value of its type.
pub fn value(
    definition: &SchemaDefinition,
    declared: &DeclaredVariable,
    given: &[(&str, &str)],
) -> Result<Json, Error> {
    let reader = Reader { definition };
    let paths = given.iter().map(|(name, text)| {
        let path = name.get(declared.name.len() + 1..).unwrap_or_default();
        (path, *text)
    });
    reader.value(&declared.ty, &declared.name, &paths.collect::<Vec<_>>())
}

struct Reader<'d> {
    definition: &'d SchemaDefinition,
}

impl Reader<'_> {
    /// The value of type `ty` that texts at paths below `name` give. An empty path is the value itself.
    fn value(&self, ty: &str, name: &str, given: &[(&str, &str)]) -> Result<Json, Error> {
        let ty = ty.trim_end_matches('!');
        if let Some(item) = ty.strip_prefix('[').and_then(|ty| ty.strip_suffix(']')) {
            return self.list(item.trim_end_matches('!'), name, given);
        }
        match (self.definition.input(ty), given) {
            (_, [("", text)]) => self.one(ty, text, name),
            (Some(input), _) => self.object(input, name, given),
            (None, [(path, _), ..]) if !path.is_empty() => {
                let rule = format!("unknown parameter; `{name}` has the type {ty} and no fields");
                Err(Error::bad_input(&format!("{name}.{path}"), rule))
            }
            _ => Err(Error::bad_input(name, "repeated; give it once")),
        }
    }

    /// `role=FOUNDER,MEMBER` as well as `role=FOUNDER&role=MEMBER`; texts may hold commas.
    fn list(&self, item: &str, name: &str, given: &[(&str, &str)]) -> Result<Json, Error> {
        if let Some((path, _)) = given.iter().find(|(path, _)| !path.is_empty()) {
            let rule = format!("`{name}` is a list; repeat `{name}` for each of its items");
            return Err(Error::bad_input(&format!("{name}.{path}"), rule));
        }
        let parts = self.definition.enum_values(named_type(item)).is_some()
            || item == "Int"
            || item == "Float";
        let split = |text: &&str| -> Vec<String> {
            if parts {
                text.split(',').map(|part| part.trim().to_owned()).collect()
            } else {
                vec![(*text).to_owned()]
            }
        };
        let texts: Vec<_> = given.iter().flat_map(|(_, text)| split(text)).collect();
        if parts && texts.iter().any(String::is_empty) {
            // A list without items would match nothing, and an empty item is a value that got lost.
            let rule = if texts.iter().all(String::is_empty) {
                "empty; give a value, or leave the parameter out"
            } else {
                "one of its values is empty; remove a comma"
            };
            return Err(Error::bad_input(name, rule));
        }
        let items = texts.iter().map(|text| self.one(item, text, name));
        Ok(Json::Array(items.collect::<Result<_, _>>()?))
    }

    /// An input object from texts at paths into it.
    fn object(
        &self,
        input: &InputObjectType,
        name: &str,
        given: &[(&str, &str)],
    ) -> Result<Json, Error> {
        let mut fields: Vec<(&str, Vec<(&str, &str)>)> = Vec::new();
        for (path, text) in given {
            let path = match (path.is_empty(), input.shorthand) {
                (true, Some(field)) => field,
                (true, None) => return Err(Error::bad_input(name, "repeated; give it once")),
                (false, _) => path,
            };
            let (field, rest) = path.split_once('.').unwrap_or((path, ""));
            match fields.iter_mut().find(|(known, _)| *known == field) {
                Some((_, texts)) => texts.push((rest, text)),
                None => fields.push((field, vec![(rest, text)])),
            }
        }
        if let (true, [(first, _), (second, _), ..]) = (input.one_of, &fields[..]) {
            let shorthand = input
                .shorthand
                .map(|field| format!(" (`{name}=...` is short for `{name}.{field}`)"));
            let rule = format!(
                "give only one of `{name}.{first}` and `{name}.{second}`{}",
                shorthand.unwrap_or_default()
            );
            return Err(Error::bad_input(name, rule));
        }
        let mut object = Map::new();
        for (field, texts) in fields {
            let path = format!("{name}.{field}");
            let Some(declared) = input.field(field) else {
                let known: Vec<_> = input.fields.iter().map(|field| field.name).collect();
                let rule = format!("unknown parameter; {} has {}", input.name, known.join(", "));
                return Err(Error::bad_input(&path, rule));
            };
            if input.one_of && texts.iter().any(|(_, text)| text.trim().is_empty()) {
                return Err(Error::bad_input(&path, "empty; give a value"));
            }
            object.insert(field.to_owned(), self.value(declared.ty, &path, &texts)?);
        }
        Ok(Json::Object(object))
    }

    /// The value of a type that is no list from one text.
    fn one(&self, ty: &str, text: &str, name: &str) -> Result<Json, Error> {
        let wrong = |what: &str| Error::bad_input(name, format!("expected {what}, found `{text}`"));
        if let Some(words) = self.definition.enum_values(ty) {
            // Parameters of URLs are mostly in lower case: `role=founder`.
            let word = text.to_ascii_uppercase();
            if !words.contains(&word.as_str()) {
                return Err(wrong(&format!("one of {}", words.join(", "))));
            }
            return Ok(word.into());
        }
        if let Some(input) = self.definition.input(ty) {
            return match input.shorthand {
                _ if text.trim_start().starts_with('{') => {
                    serde_json::from_str(text).map_err(|_| wrong(&format!("{ty} as a JSON object")))
                }
                Some(_) => self.object(input, name, &[("", text)]),
                None => Err(wrong(&format!("{ty} as a JSON object"))),
            };
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
            _ => text.into(),
        })
    }
}
