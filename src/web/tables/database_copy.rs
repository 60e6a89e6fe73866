//! The whole database as a file, for tools that read SQLite: Metabase, Datasette, `DuckDB`, R.

use std::{io, sync::Arc};

use axum::{Extension, extract::State, http::request::Parts, response::Response};

use super::{
    super::App,
    Admitted, PATIENCE,
    delivery::{self as deliver, Refused},
    file::File,
};
use crate::{
    digest::sha256_hex,
    graphql::Error,
    report::licence,
    store::{self, DataVersion},
};

const MEDIA: &str = "application/vnd.sqlite3";

/// `GET /data/snapshot.sqlite`: one consistent, verified copy.
pub(super) async fn snapshot(
    State(app): State<Arc<App>>,
    Extension(entry): Admitted,
    parts: Parts,
) -> Result<Response, Refused> {
    let failed = |error: Error| deliver::refused(&entry, &[error]);
    let data_version = app.data_version.current().map_err(|error| failed(error.into()))?;
    let version = &data_version.id;
    let what = format!("snapshot\n{version}\n{}", env!("CARGO_PKG_VERSION"));
    let tag = format!("\"{}\"", &sha256_hex(what.as_bytes())[..32]);
    let name = format!("consortia_version-{version}.sqlite");
    let conditions = deliver::conditions(&parts);
    if deliver::has(&conditions, &tag) {
        return Ok(deliver::not_modified(&tag));
    }
    if let Some(file) = app.tables.kept.get(&tag) {
        return Ok(deliver::file(&conditions, &file, &tag, MEDIA, &name));
    }
    let writer = app.clone();
    let copied = entry.heavy(PATIENCE, move |_| copy(&writer, &data_version)).await?;
    let file = Arc::new(copied.map_err(|error| failed(Error::internal(error.to_string())))?);
    app.tables.kept.put(tag.clone(), file.clone());
    Ok(deliver::file(&conditions, &file, &tag, MEDIA, &name))
}

/// A copy that has no name any more once this returns: it lasts as long as somebody reads it.
fn copy(app: &App, version: &DataVersion) -> anyhow::Result<File> {
    let folder =
        tempfile::Builder::new().prefix(".consortia-copy-").tempdir_in(&app.tables.folder)?;
    let path = folder.path().join("snapshot.sqlite");
    store::copy_without_wal(&app.tables.database, &path)?;
    let file = std::fs::File::open(&path)?;
    let headers = vec![
        ("consortia-data-version", version.id.clone()),
        ("consortia-licence", licence::expression(&version.origins)),
    ];
    let file = File::of(file, headers)?;
    folder.close().or_else(|error| match error.kind() {
        io::ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    })?;
    Ok(file)
}
