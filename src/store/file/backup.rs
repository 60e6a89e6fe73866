//! Copies of the database, taken while it is being served.
//!
//! The copy is one snapshot. It is written under another name beside its place, checked, flushed to
//! the disk, and only then given its name: a file of that name is always a whole backup. A backup
//! never overwrites; whoever keeps several names them by date and deletes the old ones.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use rusqlite::{
    Connection,
    backup::{Backup, StepResult},
};

use super::{
    super::Error,
    connection,
    inspect::{Found, folder, look},
};

/// Copies the registry at `from` to a new file `to`, as it is: an older schema stays an older schema.
///
/// # Errors
/// [`Error::Exists`] when there is something at `to`; any error of opening `from`; those of the disk.
pub fn backup(from: &Path, to: &Path) -> Result<(), Error> {
    if look(from)? != Found::Registry {
        return Err(Error::NoFile(from.to_owned()));
    }
    vacant(to)?;
    let partial = partial(to);
    let done = copy(from, &partial).and_then(|()| publish(&partial, to));
    if done.is_err() {
        // The reason of the failure is what counts; a leftover is named for what it is.
        let _ = fs::remove_file(&partial);
    }
    done
}

/// Saves what a connection reads, whose file has gone, to a new file beside the place of the old.
///
/// # Errors
/// Those of the disk.
pub(in crate::store) fn rescue(connection: &Connection, path: &Path) -> Result<PathBuf, Error> {
    let name = |number: u32| {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".saved-{number}"));
        path.with_file_name(name)
    };
    let to = (1..=u32::MAX).map(name).find(|to| to.symlink_metadata().is_err()).unwrap_or_default();
    let partial = partial(&to);
    let done = pages(connection, path, &partial).and_then(|()| publish(&partial, &to));
    if done.is_err() {
        let _ = fs::remove_file(&partial);
    }
    done.map(|()| to)
}

/// Name of the unfinished copy: told apart by process, so that two backups do not share one.
fn partial(to: &Path) -> PathBuf {
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.partial", std::process::id()));
    to.with_file_name(name)
}

fn vacant(to: &Path) -> Result<(), Error> {
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    if ["-wal", "-shm", "-journal"].iter().any(|end| name.ends_with(end)) {
        // SQLite takes such a file for part of the database of that name, and may remove it.
        return Err(Error::Reserved(to.to_owned()));
    }
    if to.symlink_metadata().is_ok() {
        return Err(Error::Exists(to.to_owned()));
    }
    look(to).map(drop)
}

/// All pages in one step: one read transaction, which in WAL mode keeps no writer waiting.
fn copy(from: &Path, partial: &Path) -> Result<(), Error> {
    // Where nothing can be written SQLite could not even make the file that a log needs beside it.
    let source = connection::copier(from).and_then(|source| {
        if source.is_readonly("main")? { connection::glance(from) } else { Ok(source) }
    });
    let source = source.map_err(|error| error.at(from))?;
    pages(&source, from, partial)
}

fn pages(source: &Connection, from: &Path, partial: &Path) -> Result<(), Error> {
    let copied = || {
        let mut target = Connection::open(partial)?;
        target.pragma_update(None, "synchronous", "OFF")?;
        Backup::new(source, &mut target)?.step(-1)
    };
    match copied() {
        Ok(StepResult::Done) => Ok(()),
        Ok(_) => Err(Error::Locked(from.to_owned())),
        Err(failure) => Err(Error::from(failure).at(partial)),
    }
}

fn publish(partial: &Path, to: &Path) -> Result<(), Error> {
    if look(partial)? != Found::Registry {
        let finding = "the copy came out empty".to_owned();
        return Err(Error::Damaged { path: partial.to_owned(), finding });
    }
    vacant(to)?;
    let flushed = || {
        File::open(partial)?.sync_all()?;
        fs::rename(partial, to)?;
        File::open(folder(to))?.sync_all()
    };
    flushed().map_err(|cause| Error::io(to, cause))
}
