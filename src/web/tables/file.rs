//! Files without a name that tables are written to before their first byte is sent.
//!
//! So an error at any row is an error and not half a file, every answer has its length, and a slow
//! reader holds no snapshot. Small files stay in memory; large ones go to the folder of the database,
//! which can be written and is no file system in memory, and vanish with the last request that reads them.
//! The newest are kept for a while: a reader that asks by ranges gets all of them from one writing.

use std::{
    io::{self, Read, Seek, SeekFrom, Write},
    num::NonZeroUsize,
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::body::{Body, Bytes};
use lru::LruCache;
use tempfile::{SpooledData, SpooledTempFile};

/// Bytes that stay in memory.
const IN_MEMORY: usize = 1 << 20;
/// Files kept, and bytes of all of them.
const MOST_FILES: NonZeroUsize = NonZeroUsize::new(64).unwrap();
const MOST_KEPT: u64 = 1 << 30;
/// Bytes read at a time.
const CHUNK: usize = 128 << 10;

/// A file being written, which refuses to grow beyond what one may have.
pub(super) struct Spool {
    file: SpooledTempFile,
    most: u64,
    gone: Arc<AtomicBool>,
}

/// A file that was written.
pub(super) struct File {
    place: Place,
    /// Its bytes.
    pub length: u64,
    /// What the answer says of it, beside what every answer says.
    pub headers: Vec<(&'static str, String)>,
}

enum Place {
    Memory(Bytes),
    Disk(Mutex<std::fs::File>),
}

impl Spool {
    /// An empty file of `most` bytes at most, in `folder` once it is large. It takes nothing any more once
    /// `gone` is set: some formats write much after the last row was read.
    pub fn new(folder: &Path, most: u64, gone: Arc<AtomicBool>) -> Self {
        Self { file: SpooledTempFile::new_in(IN_MEMORY, folder), most, gone }
    }

    /// The file as it is now, for good.
    pub fn done(mut self, headers: Vec<(&'static str, String)>) -> io::Result<File> {
        self.file.flush()?;
        let length = self.file.seek(SeekFrom::End(0))?;
        let place = match self.file.into_inner() {
            SpooledData::InMemory(bytes) => Place::Memory(bytes.into_inner().into()),
            SpooledData::OnDisk(file) => Place::Disk(Mutex::new(file)),
        };
        Ok(File { place, length, headers })
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let end = self.file.stream_position()?.saturating_add(bytes.len() as u64);
        if end > self.most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        if self.gone.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Spool {
    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        self.file.seek(place)
    }
}

impl File {
    /// A file that another wrote; whoever holds it holds its only name.
    pub fn of(file: std::fs::File, headers: Vec<(&'static str, String)>) -> io::Result<Self> {
        let length = file.metadata()?.len();
        Ok(Self { place: Place::Disk(Mutex::new(file)), length, headers })
    }

    /// The bytes from `start` to before `end`, read as they are sent. Where the disk fails on the way,
    /// the connection is cut: the length announced is not reached.
    pub fn body(self: &Arc<Self>, start: u64, end: u64) -> Body {
        if let Place::Memory(bytes) = &self.place {
            let place = |at: u64| usize::try_from(at).unwrap_or(bytes.len());
            return Body::from(bytes.slice(place(start)..place(end)));
        }
        let file = self.clone();
        Body::from_stream(futures_util::stream::try_unfold(start, move |at| {
            let file = file.clone();
            async move {
                if at >= end {
                    return Ok(None);
                }
                let read = move || file.read(at, end);
                let bytes = tokio::task::spawn_blocking(read).await.map_err(io::Error::other)??;
                let next = at + bytes.len() as u64;
                Ok::<_, io::Error>(Some((bytes, next)))
            }
        }))
    }

    fn read(&self, start: u64, end: u64) -> io::Result<Bytes> {
        let Place::Disk(file) = &self.place else { return Ok(Bytes::new()) };
        let length = usize::try_from(end - start).unwrap_or(CHUNK).min(CHUNK);
        let mut bytes = vec![0; length];
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes.into())
    }
}

/// The newest files, by their entity tags.
pub(super) struct Kept(Mutex<LruCache<String, Arc<File>>>);

impl Kept {
    pub fn new() -> Self {
        Self(Mutex::new(LruCache::new(MOST_FILES)))
    }

    pub fn get(&self, tag: &str) -> Option<Arc<File>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(tag).cloned()
    }

    pub fn put(&self, tag: String, file: Arc<File>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.put(tag, file);
        while kept.iter().map(|(_, file)| file.length).sum::<u64>() > MOST_KEPT {
            if kept.pop_lru().is_none() {
                break;
            }
        }
    }
}
