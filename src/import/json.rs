//! Reads JSON records from a file, one at a time.
//!
//! The file is a JSON array or has one object per line; it is plain, compressed with gzip, or in a ZIP
//! archive. Its first bytes decide, not its name. Only one record is in memory at a time, and the size of a
//! record is limited, so that a broken or hostile file cannot exhaust the memory.

use std::{
    borrow::Cow,
    cell::Cell,
    fmt,
    fs::File,
    io::{self, BufRead, BufReader, Read, Seek},
    marker::PhantomData,
    path::Path,
};

use flate2::bufread::MultiGzDecoder;
use serde::{
    Deserializer,
    de::{DeserializeOwned, SeqAccess, Visitor},
};

use super::{error::Error, place::Position};
use crate::{
    limits::imports::{MAX_RECORD_BYTES, READ_BYTES},
    progress::ProgressBar,
};

/// What takes the records of a file.
type Take<'t, T> = &'t mut dyn FnMut(Position, T) -> Result<(), Error>;

/// Passes every record of a file to `take`, in order.
///
/// # Errors
/// When the file cannot be read, ends early or holds anything but records, and every error of `take`.
pub fn for_each_record<T: DeserializeOwned>(
    path: &Path,
    progress: &ProgressBar,
    take: Take<'_, T>,
) -> Result<(), Error> {
    let unreadable = |cause| Error::Unreadable { path: path.to_owned(), cause };
    let file = File::open(path).map_err(unreadable)?;
    progress.set_total(file.metadata().map_err(unreadable)?.len());
    let mut file = BufReader::with_capacity(READ_BYTES, progress.track(file));
    let start = file.fill_buf().map_err(unreadable)?;
    match *start {
        [0x1f, 0x8b, ..] => read_records(path, &mut buffered(MultiGzDecoder::new(file)), take),
        [b'P', b'K', 3, 4, ..] => read_archive(path, file, take),
        _ => read_records(path, &mut file, take),
    }
}

fn buffered<R: Read>(reader: R) -> BufReader<R> {
    BufReader::with_capacity(READ_BYTES, reader)
}

/// Reads the one file of an archive that holds the records: the archives of ROR have other files beside it.
fn read_archive<T: DeserializeOwned>(
    path: &Path,
    file: impl Read + Seek,
    take: Take<'_, T>,
) -> Result<(), Error> {
    let invalid = |reason| malformed(path, "the archive", reason);
    let damaged = |cause: zip::result::ZipError| invalid(format!("{cause}; download it again"));
    let mut archive = zip::ZipArchive::new(file).map_err(damaged)?;
    let files_ending_in = |archive: &zip::ZipArchive<_>, end: &str| {
        let names = archive.file_names().filter_map(Result::ok).map(Cow::into_owned);
        let mut names: Vec<_> = names.filter(|name| name.ends_with(end)).collect();
        names.sort_unstable();
        names
    };
    let mut names = files_ending_in(&archive, "_schema_v2.json");
    if names.is_empty() {
        names = files_ending_in(&archive, ".json");
        names.extend(files_ending_in(&archive, ".jsonl"));
    }
    let [name] = &names[..] else {
        return Err(invalid(format!(
            "it has {} files that end in .json, and one is needed; extract the file in ROR's schema v2 and import that",
            names.len()
        )));
    };
    let entry = archive.by_name(name).map_err(damaged)?;
    read_records(path, &mut buffered(entry), take)
}

fn read_records<T: DeserializeOwned>(
    path: &Path,
    reader: &mut dyn BufRead,
    take: Take<'_, T>,
) -> Result<(), Error> {
    const PLACE: &str = "the beginning of the file";
    let first = first_non_space(reader).map_err(|cause| truncated(path, PLACE, &cause))?;
    let reason = match first {
        Some(b'[') => return read_array(path, reader, take),
        Some(b'{') => return read_lines(path, reader, take),
        None => "the file is empty; import the file that the registry publishes",
        Some(_) => {
            "neither a JSON array nor a JSON object begins here; \
             import the file that the registry publishes"
        }
    };
    Err(malformed(path, PLACE, reason.to_owned()))
}

/// The first byte that is not a space. It remains to be read.
fn first_non_space(reader: &mut dyn BufRead) -> io::Result<Option<u8>> {
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(None);
        }
        if let Some(index) = buffer.iter().position(|byte| !byte.is_ascii_whitespace()) {
            let byte = buffer[index];
            reader.consume(index);
            return Ok(Some(byte));
        }
        let spaces = buffer.len();
        reader.consume(spaces);
    }
}

fn read_lines<T: DeserializeOwned>(
    path: &Path,
    reader: &mut dyn BufRead,
    take: Take<'_, T>,
) -> Result<(), Error> {
    let mut line = Vec::new();
    for number in 1.. {
        let position = Position::Line(number);
        line.clear();
        reader
            .take(MAX_RECORD_BYTES + 1)
            .read_until(b'\n', &mut line)
            .map_err(|cause| truncated(path, &position.to_string(), &cause))?;
        if line.len() as u64 > MAX_RECORD_BYTES {
            return Err(too_large(path, &position.to_string()));
        }
        if line.is_empty() {
            break;
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let record = serde_json::from_slice(&line).map_err(|error| {
            let place = id_in(&line)
                .map_or_else(|| position.to_string(), |id| position.of(&id).to_string());
            invalid_json(path, &place, &error)
        })?;
        take(position, record)?;
    }
    Ok(())
}

fn read_array<T: DeserializeOwned>(
    path: &Path,
    reader: &mut dyn BufRead,
    take: Take<'_, T>,
) -> Result<(), Error> {
    let remaining = Cell::new(MAX_RECORD_BYTES);
    let limited = buffered(LimitedReader { reader, remaining: &remaining });
    let mut json = serde_json::Deserializer::from_reader(limited);
    let mut visitor =
        ArrayVisitor { remaining: &remaining, take, count: 0, error: None, record: PhantomData };
    let read = json.deserialize_seq(&mut visitor);
    let (count, error) = (visitor.count, visitor.error);
    if let Some(error) = error {
        return Err(error);
    }
    let place = Position::Record(count + 1).to_string();
    match read.and_then(|()| json.end()) {
        Ok(()) => Ok(()),
        Err(_) if remaining.get() == 0 => Err(too_large(path, &place)),
        Err(error) => Err(invalid_json(path, &place, &error)),
    }
}

/// Reads no more than what remains for the current record.
struct LimitedReader<'r> {
    reader: &'r mut dyn BufRead,
    remaining: &'r Cell<u64>,
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
struct ArrayVisitor<'r, T> {
    remaining: &'r Cell<u64>,
    take: Take<'r, T>,
    count: u64,
    /// The error of `take`: a visitor can only return one of serde.
    error: Option<Error>,
    record: PhantomData<T>,
}

impl<'de, T: DeserializeOwned> Visitor<'de> for &mut ArrayVisitor<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        while let Some(record) = sequence.next_element()? {
            self.count += 1;
            self.remaining.set(MAX_RECORD_BYTES);
            if let Err(error) = (self.take)(Position::Record(self.count), record) {
                self.error = Some(error);
                return Err(serde::de::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

fn malformed(path: &Path, place: &str, reason: String) -> Error {
    Error::Malformed { path: path.to_owned(), place: place.to_owned(), reason }
}

fn too_large(path: &Path, place: &str) -> Error {
    let megabytes = MAX_RECORD_BYTES >> 20;
    malformed(path, place, format!("the record is larger than {megabytes} MB; check the file"))
}

fn invalid_json(path: &Path, place: &str, error: &serde_json::Error) -> Error {
    let reason = if error.is_eof() || error.is_io() {
        format!("the file ends within this record ({error}); download it again")
    } else {
        format!("{error}; expected a record in ROR's schema v2")
    };
    malformed(path, place, reason)
}

fn truncated(path: &Path, place: &str, cause: &io::Error) -> Error {
    let reason = format!("the file is truncated or damaged here ({cause}); download it again");
    malformed(path, place, reason)
}

/// The id in a line that is not valid JSON, so that people can find the record.
fn id_in(line: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(line);
    let id = text.split("\"id\":").nth(1)?.split('"').nth(1)?;
    (id.len() < 40).then(|| id.to_owned())
}
