//! `GET /data/snapshot.sqlite`: the database as a file, for tools that read SQLite, such as Metabase, DuckDB and R.

use std::{
    io,
    sync::{Arc, atomic::AtomicBool},
};

use axum::{Extension, extract::State, http::request::Parts, response::Response};

use super::{
    file_response::{self, Download},
    files::{Content, NoFile, TableFile},
    refusal::Refusal,
    state::{Tables, bytes_of_copy},
    write::{self, DATA_VERSION, LICENCE},
    writing::Writing,
};
use crate::{
    digest::sha256_hex,
    leftovers,
    limits::tables::MAX_WRITE_ATTEMPTS,
    report::{TableError, licence},
    store::{self, DataVersion},
    web::admission::{AdmittedRequest, Client, refusal},
};

/// One consistent and verified copy of the database. It is made once for all who ask for it at the same time.
///
/// # Errors
/// The response if the copy cannot be made.
pub async fn database_copy(
    State(tables): State<Arc<Tables>>,
    Extension(admitted): Extension<Arc<AdmittedRequest>>,
    parts: Parts,
) -> Result<Response, Refusal> {
    let limits = tables.app.limits;
    let conditions = file_response::conditions(&parts);
    for _ in 0..MAX_WRITE_ATTEMPTS {
        let version = tables.app.data_version.current();
        let version = version.map_err(|error| Refusal::from_errors(&admitted, &[error.into()]))?;
        let source = format!("snapshot\n{}\n{}", version.id, env!("CARGO_PKG_VERSION"));
        let etag = format!("\"{}\"", &sha256_hex(source.as_bytes())[..32]);
        let media_type = "application/vnd.sqlite3";
        let download = Download { etag: &etag, media_type, conditions: &conditions };
        if let Some(not_modified) = download.not_modified() {
            return Ok(not_modified);
        }
        if let Some(file) = tables.spool.cache.get(&etag) {
            return Ok(download.respond(&admitted, &file));
        }
        let writing =
            Writing { tables: tables.clone(), admitted: admitted.clone(), etag: etag.clone() };
        let (state, client) = (tables.clone(), admitted.client().clone());
        let id = Some(version.id.clone());
        let copy = move |cancelled: &Arc<_>| copy(&state, &client, &version, cancelled);
        match writing.once(&etag, id, copy).await {
            Ok(file) => return Ok(download.respond(&admitted, &file)),
            Err(NoFile::Failed(error)) => {
                return Err(write::refusal(&admitted, &error, &limits.table));
            }
            Err(no_file) => {
                if let Some(reply) = no_file.take_reply() {
                    return Err(reply.into());
                }
            }
        }
    }
    Err(refusal::overloaded("queued_requests", limits.server.queued_requests).into())
}

/// A copy without a name: its space is freed when it is closed.
fn copy(
    tables: &Tables,
    client: &Client,
    version: &DataVersion,
    cancelled: &AtomicBool,
) -> Result<TableFile, TableError> {
    let Tables { spool, database, .. } = tables;
    let failed = |error: io::Error| TableError::from_output(error);
    let no_room = |no_room| failed(io::Error::from(no_room));
    let mut room = spool.reserve(client, bytes_of_copy(database)).map_err(no_room)?;
    let mut folder = tempfile::Builder::new();
    let folder = folder.prefix(&leftovers::folder_prefix()).tempdir_in(spool.folder());
    let folder = folder.map_err(failed)?;
    let path = folder.path().join("snapshot.sqlite");
    store::copy_without_wal(database, &path, cancelled).map_err(|error| match error {
        store::Error::Full(_) => failed(io::ErrorKind::StorageFull.into()),
        error => TableError::Failed(vec![error.into()]),
    })?;
    let file = std::fs::File::open(&path).map_err(failed)?;
    folder.close().or_else(unless_missing).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    spool.resize(client, &mut room, length).map_err(no_room)?;
    let content = Content::disk(file, &spool.readers);
    let name = format!("consortia_version-{}.sqlite", version.id);
    let headers =
        vec![(DATA_VERSION, version.id.clone()), (LICENCE, licence::expression(&version.origins))];
    Ok(TableFile::new(content, length, Some(room), client.clone(), name, headers))
}

fn unless_missing(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}
