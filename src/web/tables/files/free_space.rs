//! How much of a file system is free.

use std::path::Path;

/// Bytes that this process can still write to the file system of a folder; `None` if the system does not say.
#[cfg(unix)]
pub fn free_space(folder: &Path) -> Option<u64> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let state = rustix::fs::statvfs(folder).ok()?;
    state.f_bavail.checked_mul(state.f_frsize)
}

/// Bytes that this process can still write to the file system of a folder; `None` if the system does not say.
#[cfg(not(unix))]
pub fn free_space(_folder: &Path) -> Option<u64> {
    None
}
