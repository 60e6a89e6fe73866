//! The catalogue of reports: a page for people, and the same as DCAT for machines.

use std::{fmt::Write, sync::Arc};

use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value as Json, json};

use super::{
    super::App,
    Admitted,
    delivery::{self as deliver, Refused},
    recipes, request,
};
use crate::{
    clock,
    graphql::{Error, tabular::Parameter},
    report::{
        Format, Table,
        definition::Report,
        format::FORMATS,
        licence,
        options::PARAMETERS,
        prepared::{self, Reading},
    },
};

/// Rows of a sample.
const SAMPLE: usize = 5;
/// Letters of a cell of a sample.
const LETTERS: usize = 60;
/// Nothing from elsewhere, and nothing that runs.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/// A report as the catalogue shows it.
struct Listed<'r> {
    report: &'r Report,
    parameters: Vec<Parameter>,
    table: Table,
    sample: Vec<Vec<String>>,
}

/// `GET /data`.
pub(super) async fn page(
    State(app): State<Arc<App>>,
    Extension(entry): Admitted,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let entries = entries(&app).await.map_err(|errors| deliver::refused(&entry, &errors))?;
    let base = base(&headers);
    let mut html = HEAD.to_owned();
    for Listed { report, .. } in &entries {
        // Writing to a String cannot fail.
        let _ = write!(html, "<li><a href=\"#{0}\">{1}</a>", report.name, text(&report.title));
    }
    html.push_str(INTRODUCTION);
    for entry in &entries {
        section(entry, &base, &mut html);
    }
    common(&base, &mut html);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    Ok((headers, html).into_response())
}

/// `GET /data.jsonld`.
pub(super) async fn dcat(
    State(app): State<Arc<App>>,
    Extension(entry): Admitted,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let refused = |errors: Vec<Error>| deliver::refused(&entry, &errors);
    let entries = entries(&app).await.map_err(refused)?;
    let data_version = app.data_version.current().map_err(|error| refused(vec![error.into()]))?;
    let version = &data_version.id;
    let base = base(&headers);
    let licences = licence::addresses(&licence::expression(&data_version.origins));
    let licence: Json = licences.iter().map(|address| json!({ "@id": address })).collect();
    let mut datasets: Vec<_> =
        entries.iter().map(|entry| dataset(entry, &base, &licence)).collect();
    datasets.push(json!({
        "@id": format!("{base}/data/snapshot.sqlite"),
        "@type": "dcat:Dataset",
        "dct:title": "The whole database",
        "dct:description": "Every table of the registry as one SQLite file.",
        "dct:license": licence,
        "dcat:distribution": [{
            "@type": "dcat:Distribution",
            "dcat:downloadURL": { "@id": format!("{base}/data/snapshot.sqlite") },
            "dcat:mediaType": "application/vnd.sqlite3",
        }],
    }));
    let catalogue = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
        },
        "@id": format!("{base}/data"),
        "@type": "dcat:Catalog",
        "dct:title": "consortia: reports",
        "dct:license": licence,
        "dcat:version": version,
        "dcat:dataset": datasets,
    });
    let media = HeaderValue::from_static("application/ld+json");
    Ok(([(header::CONTENT_TYPE, media)], format!("{catalogue:#}\n")).into_response())
}

fn dataset(entry: &Listed<'_>, base: &str, licence: &Json) -> Json {
    let formats = formats(entry);
    let distributions = formats.iter().map(|facts| {
        json!({
            "@type": "dcat:Distribution",
            "dct:title": facts.title,
            "dcat:downloadURL": { "@id": format!("{base}{}", place(entry.report, facts.ending)) },
            "dcat:mediaType": facts.media.split(';').next(),
        })
    });
    json!({
        "@id": format!("{base}/data#{}", entry.report.name),
        "@type": "dcat:Dataset",
        "dct:identifier": entry.report.name,
        "dct:title": entry.report.title,
        "dct:description": entry.report.description,
        "dct:license": licence,
        "dcat:distribution": distributions.collect::<Vec<_>>(),
    })
}

/// The reports with their columns and samples.
async fn entries(app: &App) -> Result<Vec<Listed<'_>>, Vec<Error>> {
    let mut entries = Vec::new();
    let version = app.data_version.current().map_err(|error| vec![error.into()])?;
    let today = clock::today(version.newest_source);
    for report in &app.tables.reports {
        let parameters = app.engine.parameters(&report.query, None).await?;
        let asked = request::report(app, report, &report.example).await?;
        let ready = prepared::prepare(&app.engine, asked.request, &asked.ask, Format::Csv).await?;
        let sample = tokio::task::block_in_place(|| {
            app.tables.readers.read(|snapshot| {
                ready.sample(Reading { engine: &app.engine, snapshot, today }, SAMPLE)
            })
        });
        let Ok(Ok(sample)) = sample else {
            return Err(vec![Error::internal("a sample could not be read")]);
        };
        entries.push(Listed { report, parameters, table: ready.table, sample });
    }
    Ok(entries)
}

/// The formats that a report can be had in: networks only where there is one.
fn formats(entry: &Listed<'_>) -> Vec<&'static crate::report::format::Facts> {
    let is_network = entry.report.name == "network";
    FORMATS.iter().filter(|facts| is_network || !facts.format.is_network()).collect()
}

/// The address of a report with its example.
fn place(report: &Report, ending: &str) -> String {
    let mut parameters = form_urlencoded::Serializer::new(String::new());
    for (name, value) in &report.example {
        parameters.append_pair(name, value);
    }
    let parameters = parameters.finish();
    let mark = if parameters.is_empty() { "" } else { "?" };
    format!("/reports/{}.{ending}{mark}{parameters}", report.name)
}

/// Where this server is, as the client says: for addresses to copy.
fn base(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    let host = if !host.is_empty() && host.chars().all(fine) { host } else { "127.0.0.1:8080" };
    let secure = headers.get("x-forwarded-proto").is_some_and(|scheme| scheme == "https");
    format!("{}://{host}", if secure { "https" } else { "http" })
}

fn section(entry: &Listed<'_>, base: &str, html: &mut String) {
    let Listed { report, parameters, table, sample } = entry;
    // Writing to a String cannot fail.
    let _ = write!(
        html,
        "<section id=\"{}\"><h2>{}</h2><p>{}</p><p>Open as ",
        report.name,
        text(&report.title),
        text(&report.description)
    );
    for facts in formats(entry) {
        let _ = write!(
            html,
            "<a href=\"{}\" title=\"{}\">{}</a> ",
            text(&place(report, facts.ending)),
            facts.title,
            facts.ending
        );
    }
    html.push_str("</p>");
    if !parameters.is_empty() {
        html.push_str("<p>Takes ");
        for parameter in parameters {
            let words = if parameter.words.is_empty() {
                String::new()
            } else {
                format!(": {}", parameter.words.join(", "))
            };
            let must = if parameter.is_required() { ", required" } else { "" };
            let _ = write!(
                html,
                "<code title=\"{}{words}\">{}</code> ({}{must}) ",
                parameter.ty,
                parameter.name,
                parameter.ty.trim_end_matches('!')
            );
        }
        html.push_str("and what <a href=\"#all\">every report takes</a>.</p>");
    }
    let _ = write!(
        html,
        "<details><summary>{} columns</summary><table><tr><th>column<th>holds<th>meaning",
        table.columns.len()
    );
    for column in &table.columns {
        let kind = format!("{:?}", column.kind).to_lowercase();
        let _ = write!(
            html,
            "<tr><td><code>{}</code><td>{kind}<td>{}",
            text(&column.name),
            text(&column.doc)
        );
    }
    let _ = write!(
        html,
        "</table></details><details><summary>Sample</summary><div class=wide><table><tr>"
    );
    for column in &table.columns {
        let _ = write!(html, "<th>{}", text(&column.name));
    }
    for row in sample {
        html.push_str("<tr>");
        for cell in row {
            let short: String = cell.chars().take(LETTERS).collect();
            let more = if short.len() < cell.len() { "…" } else { "" };
            let _ = write!(html, "<td>{}{more}", text(&short));
        }
    }
    html.push_str("</table></div></details><details><summary>Recipes</summary><dl>");
    let address = |ending: &str| format!("{base}{}", place(report, ending));
    for (tool, recipe) in recipes::recipes(address, report.name == "network") {
        let _ = write!(html, "<dt>{tool}<dd><pre>{}</pre>", text(&recipe));
    }
    html.push_str("</dl></details></section>");
}

fn common(base: &str, html: &mut String) {
    html.push_str("<section id=all><h2>What every report takes</h2><table>");
    for (name, meaning) in PARAMETERS {
        let _ = write!(html, "<tr><td><code>{name}</code><td>{meaning}");
    }
    let _ = writeln!(
        html,
        "</table></section><section id=any><h2>Any question as a table</h2><p>Give a GraphQL document to \
         <code>{0}/table.csv?query=</code>, by GET or as JSON by POST. <code>rows</code> says which list has the rows.</p>\
         <pre>curl -G {0}/table.csv --data-urlencode 'query={{ people {{ nodes {{ name }} }} }}'</pre></section>\
         <section id=snapshot><h2>The whole database</h2><p><a href=\"/data/snapshot.sqlite\">{0}/data/snapshot.sqlite</a>: \
         one consistent copy, for Metabase, Datasette, DuckDB and R.</p></section></main></html>",
        text(base)
    );
}

/// A text as HTML has it.
fn text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

const HEAD: &str = "<!doctype html><html lang=en><meta charset=utf-8>\
<meta name=viewport content=\"width=device-width\"><title>Data and reports</title>\
<link rel=alternate type=application/ld+json href=/data.jsonld>\
<style>body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem}\
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}table{border-collapse:collapse;font-size:.85rem}\
td,th{border:1px solid #8886;padding:.2rem .5rem;text-align:left;vertical-align:top}\
pre{background:#8882;padding:.5rem;overflow-x:auto;user-select:all}.wide{overflow-x:auto}\
summary{cursor:pointer}:root{color-scheme:light dark}</style>\
<main><h1>Data and reports</h1><p>Every answer of this registry is a table at an address, in the format that your tool opens. \
All formats of a report have the same rows, and each row names the document that says so.</p><ul>";

const INTRODUCTION: &str = "</ul><p>For machines: <a href=/data.jsonld>this catalogue as DCAT</a>, \
<a href=/schema.graphql>the schema</a>; beside each table <code>NAME.meta.json</code> says what its columns mean.</p>";
