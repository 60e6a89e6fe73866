//! Writes the rows of a record of any type.

use super::{facts, organization, ranked::RankedRecord, things, writer::Writer};
use crate::{domain::record::Record, store::error::Error};

/// Writes the rows of a record whose node has this id. Earlier rows of the same origin must be gone.
pub fn write(w: &Writer, record: &RankedRecord, id: i64) -> Result<(), Error> {
    match record.record {
        Record::Source(it) => things::source(w, record, id, it),
        Record::Organization(it) => organization::organization(w, record, id, it),
        Record::Person(it) => things::person(w, record, id, it),
        Record::Program(it) => things::program(w, record, id, it),
        Record::Event(it) => things::event(w, record, id, it),
        Record::Affiliation(it) => facts::affiliation(w, record, id, it),
        Record::Position(it) => facts::position(w, record, id, it),
        Record::Participation(it) => facts::participation(w, record, id, it),
        Record::Figure(it) => facts::figure(w, record, id, it),
        Record::Discrepancy(it) => facts::discrepancy(w, record, id, it),
    }
}
