//! Copies of the database, taken while it is in use.
//!
//! A copy is one snapshot. It is written under another name in the target folder, checked, flushed to the
//! disk, and only then renamed: a file with the target's name is always a complete copy. A copy never
//! overwrites a file.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use rusqlite::{
    Connection,
    backup::{Backup, StepResult},
};

use super::{
    super::Error,
    connection,
    foreign_log::identify_with_log,
    identify::{FileContent, identify},
    paths::{first_free, parent_folder, with_suffix},
};
use crate::{leftovers, limits::storage::PAGES_BETWEEN_CHECKS};

/// Of copies that nobody cancels.
static NEVER: AtomicBool = AtomicBool::new(false);

/// Copies the registry at `from` to the new file `to`. The copy keeps the schema version of the original,
/// even if it is an older one.
///
/// # Errors
/// [`Error::Exists`] if there is anything at `to`; errors of opening `from`; errors of the disk.
pub fn backup(from: &Path, to: &Path) -> Result<(), Error> {
    // Not in a process that has the file open.
    identify_with_log(from)?;
    copy_verified(from, to, &NEVER)
}

/// Copies a registry, and ends with [`Error::Interrupted`] as soon as `cancelled` is set.
fn copy_verified(from: &Path, to: &Path, cancelled: &AtomicBool) -> Result<(), Error> {
    if identify(from)? != FileContent::Registry {
        return Err(Error::NoFile(from.to_owned()));
    }
    check_target(to)?;
    write_then_rename(to, |partial| copy_file(from, partial, cancelled))
}

/// Copies the registry at `from` to the new file `to`, without a write-ahead log: a database in WAL mode
/// can only be opened where SQLite may create files beside it, which not every reader can.
///
/// # Errors
/// Those of [`backup`].
pub fn copy_without_wal(from: &Path, to: &Path, cancelled: &AtomicBool) -> Result<(), Error> {
    copy_verified(from, to, cancelled)?;
    let turn_off_wal = || -> Result<(), Error> {
        let copy = Connection::open(to)?;
        copy.pragma_update(None, "journal_mode", "DELETE")?;
        Ok(())
    };
    turn_off_wal().map_err(|error| error.at(to))
}

/// Saves what an open connection reads to a new file beside `path`. Returns the new path: the first free one of
/// `NAME.LABEL-1`, `NAME.LABEL-2`, ...
///
/// # Errors
/// Those of the disk.
pub(in crate::store) fn save_beside(
    connection: &Connection,
    path: &Path,
    label: &str,
) -> Result<PathBuf, Error> {
    let to = first_free(path, label);
    write_then_rename(&to, |partial| copy_pages(connection, path, partial, &NEVER))?;
    Ok(to)
}

/// Refuses a target that exists, or whose name or folder is unusable.
fn check_target(to: &Path) -> Result<(), Error> {
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    if ["-wal", "-shm", "-journal"].iter().any(|suffix| name.ends_with(suffix)) {
        // SQLite takes such a file for part of the database of that name, and may remove it.
        return Err(Error::Reserved(to.to_owned()));
    }
    if to.symlink_metadata().is_ok() {
        return Err(Error::Exists(to.to_owned()));
    }
    identify(to).map(drop)
}

/// Lets `write` make a file under a temporary name, and renames it to `to` once it is complete. Removes it
/// after an error.
fn write_then_rename(
    to: &Path,
    write: impl FnOnce(&Path) -> Result<(), Error>,
) -> Result<(), Error> {
    leftovers::remove_of(to);
    let partial = leftovers::partial_path(to);
    let outcome = write(&partial).and_then(|()| rename_complete(&partial, to));
    if outcome.is_err() {
        remove_database(&partial);
    }
    outcome
}

/// Removes a database that is not complete, with what SQLite has left beside it.
pub(super) fn remove_database(path: &Path) {
    for suffix in ["", "-journal", "-wal", "-shm"] {
        // Another error is the one to report; the name tells what a leftover is.
        let _ = fs::remove_file(with_suffix(path, suffix));
    }
}

fn copy_file(from: &Path, partial: &Path, cancelled: &AtomicBool) -> Result<(), Error> {
    let source = connection::open_backup_source(from).and_then(|source| {
        // On a read-only file system SQLite could not even create the index of the log.
        if source.is_readonly("main")? { connection::open_unchanged(from) } else { Ok(source) }
    });
    let source = source.map_err(|error| error.at(from))?;
    copy_pages(&source, from, partial, cancelled)
}

/// Copies all pages in one read transaction, which in WAL mode blocks no writer, and which no writer makes start again.
fn copy_pages(
    source: &Connection,
    from: &Path,
    partial: &Path,
    cancelled: &AtomicBool,
) -> Result<(), Error> {
    let copy = || {
        let transaction = source.unchecked_transaction()?;
        transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        let mut target = Connection::open(partial)?;
        target.pragma_update(None, "synchronous", "OFF")?;
        let backup = Backup::new(source, &mut target)?;
        loop {
            let result = backup.step(PAGES_BETWEEN_CHECKS)?;
            if result != StepResult::More || cancelled.load(Ordering::Relaxed) {
                return Ok::<_, rusqlite::Error>(result);
            }
        }
    };
    match copy() {
        Ok(StepResult::Done) => Ok(()),
        Ok(StepResult::More) => Err(Error::Interrupted),
        Ok(_) => Err(Error::Locked(from.to_owned())),
        Err(failure) => Err(Error::from(failure).at(partial)),
    }
}

/// Checks the copy, flushes it to the disk, and gives it its name.
fn rename_complete(partial: &Path, to: &Path) -> Result<(), Error> {
    if identify(partial)? != FileContent::Registry {
        let finding = "the copy is empty".to_owned();
        return Err(Error::Damaged { path: partial.to_owned(), finding });
    }
    check_target(to)?;
    let publish = || {
        File::open(partial)?.sync_all()?;
        fs::rename(partial, to)?;
        File::open(parent_folder(to))?.sync_all()
    };
    publish().map_err(|cause| Error::io(to, cause))
}
