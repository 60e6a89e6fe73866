//! Whether a process has the database file open.

use std::path::Path;

/// Whether another process has a lock on the file, as every connection to a database with a write-ahead log has. This
/// process must not have the file open: closing any descriptor of it would release its own locks.
#[cfg(target_os = "linux")]
pub(super) fn is_in_use(path: &Path) -> bool {
    use rustix::process::{Flock, FlockOffsetType, FlockType, fcntl_getlk};
    let Ok(file) = std::fs::File::open(path) else { return false };
    let whole_file = Flock {
        start: 0,
        length: 0,
        pid: None,
        typ: FlockType::WriteLock,
        offset_type: FlockOffsetType::Set,
    };
    // What cannot be found out counts as in use.
    !matches!(fcntl_getlk(&file, &whole_file), Ok(None))
}

/// Elsewhere it is not known, and every file counts as in use.
#[cfg(not(target_os = "linux"))]
pub(super) fn is_in_use(_: &Path) -> bool {
    true
}
