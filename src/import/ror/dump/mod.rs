//! Reads the records of a dump of ROR, one at a time.
//!
//! The file is a JSON array, has one object per line, is a single record, or a response of ROR's API; it is plain,
//! compressed with gzip, or in a ZIP archive. Its first bytes decide, not its name. Only one record is in memory at a
//! time, and the size of a record is limited, so that a broken or hostile file cannot exhaust the memory.

mod archive;
mod array;
mod document;
mod layout;
mod lines;
mod malformed;
mod text;
mod visitor;

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

use flate2::bufread::MultiGzDecoder;

pub use archive::names;

use self::visitor::{RecordVisitor, buffered};
use crate::{
    import::{
        error::Error,
        file_kind::{GZIP_SIGNATURE, ZIP_SIGNATURES},
    },
    limits::imports::READ_BYTES,
    progress::ProgressBar,
};

/// Passes every record of a file to `visitor`, in order. Returns how many results there are, if the file is a response of
/// ROR's API that says so: a response is one page of them.
///
/// # Errors
/// When the file cannot be read, ends early or holds anything but records, and every error of `visitor`.
pub fn for_each_record(
    path: &Path,
    progress: &ProgressBar,
    visitor: RecordVisitor<'_>,
) -> Result<Option<u64>, Error> {
    let unreadable = |cause| Error::Unreadable { path: path.to_owned(), cause };
    let file = File::open(path).map_err(unreadable)?;
    progress.set_total(file.metadata().map_err(unreadable)?.len());
    let mut file = BufReader::with_capacity(READ_BYTES, progress.track(file));
    let head = file.fill_buf().map_err(unreadable)?;
    if head.starts_with(GZIP_SIGNATURE) {
        return text::read(path, &mut buffered(MultiGzDecoder::new(file)), visitor);
    }
    if ZIP_SIGNATURES.iter().any(|signature| head.starts_with(signature)) {
        return archive::read(path, file, visitor);
    }
    text::read(path, &mut file, visitor)
}
