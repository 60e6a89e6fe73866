//! What a file holds, found out without changing a byte of it.
//!
//! Setting a journal mode, recovering a log, creating a table: all of these write. So every file is
//! identified through a connection that changes nothing, and a file that is not ours is refused while it
//! is still as its owner left it.

use std::{
    fs, io,
    panic::resume_unwind,
    path::Path,
    sync::{Mutex, PoisonError},
    thread,
};

use rusqlite::{Connection, OptionalExtension};

use super::{
    super::Error,
    connection::{self, PageAccess},
    migrate::{self, APPLICATION_ID, NEWEST, user_version},
    paths::parent_folder,
};
use crate::limits::{
    memory::ReaderSizes,
    storage::{CHECK_RETRY_DELAYS, MAX_CHECK_THREADS},
};

/// What is at a path.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::store) enum FileContent {
    /// No file, in a folder that exists.
    Missing,
    /// An empty file, or a database without tables.
    Empty,
    /// A registry of this or an older schema version, in which a quick check found no damage.
    Registry,
}

/// Finds out what is at `path`.
///
/// # Errors
/// Anything that must not be opened is an error that says why.
pub(in crate::store) fn identify(path: &Path) -> Result<FileContent, Error> {
    match fs::metadata(path) {
        Ok(file) if !file.is_file() => Err(Error::NotAFile(path.to_owned())),
        Ok(file) if file.len() == 0 => Ok(FileContent::Empty),
        Ok(_) => identify_database(path).map_err(|error| error.at(path)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => identify_missing(path),
        Err(cause) if cause.kind() == io::ErrorKind::NotADirectory => {
            Err(Error::NoFolder(path.to_owned()))
        }
        Err(cause) => Err(Error::io(path, cause)),
    }
}

/// What the file at `path` holds without its write-ahead log.
///
/// # Errors
/// As [`identify`].
pub(super) fn identify_without_log(path: &Path) -> Result<FileContent, Error> {
    identify_once(path, connection::open_without_log).map_err(|error| error.at(path))
}

/// Refuses a file or folder with read-only permissions, even if this user (root) could write to it.
///
/// # Errors
/// [`Error::ReadOnly`].
pub(in crate::store) fn check_permissions(path: &Path) -> Result<(), Error> {
    for place in [path, parent_folder(path)] {
        match fs::metadata(place) {
            Ok(found) if found.permissions().readonly() => {
                return Err(Error::ReadOnly(path.to_owned()));
            }
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                return Err(Error::io(path, cause));
            }
            _ => {}
        }
    }
    Ok(())
}

/// A missing file can be created if the path has a file name and its folder exists.
fn identify_missing(path: &Path) -> Result<FileContent, Error> {
    if path.file_name().is_none() {
        return Err(Error::NotAFile(path.to_owned()));
    }
    if parent_folder(path).is_dir() {
        Ok(FileContent::Missing)
    } else {
        Err(Error::NoFolder(path.to_owned()))
    }
}

/// Identifies a file with content. One that seems damaged is read again after a pause: another process
/// may be creating or migrating it.
fn identify_database(path: &Path) -> Result<FileContent, Error> {
    for pause in CHECK_RETRY_DELAYS {
        match identify_once(path, connection::open_unchanged) {
            Err(Error::Altered { .. } | Error::Damaged { .. }) => thread::sleep(pause),
            outcome => return outcome,
        }
    }
    identify_once(path, connection::open_unchanged)
}

/// Opens a connection.
type Open = fn(&Path) -> Result<Connection, Error>;

fn identify_once(path: &Path, open: Open) -> Result<FileContent, Error> {
    let connection = open(path)?;
    // All of it from one state of the file, whatever is written meanwhile.
    let transaction = connection.unchecked_transaction()?;
    let id: i32 = transaction.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version = user_version(&transaction)?;
    let objects: i64 =
        transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if id == 0 && version == 0 && objects == 0 {
        return Ok(FileContent::Empty);
    }
    let path = path.to_owned();
    if id != APPLICATION_ID {
        return Err(Error::Foreign { path, id });
    }
    if version < 1 {
        return Err(Error::Damaged { path, finding: format!("schema version {version}") });
    }
    if version > NEWEST {
        return Err(Error::Newer { path, found: version, known: NEWEST });
    }
    let (expected, actual) = (migrate::made(version)?, migrate::objects(&transaction)?);
    let differs = |name: &&String| expected.get(*name) != actual.get(*name);
    if let Some(object) = expected.keys().chain(actual.keys()).find(differs) {
        return Err(Error::Altered { path, object: object.clone() });
    }
    match quick_check(&path, &transaction, open)? {
        Some(finding) => Err(Error::Damaged { path, finding }),
        None => Ok(FileContent::Registry),
    }
}

/// Runs SQLite's quick check on each table, several at once; the first finding. The full-text index of
/// names is left to [`super::check`]: SQLite would compare every word in it, which takes longer than all
/// tables together.
fn quick_check(path: &Path, connection: &Connection, open: Open) -> Result<Option<String>, Error> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0";
    let mut tables = connection.prepare(sql)?;
    let tables = tables.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MAX_CHECK_THREADS);
    let queue = Mutex::new(tables.into_iter());
    let next_table = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let check = || quick_check_tables(&open(path)?, next_table);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(check)).collect();
        let mut finding = None;
        for thread in threads {
            finding = finding.or(thread.join().unwrap_or_else(|panic| resume_unwind(panic))?);
        }
        Ok(finding)
    })
}

/// Checks the tables that `next_table` gives until there is a finding.
fn quick_check_tables(
    connection: &Connection,
    next_table: impl Fn() -> Option<String>,
) -> Result<Option<String>, Error> {
    // Each page is read once. Mapped, all of them would count as memory of this process, once for each connection.
    PageAccess::Cached.apply(connection, ReaderSizes::default())?;
    let sql = "SELECT quick_check FROM pragma_quick_check(?1) WHERE quick_check <> 'ok' LIMIT 1";
    let mut check = connection.prepare(sql)?;
    while let Some(table) = next_table() {
        let finding: Option<String> = check.query_row([table], |row| row.get(0)).optional()?;
        if let Some(finding) = finding {
            return Ok(Some(first_finding(&finding)));
        }
    }
    Ok(None)
}

/// The first finding in the report of one of SQLite's checks, which may open with a heading (`*** in
/// database main ***`).
pub(super) fn first_finding(report: &str) -> String {
    report.lines().find(|line| !line.starts_with("***")).unwrap_or(report).to_owned()
}
