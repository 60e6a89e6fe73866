//! Which file is meant, beyond its name: whether the one at a path is still the one that was opened.
//!
//! A file that is removed lives on for those who have it open, and its name may come to mean another. SQLite
//! opens by name: a connection more would read the other file, or this one with a log that is not its own.

use std::{fs::Metadata, path::Path};

/// A database file and its log. Those of two moments are equal where nobody removed or replaced them.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::store) struct Identity([Option<(u64, u64)>; 2]);

impl Identity {
    /// The files at a path; what cannot be seen is none.
    pub(in crate::store) fn of(path: &Path) -> Self {
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        Self([path, Path::new(&log)].map(|path| Some(number(&path.metadata().ok()?))))
    }

    /// Whether the database file at the path is this one, whatever became of the log.
    pub(in crate::store) fn is_at(&self, path: &Path) -> bool {
        self.0[0] == Self::of(path).0[0]
    }
}

#[cfg(unix)]
fn number(file: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (file.dev(), file.ino())
}

/// Elsewhere a file that is open cannot be removed.
#[cfg(not(unix))]
fn number(_: &Metadata) -> (u64, u64) {
    (0, 0)
}
