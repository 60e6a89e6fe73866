//! Files that were written recently, by their entity tags, so that a client that requests ranges receives parts of one
//! file. They give way to new ones.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hashlink::LruCache;

use super::table_file::TableFile;
use crate::{
    limits::tables::{CACHED_FILE_BYTES, CACHED_FILES},
    web::admission::Client,
};

/// Recent files by their entity tag.
pub struct FileCache(Mutex<LruCache<String, Arc<TableFile>>>);

impl FileCache {
    /// An empty cache.
    #[must_use]
    pub fn new() -> Self {
        Self(Mutex::new(LruCache::new(CACHED_FILES)))
    }

    /// The file with this entity tag.
    #[must_use]
    pub fn get(&self, etag: &str) -> Option<Arc<TableFile>> {
        self.lock().get(etag).cloned()
    }

    /// Caches a file, and drops the least recently used ones beyond the size of the cache.
    pub fn put(&self, etag: String, file: Arc<TableFile>) {
        let mut files = self.lock();
        files.insert(etag, file);
        while files.iter().map(|(_, file)| file.length).sum::<u64>() > CACHED_FILE_BYTES {
            if files.remove_lru().is_none() {
                break;
            }
        }
    }

    /// Drops the file on disk that was written for this client and is least recently used. Returns whether there was
    /// one. Its space becomes free when its last reader has gone.
    pub fn drop_one(&self, client: &Client) -> bool {
        self.drop_last(|file| file.is_of(client))
    }

    /// Drops the file on disk that is least recently used. Returns whether there was one.
    pub fn drop_oldest(&self) -> bool {
        self.drop_last(|_| true)
    }

    fn drop_last(&self, may_go: impl Fn(&TableFile) -> bool) -> bool {
        let mut files = self.lock();
        let mut from_oldest = files.iter();
        let found = from_oldest.find(|(_, file)| file.is_on_disk() && may_go(file));
        let etag = found.map(|(etag, _)| etag.clone());
        etag.and_then(|etag| files.remove(&etag)).is_some()
    }

    fn lock(&self) -> MutexGuard<'_, LruCache<String, Arc<TableFile>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
