//! What the handlers share.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use crate::{
    clock,
    domain::date::Day,
    graphql::{Engine, registry_engine},
    limits::{Limits, http::MIN_SOCKET_BUFFER_BYTES, memory::MemoryPlan},
    store::{self, DataVersion, DataVersionReader, ReaderPool, Store},
};

use super::{
    admission::{Admission, ConnectionLimit},
    metrics::Metrics,
    response::content_encoding::SharedBody,
};

/// What the handlers share.
pub struct AppState {
    /// Executes GraphQL documents.
    pub engine: Engine,
    /// The schema in the schema definition language. Printing it takes long, so it is printed once.
    pub sdl: SharedBody,
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
    /// Whether a thorough check of the database has found damage.
    damaged: AtomicBool,
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
        restarts: u64,
    ) -> anyhow::Result<Self> {
        let readers = store.reader_pool(limits.request.execution_time).with_sizes(memory.readers());
        // The first reader determines which file is served, even if the file is renamed later.
        readers.check()?;
        let engine = registry_engine(limits, &memory.caches)?;
        Ok(Self {
            sdl: SharedBody::new(engine.sdl().into()),
            engine,
            readers,
            data_version: store.data_version_reader()?,
            admission: Arc::new(admission),
            connections: Arc::new(ConnectionLimit::new(limits.server.connections)),
            metrics: Metrics::new(store.path().to_owned(), restarts),
            limits,
            memory,
            damaged: AtomicBool::new(false),
        })
    }

    /// Bytes that the kernel may buffer of what is sent to one client: as many as the connection itself may take.
    #[must_use]
    pub fn socket_buffer_bytes(&self) -> usize {
        let each = self.memory.connections / self.limits.server.connections.max(1);
        // The kernel doubles the number.
        usize::try_from((each / 2).max(MIN_SOCKET_BUFFER_BYTES)).unwrap_or(usize::MAX)
    }

    /// Notes that a thorough check has found damage.
    pub fn set_damaged(&self, is_damaged: bool) {
        self.damaged.store(is_damaged, Ordering::Relaxed);
    }

    /// Whether a thorough check has found damage.
    pub fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
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
