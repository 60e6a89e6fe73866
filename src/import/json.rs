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
    path::Path,
};

use flate2::bufread::MultiGzDecoder;
use serde::{
    Deserializer,
    de::{DeserializeOwned, SeqAccess, Visitor},
};

use super::{error::Error, place::Position};
use crate::progress::ProgressBar;

/// Bytes of a record at most; the largest of ROR has 112 KB.
const LARGEST: u64 = 4 << 20;

/// Passes every record of a file to `take`, in order.
///
/// # Errors
/// When the file cannot be read, ends early or holds anything but records, and every error of `take`.
pub fn for_each_record<T: DeserializeOwned>(
    path: &Path,
    bar: &ProgressBar,
    take: &mut dyn FnMut(Position, T) -> Result<(), Error>,
) -> Result<(), Error> {
    let unreadable = |cause| Error::Unreadable { path: path.to_owned(), cause };
    let file = File::open(path).map_err(unreadable)?;
    bar.set_total(file.metadata().map_err(unreadable)?.len());
    let mut file = BufReader::with_capacity(1 << 16, bar.track(file));
    let start = file.fill_buf().map_err(unreadable)?;
    match *start {
        [0x1f, 0x8b, ..] => {
            records(path, &mut BufReader::with_capacity(1 << 16, MultiGzDecoder::new(file)), take)
        }
        [b'P', b'K', 3, 4, ..] => zipped(path, file, take),
        _ => records(path, &mut file, take),
    }
}

/// The records of the one file of an archive that holds them: ROR's dumps have others beside it.
fn zipped<T: DeserializeOwned>(
    path: &Path,
    file: impl Read + Seek,
    take: &mut dyn FnMut(Position, T) -> Result<(), Error>,
) -> Result<(), Error> {
    let broken = |cause: zip::result::ZipError| Error::Malformed {
        path: path.to_owned(),
        place: "the archive".to_owned(),
        reason: format!("{cause}; download it again"),
    };
    let mut archive = zip::ZipArchive::new(file).map_err(broken)?;
    let named = |archive: &zip::ZipArchive<_>, end: &str| {
        let names = archive.file_names().filter_map(Result::ok).map(Cow::into_owned);
        let mut names: Vec<_> = names.filter(|name| name.ends_with(end)).collect();
        names.sort_unstable();
        names
    };
    let mut names = named(&archive, "_schema_v2.json");
    if names.is_empty() {
        names = named(&archive, ".json");
        names.extend(named(&archive, ".jsonl"));
    }
    let [name] = &names[..] else {
        return Err(Error::Malformed {
            path: path.to_owned(),
            place: "the archive".to_owned(),
            reason: format!(
                "it holds {} files that end in .json; take the one with ROR's schema v2 out of it and import that",
                names.len()
            ),
        });
    };
    let entry = archive.by_name(name).map_err(broken)?;
    records(path, &mut BufReader::with_capacity(1 << 16, entry), take)
}

fn records<T: DeserializeOwned>(
    path: &Path,
    reader: &mut dyn BufRead,
    take: &mut dyn FnMut(Position, T) -> Result<(), Error>,
) -> Result<(), Error> {
    let first = first_letter(reader).map_err(|cause| cut_off(path, "its start", &cause))?;
    match first {
        Some(b'[') => array(path, reader, take),
        Some(b'{') => lines(path, reader, take),
        found => Err(Error::Malformed {
            path: path.to_owned(),
            place: "its start".to_owned(),
            reason: match found {
                None => "the file is empty; give the file as ROR publishes it".to_owned(),
                Some(_) => "neither a JSON array nor JSON objects in lines begin here; \
                            give the file as ROR publishes it"
                    .to_owned(),
            },
        }),
    }
}

/// The first byte that is no space, still to be read.
fn first_letter(reader: &mut dyn BufRead) -> io::Result<Option<u8>> {
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(None);
        }
        if let Some(place) = buffer.iter().position(|byte| !byte.is_ascii_whitespace()) {
            let found = buffer[place];
            reader.consume(place);
            return Ok(Some(found));
        }
        let all = buffer.len();
        reader.consume(all);
    }
}

fn lines<T: DeserializeOwned>(
    path: &Path,
    reader: &mut dyn BufRead,
    take: &mut dyn FnMut(Position, T) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut line = Vec::new();
    for number in 1.. {
        let position = Position::Line(number);
        line.clear();
        reader
            .take(LARGEST + 1)
            .read_until(b'\n', &mut line)
            .map_err(|cause| cut_off(path, &position.to_string(), &cause))?;
        if line.len() as u64 > LARGEST {
            return Err(too_large(path, &position.to_string()));
        }
        if line.is_empty() {
            break;
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let record = serde_json::from_slice(&line)
            .map_err(|error| malformed(path, &format!("{position}{}", id_in(&line)), &error))?;
        take(position, record)?;
    }
    Ok(())
}

fn array<T: DeserializeOwned>(
    path: &Path,
    reader: &mut dyn BufRead,
    take: &mut dyn FnMut(Position, T) -> Result<(), Error>,
) -> Result<(), Error> {
    let budget = Cell::new(LARGEST);
    let limited = BufReader::with_capacity(1 << 16, Limited { reader, budget: &budget });
    let mut json = serde_json::Deserializer::from_reader(limited);
    let mut visit =
        Records { budget: &budget, take, count: 0, stopped: None, of: std::marker::PhantomData };
    let read = json.deserialize_seq(&mut visit);
    let (count, stopped) = (visit.count, visit.stopped);
    if let Some(stopped) = stopped {
        return Err(stopped);
    }
    let place = format!("record {}", count + 1);
    match read.and_then(|()| json.end()) {
        Ok(()) => Ok(()),
        Err(_) if budget.get() == 0 => Err(too_large(path, &place)),
        Err(error) => Err(malformed(path, &place, &error)),
    }
}

/// Reads no more than what is left for the record at hand.
struct Limited<'r> {
    reader: &'r mut dyn BufRead,
    budget: &'r Cell<u64>,
}

impl Read for Limited<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = self.budget.get();
        if left == 0 {
            return Err(io::Error::other("the record is too large"));
        }
        let room = into.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let read = self.reader.read(&mut into[..room])?;
        self.budget.set(left - read as u64);
        Ok(read)
    }
}

/// Takes the records of an array as they are read.
struct Records<'r, T> {
    budget: &'r Cell<u64>,
    take: &'r mut dyn FnMut(Position, T) -> Result<(), Error>,
    count: u64,
    stopped: Option<Error>,
    of: std::marker::PhantomData<T>,
}

impl<'de, T: DeserializeOwned> Visitor<'de> for &mut Records<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        while let Some(record) = sequence.next_element()? {
            self.count += 1;
            self.budget.set(LARGEST);
            if let Err(error) = (self.take)(Position::Record(self.count), record) {
                self.stopped = Some(error);
                return Err(serde::de::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

fn too_large(path: &Path, place: &str) -> Error {
    Error::Malformed {
        path: path.to_owned(),
        place: place.to_owned(),
        reason: format!("the record has more than {} MB; no registry has such", LARGEST >> 20),
    }
}

fn malformed(path: &Path, place: &str, error: &serde_json::Error) -> Error {
    let reason = if error.is_eof() || error.is_io() {
        format!("the file ends in the middle of it ({error}); download it again")
    } else {
        format!("{error}; expected is a record of ROR's schema v2")
    };
    Error::Malformed { path: path.to_owned(), place: place.to_owned(), reason }
}

fn cut_off(path: &Path, place: &str, cause: &io::Error) -> Error {
    Error::Malformed {
        path: path.to_owned(),
        place: place.to_owned(),
        reason: format!("the file is cut off or damaged there ({cause}); download it again"),
    }
}

/// The ROR id in a line that could not be read, so that people can find it.
fn id_in(line: &[u8]) -> String {
    let text = String::from_utf8_lossy(line);
    let id = text.split("\"id\":").nth(1).and_then(|rest| rest.split('"').nth(1));
    let id = id.filter(|id| id.len() < 40);
    id.map_or_else(String::new, |id| format!(" ({id})"))
}
