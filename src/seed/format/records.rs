//! The formats of all records.

use super::{facts::FACTS, field::RecordFormat, things::THINGS};

/// Every format; things come before the facts that refer to them.
pub fn record_formats() -> impl Iterator<Item = &'static RecordFormat> {
    THINGS.iter().chain(FACTS).copied()
}

/// The format of the records of a table.
pub fn format_of(table: &str) -> Option<&'static RecordFormat> {
    record_formats().find(|format| format.table == table)
}
