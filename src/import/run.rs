//! The run of an import, the same for every importer.

use std::collections::BTreeSet;

use super::{
    error::Error,
    importer::{Importer, InvalidRecords},
    report::Report,
    sink::RecordSink,
};
use crate::{
    domain::{date::Day, record::Different},
    progress::ProgressBar,
    store::Store,
};

/// How an import is run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Report what the import would do, and write nothing.
    pub dry_run: bool,
    /// The day of the import: a release dated later than the day after is refused. None skips this check.
    pub today: Option<Day>,
    /// Pairs that a curator has decided are not the same organization.
    pub different: Vec<Different>,
}

/// Imports a file in one transaction.
///
/// # Errors
/// Whatever is wrong with the file or the database; nothing is written then.
pub fn run(store: &mut Store, importer: &dyn Importer, options: &Options) -> Result<Report, Error> {
    refuse_future_release(importer, options.today)?;
    let release = importer.release();
    let import = store.import(release, different_records(options, release.scheme))?;
    let report = Report { title: importer.title(), dry_run: options.dry_run, ..Report::default() };
    let mut sink = RecordSink::new(import, report);
    let progress = ProgressBar::bytes();
    importer.read_organizations(&progress, &mut sink)?;
    sink.join_organizations()?;
    importer.read_facts(&progress, &mut sink)?;
    drop(progress);
    let report = sink.report();
    if report.rejected > 0 && importer.invalid_records() == InvalidRecords::Fail {
        let (path, count) = (importer.path().to_owned(), report.rejected);
        let (rows, list) = (report.rejected_at.to_string(), report.problem_list("  "));
        return Err(Error::InvalidRecords { path, count, rows, list });
    }
    if report.rejected == report.records {
        let (path, records) = (importer.path().to_owned(), report.records);
        let list = report.problem_list("  ");
        return Err(Error::NothingToImport { path, records, list });
    }
    sink.finish(options.dry_run)
}

/// The slug and the key of each pair that is not the same organization, for keys of this scheme.
fn different_records(options: &Options, scheme: Option<&str>) -> BTreeSet<(String, String)> {
    let pairs = options.different.iter().filter(|pair| Some(&*pair.identifier.scheme) == scheme);
    pairs.map(|pair| (pair.organization.clone(), pair.identifier.value.clone())).collect()
}

/// Refuses a release dated later than tomorrow. Tomorrow has already begun in some time zones.
fn refuse_future_release(importer: &dyn Importer, today: Option<Day>) -> Result<(), Error> {
    let date = importer.release().source.earliest;
    if today.is_none_or(|today| date.span().first <= today + 1) {
        return Ok(());
    }
    let (path, title) = (importer.path().to_owned(), importer.title());
    Err(Error::FutureRelease { path, title, date })
}
