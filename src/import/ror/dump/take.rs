//! What the readers of a dump share.

use std::io::{BufReader, Read};

use crate::{
    import::{error::Error, place::Position, ror::schema::Record},
    limits::imports::READ_BYTES,
};

/// What takes the records of a file.
pub type Take<'t> = &'t mut dyn FnMut(Position, Record) -> Result<(), Error>;

pub fn buffered<R: Read>(reader: R) -> BufReader<R> {
    BufReader::with_capacity(READ_BYTES, reader)
}
