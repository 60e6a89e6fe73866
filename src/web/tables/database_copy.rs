//! `GET /data/snapshot.sqlite`: the database as a file, for tools that read SQLite, such as Metabase, DuckDB and R.

use std::{io, sync::Arc};

use axum::{Extension, extract::State, http::request::Parts, response::Response};

use super::{
    file_response::{self, Download},
    files::TableFile,
    refusal::Refusal,
    state::Tables,
    write::{DATA_VERSION, LICENCE},
};
use crate::{
    digest::sha256_hex,
    graphql::Error,
    limits::tables::MAX_WAIT,
    report::licence,
    store::{self, DataVersion},
    web::admission::AdmittedRequest,
};

/// One consistent and verified copy of the database.
///
/// # Errors
/// The response if the copy cannot be made.
pub async fn database_copy(
    State(tables): State<Arc<Tables>>,
    Extension(admitted): Extension<Arc<AdmittedRequest>>,
    parts: Parts,
) -> Result<Response, Refusal> {
    let failed = |error: Error| Refusal::from_errors(&admitted, &[error]);
    let version = tables.app.data_version.current().map_err(|error| failed(error.into()))?;
    let source = format!("snapshot\n{}\n{}", version.id, env!("CARGO_PKG_VERSION"));
    let etag = format!("\"{}\"", &sha256_hex(source.as_bytes())[..32]);
    let conditions = file_response::conditions(&parts);
    let download =
        Download { etag: &etag, media_type: "application/vnd.sqlite3", conditions: &conditions };
    if let Some(not_modified) = download.not_modified() {
        return Ok(not_modified);
    }
    if let Some(file) = tables.files.get(&etag) {
        return Ok(download.respond(&file));
    }
    let writer = tables.clone();
    let copied = admitted.run_blocking(MAX_WAIT, move |_| copy(&writer, &version)).await?;
    let file = Arc::new(copied.map_err(|error| failed(Error::internal(error.to_string())))?);
    tables.files.put(etag.clone(), file.clone());
    Ok(download.respond(&file))
}

/// A copy without a name: its space is freed when it is closed.
fn copy(tables: &Tables, version: &DataVersion) -> anyhow::Result<TableFile> {
    let folder = tempfile::Builder::new().prefix(".consortia-copy-").tempdir_in(&tables.folder)?;
    let path = folder.path().join("snapshot.sqlite");
    store::copy_without_wal(&tables.database, &path)?;
    let file = std::fs::File::open(&path)?;
    let headers =
        vec![(DATA_VERSION, version.id.clone()), (LICENCE, licence::expression(&version.origins))];
    let file =
        TableFile::from_file(file, format!("consortia_version-{}.sqlite", version.id), headers)?;
    folder.close().or_else(|error| match error.kind() {
        io::ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    })?;
    Ok(file)
}
