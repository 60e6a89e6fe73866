//! The response to a request for a table: 304, a file from the cache, or a file written now.
//!
//! A file and its compressed forms are different representations (RFC 9110, section 8.8.3.3): each has an entity tag of
//! its own, a length and ranges.

use std::sync::Arc;

use axum::{http::request::Parts, response::Response};

use super::{
    compressed_file,
    file_response::{self, Download},
    files::TableFile,
    refusal::Refusal,
    request::TableRequest,
    state::Tables,
    write::{self, TableJob},
};
use crate::{
    digest::sha256_hex,
    graphql::{Code, Error, document_digest},
    limits::{
        cost::ROWS_PER_UNIT,
        tables::{MAX_WAIT, MAX_WRITE_ATTEMPTS},
    },
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
    admitted: &AdmittedRequest,
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
        if let Some(file) = tables.files.get(&etag) {
            app.metrics.cache_hit();
            return Ok(download.respond(&file));
        }
        if let (Some(coding), Some(plain)) = (coding, tables.files.get(&plain_etag)) {
            app.metrics.cache_hit();
            let file = compressed(tables, admitted, plain, coding, etag.clone()).await?;
            return Ok(download.respond(&file));
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
        let output = TableOutput { format, metadata, temp_folder: Some(tables.folder.clone()) };
        let metadata_url = request.sibling("meta.json");
        let job = TableJob { table: table.clone(), today, output, metadata_url };
        let writer = tables.clone();
        let written = admitted
            .run_blocking(MAX_WAIT, move |cancelled| write::write(&writer, &job, cancelled));
        let time_limit = app.limits.table.time;
        let refused = |error| write::refusal(admitted, error, time_limit);
        let (file, rows) = written.await?.map_err(refused)?;
        // If the data changed meanwhile, the file may be of the new version and its headers of the old one.
        if app.data_version.current().is_ok_and(|now| now.id == version.id) {
            let rate_limit = admitted.spend_afterwards(rows / ROWS_PER_UNIT);
            let plain = Arc::new(file);
            tables.files.put(plain_etag, plain.clone());
            let file = match coding {
                Some(coding) => compressed(tables, admitted, plain, coding, etag.clone()).await?,
                None => plain,
            };
            let mut response = download.respond(&file);
            rate_limit.write_headers(response.headers_mut());
            return Ok(response);
        }
    }
    // The data changes faster than a table can be written.
    Err(refusal::overloaded("queued_requests", app.limits.server.queued_requests).into())
}

/// A compressed form of a file, which is cached by its entity tag.
async fn compressed(
    tables: &Arc<Tables>,
    admitted: &AdmittedRequest,
    plain: Arc<TableFile>,
    coding: Coding,
    etag: String,
) -> Result<Arc<TableFile>, Refusal> {
    let writer = tables.clone();
    let compress =
        move |cancelled: &_| compressed_file::compress(&writer, &plain, coding, cancelled);
    let file = admitted.run_blocking(MAX_WAIT, compress).await?;
    let failed = |error: std::io::Error| Error::internal(error.to_string());
    let file = file.map_err(|error| Refusal::from_errors(admitted, &[failed(error)]))?;
    let file = Arc::new(file);
    tables.files.put(etag, file.clone());
    Ok(file)
}

/// A hash of all that the bytes of a table depend on. A table contains its own URL, so two URLs of the same rows are
/// two tables.
fn etag(request: &TableRequest, format: Format, data_version: &str, as_of: &str) -> String {
    let program = env!("CARGO_PKG_VERSION");
    let (url, document) = (request.sibling(format.info().extension), &request.request.query);
    let source = format!("{data_version}\n{program}\n{as_of}\n{url}\n{document}");
    format!("\"{}\"", &sha256_hex(source.as_bytes())[..32])
}
