//! The reports with their parameters, columns and sample rows.

use crate::{
    domain::date::Day,
    graphql::{Error, tabular::DeclaredVariable},
    limits::tables::SAMPLE_ROWS,
    report::{DataSource, FORMATS, Format, FormatInfo, PreparedTable, Report, Table, prepare},
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

/// A report whose sample can be read.
pub struct PreparedSample {
    parameters: Vec<DeclaredVariable>,
    table: PreparedTable,
}

/// Prepares the sample of each report, in the order of the reports.
///
/// # Errors
/// If a report is invalid.
pub async fn prepare_samples(tables: &Tables) -> Result<Vec<PreparedSample>, Vec<Error>> {
    let engine = &tables.app.engine;
    let mut samples = Vec::new();
    for report in &tables.reports {
        let parameters = engine.declared_variables(&report.query, None).await?;
        let TableRequest { request, options, .. } =
            TableRequest::of_report(engine, report, &report.example, Format::Csv).await?;
        let table = prepare(engine, request, &options, Format::Csv).await?;
        samples.push(PreparedSample { parameters, table });
    }
    Ok(samples)
}

/// An entry for each report, from its prepared sample.
///
/// # Errors
/// If a sample cannot be read.
pub fn entries<'t>(
    tables: &'t Tables,
    samples: Vec<PreparedSample>,
    today: Day,
) -> Result<Vec<CatalogEntry<'t>>, Vec<Error>> {
    let engine = &tables.app.engine;
    let entry = |(report, sample): (&'t Report, PreparedSample)| {
        let PreparedSample { parameters, table } = sample;
        let sample = tables
            .readers
            .read(|snapshot| table.sample(DataSource { engine, snapshot, today }, SAMPLE_ROWS));
        let Ok(Ok(sample)) = sample else {
            let cause = format!("the sample of the report {} could not be read", report.name);
            return Err(vec![Error::internal(cause)]);
        };
        Ok(CatalogEntry { report, parameters, table: table.table, sample })
    };
    tables.reports.iter().zip(samples).map(entry).collect()
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
