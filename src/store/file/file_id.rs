//! Whether the file at a path is still the one that was opened.
//!
//! A file that is removed while it is open lives on for those who have it open, and its name can come to
//! mean another file. SQLite opens by name: one more connection would read the other file, or this one
//! with a log that belongs to the other.

use std::{fs::Metadata, path::Path};

use super::paths::with_suffix;

/// Device and inode of a database file and of its write-ahead log. Two that are equal, taken at different
/// moments, mean that neither file was removed or replaced in between.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::store) struct FileId {
    database: Option<(u64, u64)>,
    log: Option<(u64, u64)>,
}

impl FileId {
    /// The files that are at `path` now; `None` for one that is missing.
    pub(in crate::store) fn of(path: &Path) -> Self {
        let identify = |path: &Path| path.metadata().ok().as_ref().map(device_and_inode);
        Self { database: identify(path), log: identify(&with_suffix(path, "-wal")) }
    }

    /// The inode of a file; 0 where there are none.
    pub(super) fn inode(file: &Metadata) -> u64 {
        device_and_inode(file).1
    }

    /// Whether the database file at `path` is this one, whatever happened to the log.
    pub(in crate::store) fn is_database_at(&self, path: &Path) -> bool {
        self.database == Self::of(path).database
    }
}

#[cfg(unix)]
fn device_and_inode(file: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (file.dev(), file.ino())
}

/// Elsewhere a file that is open cannot be removed, so all are taken for the same.
#[cfg(not(unix))]
fn device_and_inode(_: &Metadata) -> (u64, u64) {
    (0, 0)
}
