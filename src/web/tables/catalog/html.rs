//! The catalog as a page.

use std::fmt::Write;

use super::{
    entries::{CatalogEntry, example_path, formats, is_network},
    recipes::{Recipe, recipes, with_option},
};
use crate::{
    graphql::tabular::DeclaredVariable,
    limits::tables::MAX_SAMPLE_CELL_CHARS,
    report::{Format, TABLE_PARAMETERS, TableParameter},
};

/// The page.
pub fn page(entries: &[CatalogEntry<'_>], base_url: &str) -> String {
    let mut html = HEAD.to_owned();
    for CatalogEntry { report, .. } in entries {
        write(
            &mut html,
            format_args!("<li><a href=\"#{}\">{}</a>", report.name, escape(&report.title)),
        );
    }
    html.push_str(INTRODUCTION);
    for entry in entries {
        section(&mut html, entry, base_url);
    }
    closing_sections(&mut html, base_url);
    html
}

/// Writing to a String cannot fail.
fn write(html: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = html.write_fmt(text);
}

fn section(html: &mut String, entry: &CatalogEntry<'_>, base_url: &str) {
    let report = entry.report;
    let (title, description) = (escape(&report.title), escape(&report.description));
    write(
        html,
        format_args!(
            "<section id=\"{}\"><h2>{title}</h2><p>{description}</p><p>Download: ",
            report.name
        ),
    );
    for info in formats(report) {
        let mut path = example_path(report, info.extension);
        // People open these in a spreadsheet; programs get the addresses of the recipes.
        if matches!(info.format, Format::Csv | Format::Tsv) {
            path = with_option(&path, "bom=1");
        }
        let path = escape(&path);
        write(
            html,
            format_args!("<a href=\"{path}\" title=\"{}\">{}</a> ", info.title, info.extension),
        );
    }
    html.push_str("</p>");
    parameters(html, &entry.parameters);
    columns(html, entry);
    sample(html, entry);
    html.push_str("<details><summary>How to open it in other programs</summary><dl>");
    let url = |extension: &str| format!("{base_url}{}", example_path(report, extension));
    for Recipe { program, text } in recipes(&entry.table.columns, url, is_network(report)) {
        write(html, format_args!("<dt>{}<dd><pre>{}</pre>", escape(program), escape(&text)));
    }
    html.push_str("</dl></details></section>");
}

fn parameters(html: &mut String, parameters: &[DeclaredVariable]) {
    let (required, optional): (Vec<_>, Vec<_>) =
        parameters.iter().partition(|parameter| parameter.is_required());
    for (label, parameters) in [("Required", required), ("Filter by", optional)] {
        if parameters.is_empty() {
            continue;
        }
        let described: Vec<_> = parameters.into_iter().map(describe).collect();
        write(html, format_args!("<p>{label}: {}.</p>", described.join("; ")));
    }
    html.push_str("<p>See also <a href=\"#all\">the options of every report</a>.</p>");
}

/// A parameter with what it can be: `role` (FOUNDER, MEMBER, ...).
fn describe(parameter: &DeclaredVariable) -> String {
    let DeclaredVariable { name, ty, enum_values, key_fields, .. } = parameter;
    if !key_fields.is_empty() {
        let fields = key_fields.iter().map(|field| format!("<code>{name}.{field}</code>"));
        let fields: Vec<_> = fields.collect();
        return format!("one of {}", fields.join(", "));
    }
    if enum_values.is_empty() {
        format!("<code>{name}</code> ({})", ty.trim_matches(['[', ']', '!']))
    } else {
        format!("<code>{name}</code> ({})", enum_values.join(", "))
    }
}

fn columns(html: &mut String, entry: &CatalogEntry<'_>) {
    let columns = &entry.table.columns;
    write(
        html,
        format_args!(
            "<details><summary>{} columns</summary><table><tr><th>Column<th>Type<th>Meaning",
            columns.len()
        ),
    );
    for column in columns {
        let cell_type = column.cell_type.name();
        let (name, meaning) = (escape(&column.name), escape(&column.description));
        write(html, format_args!("<tr><td><code>{name}</code><td>{cell_type}<td>{meaning}"));
    }
    html.push_str("</table></details>");
}

fn sample(html: &mut String, entry: &CatalogEntry<'_>) {
    html.push_str("<details><summary>First rows</summary><div class=wide><table><tr>");
    for column in &entry.table.columns {
        write(html, format_args!("<th>{}", escape(&column.name)));
    }
    for row in &entry.sample {
        html.push_str("<tr>");
        for cell in row {
            let start: String = cell.chars().take(MAX_SAMPLE_CELL_CHARS).collect();
            let ellipsis = if start.len() < cell.len() { "…" } else { "" };
            write(html, format_args!("<td>{}{ellipsis}", escape(&start)));
        }
    }
    html.push_str("</table></div></details>");
}

fn closing_sections(html: &mut String, base_url: &str) {
    html.push_str("<section id=all><h2>Options of every report</h2><table>");
    for TableParameter { name, description } in TABLE_PARAMETERS {
        write(html, format_args!("<tr><td><code>{name}</code><td>{description}"));
    }
    let base_url = escape(base_url);
    write(
        html,
        format_args!(
            "</table></section>\
             <section id=any><h2>Any GraphQL query as a table</h2>\
             <p>Send a GraphQL document to <code>{base_url}/table.csv?query=…</code> by GET, or in a JSON object by \
             POST. The option <code>rows</code> says which list becomes the rows.</p>\
             <pre>curl -G {base_url}/table.csv --data-urlencode 'query={{ people {{ nodes {{ name }} }} }}'</pre></section>\
             <section id=snapshot><h2>The whole database</h2>\
             <p><a href=\"/data/snapshot.sqlite\">{base_url}/data/snapshot.sqlite</a> is a copy of the database for \
             Metabase, Datasette, DuckDB and R.</p></section></main></html>\n"
        ),
    );
}

fn escape(text: &str) -> String {
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
<main><h1>Data and reports</h1><p>Each report is a table that you can download or open in your spreadsheet, statistics or \
database program. All formats of a report have the same rows, and each row names its sources.</p><ul>";

const INTRODUCTION: &str = "</ul><p>For programs: <a href=/data.jsonld>this catalog in DCAT</a> and \
<a href=/schema.graphql>the GraphQL schema</a>. The meaning of the columns of a report is in \
<code>/reports/NAME.meta.json</code>.</p>";
