//! Ranks: integers that give records, and the parts of a record, their order.
//!
//! A rank also says who wrote what it orders. This module owns that layout; SQL that takes a rank apart is held to
//! it by a test of `store::sql::tables`.

use std::ops::Range;

use super::entity_type::EntityType;

/// The rank of the first imported record. The ranks of the seed's records are lower.
pub const FIRST_IMPORTED: i64 = 1 << 38;

/// The rank of the first withdrawn record, above those of all rows of tables. Organizations that no registry stands by any more come after all others, so
/// that a list leaves them out by a range of the index that it reads.
pub const FIRST_WITHDRAWN: i64 = 2 * FIRST_IMPORTED + FIRST_IMPORTED / 2;

/// How many low bits of a [`position`] hold the record's rank; the entity type is above them.
const RECORD_BITS: u32 = 40;
/// How many low bits number the parts of one origin; the number of the origin is above them.
pub const PART_BITS: u32 = 20;
/// Bits of the rank of a part with its origin, below the id of the record that has the part.
pub const OWNED_PART_BITS: u32 = 30;
/// Bits that hold any [`position`].
pub const POSITION_BITS: u32 = RECORD_BITS + 4;

/// The position of a record among all records: by type, then by its rank within the type.
#[must_use]
pub fn position(ty: EntityType, rank: i64) -> i64 {
    (i64::from(ty.definition().number) << RECORD_BITS) + rank
}

/// What is added to the rank of an imported organization while its record is withdrawn.
pub const WITHDRAWN_OFFSET: i64 = FIRST_WITHDRAWN - FIRST_IMPORTED;

/// The rank of an affiliation between imported organizations, so that each organization lists its affiliations in the
/// order of the organizations at their other ends.
#[must_use]
pub fn of_imported_affiliation(subject: i64, object: i64) -> i64 {
    FIRST_IMPORTED + (subject + object) % FIRST_IMPORTED
}

/// The ranks of the parts of a record (names, kinds, identifiers, citations) that one origin writes.
#[must_use]
pub fn of_parts(origin: i64) -> Range<i64> {
    origin << PART_BITS..(origin + 1) << PART_BITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_order_by_type_and_then_by_rank() {
        let highest = position(EntityType::Source, FIRST_WITHDRAWN + (1 << 30));
        assert!(highest < position(EntityType::Organization, -FIRST_IMPORTED));
        assert!(position(EntityType::Event, 1) < position(EntityType::Event, 2));
    }

    #[test]
    fn every_position_fits_its_bits() {
        for ty in EntityType::ALL {
            assert!(position(ty, FIRST_WITHDRAWN + (1 << 30)) < 1 << POSITION_BITS, "{ty}");
        }
    }

    #[test]
    fn origins_have_ranks_of_their_own() {
        assert_eq!(of_parts(0), 0..1 << 20);
        assert_eq!(of_parts(2).start, of_parts(1).end);
        assert!(of_parts(1023).end <= 1 << OWNED_PART_BITS);
    }
}
