//! Types and functions that the readers of a dump share.

use std::io::{BufReader, Read};

use crate::{
    import::{error::Error, place::Position, ror::schema::Record},
    limits::imports::READ_BYTES,
};

/// A function that is called with each record of a file.
pub type RecordVisitor<'v> = &'v mut dyn FnMut(Position, Record) -> Result<(), Error>;

pub fn buffered<R: Read>(reader: R) -> BufReader<R> {
    BufReader::with_capacity(READ_BYTES, reader)
}
