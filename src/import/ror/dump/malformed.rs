//! Errors about a file as a whole.

use std::{io, path::Path};

use crate::{import::error::Error, limits::imports::MAX_RECORD_BYTES};

pub fn malformed(path: &Path, place: &str, reason: impl Into<String>) -> Error {
    Error::Malformed { path: path.to_owned(), place: place.to_owned(), reason: reason.into() }
}

pub fn too_large(path: &Path, place: &str) -> Error {
    let megabytes = MAX_RECORD_BYTES >> 20;
    malformed(path, place, format!("the record is larger than {megabytes} MB; check the file"))
}

pub fn invalid_json(path: &Path, place: &str, error: &serde_json::Error) -> Error {
    let reason = if error.is_eof() || error.is_io() {
        format!("the file ends within this record ({error}); download it again")
    } else {
        format!("{error}; expected a record in ROR's schema v2")
    };
    malformed(path, place, reason)
}

pub fn truncated(path: &Path, place: &str, cause: &io::Error) -> Error {
    let reason = format!("the file is truncated or damaged here ({cause}); download it again");
    malformed(path, place, reason)
}
