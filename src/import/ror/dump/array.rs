//! Reads a JSON array of records, each as soon as it is complete.

use std::{
    cell::Cell,
    fmt,
    io::{self, BufRead, Read},
    path::Path,
};

use serde::{
    Deserializer,
    de::{DeserializeSeed, SeqAccess, Visitor},
};

use super::{
    malformed::{invalid_json, too_large},
    visitor::{RecordVisitor, buffered},
};
use crate::{
    import::{error::Error, place::Position, ror::schema::Record},
    limits::imports::MAX_RECORD_BYTES,
};

pub fn read(
    path: &Path,
    reader: &mut dyn BufRead,
    visitor: RecordVisitor<'_>,
) -> Result<(), Error> {
    let remaining = Cell::new(MAX_RECORD_BYTES);
    let limited = LimitedReader { reader, remaining: &remaining };
    let mut json = serde_json::Deserializer::from_reader(buffered(limited));
    let mut elements = Elements::new(&remaining, visitor);
    let read = elements.deserialize(&mut json).and_then(|()| json.end());
    elements.finish(path, read)
}

/// Reads no more than what remains for the current record.
pub struct LimitedReader<'r> {
    pub reader: &'r mut dyn BufRead,
    pub remaining: &'r Cell<u64>,
}

impl Read for LimitedReader<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let remaining = self.remaining.get();
        if remaining == 0 {
            return Err(io::Error::other("the record is too large"));
        }
        let room = into.len().min(usize::try_from(remaining).unwrap_or(usize::MAX));
        let read = self.reader.read(&mut into[..room])?;
        self.remaining.set(remaining - read as u64);
        Ok(read)
    }
}

/// Takes the records of an array as they are read.
pub struct Elements<'r> {
    remaining: &'r Cell<u64>,
    visitor: RecordVisitor<'r>,
    /// How many records were read.
    pub count: u64,
    /// The error of `visitor`: a visitor can only return one of serde.
    error: Option<Error>,
}

impl<'r> Elements<'r> {
    pub fn new(remaining: &'r Cell<u64>, visitor: RecordVisitor<'r>) -> Self {
        Self { remaining, visitor, count: 0, error: None }
    }

    /// Passes a record on.
    pub fn visit<E: serde::de::Error>(&mut self, record: Record) -> Result<(), E> {
        self.count += 1;
        self.remaining.set(MAX_RECORD_BYTES);
        (self.visitor)(Position::Record(self.count), record).map_err(|error| {
            self.error = Some(error);
            E::custom("stopped")
        })
    }

    /// The error of reading to the end, with the record that it is in.
    pub fn finish(self, path: &Path, read: Result<(), serde_json::Error>) -> Result<(), Error> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let place = Position::Record(self.count + 1).to_string();
        match read {
            Ok(()) => Ok(()),
            Err(_) if self.remaining.get() == 0 => Err(too_large(path, &place)),
            Err(error) => Err(invalid_json(path, &place, &error)),
        }
    }
}

impl<'de> DeserializeSeed<'de> for &mut Elements<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for &mut Elements<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        while let Some(record) = sequence.next_element()? {
            self.visit(record)?;
        }
        Ok(())
    }
}
