//! Whether the database file has changed since a server process refused it.

use std::{
    fs::Metadata,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// The exit code of a server process, started again, that refused the database file.
pub const EXIT_DATABASE_REFUSED: u8 = 3;

/// The state of the database file and of its write-ahead log, as far as the file system tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DatabaseFile {
    paths: [PathBuf; 2],
    state: [Option<(u64, u64, Option<SystemTime>)>; 2],
}

impl DatabaseFile {
    /// The file at `database` as it is now.
    pub(super) fn new(database: &Path) -> Self {
        let mut log = database.as_os_str().to_owned();
        log.push("-wal");
        let paths = [database.to_owned(), log.into()];
        Self { state: state(&paths), paths }
    }

    /// Whether it has changed since the last call, or since [`DatabaseFile::new`].
    pub(super) fn has_changed(&mut self) -> bool {
        let now = state(&self.paths);
        let changed = now != self.state;
        self.state = now;
        changed
    }
}

fn state(paths: &[PathBuf; 2]) -> [Option<(u64, u64, Option<SystemTime>)>; 2] {
    use std::os::unix::fs::MetadataExt;
    let of = |file: &Metadata| (file.ino(), file.len(), file.modified().ok());
    paths.each_ref().map(|path| path.metadata().ok().as_ref().map(of))
}
