//! Reads a file with one record per line.

use std::{
    io::{BufRead, Read},
    path::Path,
};

use super::{
    malformed::{invalid_json, malformed, too_large, truncated},
    visitor::RecordVisitor,
};
use crate::{
    import::{error::Error, place::Position},
    limits::imports::MAX_RECORD_BYTES,
};

pub fn read(
    path: &Path,
    reader: &mut dyn BufRead,
    visitor: RecordVisitor<'_>,
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
        let record = serde_json::from_slice(&line)
            .map_err(|error| invalid(path, position, &line, &error))?;
        visitor(position, record)?;
    }
    Ok(())
}

fn invalid(path: &Path, position: Position, line: &[u8], error: &serde_json::Error) -> Error {
    let place = id_in(line).map_or_else(|| position.to_string(), |id| position.of(&id).to_string());
    if error.is_eof() && line.ends_with(b"\n") {
        let reason = "the record does not end on its line; write one record per line, or a JSON array of them";
        return malformed(path, &place, reason);
    }
    invalid_json(path, &place, error)
}

/// The id in a line that is not valid JSON, so that people can find the record.
fn id_in(line: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(line);
    let id = text.split("\"id\":").nth(1)?.split('"').nth(1)?;
    (id.len() < 40).then(|| id.to_owned())
}
