//! A copy for people's tools: one plain file, without the write-ahead log that only a server needs.

use std::path::Path;

use rusqlite::Connection;

use super::{super::Error, backup::backup};

/// Copies the registry at `from` to a new file `to`, for readers that may not be able to write beside it:
/// in its write-ahead mode SQLite opens no file where it can make none.
///
/// # Errors
/// Those of [`backup`].
pub fn portable(from: &Path, to: &Path) -> Result<(), Error> {
    backup(from, to)?;
    let plain = || -> Result<(), Error> {
        let copy = Connection::open(to)?;
        copy.pragma_update(None, "journal_mode", "DELETE")?;
        Ok(())
    };
    plain().map_err(|error| error.at(to))
}
