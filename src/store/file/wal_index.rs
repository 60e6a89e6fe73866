//! The file beside the database that all its processes share: the index of the write-ahead log. It begins
//! with a header that every commit changes, whichever process makes it ("WAL-mode File Format", section
//! 2.1). SQLite compares these bytes to learn whether its cache is stale, and so do we.

use std::{fs::File, mem::ManuallyDrop, path::Path};

/// Two copies of 48 bytes, so that one that is being written shows.
const HEADER: usize = 96;
/// What is the same as long as nobody commits.
pub(in crate::store) type Header = [u8; HEADER];

/// The shared file, open.
pub(in crate::store) struct Shared(
    /// Never closed: closing any descriptor of a file takes from the process the locks that SQLite has on it.
    Option<ManuallyDrop<File>>,
);

impl Shared {
    /// That of the database at `path`, from which this process has read already.
    pub(in crate::store) fn open(path: &Path) -> Self {
        Self(File::open(beside(path, "-shm")).ok().map(ManuallyDrop::new))
    }

    /// The header, if both its copies say the same.
    pub(in crate::store) fn header(&self) -> Option<Header> {
        let mut header = [0; HEADER];
        read_start(self.0.as_ref()?, &mut header)?;
        let (one, other) = header.split_at(HEADER / 2);
        (one == other).then_some(header)
    }
}

#[cfg(unix)]
fn read_start(file: &File, bytes: &mut [u8]) -> Option<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, 0).ok()
}

/// Elsewhere nothing is known without asking the database.
#[cfg(not(unix))]
fn read_start(_: &File, _: &mut [u8]) -> Option<()> {
    None
}

/// The file beside a database that SQLite calls by this ending.
pub(in crate::store) fn beside(path: &Path, ending: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
