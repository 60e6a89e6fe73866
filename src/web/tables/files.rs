//! Files without a name that tables are written to before their first byte is sent.
//!
//! Therefore an error in any row is an error response and not half a table, every response has its length, and a slow
//! client keeps no snapshot of the database open. Small files stay in memory. Large ones are in the folder of the
//! database, which is writable and on disk, and disappear with the last request that reads them. Recent files are cached,
//! so that a client that requests ranges receives parts of one file.

use std::{
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::body::{Body, Bytes};
use lru::LruCache;
use tempfile::{SpooledData, SpooledTempFile};

use crate::{
    limits::tables::{CACHED_FILE_BYTES, CACHED_FILES, MAX_MEMORY_FILE_BYTES, READ_BYTES},
    web::response::content_encoding::Coding,
};

/// A file being written, within a size limit.
pub struct TableFileWriter {
    file: SpooledTempFile,
    max_bytes: u64,
    cancelled: Arc<AtomicBool>,
}

/// A file that is complete.
pub struct TableFile {
    content: Content,
    /// The name to save it under.
    pub name: String,
    /// Its length in bytes.
    pub length: u64,
    /// The headers of its responses that describe it.
    pub headers: Vec<(&'static str, String)>,
    /// The coding of its content, if it is compressed.
    pub coding: Option<Coding>,
}

enum Content {
    Memory(Bytes),
    Disk(Mutex<std::fs::File>),
}

impl TableFileWriter {
    /// An empty file of at most `max_bytes`, in `folder` once it is large. Writing fails as soon as `cancelled` is set:
    /// some formats write most of the file after the last row was read.
    #[must_use]
    pub fn new(folder: &Path, max_bytes: u64, cancelled: Arc<AtomicBool>) -> Self {
        let file = SpooledTempFile::new_in(MAX_MEMORY_FILE_BYTES, folder);
        Self { file, max_bytes, cancelled }
    }

    /// The complete file. `name` is the one to save it under.
    ///
    /// # Errors
    /// If what was written cannot be flushed.
    pub fn finish(
        mut self,
        name: String,
        headers: Vec<(&'static str, String)>,
    ) -> io::Result<TableFile> {
        self.file.flush()?;
        let length = self.file.seek(SeekFrom::End(0))?;
        let content = match self.file.into_inner() {
            SpooledData::InMemory(bytes) => Content::Memory(bytes.into_inner().into()),
            SpooledData::OnDisk(file) => Content::Disk(Mutex::new(file)),
        };
        Ok(TableFile { content, name, length, headers, coding: None })
    }

    /// The complete file, which is a compressed form of another.
    ///
    /// # Errors
    /// If what was written cannot be flushed.
    pub fn finish_compressed(self, plain: &TableFile, coding: Coding) -> io::Result<TableFile> {
        let file = self.finish(plain.name.clone(), plain.headers.clone())?;
        Ok(TableFile { coding: Some(coding), ..file })
    }
}

impl Write for TableFileWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let end = self.file.stream_position()?.saturating_add(bytes.len() as u64);
        if end > self.max_bytes {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        if self.cancelled.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for TableFileWriter {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.file.seek(position)
    }
}

impl TableFile {
    /// A file on disk. If it has no name any more, its space is freed with the last clone.
    ///
    /// # Errors
    /// If its length cannot be read.
    pub fn from_file(
        file: std::fs::File,
        name: String,
        headers: Vec<(&'static str, String)>,
    ) -> io::Result<Self> {
        let length = file.metadata()?.len();
        Ok(Self { content: Content::Disk(Mutex::new(file)), name, length, headers, coding: None })
    }

    /// Reads its content from the start.
    pub fn reader(&self) -> impl Read {
        FileReader { file: self, position: 0 }
    }

    /// The bytes from `start` to before `end`, read while they are sent. If reading fails, the connection is closed,
    /// and the client sees that the announced length was not reached.
    pub fn body(self: &Arc<Self>, start: u64, end: u64) -> Body {
        if let Content::Memory(bytes) = &self.content {
            return Body::from(bytes.slice(index(start, bytes)..index(end, bytes)));
        }
        let file = self.clone();
        Body::from_stream(futures_util::stream::try_unfold(start, move |position| {
            let file = file.clone();
            async move {
                if position >= end {
                    return Ok(None);
                }
                let read = move || file.read(position, end);
                let bytes = tokio::task::spawn_blocking(read).await.map_err(io::Error::other)??;
                let next = position + bytes.len() as u64;
                Ok::<_, io::Error>(Some((bytes, next)))
            }
        }))
    }

    fn read(&self, start: u64, end: u64) -> io::Result<Bytes> {
        let file = match &self.content {
            Content::Memory(bytes) => {
                return Ok(bytes.slice(index(start, bytes)..index(end, bytes)));
            }
            Content::Disk(file) => file,
        };
        let length = usize::try_from(end - start).unwrap_or(READ_BYTES).min(READ_BYTES);
        let mut bytes = vec![0; length];
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes.into())
    }
}

/// A position in a file as an index into its bytes.
fn index(position: u64, bytes: &Bytes) -> usize {
    usize::try_from(position).unwrap_or(bytes.len())
}

struct FileReader<'f> {
    file: &'f TableFile,
    position: u64,
}

impl Read for FileReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let end = self.file.length.min(self.position.saturating_add(buffer.len() as u64));
        let bytes = self.file.read(self.position, end)?;
        buffer[..bytes.len()].copy_from_slice(&bytes);
        self.position += bytes.len() as u64;
        Ok(bytes.len())
    }
}

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
        files.put(etag, file);
        while files.iter().map(|(_, file)| file.length).sum::<u64>() > CACHED_FILE_BYTES {
            if files.pop_lru().is_none() {
                break;
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, LruCache<String, Arc<TableFile>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
