//! The bytes of temporary files, over all requests: tables that are being written, are not yet read by their clients, or
//! are cached, in plain and in compressed form; copies of the database; files of the formats' own.
//!
//! Large files are on disk, small ones in memory while there is room. Both have a budget, of which one client gets a
//! part. Some of the disk always stays free, even if other programs fill it. If there is no room, cached files that
//! no client reads are removed first.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, atomic::AtomicUsize},
};

use super::{file_cache::FileCache, free_space::free_space};
use crate::{
    limits::tables::{
        CLIENT_SHARE, DEFAULT_SPOOL_BYTES, KEPT_FREE_SHARE, MAX_KEPT_FREE_BYTES,
        MIN_DEFAULT_SPOOL_BYTES, SPOOL_SHARE,
    },
    web::admission::{Budget, Client, Reservation},
};

/// Where temporary files are, and how much room they have.
pub struct Spool {
    folder: PathBuf,
    disk: Budget,
    memory: Budget,
    /// Bytes of the file system that files of tables leave free.
    kept_free: u64,
    /// Recent files.
    pub cache: FileCache,
    /// How many files are being read from the disk.
    pub readers: Arc<AtomicUsize>,
}

/// The reason why there is no room for a file.
#[derive(Clone, Copy, Debug, thiserror::Error)]
pub enum NoRoom {
    /// The file is larger than one client may have, even if there were no other files.
    #[error("a file has more than {0} bytes, the most of one client; see --spool")]
    TooLarge(u64),
    /// All clients together have no room left.
    #[error("the temporary files of all clients have {0} bytes, the limit")]
    Spool(u64),
    /// The client has used its part.
    #[error("the temporary files of this client have {0} bytes, the limit")]
    Client(u64),
    /// The file system is nearly full.
    #[error("the file system is nearly full")]
    Disk,
}

impl From<NoRoom> for io::Error {
    fn from(no_room: NoRoom) -> Self {
        Self::new(io::ErrorKind::StorageFull, no_room)
    }
}

impl Spool {
    /// A spool with `bytes` in `folder`, by default as many as [`DEFAULT_SPOOL_BYTES`] and the free space allow, and with
    /// `memory_bytes` in memory. One client may always have a copy of the database, of `whole_database` bytes, if there is
    /// room.
    #[must_use]
    pub fn new(
        folder: PathBuf,
        bytes: Option<u64>,
        memory_bytes: u64,
        whole_database: u64,
    ) -> Self {
        let free = free_space(&folder).unwrap_or(u64::MAX);
        let bytes = bytes
            .unwrap_or((free / SPOOL_SHARE).clamp(MIN_DEFAULT_SPOOL_BYTES, DEFAULT_SPOOL_BYTES));
        let per_client = (bytes / CLIENT_SHARE).max(whole_database).min(bytes);
        Self {
            kept_free: MAX_KEPT_FREE_BYTES.min(free / KEPT_FREE_SHARE),
            folder,
            disk: Budget::new(bytes, per_client),
            memory: Budget::new(memory_bytes, memory_bytes / CLIENT_SHARE),
            cache: FileCache::new(),
            readers: Arc::default(),
        }
    }

    /// The folder of the files.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Room for a file that stays in memory; `None` if it has to go to the disk.
    #[must_use]
    pub fn reserve_memory(&self, client: &Client, bytes: u64) -> Option<Reservation> {
        self.memory.try_reserve(client, bytes)
    }

    /// Room for a file on disk.
    ///
    /// # Errors
    /// If there is none, even without cached files.
    pub fn reserve(&self, client: &Client, bytes: u64) -> Result<Reservation, NoRoom> {
        let mut reservation = self.disk.try_reserve(client, 0).ok_or(NoRoom::Disk)?;
        self.resize(client, &mut reservation, bytes)?;
        Ok(reservation)
    }

    /// Makes the room of a file larger, or smaller.
    ///
    /// # Errors
    /// If there is no more room, even without cached files.
    pub fn resize(
        &self,
        client: &Client,
        reservation: &mut Reservation,
        bytes: u64,
    ) -> Result<(), NoRoom> {
        if bytes > self.disk.largest() {
            return Err(NoRoom::TooLarge(self.disk.largest()));
        }
        let more = bytes.saturating_sub(reservation.bytes());
        loop {
            let no_room = if more > 0 && !self.leaves_enough_free(more) {
                NoRoom::Disk
            } else if reservation.resize(bytes) {
                return Ok(());
            } else if self.disk.used().saturating_add(more) > self.disk.total() {
                NoRoom::Spool(self.disk.total())
            } else {
                NoRoom::Client(self.disk.largest())
            };
            // A client that has used its part does not displace the files of others.
            let of_others = !matches!(no_room, NoRoom::Client(_));
            let has_dropped =
                self.cache.drop_one(client) || (of_others && self.cache.drop_oldest());
            if !has_dropped {
                return Err(no_room);
            }
        }
    }

    fn leaves_enough_free(&self, more: u64) -> bool {
        free_space(&self.folder).is_none_or(|free| free >= self.kept_free.saturating_add(more))
    }
}
