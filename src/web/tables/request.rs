//! What an address, or a body, asks for: a document, its variables, and how the table is to be.

use form_urlencoded::Serializer;
use serde_json::{Map, Value as Json};

use super::super::App;
use crate::{
    digest::sha256_hex,
    graphql::{Error, Request},
    report::{
        Ask,
        definition::{Header, Report},
        options::PARAMETERS,
    },
};

/// Names with their values, as they stand in an address.
pub(super) type Pairs = Vec<(String, String)>;

/// What is asked for.
pub(super) struct Asked {
    /// What the table is called.
    pub name: String,
    /// For people.
    pub title: String,
    pub request: Request,
    pub ask: Ask,
    /// The same for every address that asks for the same table.
    pub key: String,
    /// The parameters as an address has them.
    pub parameters: String,
}

/// A table of a document in the address.
pub(super) fn table(pairs: &Pairs) -> Result<Asked, Vec<Error>> {
    let (mut query, mut operation, mut variables) = (None, None, Map::new());
    let mut rest = Vec::new();
    for (name, value) in pairs {
        let place = match name.as_str() {
            "query" => &mut query,
            "operationName" => &mut operation,
            "variables" => {
                variables = serde_json::from_str::<Option<Map<String, Json>>>(or_null(value))
                    .map_err(|_| one("variables", "give a JSON object"))?
                    .unwrap_or_default();
                continue;
            }
            _ => {
                rest.push((name, value));
                continue;
            }
        };
        if place.replace(value.clone()).is_some() {
            return Err(one(name, "give it once"));
        }
    }
    let Some(query) = query.filter(|query| !query.is_empty()) else {
        return Err(one("query", "a GraphQL document is missing"));
    };
    let Header { title, ask, .. } = Header::read(&query).map_err(|error| vec![error])?;
    let ask = take(ask, &rest, &["query", "variables", "operationName"])?;
    let operation_name = operation.filter(|name| !name.is_empty());
    let request = Request { query: query.into(), operation_name, variables, ..Request::default() };
    let title = if title.is_empty() { "Table".to_owned() } else { title };
    Ok(Asked::new("table".to_owned(), title, request, ask, pairs))
}

/// A table of a report.
pub(super) async fn report(app: &App, report: &Report, pairs: &Pairs) -> Result<Asked, Vec<Error>> {
    let parameters = app.engine.parameters(&report.query, None).await?;
    let mut variables = Map::new();
    for parameter in &parameters {
        let texts = pairs.iter().filter(|(name, _)| *name == parameter.name);
        let texts: Vec<_> = texts.map(|(_, value)| value.clone()).collect();
        if !texts.is_empty() {
            let value =
                app.engine.parameter_value(parameter, &texts).map_err(|error| vec![error])?;
            variables.insert(parameter.name.clone(), value);
        } else if parameter.is_required() {
            let example = report.example_of(&parameter.name);
            let rule = format!(
                "{} needs it: {} of type {}, such as {example}",
                report.name, parameter.name, parameter.ty
            );
            return Err(one(&parameter.name, &rule));
        }
    }
    let own: Vec<_> = parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    let rest = pairs.iter().filter(|(name, _)| !own.contains(&name.as_str()));
    let rest: Vec<_> = rest.map(|(name, value)| (name, value)).collect();
    let ask = take(report.ask.clone(), &rest, &own)?;
    let request = Request { query: report.query.clone(), variables, ..Request::default() };
    Ok(Asked::new(report.name.clone(), report.title.clone(), request, ask, pairs))
}

/// Takes what the table takes; anything else is refused, since a typing error must not give everything.
fn take(mut ask: Ask, pairs: &[(&String, &String)], own: &[&str]) -> Result<Ask, Vec<Error>> {
    let mut errors = Vec::new();
    for (name, value) in pairs {
        match ask.take(name, value) {
            Ok(true) => {}
            Ok(false) => {
                let known = own.iter().copied().chain(PARAMETERS.iter().map(|(name, _)| *name));
                let known: Vec<_> = known.collect();
                let rule =
                    format!("there is no such parameter; this address takes {}", known.join(", "));
                let known: Vec<_> = known.into_iter().map(Json::from).collect();
                errors.push(Error::bad_input(name, rule).with("known", known));
            }
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(ask) } else { Err(errors) }
}

fn or_null(text: &str) -> &str {
    if text.is_empty() { "null" } else { text }
}

fn one(name: &str, rule: &str) -> Vec<Error> {
    vec![Error::bad_input(name, rule)]
}

impl Asked {
    /// The address of the same table with another ending, as seen from this one.
    pub fn sibling(&self, ending: &str) -> String {
        format!("{}.{ending}?{}", self.name, self.parameters)
    }

    fn new(name: String, title: String, request: Request, ask: Ask, pairs: &Pairs) -> Self {
        // Variables are sorted by name; the debug form of the rest names every field of it.
        let variables = Json::Object(request.variables.clone());
        let key = format!(
            "{name}\n{}\n{:?}\n{variables}\n{ask:?}",
            request.query, request.operation_name
        );
        let parameters = Serializer::new(String::new()).extend_pairs(pairs).finish();
        Self { name, title, request, ask, key: sha256_hex(key.as_bytes()), parameters }
    }
}
