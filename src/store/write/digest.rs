//! Digests: what the database keeps of a record to see whether a later record is the same.
//!
//! A digest is the first 8 bytes of the SHA-256 of the record's canonical encoding, which is the same on every machine
//! and in every version of this program.

use std::fmt::Write;

use super::rows::bounds::{Existence, Thing};
use crate::{
    digest::sha256,
    domain::{
        certainty::Bounds,
        encoding::{StatedRelation, encode, encode_bounds, encode_imported, encode_relation},
        record::{ImportedRecord, Record},
    },
};

/// The digest of a record. Of a relation also its bounds, which are stored with it but follow from other records.
pub(super) fn of_record(record: Record<'_>, bounds: Option<Bounds>) -> i64 {
    let encoded = encode(record);
    match bounds {
        None => of_text(&encoded),
        Some(bounds) => of_text(&format!("{encoded}\n{}", encode_bounds(bounds))),
    }
}

/// The digest of a record of an import that is no organization: what it says, where, and what it takes from the
/// organizations and programs that it refers to. Its citations are none of it: they name the releases that have it.
pub(super) fn of_fact(
    record: Record<'_>,
    locator: &str,
    existence: &[(Thing<'_>, Existence)],
) -> i64 {
    let mut text = format!("{}\n{locator}", encode(record));
    for ((ty, slug), Existence { first, end }) in existence {
        let days = end.map(|end| format!("{} {}", end.first, end.end)).unwrap_or_default();
        let _ = write!(text, "\n{} {slug} {first} {days}", ty.name());
    }
    of_text(&text)
}

/// The digest of a record of another registry.
pub(super) fn of_imported(record: &ImportedRecord) -> i64 {
    of_text(&encode_imported(record))
}

/// The digest of a relation that an import states.
pub(super) fn of_relation(relation: &StatedRelation<'_>) -> i64 {
    of_text(&encode_relation(relation))
}

fn of_text(text: &str) -> i64 {
    let digest = sha256(text.as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    i64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Discrepancy;

    /// Databases hold these numbers. A test that fails here would rewrite every record of every database.
    #[test]
    fn the_digest_of_a_record_never_changes() {
        let record = Discrepancy {
            slug: "a".to_owned(),
            question: "Which?".to_owned(),
            facts: vec![("figure".to_owned(), "b".to_owned())],
            note: "Both.".to_owned(),
        };
        let text = r#"{"facts":["figure:b"],"note":"Both.","question":"Which?","slug":"a","type":"Discrepancy","v":1}"#;
        assert_eq!(encode(Record::Discrepancy(&record)), text);
        assert_eq!(of_record(Record::Discrepancy(&record), None), DIGEST);
        let bounds = Bounds { start_from: 1, start_before: 2, end_from: 3, end_before: 4 };
        assert_eq!(of_record(Record::Discrepancy(&record), Some(bounds)), DIGEST_WITH_BOUNDS);
    }

    const DIGEST: i64 = -5_030_028_598_345_637_694;
    const DIGEST_WITH_BOUNDS: i64 = -2_732_693_126_847_346_610;
}
