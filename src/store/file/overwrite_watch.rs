//! Detects that another program has written the database file while it is served.
//!
//! Only checkpoints write the file, and a checkpoint first notes in the index of the log how far it will go (SQLite,
//! "WAL-mode File Format", section 2.2). If the file changes and the index does not, another program has overwritten the
//! file, and readers would mix the old content with the new one.

use std::{
    fs::Metadata,
    path::{Path, PathBuf},
    time::SystemTime,
};

use super::{
    file_id::FileId,
    wal_index::{CheckpointState, WalIndex},
};

/// Compares the state of the file with that at the last check.
pub struct OverwriteWatch {
    path: PathBuf,
    index: WalIndex,
    last: Option<Look>,
    is_overwritten: bool,
}

struct Look {
    /// Read before the state of the file.
    checkpoint: CheckpointState,
    file: (u64, u64, Option<SystemTime>),
}

impl OverwriteWatch {
    /// A watch of the database at `path`, which this process has open.
    pub(in crate::store) fn new(path: &Path) -> Self {
        let mut watch = Self {
            path: path.to_owned(),
            index: WalIndex::open(path),
            last: None,
            is_overwritten: false,
        };
        watch.look();
        watch
    }

    /// Whether the file has been overwritten since the watch began. Removing or replacing the file does not overwrite it: the
    /// old one is still open.
    pub fn is_overwritten(&mut self) -> bool {
        self.is_overwritten = self.is_overwritten || self.look();
        self.is_overwritten
    }

    /// Whether the file was overwritten since the last look.
    fn look(&mut self) -> bool {
        let Some(before) = self.index.checkpoint_state() else { return false };
        let Ok(file) = self.path.metadata() else { return false };
        let look = Look { checkpoint: before, file: content_state(&file) };
        let (inode, ..) = look.file;
        match self.last.replace(look) {
            Some(last) if last.file != content_state(&file) && last.file.0 == inode => {
                let Some(after) = self.index.checkpoint_state() else { return false };
                last.checkpoint == after && !after.is_in_progress()
            }
            _ => false,
        }
    }
}

/// Inode, length and time of the last change of a file's content.
fn content_state(file: &Metadata) -> (u64, u64, Option<SystemTime>) {
    (FileId::inode(file), file.len(), file.modified().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::record::Registry, store::Store};

    #[test]
    fn checkpoints_are_no_overwriting_and_other_writing_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let mut store = Store::open(&path).unwrap();
        let mut watch = OverwriteWatch::new(&path);
        for round in 0..20 {
            store.apply(&Registry::default(), &round.to_string()).unwrap();
            assert!(!watch.is_overwritten());
            let other = rusqlite::Connection::open(&path).unwrap();
            let sql = format!("INSERT INTO setting VALUES ('{round}', '1')");
            other.execute_batch(&sql).unwrap();
            store.checkpoint().unwrap();
            assert!(!watch.is_overwritten(), "{round}");
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        let content = std::fs::read(&path).unwrap();
        std::fs::write(&path, content).unwrap();
        assert!(watch.is_overwritten());
        assert!(watch.is_overwritten(), "it stays overwritten");
    }
}
