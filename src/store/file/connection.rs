//! Connections and their settings: one writer, readers, and a glance that changes nothing.
//!
//! Memory statistics of SQLite are off for the whole program: `.cargo/config.toml` builds it with
//! `SQLITE_DEFAULT_MEMSTATUS=0`, because their global mutex keeps readers from scaling.

use std::{
    path::Path,
    thread,
    time::{Duration, Instant},
};

use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig};

use super::super::Error;

/// How long a statement waits for another process before the file counts as locked.
const PATIENCE: Duration = Duration::from_secs(3);
/// Statements kept prepared by each connection; more than the program has texts.
const STATEMENTS: usize = 256;
/// How much of the file a reader maps into memory.
const MAPPED_BYTES: i64 = 1 << 30;
/// What a reader that maps nothing keeps of the file in memory of its own.
const KEPT_BYTES: i64 = 16 << 20;
/// What the write-ahead log is cut back to after a large import.
const LOG_BYTES: i64 = 64 << 20;

/// A connection that may write, creating the file where it is absent.
///
/// Full synchronization: what has been reported as done outlives a power cut. Writes are rare.
pub(in crate::store) fn writer(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(path, flags)?;
    if connection.is_readonly("main")? {
        return Err(Error::ReadOnly(path.to_owned()));
    }
    connection.pragma_update(None, "page_size", 4096)?;
    keep_log(&connection)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "journal_size_limit", LOG_BYTES)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(connection)
}

/// Turns the write-ahead log on, which is a property of the file from then on.
///
/// SQLite does not wait for a lock here by itself: two processes that make the same file meet.
fn keep_log(connection: &Connection) -> Result<(), Error> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let Err(failure) = connection.pragma_update(None, "journal_mode", "WAL") else {
            return Ok(());
        };
        let busy = failure.sqlite_error_code() == Some(ErrorCode::DatabaseBusy);
        if !busy || Instant::now() >= deadline {
            return Err(failure.into());
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// How a reader gets at the pages of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Pages {
    /// Mapped into memory: quickest, and whatever was read counts as this process's memory.
    Mapped,
    /// Copied as they are needed, a few kept: reading all of a large file takes no more memory than that.
    Copied,
}

impl Pages {
    /// Makes a connection get at its pages so.
    pub(in crate::store) fn set(self, connection: &Connection) -> Result<(), Error> {
        match self {
            Self::Mapped => connection.pragma_update(None, "mmap_size", MAPPED_BYTES)?,
            // What is negative counts KiB.
            Self::Copied => connection.pragma_update(None, "cache_size", -(KEPT_BYTES >> 10))?,
        }
        Ok(())
    }
}

/// A connection that only reads, for one thread.
pub(in crate::store) fn reader(path: &Path, pages: Pages) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(path, flags)?;
    pages.set(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// A connection to take a copy through: it writes nothing, yet cleans up after itself as a reader cannot.
pub(super) fn copier(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(path, flags)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// A connection that leaves the file and its write-ahead log as they are, whoever wrote them.
///
/// Without a log nobody has the file open, so it is read as immutable: no lock is taken and no file
/// made beside it. With a log the truth may be in there, and SQLite reads both.
pub(super) fn glance(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let whole = path.canonicalize().map_err(|cause| Error::io(path, cause))?;
    // The log lies beside the file itself, not beside a link to it.
    let mut log = whole.as_os_str().to_owned();
    log.push("-wal");
    if Path::new(&log).exists() {
        let connection = open(path, flags)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        return Ok(connection);
    }
    let Some(text) = whole.to_str() else {
        return open(path, flags);
    };
    let escaped = text.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let address = format!("file://{escaped}?immutable=1");
    open(Path::new(&address), flags | OpenFlags::SQLITE_OPEN_URI)
}

/// What all connections have in common: patience, prepared statements, and no trust in the file.
///
/// The query planner is held stable, so that no bound value compiles a statement anew: an import would
/// spend most of its time on that.
fn open(path: &Path, flags: OpenFlags) -> Result<Connection, Error> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn a_reader_is_set_up_to_read_fast_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("a.db")).unwrap();
        let copying = reader(store.path(), Pages::Copied).unwrap();
        let mapped: i64 = copying.pragma_query_value(None, "mmap_size", |row| row.get(0)).unwrap();
        assert_eq!(mapped, 0, "what maps nothing takes no more memory than it keeps");
        let reader = reader(store.path(), Pages::Mapped).unwrap();
        let pragma = |name: &str| -> i64 {
            reader.pragma_query_value(None, name, |row| row.get(0)).unwrap()
        };
        assert_eq!(pragma("mmap_size"), MAPPED_BYTES);
        assert_eq!(pragma("query_only"), 1);
        assert_eq!(pragma("trusted_schema"), 0);
        assert!(reader.db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG).unwrap());
        assert!(reader.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE).unwrap());
        assert!(reader.execute("DELETE FROM setting", []).is_err());
    }

    #[test]
    fn sqlite_is_built_without_memory_statistics() {
        let connection = Connection::open_in_memory().unwrap();
        let mut options = connection.prepare("PRAGMA compile_options").unwrap();
        let options: Vec<String> =
            options.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert!(options.iter().any(|option| option == "DEFAULT_MEMSTATUS=0"), "{options:?}");
    }
}
