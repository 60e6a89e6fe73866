//! Writing a table to a file, and the headers that describe it.

use std::{
    io,
    sync::{Arc, atomic::AtomicBool},
};

use super::{
    files::{NoRoom, TableFile, TableFileWriter},
    refusal::Refusal,
    state::Tables,
};
use crate::{
    domain::date::Day,
    graphql::{Code, Error},
    limits::{
        TableLimits,
        tables::{MAX_LINK_BYTES, MAX_LIST_HEADER_BYTES, MAX_WARNING_HEADERS},
    },
    report::{
        DataSource, PreparedTable, TableError, TableMetadata, TableOutput, file_name, licence,
    },
    web::{
        admission::{AdmittedRequest, Client},
        response::Outcome,
    },
};

/// The headers of tables, which pages of other origins may read.
pub const TABLE_HEADERS: [&str; 9] = [
    DATA_VERSION,
    QUERY_SHA256,
    AS_OF,
    ROWS,
    LICENCE,
    LIMITED,
    WARNING,
    EXPLODED,
    "content-disposition",
];
/// The header with the version of the data.
pub const DATA_VERSION: &str = "consortia-data-version";
const QUERY_SHA256: &str = "consortia-query-sha256";
const AS_OF: &str = "consortia-as-of";
const ROWS: &str = "consortia-rows";
/// The header with the licence of the data, as an SPDX expression.
pub const LICENCE: &str = "consortia-licence";
const LIMITED: &str = "consortia-limited";
/// Where a key of the address led to another record than it names.
const WARNING: &str = "consortia-warning";
const EXPLODED: &str = "consortia-exploded";

/// A table to be written.
pub struct TableJob {
    /// The prepared table.
    pub table: Arc<PreparedTable>,
    /// The day that counts as today.
    pub today: Day,
    /// Its format, and what it states about itself.
    pub output: TableOutput,
    /// The URL of the description of its columns.
    pub metadata_url: String,
}

/// Writes a table out of one snapshot for a client, unless `cancelled` is set meanwhile.
///
/// # Errors
/// If the table cannot be read or written, or exceeds a limit.
pub fn write(
    tables: &Tables,
    client: &Client,
    job: &TableJob,
    cancelled: &Arc<AtomicBool>,
) -> Result<TableFile, TableError> {
    let TableJob { table, today, output, metadata_url } = job;
    let limits = &tables.app.limits.table;
    let mut writer = TableFileWriter::new(&tables.spool, client, limits, cancelled.clone());
    let mut output = output.clone();
    let result = tables.readers.read_until_cancelled(cancelled, |snapshot| {
        let source = || DataSource { engine: &tables.app.engine, snapshot, today: *today };
        output.metadata.about = table.about(source())?;
        table.write(source(), &output, &mut writer, |_| ())
    });
    let result = result.unwrap_or_else(|error| Err(TableError::Failed(vec![error.into()])));
    match result {
        Ok(rows) => {
            let mut headers = headers(table, &output.metadata, rows);
            if metadata_url.len() <= MAX_LINK_BYTES {
                let link = format!(
                    "<{metadata_url}>; rel=\"describedby\"; type=\"application/csvm+json\""
                );
                headers.push(("link", link));
            }
            let name = file_name(&output.metadata, output.format.info().extension);
            writer.finish(name, headers).map_err(TableError::from_output)
        }
        Err(error) => Err(writer.take_failure().map_or(error, TableError::from_output)),
    }
}

fn headers(
    table: &PreparedTable,
    metadata: &TableMetadata,
    rows: u64,
) -> Vec<(&'static str, String)> {
    let mut headers = vec![
        (DATA_VERSION, metadata.data_version.clone()),
        (QUERY_SHA256, metadata.query_digest.clone()),
        (AS_OF, metadata.as_of.clone()),
        (ROWS, rows.to_string()),
        (LICENCE, metadata.licence.clone()),
    ];
    for url in licence::addresses(&metadata.licence) {
        headers.push(("link", format!("<{url}>; rel=\"license\"")));
    }
    let about = &metadata.about;
    let of_lists = table.table.limited.iter().cloned();
    let of_networks = about.omissions.iter().skip(table.table.limited.len());
    let limited: Vec<_> =
        of_lists.chain(of_networks.map(|omission| omission.sentence.clone())).collect();
    if !limited.is_empty() {
        headers.push((LIMITED, in_one_header(&limited)));
    }
    for warning in about.warnings.iter().take(MAX_WARNING_HEADERS) {
        headers.push((WARNING, warning.clone()));
    }
    if !table.table.exploded.is_empty() {
        headers.push((EXPLODED, in_one_header(&table.table.exploded)));
    }
    headers
}

/// A list as the value of a header, as far as its size allows.
fn in_one_header(list: &[String]) -> String {
    let mut bytes = 0;
    let fits = |item: &&String| {
        bytes += item.len() + 2;
        bytes <= MAX_LIST_HEADER_BYTES
    };
    let shown: Vec<_> = list.iter().take_while(fits).map(String::as_str).collect();
    match list.len() - shown.len() {
        0 => shown.join("; "),
        more => format!("{}; and {more} more", shown.join("; ")),
    }
}

/// The response to a request whose table could not be written.
#[must_use]
pub fn refusal(admitted: &AdmittedRequest, error: &TableError, limits: &TableLimits) -> Refusal {
    match error {
        TableError::Invalid(errors) => Refusal::from_errors(admitted, errors),
        TableError::Failed(errors) => {
            let of_tables = |error: &Error| match error.code {
                Code::Timeout => Error::timeout("table_time", limits.time),
                _ => error.clone(),
            };
            let errors: Vec<_> = errors.iter().map(of_tables).collect();
            Refusal::from_errors(admitted, &errors)
        }
        TableError::NotFound(error) => Refusal::new(Outcome::NotFound, error),
        TableError::TooLarge(error) => Refusal::new(Outcome::ContentTooLarge, error),
        TableError::NoRoom(error) => no_room(error),
        TableError::Output(error) => {
            Refusal::from_errors(admitted, &[Error::internal(error.to_string())])
        }
    }
}

/// 413 if the file can never have enough space, 503 if there is none now.
fn no_room(error: &io::Error) -> Refusal {
    tracing::warn!("no room for a temporary file: {error}");
    let reason = error.get_ref().and_then(|cause| cause.downcast_ref::<NoRoom>());
    let (reason, allowed) = match reason {
        Some(NoRoom::TooLarge(bytes)) => {
            let message = format!(
                "The file is larger than {bytes} bytes, the space that a client has for temporary files. Request a smaller table."
            );
            let error = Error::new(Code::LimitExceeded, message).with("limit", "spool_bytes");
            return Refusal::new(Outcome::ContentTooLarge, &error.with("allowed", *bytes));
        }
        Some(NoRoom::Spool(bytes)) => ("is in use by tables of all clients", Some(*bytes)),
        Some(NoRoom::Client(bytes)) => ("of this client is in use by its tables", Some(*bytes)),
        Some(NoRoom::Disk) | None => ("is used up: the disk of the server is nearly full", None),
    };
    let message = format!(
        "The space for temporary files {reason}. Finish or cancel other downloads, request a smaller table, or retry in a second."
    );
    let mut error = Error::new(Code::LimitExceeded, message).with("limit", "spool_bytes");
    if let Some(bytes) = allowed {
        error = error.with("allowed", bytes);
    }
    Refusal::new(Outcome::Overloaded, &error)
}
