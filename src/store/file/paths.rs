//! Paths around the database file.

use std::path::{Path, PathBuf};

/// The path with `suffix` added to the file name: `a.db` and `-wal` give `a.db-wal`, as SQLite names its
/// files.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// The first free path of `NAME.LABEL-1`, `NAME.LABEL-2`, ...
pub(super) fn first_free(path: &Path, label: &str) -> PathBuf {
    let mut names = (1..=u32::MAX).map(|number| with_suffix(path, &format!(".{label}-{number}")));
    names.find(|path| path.symlink_metadata().is_err()).unwrap_or_default()
}

/// The folder that a file is or will be in; the working directory for a name alone.
pub(super) fn parent_folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}
