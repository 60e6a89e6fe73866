//! The formats of all records.

use super::{
    facts::{AFFILIATION, DISCREPANCY, FIGURE, PARTICIPATION, POSITION, SAME_AS},
    field::RecordFormat,
    organization::ORGANIZATION,
    things::{EVENT, PERSON, PROGRAM, SOURCE},
};

/// Every format; things come before the facts that refer to them.
pub static RECORD_FORMATS: [&RecordFormat; 11] = [
    &SOURCE,
    &ORGANIZATION,
    &PERSON,
    &PROGRAM,
    &EVENT,
    &AFFILIATION,
    &POSITION,
    &PARTICIPATION,
    &FIGURE,
    &DISCREPANCY,
    &SAME_AS,
];

/// The format of the records of a table.
pub fn format_of(table: &str) -> Option<&'static RecordFormat> {
    RECORD_FORMATS.iter().copied().find(|format| format.table == table)
}
