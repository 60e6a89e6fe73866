//! Opening connections: for writing, for reading, for a backup, and for inspection without any change.
//!
//! SQLite's memory statistics are off in the whole program: `.cargo/config.toml` builds SQLite with
//! `SQLITE_DEFAULT_MEMSTATUS=0`, because their global mutex keeps parallel readers from scaling.

use std::{
    path::Path,
    thread,
    time::{Duration, Instant},
};

use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig};

use super::{super::Error, functions::add_functions, paths::with_suffix};
use crate::limits::{
    memory::ReaderSizes,
    storage::{BUSY_TIMEOUT, CACHED_STATEMENTS, MAX_LOG_BYTES, MAX_MAPPED_BYTES},
};

/// Opens a connection that writes, and creates the file if it is missing.
///
/// Synchronization is full: what has been reported as written survives a power failure. Writes are rare.
pub(in crate::store) fn open_writer(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(path, flags)?;
    if connection.is_readonly("main")? {
        return Err(Error::ReadOnly(path.to_owned()));
    }
    connection.pragma_update(None, "page_size", 4096)?;
    turn_on_wal(&connection)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "journal_size_limit", MAX_LOG_BYTES)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(connection)
}

/// Turns the write-ahead log on, which is a property of the file from then on.
///
/// SQLite's busy timeout does not apply here, and two processes may create the same file at once.
fn turn_on_wal(connection: &Connection) -> Result<(), Error> {
    let deadline = Instant::now() + BUSY_TIMEOUT;
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
pub(in crate::store) enum PageAccess {
    /// Mapped into memory: fastest, but every page read counts as memory of this process.
    Mapped,
    /// Copied into a page cache of bounded size, however much of the file is read.
    Cached,
}

impl PageAccess {
    /// Sets a connection up for this access.
    pub(super) fn apply(self, connection: &Connection, sizes: ReaderSizes) -> Result<(), Error> {
        let pages = match self {
            Self::Mapped => {
                connection.pragma_update(None, "mmap_size", MAX_MAPPED_BYTES)?;
                sizes.mapped_page_bytes
            }
            Self::Cached => sizes.cached_page_bytes,
        };
        // SQLite takes a negative size as KiB, a positive one as pages.
        let kib = i64::try_from(pages >> 10).unwrap_or(i64::MAX);
        connection.pragma_update(None, "cache_size", -kib)?;
        Ok(())
    }
}

/// What a reader may do to the files beside the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum FileAccess {
    /// It may write the index of the log, as processes that share a database do.
    Shared,
    /// Nothing: neither the files nor their folder can be written.
    Unchanged,
}

/// Opens a connection that only reads, for use by one thread at a time.
pub(in crate::store) fn open_reader(
    path: &Path,
    files: FileAccess,
    pages: PageAccess,
    sizes: ReaderSizes,
) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = match files {
        FileAccess::Shared => open(path, flags)?,
        FileAccess::Unchanged => open_unchanged(path)?,
    };
    pages.apply(&connection, sizes)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// Opens a connection to copy from. It changes no data, but is opened for writing so that SQLite removes
/// the log when it closes last, which a read-only connection cannot do.
pub(super) fn open_backup_source(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(path, flags)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// Opens a connection that changes neither the file nor its write-ahead log, whoever wrote them.
///
/// Without a log no process has the file open, so it is opened as immutable: SQLite takes no lock and
/// makes no file beside it. With a log SQLite reads both, since the latest commits may be in the log.
pub(in crate::store) fn open_unchanged(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    // The log lies beside the file itself, not beside a symbolic link to it.
    let target = path.canonicalize().map_err(|cause| Error::io(path, cause))?;
    if with_suffix(&target, "-wal").exists() {
        let connection = open(path, flags)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        return Ok(connection);
    }
    open_immutable(&target)
}

/// Opens a connection that reads the file alone, whatever lies beside it, and changes nothing.
pub(super) fn open_without_log(path: &Path) -> Result<Connection, Error> {
    open_immutable(&path.canonicalize().map_err(|cause| Error::io(path, cause))?)
}

fn open_immutable(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let Some(text) = path.to_str() else {
        return open(path, flags);
    };
    let escaped = text.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let uri = format!("file://{escaped}?immutable=1");
    open(Path::new(&uri), flags | OpenFlags::SQLITE_OPEN_URI)
}

/// Opens a connection with the settings that all have in common: a timeout for locks, a cache of prepared
/// statements, and no trust in the schema of the file.
///
/// The stable query planner (QPSG) keeps SQLite from preparing a statement again for each bound value,
/// which would take most of the time of an import.
fn open(path: &Path, flags: OpenFlags) -> Result<Connection, Error> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    add_functions(&connection)?;
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn a_reader_maps_the_file_and_cannot_write() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("a.db")).unwrap();
        let reader = open_reader(
            store.path(),
            FileAccess::Shared,
            PageAccess::Mapped,
            ReaderSizes::default(),
        )
        .unwrap();
        let pragma = |name: &str| -> i64 {
            reader.pragma_query_value(None, name, |row| row.get(0)).unwrap()
        };
        assert_eq!(pragma("mmap_size"), MAX_MAPPED_BYTES);
        assert_eq!(pragma("query_only"), 1);
        assert_eq!(pragma("trusted_schema"), 0);
        assert!(reader.db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG).unwrap());
        assert!(reader.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE).unwrap());
        assert!(reader.execute("DELETE FROM setting", []).is_err());
    }

    #[test]
    fn a_reader_with_a_page_cache_maps_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("a.db")).unwrap();
        let reader = open_reader(
            store.path(),
            FileAccess::Shared,
            PageAccess::Cached,
            ReaderSizes::default(),
        )
        .unwrap();
        let mapped: i64 = reader.pragma_query_value(None, "mmap_size", |row| row.get(0)).unwrap();
        assert_eq!(mapped, 0);
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
