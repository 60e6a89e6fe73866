//! The pages in a write-ahead log, read from the file itself (SQLite, "The Write-Ahead Log").

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
};

/// Length of the header of a log.
pub(super) const HEADER_BYTES: u64 = HEADER_LENGTH as u64;
const HEADER_LENGTH: usize = 32;
/// Length of the header of a frame, which a page follows.
const FRAME_HEADER_BYTES: usize = 24;
/// Sizes that a page can have.
const PAGE_BYTES: std::ops::RangeInclusive<u32> = 512..=65_536;

/// Whether a page that a commit in the log wrote has a text. A log without a valid header has none.
pub(super) fn contain(log: &File, text: &[u8]) -> io::Result<bool> {
    let mut header = [0; HEADER_LENGTH];
    if !read_at(log, 0, &mut header)? {
        return Ok(false);
    }
    let (page_bytes, salts) = (number(&header, 8), &header[16..24]);
    if !PAGE_BYTES.contains(&page_bytes) {
        return Ok(false);
    }
    let mut frame = vec![0; FRAME_HEADER_BYTES + page_bytes as usize];
    let (mut offset, mut found) = (HEADER_BYTES, false);
    while read_at(log, offset, &mut frame)? && frame[8..16] == *salts {
        found |= frame[FRAME_HEADER_BYTES..].windows(text.len()).any(|window| window == text);
        // The last frame of a commit has the size of the database.
        if found && number(&frame, 4) > 0 {
            return Ok(true);
        }
        offset += frame.len() as u64;
    }
    Ok(false)
}

/// Fills `bytes` from an offset; false if the file ends before.
fn read_at(mut file: &File, offset: u64, bytes: &mut [u8]) -> io::Result<bool> {
    file.seek(SeekFrom::Start(offset))?;
    match file.read_exact(bytes) {
        Err(cause) if cause.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        outcome => outcome.map(|()| true),
    }
}

/// The number at an offset, of four bytes in big-endian order.
fn number(bytes: &[u8], at: usize) -> u32 {
    bytes[at..at + 4].iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}
