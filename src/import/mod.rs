//! Imports: files of other registries, read a record at a time and handed to the store.
//!
//! Reading knows the formats and no SQL; what is done with a record is the store's matter. Whatever is
//! wrong with a file as a file ends the import and leaves nothing; what is wrong with one record is listed.

mod map;
mod reader;
mod release;
mod report;
mod ror;
mod table;

use std::{
    collections::{BTreeSet, HashSet},
    io,
    path::{Path, PathBuf},
};

use indicatif::{ProgressBar, ProgressStyle};

use self::map::Map;
pub use self::{
    release::{NoRelease, Release},
    report::{Refusal, Report},
};
use crate::{
    domain::{
        date::{Day, PartialDate},
        identifier::number_of_ror,
        imported::Edition,
        record::Different,
    },
    store::{self, Store},
};

/// Why an import wrote nothing.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read.
    #[error("{}: {cause}; nothing was written", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        cause: io::Error,
    },
    /// The file is not what it has to be.
    #[error("{}, {place}: {what}; nothing was written", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line or record.
        place: String,
        /// What is wrong and what to do.
        what: String,
    },
    /// Rows break rules, and nobody said to go on without them.
    #[error("{}: {rows} of its rows break a rule; correct them, or leave them out with --keep-going; nothing was written\n{list}", path.display())]
    Rows {
        /// The file.
        path: PathBuf,
        /// How many.
        rows: u64,
        /// The first of them, each with line, column and rule.
        list: String,
    },
    /// Nobody said which release the file is.
    #[error(
        "{}: its name does not say which release of ROR it is; add --release with version and day, such as --release v2.9-2026-06-23", .0.display()
    )]
    NoRelease(PathBuf),
    /// The file is said to be of a day that is still to come.
    #[error(
        "{}: {what} is dated {date}, which is still to come: no older one could be taken in after it; correct the date; nothing was written", path.display()
    )]
    Future {
        /// The file.
        path: PathBuf,
        /// Which release or edition.
        what: String,
        /// Its date.
        date: PartialDate,
    },
    /// The database refused it.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// How an import is run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Undo everything at the end, and report what would have been done.
    pub dry_run: bool,
    /// Leave out the rows of a table that break a rule.
    pub keep_going: bool,
    /// The day on which it is run: no file is of a day beyond tomorrow. Not asked where it is None.
    pub today: Option<Day>,
    /// What a curator found to be two.
    pub different: Vec<Different>,
}

/// Takes in a file of ROR.
///
/// # Errors
/// Whatever is wrong with the file or the database; nothing is written then.
pub fn ror(
    store: &mut Store,
    file: &Path,
    release: Option<&Release>,
    options: Options,
) -> Result<Report, Error> {
    let named = release.cloned().or_else(|| Release::of_file(file));
    let release = named.ok_or_else(|| Error::NoRelease(file.to_owned()))?;
    let edition =
        Edition { origin: "ror".to_owned(), scheme: Some("ROR"), source: release.source() };
    let mut report = Report { title: format!("ROR {release}"), ..Report::default() };
    report.dry_run = options.dry_run;
    not_to_come(file, &report.title, &edition, options.today)?;
    let different = options.different.into_iter().filter(|it| it.identifier.scheme == "ROR");
    let different = different.map(|it| (it.organization, it.identifier.value)).collect();
    let mut import = store.import(&edition, different)?;
    let bar = progress();
    let mut seen = HashSet::new();
    report.records = reader::each(file, &bar, &mut |at, record: ror::Record| {
        let place = |what| format!("{at} ({what})");
        let mut left_out = Vec::new();
        let imported = record.imported(&mut |why| left_out.push(why));
        for why in left_out {
            report.refuse(place(record.id()), why, false);
        }
        let refused = match imported {
            Ok(imported) if !seen.insert(short(&imported.key)) => {
                Some("a record before it has the same id, and stands".to_owned())
            }
            Ok(imported) => {
                let slug = imported.organization.slug.clone();
                let holder = import.take(imported)?;
                holder.map(|holder| format!("the slug {slug} is one of {holder}"))
            }
            Err(why) => Some(why),
        };
        if let Some(why) = refused {
            report.refuse(place(record.id()), why, true);
        } else {
            for (what, count) in record.no_place().into_iter().filter(|(_, count)| *count > 0) {
                *report.no_place.entry(what).or_default() += count as u64;
            }
        }
        Ok(())
    })?;
    bar.finish_and_clear();
    report.outcome = import.finish(options.dry_run)?;
    Ok(report)
}

/// Takes in a table, as its map says.
///
/// # Errors
/// Whatever is wrong with the map, the file or the database; nothing is written then.
pub fn table(
    store: &mut Store,
    file: &Path,
    map_file: &Path,
    options: &Options,
) -> Result<Report, Error> {
    let map = Map::read(map_file)?;
    let malformed = |(place, what): (&str, String)| Error::Malformed {
        path: map_file.to_owned(),
        place: place.to_owned(),
        what,
    };
    let source = map.source().map_err(malformed)?;
    let edition = Edition { origin: map.list.clone(), scheme: None, source };
    let title = format!("{} ({})", edition.source.title, map.list);
    let mut report = Report { title, dry_run: options.dry_run, ..Report::default() };
    not_to_come(file, &report.title, &edition, options.today)?;
    let mut import = store.import(&edition, BTreeSet::new())?;
    let bar = progress();
    let mut refused = |(line, wrong): table::Refused| {
        report.refuse(format!("line {line}"), wrong.join("; "), true);
        Ok(())
    };
    let records = table::each(file, &map, &bar, &mut |row| Ok(import.take(row)?), &mut refused)?;
    report.records = records;
    bar.finish_and_clear();
    if report.refused > 0 && !options.keep_going {
        let list = report.refusals.iter().map(|it| format!("  {}: {}", it.place, it.why));
        let list = list.collect::<Vec<_>>().join("\n");
        return Err(Error::Rows { path: file.to_owned(), rows: report.refused, list });
    }
    report.outcome = import.finish(options.dry_run)?;
    Ok(report)
}

/// An id of ROR in four bytes: all that is kept of each record while a file is read.
fn short(id: &str) -> Option<u32> {
    number_of_ror(id).and_then(|number| u32::try_from(number).ok())
}

/// Refuses an edition of a day beyond tomorrow; tomorrow it is somewhere already.
fn not_to_come(
    path: &Path,
    what: &str,
    edition: &Edition,
    today: Option<Day>,
) -> Result<(), Error> {
    let date = edition.source.earliest;
    match today.filter(|today| date.span().first > today + 1) {
        None => Ok(()),
        Some(_) => Err(Error::Future { path: path.to_owned(), what: what.to_owned(), date }),
    }
}

/// A bar on a terminal; nothing where standard error is none.
fn progress() -> ProgressBar {
    let bar = ProgressBar::new(0);
    let style = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {eta}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}
