//! What can go wrong with a database, each cause in one line: what is wrong, where, and the cure.
//!
//! Errors of opening name the file and go to the person at the command line. [`Error::Sqlite`] and
//! [`Error::Corrupt`] are internal: they are logged, and a client never sees their text.

use std::{
    io,
    path::{Path, PathBuf},
};

use rusqlite::{ErrorCode, ffi};

/// Why the store did not do what was asked. Absence is never an error but an `Option`.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder of a new file does not exist.
    #[error("{}: its folder does not exist; create the folder or name another file", .0.display())]
    NoFolder(PathBuf),
    /// A file that must exist does not.
    #[error("{}: there is no such file; check the path", .0.display())]
    NoFile(PathBuf),
    /// The path names a folder or a device.
    #[error("{}: is not a file; name a file in an existing folder", .0.display())]
    NotAFile(PathBuf),
    /// The file holds something else than a database.
    #[error("{}: is not an SQLite database; name another file, or move this one away to start afresh", .0.display())]
    NotADatabase(PathBuf),
    /// The file is a database in which pages are broken.
    #[error("{}: is damaged ({finding}); restore a backup, or move the file away to start afresh", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The first finding of the check.
        finding: String,
    },
    /// The file is the database of another application.
    #[error("{}: is the database of another application (id {id}); name another file", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// The application id in its header; 0 where it has none.
        id: i32,
    },
    /// The file was written by a newer version of this program.
    #[error("{}: has schema {found} and this version of consortia knows only up to {known}; use a newer version of consortia or restore an older backup", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Schema version of the file.
        found: i32,
        /// Newest schema version this program knows.
        known: i32,
    },
    /// A newer release of the same registry was taken in before.
    #[error(
        "{newer} was taken in already, and is newer: an older release would take back what it says; take in a newer one, or work on a backup from before"
    )]
    Older {
        /// Title of the release that is there.
        newer: String,
    },
    /// The tables are not those that this program makes.
    #[error("{}: its {what} is not as this version of consortia makes it; restore a backup, or make a new database and import again", path.display())]
    Altered {
        /// The file.
        path: PathBuf,
        /// Type and name of what is missing, changed or too much.
        what: String,
    },
    /// The file was removed, or another was put in its place, while it was open.
    #[error("{}: was removed or replaced while it was served; stop the server, which saves what it held under another name, and start it again", .0.display())]
    Moved(PathBuf),
    /// Another process holds the file.
    #[error("{}: is locked by another process; stop that process or wait until it is done", .0.display())]
    Locked(PathBuf),
    /// The file or its folder cannot be written.
    #[error("{}: cannot be written; make the file and its folder writable or name another file", .0.display())]
    ReadOnly(PathBuf),
    /// The disk is full.
    #[error("{}: the disk is full; make room and try again (nothing was changed)", .0.display())]
    Full(PathBuf),
    /// The disk or the file system failed.
    #[error("{}: the disk or its file system failed ({finding}); look at the system's log, and restore a backup on another disk if it goes on", path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// What SQLite said of it.
        finding: String,
    },
    /// A backup would overwrite something.
    #[error("{}: already exists; a backup overwrites nothing, so name another file", .0.display())]
    Exists(PathBuf),
    /// SQLite would take the file for part of a database beside it.
    #[error("{}: names that end in -wal, -shm or -journal belong to SQLite; name another file", .0.display())]
    Reserved(PathBuf),
    /// The operating system refused something else.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        cause: io::Error,
    },
    /// An import already holds what a record of the seed wants for itself.
    #[error(
        "{kind} {key:?} of the seed: the import {origin:?} already has {what}; change the seed, or apply it to a new file and import again"
    )]
    Taken {
        /// What sort of record it is.
        kind: &'static str,
        /// Slug or key of the record in the seed.
        key: String,
        /// What is taken, such as `this slug`.
        what: String,
        /// Who holds it.
        origin: String,
    },
    /// A record names another that the registry does not hold. A registry that was checked has none.
    #[error(
        "{kind} {key:?} names {target:?}, which is not there; correct it, or add what it names (`consortia check` tells of a seed's)"
    )]
    Dangling {
        /// What sort of record it is.
        kind: &'static str,
        /// Slug or key of the record.
        key: String,
        /// What it names.
        target: String,
    },
    /// A row that no version of this program can have written.
    #[error("row {row} of {table}: unexpected {column}")]
    Corrupt {
        /// Table of the row.
        table: &'static str,
        /// Column with the unexpected value.
        column: &'static str,
        /// Id of the row.
        row: i64,
    },
    /// A request read longer than it may.
    #[error("reading took longer than a request may")]
    Interrupted,
    /// SQLite refused a statement. Internal.
    #[error(transparent)]
    Sqlite(Failure),
}

/// A refusal of SQLite, closed to the outside.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Failure(rusqlite::Error);

/// What is found in a database whose tables are not those of its schema version.
const DIFFERENT: &str = "its tables are not those of a registry of this version";

/// SQLite's own code, which tells causes of one kind apart.
fn extended(failure: &rusqlite::Error) -> i32 {
    failure.sqlite_error().map_or(0, |failure| failure.extended_code)
}

impl From<rusqlite::Error> for Error {
    fn from(failure: rusqlite::Error) -> Self {
        match failure.sqlite_error_code() {
            Some(ErrorCode::OperationInterrupted) => Self::Interrupted,
            _ => Self::Sqlite(Failure(failure)),
        }
    }
}

impl Error {
    /// The same error said of the file it happened to, where SQLite's code tells what is wrong with it.
    #[must_use]
    pub(crate) fn at(self, path: &Path) -> Self {
        let Self::Sqlite(Failure(failure)) = &self else { return self };
        let path = path.to_owned();
        match failure.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked(path),
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::ReadOnly(path)
            }
            Some(ErrorCode::NotADatabase) => Self::NotADatabase(path),
            Some(ErrorCode::DatabaseCorrupt) => {
                Self::Damaged { path, finding: failure.to_string() }
            }
            Some(ErrorCode::DiskFull) => Self::Full(path),
            // The index of the log could not be made as large as it must be.
            Some(ErrorCode::SystemIoFailure) if extended(failure) == ffi::SQLITE_IOERR_SHMSIZE => {
                Self::Full(path)
            }
            Some(ErrorCode::SystemIoFailure) => Self::Disk { path, finding: failure.to_string() },
            // A table or a row is missing that every registry has.
            Some(ErrorCode::Unknown) => Self::Damaged { path, finding: DIFFERENT.to_owned() },
            None if matches!(failure, rusqlite::Error::QueryReturnedNoRows) => {
                Self::Damaged { path, finding: DIFFERENT.to_owned() }
            }
            _ => self,
        }
    }

    /// An error of the operating system said of the file it happened to.
    pub(crate) fn io(path: &Path, cause: io::Error) -> Self {
        let path = path.to_owned();
        match cause.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly(path)
            }
            io::ErrorKind::StorageFull => Self::Full(path),
            _ => Self::Io { path, cause },
        }
    }
}
