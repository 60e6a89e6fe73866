//! Writing a table to a file, and the headers that describe it.

use std::sync::{Arc, atomic::AtomicBool};

use super::{
    files::{TableFile, TableFileWriter},
    refusal::Refusal,
    state::Tables,
};
use crate::{
    domain::date::Day,
    graphql::{Code, Error},
    limits::tables::MAX_LINK_BYTES,
    report::{
        Format, licence,
        prepared::{About, Failed, Reading, Ready},
    },
    web::{admission::AdmittedRequest, response::Outcome},
};

/// The headers of tables, which pages of other origins may read.
pub const TABLE_HEADERS: [&str; 8] =
    [DATA_VERSION, QUERY_SHA256, AS_OF, ROWS, LICENCE, LIMITED, EXPLODED, "content-disposition"];
/// The header with the version of the data.
pub const DATA_VERSION: &str = "consortia-data-version";
const QUERY_SHA256: &str = "consortia-query-sha256";
const AS_OF: &str = "consortia-as-of";
const ROWS: &str = "consortia-rows";
/// The header with the licence of the data, as an SPDX expression.
pub const LICENCE: &str = "consortia-licence";
const LIMITED: &str = "consortia-limited";
const EXPLODED: &str = "consortia-exploded";

/// A table to be written.
pub struct TableJob {
    /// The prepared table.
    pub ready: Arc<Ready>,
    /// Its format.
    pub format: Format,
    /// The day that counts as today.
    pub today: Day,
    /// What the table states about itself.
    pub about: About,
    /// The URL of the description of its columns.
    pub metadata_url: String,
}

/// Writes a table out of one snapshot, unless `cancelled` is set meanwhile. Returns the file and its number of rows.
///
/// # Errors
/// If the table cannot be read or written, or exceeds a limit.
pub fn write(
    tables: &Tables,
    job: &TableJob,
    cancelled: &Arc<AtomicBool>,
) -> Result<(TableFile, u64), Failed> {
    let TableJob { ready, format, today, about, metadata_url } = job;
    let max_bytes = tables.app.limits.table.bytes;
    let mut writer = TableFileWriter::new(&tables.folder, max_bytes, cancelled.clone());
    let result = tables.readers.read_until_cancelled(cancelled, |snapshot| {
        let from = Reading { engine: &tables.app.engine, snapshot, today: *today };
        ready.write(from, *format, about, &mut writer, |_| ())
    });
    let rows = result.map_err(|error| Failed::Failed(vec![error.into()]))??;
    let mut headers = headers(ready, about, rows);
    if metadata_url.len() <= MAX_LINK_BYTES {
        let link = format!("<{metadata_url}>; rel=\"describedby\"; type=\"application/csvm+json\"");
        headers.push(("link", link));
    }
    Ok((writer.finish(headers).map_err(Failed::Output)?, rows))
}

fn headers(ready: &Ready, about: &About, rows: u64) -> Vec<(&'static str, String)> {
    let mut headers = vec![
        (DATA_VERSION, about.data_version.clone()),
        (QUERY_SHA256, about.query_hash.clone()),
        (AS_OF, about.as_of.clone()),
        (ROWS, rows.to_string()),
        (LICENCE, about.licence.clone()),
    ];
    for url in licence::addresses(&about.licence) {
        headers.push(("link", format!("<{url}>; rel=\"license\"")));
    }
    if !ready.table.limited.is_empty() {
        headers.push((LIMITED, ready.table.limited.join("; ")));
    }
    if !ready.table.exploded.is_empty() {
        headers.push((EXPLODED, ready.table.exploded.join("; ")));
    }
    headers
}

/// The response to a request whose table could not be written.
#[must_use]
pub fn refusal(admitted: &AdmittedRequest, failed: Failed) -> Refusal {
    let internal = |cause: String| Refusal::from_errors(admitted, &[Error::internal(cause)]);
    match failed {
        Failed::Refused(errors) => Refusal::from_errors(admitted, &errors),
        Failed::Failed(errors) => {
            let of_tables = |error: Error| match error.code {
                Code::Timeout => error.with("limit", "table_time"),
                _ => error,
            };
            let errors: Vec<_> = errors.into_iter().map(of_tables).collect();
            Refusal::from_errors(admitted, &errors)
        }
        Failed::Missing(error) => Refusal::new(Outcome::NotFound, &error),
        Failed::TooLarge(error) => Refusal::new(Outcome::ContentTooLarge, &error),
        Failed::Output(error) => internal(error.to_string()),
        Failed::Enough => internal("a table ended like a sample".to_owned()),
    }
}
