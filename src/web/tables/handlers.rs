//! The handlers of `/reports/…` and `/table.…`.

use std::sync::Arc;

use axum::{
    Extension,
    body::Body,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::request::Parts,
    response::Response,
};
use serde_json::Value as Json;

use super::{
    refusal::Refusal,
    request::{Pairs, TableRequest},
    respond::respond,
    state::Tables,
};
use crate::{
    graphql::{Code, Error, strict_json},
    report::{FORMATS, Format, Report, check_parameter_count},
    web::{admission::AdmittedRequest, response::Outcome},
};

type QueryString = Result<Query<Pairs>, QueryRejection>;

/// `GET /reports/NAME.FORMAT`: a report, whose variables and options are in the query of the URL.
pub async fn report(
    State(tables): State<Arc<Tables>>,
    Extension(admitted): Extension<Arc<AdmittedRequest>>,
    Path(file): Path<String>,
    parts: Parts,
    query: QueryString,
) -> Result<Response, Refusal> {
    let (name, extension) = file.split_once('.').unwrap_or((&file, ""));
    let report = tables.reports.iter().find(|report| report.name == name);
    let report = report.ok_or_else(|| unknown_report(name, &tables.reports))?;
    let format = parse_format(name, extension)?;
    let request =
        TableRequest::of_report(&tables.app.engine, report, &parse_query(query)?, format).await;
    let request = request.map_err(|errors| Refusal::from_errors(&admitted, &errors))?;
    respond(&tables, &admitted, &parts, request, format).await
}

/// `GET /table.FORMAT`: a document as a table. Document, variables and options are in the query of the URL.
pub async fn table(
    State(tables): State<Arc<Tables>>,
    Extension(admitted): Extension<Arc<AdmittedRequest>>,
    Path(extension): Path<String>,
    parts: Parts,
    query: QueryString,
) -> Result<Response, Refusal> {
    let format = parse_format("table", &extension)?;
    let request = TableRequest::of_document(&tables.app.engine, &parse_query(query)?, format).await;
    let request = request.map_err(|errors| Refusal::from_errors(&admitted, &errors))?;
    respond(&tables, &admitted, &parts, request, format).await
}

/// `POST /table.FORMAT`: the same, with the parameters in a JSON object, as at `/graphql`.
pub async fn posted_table(
    State(tables): State<Arc<Tables>>,
    Extension(admitted): Extension<Arc<AdmittedRequest>>,
    Path(extension): Path<String>,
    parts: Parts,
    query: QueryString,
    body: Body,
) -> Result<Response, Refusal> {
    let format = parse_format("table", &extension)?;
    let mut pairs = parse_query(query)?;
    let body = admitted.read_json_body(&parts.headers, body).await?;
    pairs.extend(parse_body(&body)?);
    let request = TableRequest::of_document(&tables.app.engine, &pairs, format).await;
    let request = request.map_err(|errors| Refusal::from_errors(&admitted, &errors))?;
    respond(&tables, &admitted, &parts, request, format).await
}

fn parse_query(query: QueryString) -> Result<Pairs, Refusal> {
    let Ok(Query(pairs)) = query else {
        let message = "The query string of the URL is not form-urlencoded.";
        return Err(Refusal::new(Outcome::Malformed, &Error::new(Code::BadUserInput, message)));
    };
    Ok(pairs)
}

/// The members of a JSON object as they would be in a URL; a list is a parameter that is repeated.
fn parse_body(body: &[u8]) -> Result<Pairs, Refusal> {
    let body = strict_json::parse_object(body).map_err(|rule| {
        let rule = format!(
            "{rule}; send `query` (a string), `variables` (an object) and the options of the table"
        );
        Refusal::new(Outcome::Malformed, &Error::bad_input("body", rule))
    })?;
    // Before the names are repeated for each item of a list.
    let items = |value: &Json| value.as_array().map_or(1, Vec::len);
    check_parameter_count(body.values().map(items).sum())
        .map_err(|error| Refusal::new(Outcome::Rejected, &error))?;
    let mut pairs = Pairs::new();
    for (name, value) in body {
        let values = match value {
            Json::Null => Vec::new(),
            Json::Array(values) => values,
            value => vec![value],
        };
        pairs.extend(values.into_iter().map(|value| match value {
            Json::String(text) => (name.clone(), text),
            value => (name.clone(), value.to_string()),
        }));
    }
    Ok(pairs)
}

fn unknown_report(name: &str, reports: &[Report]) -> Refusal {
    let known: Vec<_> = reports.iter().map(|report| report.name.as_str()).collect();
    let rule = format!("there is no report `{name}`; the reports are {}", known.join(", "));
    Refusal::new(Outcome::NotFound, &Error::bad_input("report", rule))
}

fn parse_format(name: &str, extension: &str) -> Result<Format, Refusal> {
    Format::from_extension(extension).ok_or_else(|| {
        let known: Vec<_> =
            FORMATS.iter().map(|info| format!("{name}.{}", info.extension)).collect();
        let rule =
            format!("there is no format `{extension}`; the formats are {}", known.join(", "));
        Refusal::new(Outcome::NotFound, &Error::bad_input("format", rule))
    })
}
