//! Looking at a file before trusting it, without changing a byte of it.
//!
//! Setting a journal mode, recovering a log, creating a table: every one of these writes. So a file is
//! first seen through a glance, and refused while it is still as its owner left it.

use std::{
    collections::BTreeMap,
    fmt, fs, io,
    panic::resume_unwind,
    path::Path,
    sync::{Mutex, PoisonError},
    thread,
    time::Duration,
};

use rusqlite::{Connection, OptionalExtension};

use super::{
    super::Error,
    connection::{self, Pages},
    migrate::{self, APPLICATION_ID, NEWEST, user_version},
};

/// How long to wait before a file that seems wrong is looked at again.
const AGAIN: [Duration; 2] = [Duration::from_millis(50), Duration::from_millis(200)];
/// Tables that are looked at at once, at most; the largest is a fifth of all.
const AT_ONCE: usize = 4;

/// What is at a path.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::store) enum Found {
    /// Nothing, in a folder that exists.
    Absent,
    /// A database without content.
    Empty,
    /// A registry of this or an older schema version, whole as far as a quick check can tell.
    Registry,
}

/// What a check of a file found, for the person who asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// Schema version of the file.
    pub version: i32,
    /// Version of its data, raised by every change.
    pub data_version: i64,
    /// How many rows of each type it holds, by the name of the type in the schema.
    pub counts: BTreeMap<String, i64>,
}

impl fmt::Display for Inspection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "whole; schema {}, data version {}", self.version, self.data_version)?;
        self.counts.iter().try_for_each(|(kind, count)| write!(f, "; {kind}: {count}"))
    }
}

/// Checks a registry thoroughly: every page, every index, every reference. The file is not changed.
///
/// # Errors
/// One that names the file and what is wrong with it; [`Error::NoFile`] when there is none.
pub fn check(path: &Path) -> Result<Inspection, Error> {
    if look(path)? != Found::Registry {
        return Err(Error::NoFile(path.to_owned()));
    }
    inspect(path).map_err(|error| error.at(path))
}

/// What is at `path`. Whatever must not be opened is an error that says why.
pub(in crate::store) fn look(path: &Path) -> Result<Found, Error> {
    match fs::metadata(path) {
        Ok(file) if !file.is_file() => Err(Error::NotAFile(path.to_owned())),
        Ok(file) if file.len() == 0 => Ok(Found::Empty),
        Ok(_) => steadily(path).map_err(|error| error.at(path)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => absent(path),
        Err(cause) if cause.kind() == io::ErrorKind::NotADirectory => {
            Err(Error::NoFolder(path.to_owned()))
        }
        Err(cause) => Err(Error::io(path, cause)),
    }
}

/// Refuses a file or folder that is marked as not to be written, even where this user could.
pub(in crate::store) fn writable(path: &Path) -> Result<(), Error> {
    for place in [path, folder(path)] {
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

/// The folder a file is or will be in.
pub(super) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// A file that is not there yet needs a name and a folder.
fn absent(path: &Path) -> Result<Found, Error> {
    if path.file_name().is_none() {
        return Err(Error::NotAFile(path.to_owned()));
    }
    if folder(path).is_dir() { Ok(Found::Absent) } else { Err(Error::NoFolder(path.to_owned())) }
}

/// What a file is, looked at again where it seems wrong: another process may just be making it or taking it to a
/// newer schema.
fn steadily(path: &Path) -> Result<Found, Error> {
    for pause in AGAIN {
        match classify(path) {
            Err(Error::Altered { .. } | Error::Damaged { .. }) => thread::sleep(pause),
            found => return found,
        }
    }
    classify(path)
}

fn classify(path: &Path) -> Result<Found, Error> {
    let connection = connection::glance(path)?;
    // One state of the file, whatever is written meanwhile.
    let seen = connection.unchecked_transaction()?;
    let id: i32 = seen.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version = user_version(&seen)?;
    let objects: i64 =
        seen.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if id == 0 && version == 0 && objects == 0 {
        return Ok(Found::Empty);
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
    let (made, there) = (migrate::made(version)?, migrate::objects(&seen)?);
    let differs = |name: &&String| made.get(*name) != there.get(*name);
    if let Some(what) = made.keys().chain(there.keys()).find(differs) {
        return Err(Error::Altered { path, what: what.clone() });
    }
    match quick_finding(&path, &seen)? {
        Some(finding) => Err(Error::Damaged { path, finding }),
        None => Ok(Found::Registry),
    }
}

/// What a quick check finds first in a table, the tables shared out among the processors. The index of words is
/// left to [`check`]: SQLite would compare each of its words, which takes longer than all tables together.
fn quick_finding(path: &Path, seen: &Connection) -> Result<Option<String>, Error> {
    let mut tables =
        seen.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")?;
    let tables = tables.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    let threads = thread::available_parallelism().map_or(1, usize::from).min(AT_ONCE);
    let left = Mutex::new(tables.into_iter());
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
    let look = || quick_finding_among(path, next);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(look)).collect();
        let mut found = None;
        for thread in threads {
            found = found.or(thread.join().unwrap_or_else(|panic| resume_unwind(panic))?);
        }
        Ok(found)
    })
}

/// What a quick check finds first in the tables that `next` gives.
fn quick_finding_among(
    path: &Path,
    next: impl Fn() -> Option<String>,
) -> Result<Option<String>, Error> {
    let seen = connection::glance(path)?;
    // Each page is looked at once; mapped, none is copied for it.
    Pages::Mapped.set(&seen)?;
    let check = "SELECT quick_check FROM pragma_quick_check(?1) WHERE quick_check <> 'ok' LIMIT 1";
    let mut check = seen.prepare(check)?;
    while let Some(table) = next() {
        let finding: Option<String> = check.query_row([table], |row| row.get(0)).optional()?;
        if let Some(finding) = finding {
            return Ok(Some(in_one_line(&finding)));
        }
    }
    Ok(None)
}

/// The first thing wrong with the database, pages and rows and the index of words, in one line.
fn first_finding(connection: &Connection) -> Result<Option<String>, Error> {
    let finding: String =
        connection.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
    Ok((finding != "ok").then(|| in_one_line(&finding)))
}

/// What SQLite says first, without the title that it puts above.
fn in_one_line(finding: &str) -> String {
    finding.lines().find(|line| !line.starts_with("***")).unwrap_or(finding).to_owned()
}

fn inspect(path: &Path) -> Result<Inspection, Error> {
    let seen = connection::glance(path)?;
    let damaged = |finding| Err(Error::Damaged { path: path.to_owned(), finding });
    if let Some(finding) = first_finding(&seen)? {
        return damaged(finding);
    }
    let mut astray =
        seen.prepare("SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 1")?;
    if let Some(row) = astray.query([])?.next()? {
        let (table, parent): (String, String) = (row.get(0)?, row.get(1)?);
        return damaged(format!("a row of {table} points at a missing row of {parent}"));
    }
    let mut counts = seen.prepare("SELECT type, count(*) FROM node GROUP BY type")?;
    let counts = counts.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let data_version = "SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'data_version'";
    Ok(Inspection {
        version: user_version(&seen)?,
        data_version: seen.query_row(data_version, [], |row| row.get(0))?,
        counts: counts.collect::<Result<_, _>>()?,
    })
}
