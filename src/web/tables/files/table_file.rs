//! Files without a name that tables are written to before their first byte is sent.
//!
//! Therefore an error in any row is an error response and not half a table, every response has its length, and a slow
//! client keeps no snapshot of the database open. Small files stay in memory. Large ones are in the folder of the
//! database, which is writable and on disk, and disappear with the last request that reads them.

use std::{
    io::{self, Read, Seek, SeekFrom},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::body::{Body, Bytes};

use crate::{
    limits::tables::{DOWNLOAD_BUFFER_BYTES, MIN_READ_BYTES, READ_BYTES},
    web::{
        admission::{Client, Reservation},
        response::content_encoding::Coding,
    },
};

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
    /// For whom it was written.
    client: Client,
    /// The room that it takes.
    _room: Option<Reservation>,
}

/// The content of a file.
pub enum Content {
    /// Small files are in memory.
    Memory(Vec<u8>),
    /// Others are on disk.
    Disk {
        /// The file.
        file: Mutex<std::fs::File>,
        /// How many files are being read.
        readers: Arc<AtomicUsize>,
    },
}

impl Content {
    /// A file on disk. If it has no name any more, its space is freed with the last clone.
    #[must_use]
    pub fn disk(file: std::fs::File, readers: &Arc<AtomicUsize>) -> Self {
        Self::Disk { file: Mutex::new(file), readers: readers.clone() }
    }
}

impl TableFile {
    /// A file of `length` bytes for a client, which keeps its room as long as it exists.
    #[must_use]
    pub fn new(
        content: Content,
        length: u64,
        room: Option<Reservation>,
        client: Client,
        name: String,
        headers: Vec<(&'static str, String)>,
    ) -> Self {
        Self { content, name, length, headers, coding: None, client, _room: room }
    }

    /// Whether it was written for this client.
    #[must_use]
    pub fn is_of(&self, client: &Client) -> bool {
        self.client == *client
    }

    /// Whether it takes room on disk.
    #[must_use]
    pub fn is_on_disk(&self) -> bool {
        matches!(self.content, Content::Disk { .. })
    }

    /// Reads its content from the start.
    pub fn reader(&self) -> impl Read {
        FileReader { file: self, position: 0 }
    }

    /// The bytes from `start` to before `end`, read while they are sent. If reading fails, the connection is closed,
    /// and the client sees that the announced length was not reached.
    pub fn body(self: &Arc<Self>, start: u64, end: u64) -> Body {
        let readers = match &self.content {
            Content::Memory(bytes) => {
                let range = index(start, bytes)..index(end, bytes);
                return Body::from(Bytes::from_owner(InMemory(self.clone())).slice(range));
            }
            Content::Disk { readers, .. } => readers,
        };
        let reading = Arc::new(Reading::new(self.clone(), readers));
        Body::from_stream(futures_util::stream::try_unfold(start, move |position| {
            let reading = reading.clone();
            async move {
                if position >= end {
                    return Ok(None);
                }
                let read = move || reading.next(position, end);
                let bytes = tokio::task::spawn_blocking(read).await.map_err(io::Error::other)??;
                let next = position + bytes.len() as u64;
                Ok::<_, io::Error>(Some((bytes, next)))
            }
        }))
    }

    /// Reads from a position into a buffer, which it fills unless the file ends.
    fn read(&self, position: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.length - position).unwrap_or(usize::MAX);
        let length = left.min(buffer.len());
        let buffer = &mut buffer[..length];
        match &self.content {
            Content::Memory(bytes) => {
                let start = index(position, bytes);
                buffer.copy_from_slice(&bytes[start..start + length]);
            }
            Content::Disk { file, .. } => {
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::Start(position))?;
                file.read_exact(buffer)?;
            }
        }
        Ok(length)
    }
}

/// A position in a file as an index into its bytes.
fn index(position: u64, bytes: &[u8]) -> usize {
    usize::try_from(position).unwrap_or(bytes.len())
}

/// The bytes of a file in memory. The file, and so its room, is kept as long as they are.
struct InMemory(Arc<TableFile>);

impl AsRef<[u8]> for InMemory {
    fn as_ref(&self) -> &[u8] {
        match &self.0.content {
            Content::Memory(bytes) => bytes,
            Content::Disk { .. } => &[],
        }
    }
}

/// A file that is being read from the disk for a response.
struct Reading {
    file: Arc<TableFile>,
    readers: Arc<AtomicUsize>,
}

impl Reading {
    fn new(file: Arc<TableFile>, readers: &Arc<AtomicUsize>) -> Self {
        readers.fetch_add(1, Ordering::Relaxed);
        Self { file, readers: readers.clone() }
    }

    /// Some bytes between two positions: the fewer, the more files are being read, because each response holds those
    /// that its client has not received yet.
    fn next(&self, start: u64, end: u64) -> io::Result<Bytes> {
        let readers = self.readers.load(Ordering::Relaxed).max(1);
        let share = (DOWNLOAD_BUFFER_BYTES / readers).clamp(MIN_READ_BYTES, READ_BYTES);
        let mut bytes = vec![0; usize::try_from(end - start).unwrap_or(share).min(share)];
        let length = self.file.read(start, &mut bytes)?;
        bytes.truncate(length);
        if bytes.is_empty() { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(bytes.into()) }
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.readers.fetch_sub(1, Ordering::Relaxed);
    }
}

struct FileReader<'f> {
    file: &'f TableFile,
    position: u64,
}

impl Read for FileReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.file.read(self.position, buffer)?;
        self.position += length as u64;
        Ok(length)
    }
}
