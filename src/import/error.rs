//! Why an import failed.

use std::{borrow::Cow, io, path::PathBuf};

use crate::{
    domain::{date::PartialDate, text::without_middle},
    limits::imports::MAX_MESSAGE_BYTES,
    store,
};

/// Why an import failed. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read.
    #[error("{}: {cause}; nothing was written", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        cause: io::Error,
    },
    /// The file does not have the expected format.
    #[error("{}, {}: {}; nothing was written", path.display(), short(place), short(reason))]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line, the record or the part of the file.
        place: String,
        /// What is wrong, and what to do.
        reason: String,
    },
    /// Records break rules, and the importer does not skip such records.
    #[error(
        "{}: {count} invalid {} ({rows}); correct them, or skip them with --skip-invalid-rows; nothing was written\n{list}", path.display(), if *count == 1 { "row" } else { "rows" }
    )]
    InvalidRecords {
        /// The file.
        path: PathBuf,
        /// How many records break a rule.
        count: u64,
        /// Where they stand.
        rows: String,
        /// The first of them, one a line: place, column and rule.
        list: String,
    },
    /// No record of the file can be imported.
    #[error(
        "{}: {}; nothing was written{}", path.display(), none_of(*records), after_line_break(list)
    )]
    NothingToImport {
        /// The file.
        path: PathBuf,
        /// How many records it has.
        records: u64,
        /// The first problems, one a line.
        list: String,
    },
    /// The release of the file is not known.
    #[error(
        "{}: the file name does not say which release of ROR this is; rename it to a name like v2.9-2026-06-23-ror-data.zip or, with `consortia import ror`, add --release v2.9-2026-06-23", .0.display()
    )]
    UnknownRelease(PathBuf),
    /// The date of the file is not known.
    #[error(
        "{}: the file name does not say of which month the register is; add the month to the name, as in rnsr-2022-02.csv.gz or, with `consortia import`, add --date, such as --date 2022-02", .0.display()
    )]
    UnknownDate(PathBuf),
    /// The release is dated in the future.
    #[error(
        "{}: {title} is dated {date}, which is in the future; correct the date; nothing was written", path.display()
    )]
    FutureRelease {
        /// The file.
        path: PathBuf,
        /// The title of the release.
        title: String,
        /// Its date.
        date: PartialDate,
    },
    /// The database refused the import.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// A text of a message, which may quote what the file says.
fn short(text: &str) -> Cow<'_, str> {
    without_middle(text, MAX_MESSAGE_BYTES)
}

fn none_of(records: u64) -> String {
    match records {
        0 => "it has no records".to_owned(),
        1 => "its only record cannot be imported".to_owned(),
        _ => format!("none of its {records} records can be imported"),
    }
}

fn after_line_break(list: &str) -> String {
    if list.is_empty() { String::new() } else { format!("\n{list}") }
}
