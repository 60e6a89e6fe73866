//! The thorough check of a registry, as `consortia check` runs it.

use std::{collections::BTreeMap, fmt, path::Path};

use rusqlite::Connection;

use super::{
    super::{Error, write::setting},
    connection,
    foreign_log::identify_with_log,
    identify::{FileContent, first_finding},
    migrate::{broken_reference, user_version},
};

/// The first schema version with imports.
const FIRST_WITH_IMPORTS: i32 = 2;

/// What a thorough check of a registry has read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// Schema version of the file.
    pub version: i32,
    /// How many changes the data has gone through.
    pub data_version: i64,
    /// How many rows of each type it holds, by the name of the type in the schema.
    pub counts: BTreeMap<String, i64>,
    /// Whether the organizations of ROR have no coordinates, because an earlier version of the program imported them.
    pub lacks_coordinates: bool,
}

/// What to do if [`Inspection::lacks_coordinates`].
pub const LACKS_COORDINATES: &str = "the organizations of ROR have no coordinates, because an earlier version of the program imported them: `near` \
     finds none of them until a release of ROR is imported again (`consortia import ror FILE`)";

impl fmt::Display for Inspection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { version, data_version, .. } = self;
        write!(f, "no damage found; schema version {version}, data version {data_version}")?;
        self.counts.iter().try_for_each(|(ty, count)| write!(f, "; {ty}: {count}"))?;
        if self.lacks_coordinates {
            write!(f, "\nwarning: {LACKS_COORDINATES}")?;
        }
        Ok(())
    }
}

/// Checks a registry thoroughly: every page, index and reference. The file is not changed.
///
/// # Errors
/// [`Error::NoFile`] if there is no registry at `path`; otherwise one that names the first damage found.
pub fn check(path: &Path) -> Result<Inspection, Error> {
    if identify_with_log(path)? != FileContent::Registry {
        return Err(Error::NoFile(path.to_owned()));
    }
    check_registry(path).map_err(|error| error.at(path))
}

/// The same for a registry that this process has open.
///
/// # Errors
/// One that names the first damage found.
pub fn check_open(path: &Path) -> Result<(), Error> {
    check_registry(path).map(drop).map_err(|error| error.at(path))
}

fn check_registry(path: &Path) -> Result<Inspection, Error> {
    let connection = connection::open_unchanged(path)?;
    let finding = match integrity_finding(&connection)? {
        None => reference_finding(&connection)?,
        finding => finding,
    };
    if let Some(finding) = finding {
        return Err(Error::Damaged { path: path.to_owned(), finding });
    }
    let mut counts = connection.prepare("SELECT type, count(*) FROM node GROUP BY type")?;
    let counts = counts.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let data_version = "SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'data_version'";
    let version = user_version(&connection)?;
    Ok(Inspection {
        version,
        data_version: connection.query_row(data_version, [], |row| row.get(0))?,
        counts: counts.collect::<Result<_, _>>()?,
        lacks_coordinates: version >= FIRST_WITH_IMPORTS
            && setting::lacks_coordinates(&connection)?,
    })
}

/// The first damage in pages, rows, indexes or the full-text index.
fn integrity_finding(connection: &Connection) -> Result<Option<String>, Error> {
    let report: String =
        connection.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
    Ok((report != "ok").then(|| first_finding(&report)))
}

/// The first row that refers to a missing row.
fn reference_finding(connection: &Connection) -> Result<Option<String>, Error> {
    let broken = broken_reference(connection)?;
    Ok(broken
        .map(|(table, parent)| format!("a row of {table} refers to a missing row of {parent}")))
}
