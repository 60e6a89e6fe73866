//! The number of an origin in the database.

use std::ops::Range;

use crate::domain::rank;

/// Who writes: the seed or an import, by its number in the table `origin`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin(pub i64);

impl Origin {
    /// The seed. Its number is part of the schema.
    pub const SEED: Self = Self(0);

    /// The ranks of the names, kinds, identifiers and citations that it writes.
    pub fn part_ranks(self) -> Range<i64> {
        rank::of_parts(self.0)
    }
}
