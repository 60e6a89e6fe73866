//! From a request to a table in a format: the request is checked and the table laid out first, then the rows
//! are written as they are read from one snapshot.

use std::{io, path::PathBuf};

use serde_json::Value as Json;

use super::{
    about::{AboutSource, Omission, TableAbout},
    cell::Cell,
    error::TableError,
    format::{Format, Output, WriterInput, writer},
    layout::{NodeTable, Table, lay_out, lay_out_network},
    metadata::TableMetadata,
    options::{TableOptions, TextOptions},
    plans::{ForRdf, ForTables},
    rows::{ResponseValue, RowsError, for_each_row},
};
use crate::{
    domain::date::{Day, PartialDate},
    graphql::{
        Code, Engine, Error, Request,
        tabular::{AddedFields, DeclaredVariable, Stopped, TablePlan},
    },
    limits::TableLimits,
    store::Snapshot,
};

/// After how many rows progress is reported again.
const ROWS_BETWEEN_REPORTS: u64 = 1024;

/// A table that is ready to be written.
pub struct PreparedTable {
    /// Its layout.
    pub table: Table,
    plan: TablePlan,
    /// In network formats, the nodes. The table itself has the links.
    nodes: Option<PreparedNodes>,
    text_options: TextOptions,
    limits: TableLimits,
    /// Variables that name what the table is about, as `NAME=VALUE`.
    names: Vec<String>,
    about: AboutSource,
    /// The keys that lead to results that can be cut, and their types.
    computed: Vec<(String, String)>,
}

struct PreparedNodes {
    nodes: NodeTable,
    plan: TablePlan,
}

/// Where the rows of a table come from.
#[derive(Clone, Copy)]
pub struct DataSource<'s, 'c> {
    /// The engine that the table was prepared with.
    pub engine: &'s Engine,
    /// The data.
    pub snapshot: &'s Snapshot<'c>,
    /// The date for fields without an `asOf` argument.
    pub today: Day,
}

/// The file that a table is written to, apart from its content.
#[derive(Clone, Debug)]
pub struct TableOutput {
    /// The format.
    pub format: Format,
    /// What the table says about itself.
    pub metadata: TableMetadata,
    /// Folder for temporary files of the format. None uses that of the operating system.
    pub temp_folder: Option<PathBuf>,
}

/// Checks a request and lays out its table.
///
/// # Errors
/// Everything that is wrong with the document, its variables or the options.
pub async fn prepare(
    engine: &Engine,
    request: Request,
    options: &TableOptions,
    format: Format,
) -> Result<PreparedTable, Vec<Error>> {
    let one = |error: Error| vec![error];
    let operation = request.operation_name.as_deref();
    let declared = engine.declared_variables(&request.query, operation).await?;
    let names = names(&declared, &request);
    let (for_rdf, for_tables) = (ForRdf, ForTables::new(options));
    let added: &dyn AddedFields = if format.is_rdf() { &for_rdf } else { &for_tables };
    let document = engine.table_document(&request, Some(added)).await?;
    let about = AboutSource::new(engine, &request, &declared, options).await?;
    let plan = |table: &Table| {
        let mut arguments = options.arguments.supplier();
        let plan =
            engine.table_plan(&document, &table.row_keys, table.row_list_count, &mut arguments)?;
        arguments.reject_unused()?;
        Ok(plan)
    };
    let (table, nodes);
    if format.is_network() {
        let tables = lay_out_network(&document.roots, &options.lists).map_err(one)?;
        let node_plan = plan(&tables.nodes.table).map_err(one)?;
        nodes = Some(PreparedNodes { nodes: tables.nodes, plan: node_plan });
        table = tables.links;
    } else {
        table = lay_out(&document.roots, &options.lists, options.column_names).map_err(one)?;
        nodes = None;
    }
    let plan = plan(&table).map_err(one)?;
    let (text_options, limits) = (options.text.clone(), engine.limits().table);
    let can_omit = |ty: &str| matches!(ty, "Network" | "Path" | "SearchConnection");
    let computed = document.roots.iter().filter(|root| can_omit(&root.ty));
    let computed = computed.map(|root| (root.key.clone(), root.ty.clone())).collect();
    Ok(PreparedTable { table, plan, nodes, text_options, limits, names, about, computed })
}

/// The variables of a request that are keys or strings, as `NAME=VALUE`: most likely they name what it is about.
fn names(declared: &[DeclaredVariable], request: &Request) -> Vec<String> {
    let mut names = Vec::new();
    for variable in declared {
        let Some(value) = request.variables.get(&variable.name) else { continue };
        match value {
            Json::String(text) if variable.ty.trim_end_matches('!') == "String" => {
                names.push(format!("{}={text}", variable.name));
            }
            Json::Object(key) if !variable.key_fields.is_empty() => {
                let parts = key.iter().map(|(field, value)| match value {
                    Json::String(text) => format!("{}.{field}={text}", variable.name),
                    value => format!("{}.{field}={value}", variable.name),
                });
                names.extend(parts);
            }
            _ => {}
        }
    }
    names
}

/// The date that a table is about: the option `asOf`, or else today.
#[must_use]
pub fn as_of(options: &TableOptions, today: Day) -> String {
    options.arguments.as_of.clone().unwrap_or_else(|| PartialDate::of_day(today).to_string())
}

impl PreparedTable {
    /// The same table with another limit of rows.
    #[must_use]
    pub fn with_max_rows(self, rows: u64) -> Self {
        Self { limits: TableLimits { rows, ..self.limits }, ..self }
    }

    /// Writes the table and returns its number of rows. `report_rows` is called now and then with the number of
    /// rows so far.
    ///
    /// # Errors
    /// Those of [`TableError`].
    pub fn write(
        &self,
        source: DataSource<'_, '_>,
        file: &TableOutput,
        out: &mut dyn Output,
        report_rows: impl FnMut(u64),
    ) -> Result<u64, TableError> {
        let written = self.write_rows(source, file, out, report_rows);
        written.map_err(|error| match error {
            // Why there is no such record: it may have been withdrawn.
            TableError::NotFound(mut error) => {
                for warning in &file.metadata.about.warnings {
                    error.message = format!("{}. {warning}", error.message);
                }
                TableError::NotFound(error)
            }
            error => error,
        })
    }

    fn write_rows(
        &self,
        source: DataSource<'_, '_>,
        file: &TableOutput,
        out: &mut dyn Output,
        mut report_rows: impl FnMut(u64),
    ) -> Result<u64, TableError> {
        let format = file.format;
        let input = WriterInput {
            table: &self.table,
            nodes: self.nodes.as_ref().map(|prepared| &prepared.nodes),
            text_options: &self.text_options,
            metadata: &file.metadata,
            temp_folder: file.temp_folder.as_deref(),
        };
        let mut writer = writer(format, input, out).map_err(TableError::from_output)?;
        let max_rows = format.max_rows().unwrap_or(u64::MAX).min(self.limits.rows);
        if let Some(PreparedNodes { nodes, plan }) = &self.nodes {
            let mut count = 0_u64;
            self.for_each(source, &nodes.table, plan, &mut |cells| {
                count += 1;
                if count > max_rows {
                    return Err(too_many_rows(max_rows, format));
                }
                writer.node(cells).map_err(TableError::from_output)
            })?;
        }
        let mut rows = 0_u64;
        self.for_each(source, &self.table, &self.plan, &mut |cells| {
            rows += 1;
            if rows.is_multiple_of(ROWS_BETWEEN_REPORTS) {
                report_rows(rows);
            }
            if rows > max_rows {
                return Err(too_many_rows(max_rows, format));
            }
            writer.row(cells).map_err(TableError::from_output)
        })?;
        report_rows(rows);
        writer.finish().map_err(TableError::from_output)?;
        Ok(rows)
    }
}

/// Why reading a sample ended.
enum SampleEnd {
    Complete,
    Error(TableError),
}

impl From<TableError> for SampleEnd {
    fn from(error: TableError) -> Self {
        Self::Error(error)
    }
}

impl PreparedTable {
    /// The first rows of the table as text. A table about something that the registry does not have has none.
    ///
    /// # Errors
    /// Those of [`TableError`].
    pub fn sample(
        &self,
        source: DataSource<'_, '_>,
        max_rows: usize,
    ) -> Result<Vec<Vec<String>>, TableError> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let outcome = self.for_each(source, &self.table, &self.plan, &mut |cells| {
            if rows.len() == max_rows {
                return Err(SampleEnd::Complete);
            }
            rows.push(cells.iter().map(|cell| cell.text().into_owned()).collect());
            Ok(())
        });
        match outcome {
            Ok(()) | Err(SampleEnd::Complete) => Ok(rows),
            Err(SampleEnd::Error(TableError::NotFound(_))) => Ok(Vec::new()),
            Err(SampleEnd::Error(error)) => Err(error),
        }
    }

    /// What the table is about, and what it leaves out.
    ///
    /// # Errors
    /// Those of [`TableError`].
    pub fn about(&self, source: DataSource<'_, '_>) -> Result<TableAbout, TableError> {
        let DataSource { engine, snapshot, today } = source;
        let mut about = self.about.read(engine, snapshot, today)?;
        about.warnings = engine.table_warnings(&self.plan, snapshot, today);
        about.omissions.extend(self.table.limited.iter().map(|list| Omission::of_list(list)));
        if !self.computed.is_empty() {
            // Each slice of the response has the whole result but for its rows, so the first is enough.
            let outcome = engine.slices(&self.plan, snapshot, today, |slice| {
                let response = ResponseValue::parse(slice).unwrap_or(ResponseValue::Null);
                let data = response.get("data");
                let limit = |(key, ty): &(String, String)| {
                    data.and_then(|data| data.get(key)).and_then(|it| Omission::of_result(ty, it))
                };
                about.omissions.extend(self.computed.iter().filter_map(limit));
                Err(SampleEnd::Complete)
            });
            match outcome {
                Err(Stopped::Refused(errors)) => return Err(TableError::of_arguments(errors)),
                Err(Stopped::Failed(errors)) => return Err(TableError::Failed(errors)),
                // A table with a row that is too large fails when it is written, and says so.
                Ok(()) | Err(Stopped::Sink(_) | Stopped::TooLarge) => {}
            }
        }
        Ok(about)
    }

    /// Calls `receive` for each row of a table that its plan returns.
    fn for_each<E: From<TableError>>(
        &self,
        source: DataSource<'_, '_>,
        table: &Table,
        plan: &TablePlan,
        receive: &mut dyn FnMut(&[Cell<'_>]) -> Result<(), E>,
    ) -> Result<(), E> {
        let DataSource { engine, snapshot, today } = source;
        let outcome = engine.slices(plan, snapshot, today, |slice| {
            let response = ResponseValue::parse(slice)
                .map_err(|error| TableError::Output(io::Error::other(error)))?;
            let data = response.get("data").unwrap_or(&ResponseValue::Null);
            if let Some(field) = empty_root(table, data) {
                return Err(self.not_found(field).into());
            }
            let rows = for_each_row(table, &self.limits, &response, &mut |cells| receive(cells));
            rows.map_err(|error| match error {
                RowsError::Caller(error) => error,
                RowsError::TooLarge(error) => TableError::TooLarge(error).into(),
            })
        });
        outcome.map_err(|stopped| match stopped {
            Stopped::Refused(errors) => TableError::of_arguments(errors).into(),
            Stopped::Failed(errors) => TableError::Failed(errors).into(),
            Stopped::TooLarge => {
                let allowed = self.limits.row_bytes;
                let message = format!(
                    "One row of this table, with all its lists, has more than {allowed} bytes. Select fewer fields or shorter lists."
                );
                let error = Error::new(Code::LimitExceeded, message);
                let error = error.with("limit", "table_row_bytes").with("allowed", allowed);
                TableError::TooLarge(error).into()
            }
            Stopped::Sink(error) => error,
        })
    }

    /// The registry does not have what the table is about. Without this error the table would be empty, as if
    /// the registry knew it and had no facts.
    fn not_found(&self, field: &str) -> TableError {
        let names = self.names.join(", ");
        let rule = match self.names.len() {
            0 => "the registry has no such record".to_owned(),
            1 => format!("the registry has no such record: {names}"),
            _ => format!(
                "the registry has no such records, or nothing that connects them on this date: {names}"
            ),
        };
        TableError::NotFound(Error::not_found(field, rule).with("parameters", self.names.clone()))
    }
}

/// The field of the query that leads to the rows, if its value is null.
fn empty_root<'a>(table: &'a Table, data: &'a ResponseValue<'_>) -> Option<&'a str> {
    if let Some(root) = table.row_keys.first() {
        return data.get(root).is_none_or(ResponseValue::is_null).then_some(root);
    }
    // The whole response is one row: look whether any field has a value.
    let ResponseValue::Object(roots) = data else { return None };
    let (first, _) = roots.first()?;
    roots.iter().all(|(_, value)| value.is_null()).then_some(first)
}

fn too_many_rows(max_rows: u64, format: Format) -> TableError {
    let extension = format.info().extension;
    let message = format!(
        "This table has more than {max_rows} rows, the most that a {extension} file can have here. \
         Filter it, or download /data/snapshot.sqlite, which has everything."
    );
    let error = Error::new(Code::LimitExceeded, message);
    TableError::TooLarge(error.with("limit", "table_rows").with("allowed", max_rows))
}
