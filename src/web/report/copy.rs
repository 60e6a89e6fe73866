//! The whole database as a file, for tools that read SQLite: Metabase, Datasette, `DuckDB`, R.

use std::{io, sync::Arc};

use axum::{extract::State, http::HeaderMap, response::Response};

use super::{super::App, PATIENCE, deliver, spool::File};
use crate::{
    graphql::Error,
    report::run::{LICENCE, sha256},
    store,
};

const MEDIA: &str = "application/vnd.sqlite3";

/// `GET /data/snapshot.sqlite`: one consistent, verified copy.
pub(super) async fn snapshot(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let version = match app.watch.edition() {
        Ok(edition) => edition.version.clone(),
        Err(error) => return deliver::refused(&[error.into()]),
    };
    let what = format!("snapshot\n{version}\n{}", env!("CARGO_PKG_VERSION"));
    let tag = format!("\"{}\"", &sha256(&what)[..32]);
    let name = format!("consortia_version-{version}.sqlite");
    if deliver::has(&headers, &tag) {
        return deliver::not_modified(&tag);
    }
    if let Some(file) = app.tables.kept.get(&tag) {
        return deliver::file(&headers, &file, &tag, MEDIA, &name);
    }
    let Some(_turn) = app.gate.enter_heavy(PATIENCE).await else { return deliver::busy() };
    let writer = app.clone();
    match tokio::task::spawn_blocking(move || copy(&writer, version)).await {
        Ok(Ok(file)) => {
            let file = Arc::new(file);
            app.tables.kept.put(tag.clone(), file.clone());
            deliver::file(&headers, &file, &tag, MEDIA, &name)
        }
        Ok(Err(error)) => deliver::refused(&[Error::internal(error.to_string())]),
        Err(error) => deliver::refused(&[Error::internal(error.to_string())]),
    }
}

/// A copy that has no name any more once this returns: it lasts as long as somebody reads it.
fn copy(app: &App, version: String) -> anyhow::Result<File> {
    let folder =
        tempfile::Builder::new().prefix(".consortia-copy-").tempdir_in(&app.tables.folder)?;
    let path = folder.path().join("snapshot.sqlite");
    store::portable(&app.tables.database, &path)?;
    let file = std::fs::File::open(&path)?;
    let headers =
        vec![("consortia-data-version", version), ("consortia-licence", LICENCE.to_owned())];
    let file = File::of(file, headers)?;
    folder.close().or_else(|error| match error.kind() {
        io::ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    })?;
    Ok(file)
}
