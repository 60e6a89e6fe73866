//! Learning without a statement whether anyone has committed.
//!
//! The index of the write-ahead log (`-shm`) is a file that all processes with the database open share.
//! It begins with a header that every commit changes, whichever process makes it (SQLite, "WAL-mode File
//! Format", section 2.1). SQLite compares these bytes to learn whether its page cache is stale; so do we.

use std::{fs::File, mem::ManuallyDrop, path::Path};

use super::paths::with_suffix;

/// Length of the header: two copies of 48 bytes, which differ while a writer is at work on them.
const HEADER_BYTES: usize = 96;

/// The header of the index. Two that are equal stand for the same state of the data.
pub(in crate::store) type WalHeader = [u8; HEADER_BYTES];

/// Offset and length of what follows the header: how far checkpoints have come.
const CHECKPOINT_BYTES: usize = 40;

/// The header, how many frames of the log are in the file, and how many the last checkpoint set out to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CheckpointState {
    header: WalHeader,
    copied: u32,
    attempted: u32,
}

impl CheckpointState {
    /// Whether a checkpoint is at work, or one was interrupted.
    pub(super) fn is_in_progress(&self) -> bool {
        self.attempted > self.copied
    }
}

/// The index file, open for reading.
pub(in crate::store) struct WalIndex(
    /// Never closed: closing any descriptor of a file releases the locks that SQLite holds on it in this
    /// process (POSIX advisory locks).
    Option<ManuallyDrop<File>>,
);

impl WalIndex {
    /// Opens the index of the database at `database`, which this process must have read from before:
    /// SQLite makes the index with the first read.
    pub(in crate::store) fn open(database: &Path) -> Self {
        Self(File::open(with_suffix(database, "-shm")).ok().map(ManuallyDrop::new))
    }

    /// The present header; `None` if it cannot be read or is being written.
    pub(in crate::store) fn header(&self) -> Option<WalHeader> {
        let mut header = [0; HEADER_BYTES];
        read_start(self.0.as_ref()?, &mut header)?;
        let (first, second) = header.split_at(HEADER_BYTES / 2);
        (first == second).then_some(header)
    }

    /// How far checkpoints have come; `None` if it cannot be read.
    pub(super) fn checkpoint_state(&self) -> Option<CheckpointState> {
        let mut bytes = [0; HEADER_BYTES + CHECKPOINT_BYTES];
        read_start(self.0.as_ref()?, &mut bytes)?;
        let (header, checkpoint) = bytes.split_at(HEADER_BYTES);
        // In the byte order of the machine.
        let number = |at: usize| Some(u32::from_ne_bytes(checkpoint[at..at + 4].try_into().ok()?));
        Some(CheckpointState {
            header: header.try_into().ok()?,
            copied: number(0)?,
            attempted: number(32)?,
        })
    }
}

#[cfg(unix)]
fn read_start(file: &File, bytes: &mut [u8]) -> Option<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, 0).ok()
}

/// Elsewhere the header is unknown, and the database is asked each time.
#[cfg(not(unix))]
fn read_start(_: &File, _: &mut [u8]) -> Option<()> {
    None
}
