//! A number that tells whether a record is what the database was last written from.
//!
//! It is the same on every machine. It is taken of the record's debug text, which names every field:
//! a new field of a record, or a new compiler that prints it otherwise, at worst writes the same rows again.

use std::fmt::{self, Write};

use super::item::Record;
use crate::domain::interval::Bounds;

/// Raised whenever the same record comes to be written otherwise: folding, bounds, columns.
pub(super) const WRITER: i64 = 4;

/// Digest of a record. `bounds` are the one thing written with a relation that other records decide.
pub(super) fn digest(record: Record, bounds: Option<Bounds>) -> i64 {
    digest_of(&format_args!("{bounds:?} {record:?}"))
}

/// Digest of anything by its debug text.
pub(super) fn digest_of(record: &dyn fmt::Debug) -> i64 {
    let mut hash = Fnv1a(0xcbf2_9ce4_8422_2325);
    // Hashing takes any text.
    let _ = write!(hash, "{WRITER} {record:?}");
    hash.0.cast_signed()
}

/// Fowler, Noll and Vo's hash, variant 1a, of 64 bits.
struct Fnv1a(u64);

impl Write for Fnv1a {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        let mut hash = Fnv1a(0xcbf2_9ce4_8422_2325);
        hash.write_str("foobar").unwrap();
        assert_eq!(hash.0, 0x8594_4171_f739_67e8);
    }
}
