//! Reads the records of a text, however they are arranged.

use std::{io::BufRead, path::Path};

use super::{
    array, document, lines,
    malformed::{malformed, truncated},
    shape::Shape,
    take::Take,
};
use crate::import::{
    error::Error,
    file_kind::{GZIP_SIGNATURE, UTF_8_MARK, ZIP_SIGNATURES, unsupported},
};

/// Passes every record to `take`. Returns how many results there are, if a response of ROR's API says so.
pub fn read(path: &Path, reader: &mut dyn BufRead, take: Take<'_>) -> Result<Option<u64>, Error> {
    const PLACE: &str = "the beginning of the file";
    let cut = |cause| truncated(path, PLACE, &cause);
    if reader.fill_buf().map_err(cut)?.starts_with(UTF_8_MARK) {
        reader.consume(UTF_8_MARK.len());
    }
    let head = reader.fill_buf().map_err(cut)?;
    if head.starts_with(GZIP_SIGNATURE) || ZIP_SIGNATURES.iter().any(|it| head.starts_with(it)) {
        let reason = "it is compressed twice; unpack it once and import the file in it";
        return Err(malformed(path, PLACE, reason));
    }
    if let Some(reason) = unsupported(head) {
        return Err(malformed(path, PLACE, reason));
    }
    match Shape::of(head) {
        Shape::Array => array::read(path, reader, take).map(|()| None),
        Shape::Lines => lines::read(path, reader, take).map(|()| None),
        Shape::Document => document::read(path, reader, take),
        Shape::Other(reason) => Err(malformed(path, PLACE, reason)),
    }
}
