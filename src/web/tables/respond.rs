//! The response to a request for a table: 304, a file from the cache, or a file written now.
//!
//! A file and its compressed forms are different representations (RFC 9110, section 8.8.3.3): each has an entity tag of
//! its own, a length and ranges.

use std::sync::Arc;

use axum::{http::request::Parts, response::Response};

use super::{
    compressed_file,
    file_response::{self, Download},
    files::NoFile,
    refusal::Refusal,
    request::TableRequest,
    state::Tables,
    write::{self, TableJob},
    writing::Writing,
};
use crate::{
    digest::sha256_hex,
    graphql::{Code, Error, document_digest},
    limits::tables::MAX_WRITE_ATTEMPTS,
    report::{self, Format, TableAbout, TableMetadata, TableOutput, licence},
    web::{
        admission::{AdmittedRequest, refusal},
        response::content_encoding::Coding,
    },
};

/// Responds to a request for a table.
///
/// # Errors
/// The response to a request that gets no table.
pub async fn respond(
    tables: &Arc<Tables>,
    admitted: &Arc<AdmittedRequest>,
    parts: &Parts,
    request: TableRequest,
    format: Format,
) -> Result<Response, Refusal> {
    let refused = |errors: Vec<Error>| Refusal::from_errors(admitted, &errors);
    let app = &tables.app;
    if !tables.documents.allows(&request.request.query) {
        let message = "This server executes persisted documents only; see /data for the reports.";
        return Err(refused(vec![Error::new(Code::DocumentNotPersisted, message)]));
    }
    // A request that is invalid is refused even if `If-None-Match` is `*`.
    let table = report::prepare(&app.engine, request.request.clone(), &request.options, format);
    let table = Arc::new(table.await.map_err(refused)?);
    let conditions = file_response::conditions(parts);
    let coding = if compressed_file::is_compressible(format) {
        Coding::preferred(&parts.headers)
    } else {
        None
    };
    for _ in 0..MAX_WRITE_ATTEMPTS {
        let (version, today) = app.current_data().map_err(|error| refused(vec![error.into()]))?;
        let as_of = report::as_of(&request.options, today);
        let plain_etag = etag(&request, format, &version.id, &as_of);
        let etag = match coding {
            Some(coding) => compressed_file::etag(&plain_etag, coding),
            None => plain_etag.clone(),
        };
        let download =
            Download { etag: &etag, media_type: format.info().media_type, conditions: &conditions };
        if let Some(not_modified) = download.not_modified() {
            return Ok(not_modified);
        }
        if let Some(file) = tables.spool.cache.get(&etag) {
            app.metrics.cache_hit();
            return Ok(download.respond(admitted, &file));
        }
        let metadata = TableMetadata {
            name: request.name.clone(),
            title: request.title.clone(),
            query_digest: document_digest(&request.request.query),
            as_of,
            data_version: version.id.clone(),
            licence: licence::expression(&version.origins),
            csv_address: request.sibling("csv"),
            about: TableAbout::default(),
        };
        let temp_folder = Some(tables.spool.folder().to_owned());
        let output = TableOutput { format, metadata, temp_folder };
        let metadata_url = request.sibling("meta.json");
        let job = TableJob { table: table.clone(), today, output, metadata_url };
        let writing =
            Writing { tables: tables.clone(), admitted: admitted.clone(), etag: plain_etag };
        let file = match coding {
            Some(coding) => writing.compressed(&etag, job, coding).await,
            None => writing.plain(job).await,
        };
        match file {
            Ok(file) => return Ok(download.respond(admitted, &file)),
            Err(NoFile::Failed(error)) => {
                return Err(write::refusal(admitted, &error, &app.limits.table));
            }
            Err(no_file) => {
                if let Some(reply) = no_file.take_reply() {
                    return Err(reply.into());
                }
            }
        }
    }
    // The data changes faster than a table can be written.
    Err(refusal::overloaded("queued_requests", app.limits.server.queued_requests).into())
}

/// A hash of all that the bytes of a table depend on. A table contains its own URL, so two URLs of the same rows are
/// two tables.
fn etag(request: &TableRequest, format: Format, data_version: &str, as_of: &str) -> String {
    let program = env!("CARGO_PKG_VERSION");
    let (url, document) = (request.sibling(format.info().extension), &request.request.query);
    let source = format!("{data_version}\n{program}\n{as_of}\n{url}\n{document}");
    format!("\"{}\"", &sha256_hex(source.as_bytes())[..32])
}
