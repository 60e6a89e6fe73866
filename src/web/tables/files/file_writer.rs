//! Writing a file, within its limits and within the room that its client has.

use std::{
    io::{self, Seek, SeekFrom, Write},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

use tempfile::{SpooledData, SpooledTempFile};

use super::{
    spool::{NoRoom, Spool},
    table_file::{Content, TableFile},
};
use crate::{
    limits::{
        TableLimits,
        tables::{MAX_MEMORY_FILE_BYTES, RESERVED_FILE_BYTES},
    },
    report::Output,
    web::{
        admission::{Client, Reservation},
        response::content_encoding::Coding,
    },
};

/// A file being written.
pub struct TableFileWriter<'s> {
    spool: &'s Spool,
    client: Client,
    file: SpooledTempFile,
    position: u64,
    /// Bytes of the file, and of files that its format writes beside it.
    length: u64,
    beside: u64,
    /// Room on disk. A file that is still small is in memory.
    room: Option<Reservation>,
    max_bytes: u64,
    deadline: Instant,
    cancelled: Arc<AtomicBool>,
    /// The first failure. Formats wrap it in errors of their own.
    failure: Option<io::Error>,
}

impl<'s> TableFileWriter<'s> {
    /// An empty file. Writing fails at the limits, when there is no room, and as soon as `cancelled` is set: some formats
    /// write most of the file after the last row was read.
    #[must_use]
    pub fn new(
        spool: &'s Spool,
        client: &Client,
        limits: &TableLimits,
        cancelled: Arc<AtomicBool>,
    ) -> Self {
        Self {
            spool,
            client: client.clone(),
            file: SpooledTempFile::new_in(MAX_MEMORY_FILE_BYTES, spool.folder()),
            position: 0,
            length: 0,
            beside: 0,
            room: None,
            max_bytes: limits.bytes,
            deadline: Instant::now() + limits.time,
            cancelled,
            failure: None,
        }
    }

    /// The first failure, if there was one.
    pub fn take_failure(&mut self) -> Option<io::Error> {
        self.failure.take()
    }

    /// The complete file. `name` is the one to save it under.
    ///
    /// # Errors
    /// If what was written cannot be flushed, there is no room, or something could not be written before.
    pub fn finish(
        mut self,
        name: String,
        headers: Vec<(&'static str, String)>,
    ) -> io::Result<TableFile> {
        self.failure.take().map_or(Ok(()), Err)?;
        self.file.flush()?;
        self.beside = 0;
        let Self { spool, client, mut file, length, mut room, .. } = self;
        let memory = if file.is_rolled() { None } else { spool.reserve_memory(&client, length) };
        if memory.is_none() {
            file.roll()?;
            match &mut room {
                Some(room) => spool.resize(&client, room, length)?,
                None => room = Some(spool.reserve(&client, length)?),
            }
        }
        let content = match file.into_inner() {
            SpooledData::InMemory(bytes) => Content::Memory(bytes.into_inner()),
            SpooledData::OnDisk(file) => Content::disk(file, &spool.readers),
        };
        let room = memory.or(room);
        Ok(TableFile::new(content, length, room, client, name, headers))
    }

    /// The complete file, which is a compressed form of another.
    ///
    /// # Errors
    /// If what was written cannot be flushed, or there is no room.
    pub fn finish_compressed(self, plain: &TableFile, coding: Coding) -> io::Result<TableFile> {
        let mut file = self.finish(plain.name.clone(), plain.headers.clone())?;
        file.coding = Some(coding);
        Ok(file)
    }

    fn check(&self, length: u64) -> io::Result<()> {
        if length > self.max_bytes {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        if self.cancelled.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        if Instant::now() >= self.deadline {
            return Err(io::ErrorKind::TimedOut.into());
        }
        Ok(())
    }

    /// Reserves room on disk for a file that does not fit into memory.
    fn reserve(&mut self, length: u64, beside: u64) -> io::Result<()> {
        let on_disk = if length > MAX_MEMORY_FILE_BYTES as u64 { length } else { 0 } + beside;
        if on_disk <= self.room.as_ref().map_or(0, Reservation::bytes) {
            return Ok(());
        }
        let (spool, client) = (self.spool, &self.client);
        let mut room = match self.room.take() {
            Some(room) => room,
            None => spool.reserve(client, 0)?,
        };
        // In large steps, as long as there is room for them.
        let step = on_disk.saturating_add(RESERVED_FILE_BYTES);
        let reserved = spool
            .resize(client, &mut room, step)
            .or_else(|_| spool.resize(client, &mut room, on_disk));
        self.room = Some(room);
        Ok(reserved?)
    }

    fn noting_failure<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &result {
            let no_room = error.get_ref().and_then(|cause| cause.downcast_ref::<NoRoom>());
            self.failure.get_or_insert_with(|| match no_room {
                Some(no_room) => (*no_room).into(),
                None => error.kind().into(),
            });
        }
        result
    }

    fn write_some(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = self.length.max(self.position.saturating_add(bytes.len() as u64));
        self.check(length)?;
        self.reserve(length, self.beside)?;
        let written = self.file.write(bytes)?;
        self.position += written as u64;
        self.length = self.length.max(self.position);
        Ok(written)
    }
}

impl Write for TableFileWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // The first failure has ended the table. An archive that is dropped then still writes its end, and prints an error
        // if it cannot.
        if self.failure.is_some() {
            return Ok(bytes.len());
        }
        let written = self.write_some(bytes);
        self.noting_failure(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.file.flush();
        self.noting_failure(flushed)
    }
}

impl Seek for TableFileWriter<'_> {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.position = self.file.seek(position)?;
        Ok(self.position)
    }
}

impl Output for TableFileWriter<'_> {
    fn write_beside(&mut self, bytes: u64) -> io::Result<()> {
        self.beside += bytes;
        let reserved =
            self.check(self.length).and_then(|()| self.reserve(self.length, self.beside));
        self.noting_failure(reserved)
    }
}
