//! The readers: connections that only read, lent to one request at a time.

use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use rusqlite::Connection;

use super::{Error, connection, snapshot::Snapshot};

/// Connections kept while nobody uses them.
const MOST_IDLE: usize = 16;

/// Lends read-only connections; opens one where all are lent.
pub struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    /// Readers of the database at `path`, which is open for writing elsewhere in this process.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        Self { path, idle: Mutex::new(Vec::new()) }
    }

    /// Lends a snapshot of the database to `work`.
    ///
    /// # Errors
    /// When the database cannot be opened or read.
    pub fn read<T>(&self, work: impl FnOnce(&Snapshot<'_>) -> T) -> Result<T, Error> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => connection::reader(&self.path)?,
        };
        let answer = work(&Snapshot::begin(&connection)?);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < MOST_IDLE {
            idle.push(connection);
        }
        Ok(answer)
    }
}
