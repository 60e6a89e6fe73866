//! The errors of the store. Each message is one line: which file, what is wrong with it, what to do.
//!
//! Errors of opening a file name it and are shown at the command line. [`Error::Sqlite`] and
//! [`Error::Corrupt`] are internal: the server logs them and never sends their text to a client.

use std::{
    io,
    path::{Path, PathBuf},
};

use rusqlite::{ErrorCode, ffi};

/// Why the store could not do something. A record that does not exist is no error but `None`.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder of a new file does not exist.
    #[error("{}: its folder does not exist; create the folder or name another file", .0.display())]
    NoFolder(PathBuf),
    /// The file does not exist.
    #[error("{}: no such file; check the path", .0.display())]
    NoFile(PathBuf),
    /// The path is that of a folder or a device.
    #[error("{}: is not a file; name a file in an existing folder", .0.display())]
    NotAFile(PathBuf),
    /// The file is not a database.
    #[error("{}: is not an SQLite database; name another file, or move this one away to create a new database", .0.display())]
    NotADatabase(PathBuf),
    /// The file is a database with damaged pages.
    #[error("{}: is damaged ({finding}); restore a backup, or move the file away to create a new database", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The first finding of the check.
        finding: String,
    },
    /// The file is the database of another application.
    #[error("{}: is the database of another application (application id {id}); name another file", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// The application id in its header; 0 if it has none.
        id: i32,
    },
    /// The file was written by a newer version of this program.
    #[error("{}: has schema version {found}, but this version of consortia supports versions up to {known}; use a newer version of consortia, or restore an older backup", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Schema version of the file.
        found: i32,
        /// Newest schema version that this program supports.
        known: i32,
    },
    /// The database already holds a newer release of the registry that is being imported.
    #[error(
        "{newer} has been imported already and is newer; an older release would undo its changes: import a newer release, correct the date of this one, or restore a backup from before that import"
    )]
    OlderRelease {
        /// Title of the release that the database holds.
        newer: String,
    },
    /// The tables differ from those that this program creates.
    #[error("{}: {object} differs from what this version of consortia creates; restore a backup, or create a new database and import again", path.display())]
    Altered {
        /// The file.
        path: PathBuf,
        /// Type and name of what is missing, different or unknown, such as `table organization`.
        object: String,
    },
    /// A step of the schema would break a reference between rows. The file was left as it was.
    #[error("{}: the upgrade to schema {version} failed and was undone: a row of {table} refers to a missing row of {parent}; restore a backup, or keep the version of consortia that wrote the file and report this", path.display())]
    BrokenUpgrade {
        /// The file.
        path: PathBuf,
        /// The schema version that was not reached.
        version: i32,
        /// Table of the row that refers to nothing.
        table: String,
        /// Table that lacks the row.
        parent: String,
    },
    /// The file was removed or replaced while it was open.
    #[error("{}: was removed or replaced while it was open; stop the server, which then saves its data to a file of another name, and start it again", .0.display())]
    Moved(PathBuf),
    /// The write-ahead log beside the file is that of another file.
    #[error("{}: was overwritten by another file, and the write-ahead log beside it ({}-wal) belongs to the old one; start the server, which renames the log, or move the log away", .0.display(), .0.display())]
    ForeignLog(PathBuf),
    /// The file was overwritten while it was served.
    #[error("{}: was overwritten while it was served; start the server again, and use `consortia restore FILE` to put another file in its place", .0.display())]
    Overwritten(PathBuf),
    /// The file has an older schema version and cannot be upgraded because it cannot be written.
    #[error("{}: has schema version {found} and must be upgraded to version {known} before it can be read; make the file and its folder writable, or copy it", path.display())]
    Outdated {
        /// The file.
        path: PathBuf,
        /// Schema version of the file.
        found: i32,
        /// The schema version that this program reads.
        known: i32,
    },
    /// A restore would take a file from itself.
    #[error("{}: is the database that is to be restored; name a backup of it", .0.display())]
    SameFile(PathBuf),
    /// A damaged file cannot be replaced while a process has it open.
    #[error("{}: is damaged and in use by another process; stop that process, restore, and start it again", .0.display())]
    InUse(PathBuf),
    /// Another process has locked the file.
    #[error("{}: is locked by another process; stop that process, or wait until it has finished", .0.display())]
    Locked(PathBuf),
    /// The file or its folder cannot be written.
    #[error("{}: cannot be written; make the file and its folder writable, or name another file", .0.display())]
    ReadOnly(PathBuf),
    /// The disk is full.
    #[error("{}: the disk is full; free some space and try again (nothing was changed)", .0.display())]
    Full(PathBuf),
    /// The disk or the file system failed.
    #[error("{}: the disk or its file system failed ({finding}); see the system log, and if it happens again restore a backup to another disk", path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// What SQLite reported.
        finding: String,
    },
    /// A backup would overwrite a file.
    #[error("{}: already exists; a backup overwrites no file, so name another one", .0.display())]
    Exists(PathBuf),
    /// The name is one that SQLite uses for files beside a database.
    #[error("{}: names that end in -wal, -shm or -journal are reserved for SQLite; name another file", .0.display())]
    Reserved(PathBuf),
    /// Any other failure of the operating system.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the operating system reported.
        cause: io::Error,
    },
    /// An import holds the slug, key or identifier of a record of the seed.
    #[error(
        "{noun} {key:?} of the seed: the import {origin:?} already has {what}; change the seed, or apply it to a new database and import again"
    )]
    AlreadyOwned {
        /// Type of the record, as a noun.
        noun: &'static str,
        /// Slug or key of the record in the seed.
        key: String,
        /// What the import holds, such as `this slug`.
        what: String,
        /// Name of the import.
        origin: String,
    },
    /// A record names another one that does not exist. A registry that has been checked has none.
    #[error(
        "{noun} {key:?} names {target:?}, which does not exist; correct the name or add that record (for a seed, `consortia check` lists all such names)"
    )]
    UnknownReference {
        /// Type of the record, as a noun.
        noun: &'static str,
        /// Slug or key of the record.
        key: String,
        /// The record that it names.
        target: String,
    },
    /// A decision of a curator on a candidate names a record or an organization that does not exist, or contradicts a join.
    #[error("{0}")]
    CannotDecide(String),
    /// A row that no version of this program can have written.
    #[error("row {row} of table {table}: unexpected value in column {column}")]
    Corrupt {
        /// Table of the row.
        table: &'static str,
        /// Column with the unexpected value.
        column: &'static str,
        /// Id of the row.
        row: i64,
    },
    /// A request took longer than its time limit, or was cancelled.
    #[error("reading was interrupted: the time limit has passed, or the client has gone")]
    Interrupted,
    /// SQLite failed in another way. Internal.
    #[error(transparent)]
    Sqlite(Failure),
}

/// A failure of SQLite. Its type stays private to the store.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Failure(rusqlite::Error);

/// The finding for a database that lacks a table or a row that every registry has.
const MISSING_TABLES: &str = "tables or rows that every registry has are missing";

impl From<rusqlite::Error> for Error {
    fn from(failure: rusqlite::Error) -> Self {
        match failure.sqlite_error_code() {
            Some(ErrorCode::OperationInterrupted) => Self::Interrupted,
            _ => Self::Sqlite(Failure(failure)),
        }
    }
}

impl Error {
    /// Turns a failure of SQLite into the error that names the file, if its code tells what is wrong with
    /// the file. Other errors stay as they are.
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
            // SQLite could not extend the index of the write-ahead log.
            Some(ErrorCode::SystemIoFailure)
                if extended_code(failure) == ffi::SQLITE_IOERR_SHMSIZE =>
            {
                Self::Full(path)
            }
            Some(ErrorCode::SystemIoFailure) => Self::Disk { path, finding: failure.to_string() },
            // The code of "no such table" and "no such column".
            Some(ErrorCode::Unknown) => Self::Damaged { path, finding: MISSING_TABLES.to_owned() },
            None if matches!(failure, rusqlite::Error::QueryReturnedNoRows) => {
                Self::Damaged { path, finding: MISSING_TABLES.to_owned() }
            }
            _ => self,
        }
    }

    /// Whether the content of the file is the reason, so that another content would help.
    #[must_use]
    pub fn is_about_content(&self) -> bool {
        matches!(
            self,
            Self::NotADatabase(_)
                | Self::Damaged { .. }
                | Self::Foreign { .. }
                | Self::Newer { .. }
                | Self::Altered { .. }
                | Self::BrokenUpgrade { .. }
                | Self::ForeignLog(_)
        )
    }

    /// The error for a failure of the operating system with the file at `path`.
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

/// SQLite's extended error code, which tells causes of the same primary code apart.
fn extended_code(failure: &rusqlite::Error) -> i32 {
    failure.sqlite_error().map_or(0, |failure| failure.extended_code)
}
