//! What the handlers of tables share.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    files::{FileOutcome, Flights, Spool},
    page_cache::PageCache,
};
use crate::{
    leftovers,
    limits::tables::{CLIENT_SHARE, FILES_MEMORY_SHARE, WRITER_ROWS},
    report::{self, Report},
    store::{ReaderPool, Store},
    web::{admission::Budget, graphql_http::Documents, state::AppState},
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
    /// Temporary files, and tables that were written already.
    pub spool: Spool,
    /// Files that are being written, by their entity tags.
    pub flights: Flights<FileOutcome>,
    /// Memory for tables that are being written.
    pub writers: Budget,
    /// Memory that one table is written with.
    pub writer_bytes: u64,
    /// The page of the catalog.
    pub catalog_page: PageCache,
}

impl Tables {
    /// Tables over a store, whose temporary files have `spool_bytes` in all, or as many as seem reasonable. The reports are
    /// among the persisted documents.
    ///
    /// # Errors
    /// If the header of a persisted document is malformed.
    pub fn new(
        store: &Store,
        app: Arc<AppState>,
        documents: Arc<Documents>,
        spool_bytes: Option<u64>,
    ) -> anyhow::Result<Self> {
        let database = store.path().to_owned();
        let folder = database.parent().map(Path::to_owned).unwrap_or_default();
        for path in leftovers::remove_from(&folder) {
            tracing::info!("removed {}, which a killed process left", path.display());
        }
        let files_memory = app.memory.tables / FILES_MEMORY_SHARE;
        let writers_memory = app.memory.tables - files_memory;
        let writer_bytes = (app.limits.table.row_bytes * WRITER_ROWS).min(writers_memory);
        let client_memory = (writers_memory / CLIENT_SHARE).max(writer_bytes);
        Ok(Self {
            reports: report::reports(&documents.persisted().all())?,
            readers: store
                .reader_pool(app.limits.table.time)
                .with_sizes(app.memory.readers())
                .without_memory_map(),
            spool: Spool::new(folder, spool_bytes, files_memory, bytes_of_copy(&database)),
            flights: Flights::new(),
            writers: Budget::new(writers_memory, client_memory),
            writer_bytes,
            database,
            catalog_page: PageCache::default(),
            app,
            documents,
        })
    }
}

/// The most bytes that a copy of the database can have: those of the file and of its log.
#[must_use]
pub fn bytes_of_copy(database: &Path) -> u64 {
    let mut log = database.as_os_str().to_owned();
    log.push("-wal");
    let length = |path: &Path| path.metadata().map_or(0, |file| file.len());
    length(database) + length(Path::new(&log))
}
