//! What every importer provides.

use std::path::Path;

use super::{error::Error, sink::RecordSink};
use crate::{domain::record::Release, progress::ProgressBar};

/// Reads a file of one registry or list.
///
/// An importer checks what it reads by the rules of its format and translates each record into the terms of
/// this registry. [`run`](super::run()) does the rest: it opens the transaction, matches records with
/// organizations, writes and reports.
pub trait Importer {
    /// The release that the file holds; its source is what imported facts cite.
    fn release(&self) -> &Release;

    /// The title of the release for people, such as `ROR v2.9-2026-06-23`.
    fn title(&self) -> String;

    /// The file.
    fn path(&self) -> &Path;

    /// What to do when records break a rule.
    fn invalid_records(&self) -> InvalidRecords;

    /// Reads the organizations in the order of the file, and passes each to `sink` as soon as it is read.
    ///
    /// Records that break a rule go to [`RecordSink::reject`], parts of records to [`RecordSink::omit`].
    ///
    /// # Errors
    /// When the file cannot be read or does not have the expected format, and every error of `sink`.
    fn read_organizations(
        &self,
        progress: &ProgressBar,
        sink: &mut RecordSink<'_>,
    ) -> Result<(), Error>;

    /// Reads the records of other types, if the format has any, and passes them to [`RecordSink::fact`]: each after those that it
    /// refers to. The organizations have been read and joined with others before.
    ///
    /// # Errors
    /// Those of [`Importer::read_organizations`].
    fn read_facts(&self, _progress: &ProgressBar, _sink: &mut RecordSink<'_>) -> Result<(), Error> {
        Ok(())
    }
}

/// What to do when records of a file break a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidRecords {
    /// Import the other records, and list the invalid ones in the report.
    Skip,
    /// Fail and list the invalid records: whoever runs the import can correct the file.
    Fail,
}
