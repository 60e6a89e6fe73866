//! What the handlers of tables share.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{files::FileCache, page_cache::PageCache};
use crate::{
    report::{self, Report},
    store::{ReaderPool, Store},
    web::{graphql_http::Documents, state::AppState},
};

/// What the handlers of tables share.
pub struct Tables {
    /// What all handlers share.
    pub app: Arc<AppState>,
    /// The documents that may be executed.
    pub documents: Arc<Documents>,
    /// The reports, in the order of the catalog.
    pub reports: Vec<Report>,
    /// Lends snapshots of the database, within the time limit of a table.
    pub readers: ReaderPool,
    /// The database file.
    pub database: PathBuf,
    /// The folder of the database, for large temporary files.
    pub folder: PathBuf,
    /// Tables that were written already.
    pub files: FileCache,
    /// The page of the catalog.
    pub catalog_page: PageCache,
}

impl Tables {
    /// Tables over a store. The reports are among the persisted documents.
    ///
    /// # Errors
    /// If the header of a persisted document is malformed.
    pub fn new(
        store: &Store,
        app: Arc<AppState>,
        documents: Arc<Documents>,
    ) -> anyhow::Result<Self> {
        let database = store.path().to_owned();
        Ok(Self {
            reports: report::reports(&documents.persisted().all())?,
            readers: store.reader_pool(app.limits.table.time).without_memory_map(),
            folder: database.parent().map(Path::to_owned).unwrap_or_default(),
            database,
            files: FileCache::new(),
            catalog_page: PageCache::default(),
            app,
            documents,
        })
    }
}
