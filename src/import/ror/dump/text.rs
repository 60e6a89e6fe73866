//! Reads the records of a text, however they are arranged.

use std::{io::BufRead, path::Path};

use super::{
    array, document,
    layout::Layout,
    lines,
    malformed::{malformed, truncated},
    visitor::RecordVisitor,
};
use crate::import::{
    error::Error,
    file_kind::{GZIP_SIGNATURE, UTF_8_MARK, ZIP_SIGNATURES, unsupported},
};

/// Passes every record to `visitor`. Returns how many results there are, if a response of ROR's API says so.
pub fn read(
    path: &Path,
    reader: &mut dyn BufRead,
    visitor: RecordVisitor<'_>,
) -> Result<Option<u64>, Error> {
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
    match Layout::of(head) {
        Layout::Array => array::read(path, reader, visitor).map(|()| None),
        Layout::Lines => lines::read(path, reader, visitor).map(|()| None),
        Layout::Document => document::read(path, reader, visitor),
        Layout::Other(reason) => Err(malformed(path, PLACE, reason)),
    }
}
