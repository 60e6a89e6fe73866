//! What the handlers share.

use std::sync::Arc;

use axum::body::Bytes;

use crate::{
    clock,
    domain::date::Day,
    graphql::{Engine, registry_engine},
    limits::{Limits, memory::MemoryPlan},
    store::{self, DataVersion, DataVersionReader, ReaderPool, Store},
};

use super::{
    admission::{Admission, ConnectionLimit},
    metrics::Metrics,
};

/// What the handlers share.
pub struct AppState {
    /// Executes GraphQL documents.
    pub engine: Engine,
    /// The schema in the schema definition language. Printing it takes long, so it is printed once.
    pub sdl: Bytes,
    /// Lends snapshots of the database, within the time limit of a GraphQL request.
    pub readers: ReaderPool,
    /// Tells which version of the data is current.
    pub data_version: DataVersionReader,
    /// Admits requests.
    pub admission: Arc<Admission>,
    /// Bounds the number of open connections.
    pub connections: Arc<ConnectionLimit>,
    /// Counts and measures.
    pub metrics: Metrics,
    /// The limits that clients can exceed.
    pub limits: Limits,
    /// What the memory of the server is for.
    pub memory: MemoryPlan,
}

impl AppState {
    /// The state of a server over this store.
    ///
    /// # Errors
    /// If the database cannot be read, or the schema is inconsistent.
    pub fn new(
        store: &Store,
        admission: Admission,
        limits: Limits,
        memory: MemoryPlan,
    ) -> anyhow::Result<Self> {
        let readers = store.reader_pool(limits.request.execution_time);
        // The first reader determines which file is served, even if the file is renamed later.
        readers.check()?;
        let engine = registry_engine(limits)?;
        Ok(Self {
            sdl: engine.sdl().into(),
            engine,
            readers,
            data_version: store.data_version_reader()?,
            admission: Arc::new(admission),
            connections: Arc::new(ConnectionLimit::new(limits.server.connections)),
            metrics: Metrics::new(store.path().to_owned()),
            limits,
            memory,
        })
    }

    /// The current version of the data, and the day that counts as today with it.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn current_data(&self) -> Result<(Arc<DataVersion>, Day), store::Error> {
        let version = self.data_version.current()?;
        let today = clock::today(version.newest_source);
        Ok((version, today))
    }
}
