//! The reports with their parameters, columns and sample rows.

use crate::{
    graphql::{Error, tabular::DeclaredVariable},
    limits::tables::SAMPLE_ROWS,
    report::{DataSource, FORMATS, Format, FormatInfo, Report, Table, prepare},
    web::tables::{request::TableRequest, state::Tables},
};

/// A report as the catalog shows it.
pub struct CatalogEntry<'r> {
    /// The report.
    pub report: &'r Report,
    /// The variables of its document.
    pub parameters: Vec<DeclaredVariable>,
    /// Its columns.
    pub table: Table,
    /// Its first rows, with the example values of its parameters.
    pub sample: Vec<Vec<String>>,
}

/// An entry for each report.
///
/// # Errors
/// If a report is invalid, or its sample cannot be read.
pub async fn entries(tables: &Tables) -> Result<Vec<CatalogEntry<'_>>, Vec<Error>> {
    let engine = &tables.app.engine;
    let (_, today) = tables.app.current_data().map_err(|error| vec![error.into()])?;
    let mut entries = Vec::new();
    for report in &tables.reports {
        let parameters = engine.declared_variables(&report.query, None).await?;
        let TableRequest { request, options, .. } =
            TableRequest::of_report(engine, report, &report.example, Format::Csv).await?;
        let prepared = prepare(engine, request, &options, Format::Csv).await?;
        let sample = tokio::task::block_in_place(|| {
            tables.readers.read(|snapshot| {
                prepared.sample(DataSource { engine, snapshot, today }, SAMPLE_ROWS)
            })
        });
        let Ok(Ok(sample)) = sample else {
            let cause = format!("the sample of the report {} could not be read", report.name);
            return Err(vec![Error::internal(cause)]);
        };
        entries.push(CatalogEntry { report, parameters, table: prepared.table, sample });
    }
    Ok(entries)
}

/// The formats of a report: those for networks only if it is a network.
pub fn formats(report: &Report) -> impl Iterator<Item = &'static FormatInfo> {
    let is_network = is_network(report);
    FORMATS.iter().filter(move |info| is_network || !info.format.is_network())
}

/// Whether the rows of a report are the edges of a network.
pub fn is_network(report: &Report) -> bool {
    report.name == "network"
}

/// The path of a report in a format, with the example values of its parameters.
pub fn example_path(report: &Report, extension: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in &report.example {
        query.append_pair(name, value);
    }
    let query = query.finish();
    let separator = if query.is_empty() { "" } else { "?" };
    format!("/reports/{}.{extension}{separator}{query}", report.name)
}
