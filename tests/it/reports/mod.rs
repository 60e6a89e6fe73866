//! Reports: the layout of tables, their rows, formats and addresses.

mod addresses;
mod admission;
mod bounds;
mod complete;
mod compression;
mod files;
mod keys;
mod layout;
mod networks;
mod options;
mod same_rows;
mod slices;

use std::io::Cursor;

use consortia::{
    graphql::{Error, Request},
    report::{
        DataSource, Format, PreparedTable, TableAbout, TableError, TableMetadata, TableOptions,
        TableOutput, prepare,
    },
};

use crate::{
    seeded::{Registry, TODAY, registry},
    support::ENGINE,
};

/// The options that parameters set.
pub fn options(parameters: &[(&str, &str)]) -> TableOptions {
    let mut options = TableOptions::default();
    for (name, value) in parameters {
        assert!(options.set(name, value).unwrap(), "{name}");
    }
    options
}

/// Prepares the table of a document.
pub fn prepared(query: &str, parameters: &[(&str, &str)]) -> Result<PreparedTable, Vec<Error>> {
    prepared_as(query, parameters, Format::Csv)
}

/// Prepares the table of a document for a format.
fn prepared_as(
    query: &str,
    parameters: &[(&str, &str)],
    format: Format,
) -> Result<PreparedTable, Vec<Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let request = Request { query: query.into(), ..Request::default() };
    runtime.block_on(prepare(&ENGINE, request, &options(parameters), format))
}

/// The messages of the errors of a table that cannot be prepared.
pub fn refusal(query: &str, parameters: &[(&str, &str)]) -> String {
    let Err(errors) = prepared(query, parameters) else { panic!("{query}: {parameters:?}") };
    errors.into_iter().map(|error| error.message).collect::<Vec<_>>().join("\n")
}

/// The file of a table of the seeded registry.
pub fn bytes(table: &PreparedTable, format: Format) -> Result<Vec<u8>, TableError> {
    bytes_over(registry(), table, format)
}

/// The file of a table of a registry.
pub fn bytes_over(
    registry: &Registry,
    table: &PreparedTable,
    format: Format,
) -> Result<Vec<u8>, TableError> {
    let metadata = TableMetadata {
        name: "table".to_owned(),
        title: "Table".to_owned(),
        query_digest: String::new(),
        as_of: "2026-11-21".to_owned(),
        data_version: "1".to_owned(),
        licence: "MIT".to_owned(),
        csv_address: "table.csv".to_owned(),
        about: TableAbout::default(),
    };
    let file = TableOutput { format, metadata, temp_folder: None };
    let mut out = Cursor::new(Vec::new());
    registry.with_app(|app| {
        app.readers
            .read(|snapshot| {
                let source = DataSource { engine: &ENGINE, snapshot, today: TODAY };
                table.write(source, &file, &mut out, |_| ())
            })
            .unwrap()
    })?;
    Ok(out.into_inner())
}

/// The file of a table as text.
pub fn text(query: &str, parameters: &[(&str, &str)], format: Format) -> String {
    let table = prepared_as(query, parameters, format).unwrap();
    String::from_utf8(bytes(&table, format).unwrap()).unwrap()
}

/// The lines of a table as `csv`.
pub fn csv(query: &str, parameters: &[(&str, &str)]) -> Vec<String> {
    text(query, parameters, Format::Csv).lines().map(str::to_owned).collect()
}
