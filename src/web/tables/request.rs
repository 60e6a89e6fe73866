//! What the URL or the body of a request asks for: a document, its variables, and the options of the table.

use form_urlencoded::Serializer;
use serde_json::{Map, Value as Json};

use crate::{
    graphql::{Engine, Error, Request, strict_json},
    report::{
        Format, Report, ReportHeader, TableOptions, check_parameter_count, report_parameters,
        with_options,
    },
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
    /// If a parameter is missing, repeated, unknown or malformed, or there are too many.
    pub async fn of_document(
        engine: &Engine,
        pairs: &Pairs,
        format: Format,
    ) -> Result<Self, Vec<Error>> {
        check_parameter_count(pairs.len()).map_err(|error| vec![error])?;
        let (mut query, mut operation, mut variables) = (None, None, None);
        let mut options = Vec::new();
        for (name, value) in pairs {
            let parameter = match name.as_str() {
                "query" => &mut query,
                "operationName" => &mut operation,
                "variables" => &mut variables,
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
        let variables = parse_variables(&variables.unwrap_or_default())?;
        let header = ReportHeader::parse(&query).map_err(|error| vec![error])?;
        let ReportHeader { title, options: defaults, .. } = header;
        let options =
            with_options(defaults, &options, &["query", "variables", "operationName"], &[format])?;
        let operation_name = operation.filter(|name| !name.is_empty());
        let title = if title.is_empty() { "Table".to_owned() } else { title };
        let request =
            Request { query: query.into(), operation_name, variables, ..Request::default() };
        engine.refuse_unknown_variables(&request).await?;
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
        format: Format,
    ) -> Result<Self, Vec<Error>> {
        let (variables, options) = report_parameters(engine, report, pairs, &[format]).await?;
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

fn parse_variables(text: &str) -> Result<Map<String, Json>, Vec<Error>> {
    if text.is_empty() {
        return Ok(Map::new());
    }
    if text == "null" {
        return Ok(Map::new());
    }
    strict_json::parse_object(text.as_bytes()).map_err(|rule| bad_input("variables", &rule))
}

fn encode(pairs: &Pairs) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn bad_input(name: &str, rule: &str) -> Vec<Error> {
    vec![Error::bad_input(name, rule)]
}
