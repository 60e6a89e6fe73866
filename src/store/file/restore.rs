//! Replaces the content of a database with that of a backup, even while it is served.
//!
//! The backup is copied and upgraded beside the database first. Then its pages are written into the database in one
//! transaction of the write-ahead log: the file stays the same one, readers see the old content or the new one, and a
//! process that is killed leaves the old content. Only a database that is damaged is replaced as a file.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use rusqlite::{
    Connection,
    backup::{Backup, StepResult},
};

use super::{
    super::{Error, Store, write::setting},
    backup::{backup, remove_database, save_beside},
    connection::{FileAccess, PageAccess, open_reader, open_writer},
    foreign_log::identify_with_log,
    identify::{FileContent, check_permissions},
    in_use::is_in_use,
    paths::{first_free, parent_folder, with_suffix},
};
use crate::{
    leftovers,
    limits::{memory::ReaderSizes, storage::MAX_RESTORE_ATTEMPTS},
};

/// The label in the names of files with the previous content: `NAME.before-restore-1`.
const COPY_LABEL: &str = "before-restore";

/// The result of a restore.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The file with the previous content; `None` if there was none or no copy was wanted.
    pub copy: Option<PathBuf>,
    /// Why the file was replaced instead of its content, if it was.
    pub damage: Option<String>,
}

/// Replaces the content of the registry at `to` with that of the one at `from`. If `keep_copy`, the previous content is
/// kept in a new file beside `to`.
///
/// # Errors
/// If `from` is not an intact registry that this program can read, or if `to` is the database of another application,
/// cannot be written, or is damaged and in use. Then `to` is unchanged.
pub fn restore(from: &Path, to: &Path, keep_copy: bool) -> Result<Restored, Error> {
    if from.canonicalize().is_ok_and(|from| to.canonicalize().is_ok_and(|to| from == to)) {
        return Err(Error::SameFile(from.to_owned()));
    }
    if identify_with_log(from)? != FileContent::Registry {
        return Err(Error::NoFile(from.to_owned()));
    }
    check_permissions(to)?;
    // If `to` is a symbolic link, the file that it points to is restored.
    let to = &to.canonicalize().unwrap_or_else(|_| to.to_owned());
    let damage = match identify_with_log(to) {
        Ok(FileContent::Registry) => {
            let staged = Staged::new(from, to)?;
            let copy = write_content(&staged.0, to, keep_copy)?;
            return Ok(Restored { copy, damage: None });
        }
        Ok(FileContent::Empty | FileContent::Missing) => None,
        Err(error) if !is_damage(&error) => return Err(error),
        Err(error) => Some(error.to_string()),
    };
    let staged = Staged::new(from, to)?;
    if is_in_use(to) {
        return Err(Error::InUse(to.to_owned()));
    }
    let copy = replace_file(&staged, to, keep_copy && damage.is_some())?;
    Ok(Restored { copy, damage })
}

/// Whether a restore can repair the file. The database of another application or of a newer version is not changed.
fn is_damage(error: &Error) -> bool {
    error.is_about_content() && !matches!(error, Error::Foreign { .. } | Error::Newer { .. })
}

/// A copy of the backup beside the database, of the newest schema version and without a log. It is removed at the end.
struct Staged(PathBuf);

impl Staged {
    fn new(from: &Path, to: &Path) -> Result<Self, Error> {
        let staged = Self(leftovers::partial_path(to));
        backup(from, &staged.0)?;
        // Upgrades it. The connection that closes last removes the log.
        drop(Store::open(&staged.0)?);
        Ok(staged)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // If it has taken the place of the database, there is nothing left to remove.
        remove_database(&self.0);
    }
}

/// Writes the pages of `staged` into the database in one transaction. Returns the copy of what it held before.
fn write_content(staged: &Path, to: &Path, keep_copy: bool) -> Result<Option<PathBuf>, Error> {
    let reader = || open_reader(to, FileAccess::Shared, PageAccess::Cached, ReaderSizes::default());
    let mut target = open_writer(to).map_err(|error| error.at(to))?;
    for _ in 0..MAX_RESTORE_ATTEMPTS {
        let previous = setting::change_id(&target).map_err(|error| error.at(to))?;
        let source = Connection::open(staged)?;
        setting::set_change_id(&source, previous.as_deref()).map_err(|error| error.at(staged))?;
        let write = Backup::new(&source, &mut target).map_err(|error| Error::from(error).at(to))?;
        // The first step takes the lock of writers: what is read from now on is the last state before the restore.
        step(&write, 1, to)?;
        let before = reader().map_err(|error| error.at(to))?;
        if setting::change_id(&before).map_err(|error| error.at(to))? != previous {
            // Somebody has changed the data in between.
            continue;
        }
        let copy = keep_copy.then(|| save_beside(&before, to, COPY_LABEL)).transpose()?;
        step(&write, -1, to)?;
        drop(write);
        checkpoint(&target);
        return Ok(copy);
    }
    Err(Error::Locked(to.to_owned()))
}

fn step(write: &Backup<'_, '_>, pages: i32, to: &Path) -> Result<(), Error> {
    match write.step(pages) {
        Ok(StepResult::Done | StepResult::More) => Ok(()),
        Ok(_) => Err(Error::Locked(to.to_owned())),
        Err(error) => Err(Error::from(error).at(to)),
    }
}

/// Moves the log into the file. If readers are at work, part of it stays in the log, which is as good.
fn checkpoint(target: &Connection) {
    let _ = target.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
}

/// Puts the staged file in the place of the database, which no process has open. Returns the new name of the old one.
fn replace_file(staged: &Staged, to: &Path, keep: bool) -> Result<Option<PathBuf>, Error> {
    let old = keep.then(|| first_free(to, COPY_LABEL));
    let replace = || {
        for suffix in ["-shm", "-wal", ""] {
            let part = with_suffix(to, suffix);
            let moved = match &old {
                Some(old) if suffix != "-shm" => fs::rename(&part, with_suffix(old, suffix)),
                _ => fs::remove_file(&part),
            };
            if let Err(cause) = moved
                && cause.kind() != io::ErrorKind::NotFound
            {
                return Err(cause);
            }
        }
        fs::rename(&staged.0, to)?;
        File::open(parent_folder(to))?.sync_all()
    };
    replace().map_err(|cause: io::Error| Error::io(to, cause))?;
    Ok(old)
}
