//! What the URL or the body of a request asks for: a document, its variables, and the options of the table.

use form_urlencoded::Serializer;
use serde_json::{Map, Value as Json};

use crate::{
    graphql::{Engine, Error, Request},
    report::{Report, ReportHeader, TABLE_PARAMETERS, TableOptions},
};

/// Names with their values, in the order of a URL.
pub type Pairs = Vec<(String, String)>;

/// A request for a table.
pub struct TableRequest {
    /// The name of the report, or `table`.
    pub name: String,
    /// The title, for people.
    pub title: String,
    /// The document and its variables.
    pub request: Request,
    /// The options of the table.
    pub options: TableOptions,
    /// The parameters, form-urlencoded.
    pub query_string: String,
}

impl TableRequest {
    /// A request at `/table`: the parameters hold a document, its variables, and options.
    ///
    /// # Errors
    /// If a parameter is missing, repeated, unknown or malformed.
    pub fn of_document(pairs: &Pairs) -> Result<Self, Vec<Error>> {
        let (mut query, mut operation, mut variables) = (None, None, Map::new());
        let mut options = Vec::new();
        for (name, value) in pairs {
            let parameter = match name.as_str() {
                "query" => &mut query,
                "operationName" => &mut operation,
                "variables" => {
                    variables = parse_variables(value)?;
                    continue;
                }
                _ => {
                    options.push((name, value));
                    continue;
                }
            };
            if parameter.replace(value.clone()).is_some() {
                return Err(bad_input(name, "repeated; give it once"));
            }
        }
        let Some(query) = query.filter(|query| !query.is_empty()) else {
            return Err(bad_input("query", "missing; send a GraphQL document"));
        };
        let header = ReportHeader::parse(&query).map_err(|error| vec![error])?;
        let ReportHeader { title, options: defaults, .. } = header;
        let options = with_options(defaults, &options, &["query", "variables", "operationName"])?;
        let operation_name = operation.filter(|name| !name.is_empty());
        let title = if title.is_empty() { "Table".to_owned() } else { title };
        let request =
            Request { query: query.into(), operation_name, variables, ..Request::default() };
        let query_string = encode(pairs);
        Ok(Self { name: "table".to_owned(), title, request, options, query_string })
    }

    /// A request for a report: the parameters hold its variables by name, and options.
    ///
    /// # Errors
    /// If a parameter is missing, unknown or malformed.
    pub async fn of_report(
        engine: &Engine,
        report: &Report,
        pairs: &Pairs,
    ) -> Result<Self, Vec<Error>> {
        let declared = engine.declared_variables(&report.query, None).await?;
        let mut variables = Map::new();
        for variable in &declared {
            let given = pairs.iter().filter(|(name, _)| *name == variable.name);
            let given: Vec<_> = given.map(|(_, value)| value.clone()).collect();
            if !given.is_empty() {
                let value = engine.variable_value(variable, &given).map_err(|error| vec![error])?;
                variables.insert(variable.name.clone(), value);
            } else if variable.is_required() {
                let example = report.example_of(&variable.name);
                let rule = format!(
                    "missing; the report {} requires it: a value of type {}, such as {example}",
                    report.name, variable.ty
                );
                return Err(bad_input(&variable.name, &rule));
            }
        }
        let names: Vec<_> = declared.iter().map(|variable| variable.name.as_str()).collect();
        let options = pairs.iter().filter(|(name, _)| !names.contains(&name.as_str()));
        let options: Vec<_> = options.map(|(name, value)| (name, value)).collect();
        let options = with_options(report.options.clone(), &options, &names)?;
        let request = Request { query: report.query.clone(), variables, ..Request::default() };
        let query_string = encode(pairs);
        Ok(Self {
            name: report.name.clone(),
            title: report.title.clone(),
            request,
            options,
            query_string,
        })
    }

    /// The URL of the same table in another format, relative to this one.
    #[must_use]
    pub fn sibling(&self, extension: &str) -> String {
        format!("{}.{extension}?{}", self.name, self.query_string)
    }
}

/// Sets options of a table. An unknown parameter is an error: ignoring a typing error would return rows that were to be
/// left out.
fn with_options(
    mut options: TableOptions,
    pairs: &[(&String, &String)],
    variables: &[&str],
) -> Result<TableOptions, Vec<Error>> {
    let mut errors = Vec::new();
    for (name, value) in pairs {
        match options.set(name, value) {
            Ok(true) => {}
            Ok(false) => errors.push(unknown_parameter(name, variables)),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(options) } else { Err(errors) }
}

fn unknown_parameter(name: &str, variables: &[&str]) -> Error {
    let known =
        variables.iter().copied().chain(TABLE_PARAMETERS.iter().map(|parameter| parameter.name));
    let known: Vec<_> = known.collect();
    let rule = format!("unknown parameter; expected one of {}", known.join(", "));
    let known: Vec<_> = known.into_iter().map(Json::from).collect();
    Error::bad_input(name, rule).with("known", known)
}

fn parse_variables(text: &str) -> Result<Map<String, Json>, Vec<Error>> {
    if text.is_empty() {
        return Ok(Map::new());
    }
    match serde_json::from_str(text) {
        Ok(variables) => Ok(Option::unwrap_or_default(variables)),
        Err(_) => Err(bad_input("variables", "expected a JSON object")),
    }
}

fn encode(pairs: &Pairs) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn bad_input(name: &str, rule: &str) -> Vec<Error> {
    vec![Error::bad_input(name, rule)]
}
