//! A write-ahead log that does not belong to the database file beside it.
//!
//! If somebody overwrites a database file that has a log, for example with `cp`, SQLite would apply the log of the old
//! file to the new one: a mixture of two databases, which no check is sure to find. This module recognizes such a log, and
//! renames it when the file is opened for writing.
//!
//! Each change of the data has a random id and records the id of the previous change. The log belongs to the file if the
//! last change in the file is the one that the log continues, or one of those in the log that a checkpoint has copied.
//! This also holds after a power failure during a checkpoint, and if both files were moved together.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use rusqlite::Connection;

use super::{
    super::{Error, write::setting},
    connection,
    identify::{FileContent, identify, identify_without_log},
    in_use::is_in_use,
    log_pages,
    paths::{first_free, with_suffix},
};

/// As [`identify`], and refuses a log that does not belong to the file. This process must not have the file open.
///
/// # Errors
/// Those of [`identify`], and [`Error::ForeignLog`].
pub(in crate::store) fn identify_with_log(path: &Path) -> Result<FileContent, Error> {
    let Some(target) = with_idle_log(path) else { return identify(path) };
    let foreign = || Error::ForeignLog(path.to_owned());
    if is_foreign(&target) {
        return Err(foreign());
    }
    identify(path).map_err(|error| {
        let is_whole_alone = || matches!(identify_without_log(path), Ok(FileContent::Registry));
        let is_damage = matches!(error, Error::Damaged { .. } | Error::NotADatabase(_));
        if is_damage && is_whole_alone() { foreign() } else { error }
    })
}

/// Renames the log of the file at `path`, so that the file is used without it. Returns the new name.
///
/// # Errors
/// Those of the file system.
pub(in crate::store) fn set_aside(path: &Path) -> Result<PathBuf, Error> {
    let target = path.canonicalize().map_err(|cause| Error::io(path, cause))?;
    let aside = first_free(&target, "stale-log");
    let rename = || {
        fs::rename(with_suffix(&target, "-wal"), &aside)?;
        // The index of the log; SQLite makes it anew.
        match fs::remove_file(with_suffix(&target, "-shm")) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(cause),
            _ => Ok(()),
        }
    };
    rename().map_err(|cause: io::Error| Error::io(path, cause))?;
    Ok(aside)
}

/// The file itself, not a link to it, if it has a log with content and no process has it open.
fn with_idle_log(path: &Path) -> Option<PathBuf> {
    let target = path.canonicalize().ok()?;
    let log = with_suffix(&target, "-wal").metadata().ok()?;
    (log.len() > log_pages::HEADER_BYTES && !is_in_use(&target)).then_some(target)
}

fn is_foreign(path: &Path) -> bool {
    let of_log = change_id(connection::open_unchanged(path));
    let of_file = change_id(connection::open_without_log(path));
    // If they are equal, the log has no change of this program; without one of them nothing is known.
    let (Some(of_log), Some(of_file)) = (of_log, of_file) else { return false };
    if of_log == of_file {
        return false;
    }
    // Like SQLite, this reads only committed pages. SQLite has closed the file by now.
    let log = File::open(with_suffix(path, "-wal"));
    matches!(log.and_then(|log| log_pages::contain(&log, of_file.as_bytes())), Ok(false))
}

/// The id of the last change that a connection sees.
fn change_id(connection: Result<Connection, Error>) -> Option<String> {
    setting::change_id(&connection.ok()?).ok()?
}
