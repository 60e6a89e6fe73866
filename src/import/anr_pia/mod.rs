//! The importer of the projects of the Programme d'investissements d'avenir (PIA), as the Agence nationale de la recherche publishes
//! them: tables with a map of their own.

use std::path::{Path, PathBuf};

use super::{
    csv_file::CsvFile,
    error::Error,
    importer::InvalidRecords,
    table::{Map, TableImporter},
};
use crate::{
    domain::{
        date::PartialDate,
        rank::FIRST_IMPORTED,
        record::{ImportedRecord, Name, Organization, Place, Release},
    },
    progress::ProgressBar,
};

/// The map of the tables.
const MAP: &str = include_str!("map.toml");
/// The slug of the agency, if the database has no organization of its own for it.
const PUBLISHER: &str = "anr-pia-anr";
/// The rank of the agency, after those of all records of ROR.
const PUBLISHER_RANK: i64 = (1 << 31) + 1;

/// An importer of the files of projects and of partners. Without `date`, the name of one of them has to say when they were
/// published.
///
/// # Errors
/// When neither says it, or a file cannot be read.
pub fn importer(
    projects: &Path,
    partners: &Path,
    date: Option<PartialDate>,
) -> Result<TableImporter, Error> {
    let paths = [projects.to_owned(), partners.to_owned()];
    let date = date.or_else(|| paths.iter().find_map(|path| date_of_file(path)));
    let date = date.ok_or_else(|| Error::UnknownDate(projects.to_owned()))?;
    let malformed = |(place, reason)| Error::Malformed {
        path: PathBuf::from("src/import/anr_pia/map.toml"),
        place,
        reason,
    };
    let mut map = Map::parse(&MAP.replace("{date}", &date.to_string())).map_err(malformed)?;
    for (table, path) in map.tables.iter_mut().zip(&paths) {
        table.delimiter = delimiter(path)?;
    }
    let source =
        map.source.source(None).map_err(|(place, it)| malformed((place.to_owned(), it)))?;
    let release = Release {
        origin: map.list.clone(),
        scheme: None,
        source,
        publisher: Some(publisher()),
        decisions: Vec::new(),
    };
    // The person who imports the files cannot correct them.
    Ok(TableImporter::with_release(&paths, map, release, InvalidRecords::Skip))
}

/// The day or month that the name of a file says: `anr-dgpie-depuis-2010-projets-finances-20220512-projets.csv` or
/// `anr-pia-2022-05-projects.csv.gz`.
fn date_of_file(path: &Path) -> Option<PartialDate> {
    const DAY_DIGITS: usize = "20220512".len();
    let name = path.file_name()?.to_str()?;
    let parts: Vec<_> = name.split(['-', '_', '.', ' ']).collect();
    let is_day =
        |part: &&&str| part.len() == DAY_DIGITS && part.bytes().all(|it| it.is_ascii_digit());
    let compact = parts
        .iter()
        .filter(is_day)
        .find_map(|it| format!("{}-{}-{}", &it[..4], &it[4..6], &it[6..]).parse().ok());
    let dated = |length: usize| {
        let texts = parts.windows(length).filter(|it| it[0].len() == 4);
        texts.map(|it| it.join("-")).find_map(|text| text.parse().ok())
    };
    compact.or_else(|| dated(3)).or_else(|| dated(2))
}

/// The character between two columns: the agency publishes files with semicolons, and programs convert them to files with commas.
fn delimiter(path: &Path) -> Result<u8, Error> {
    let file = CsvFile { path: path.to_owned(), delimiter: b';' };
    let columns = file.rows(&ProgressBar::bytes())?.header.len();
    Ok(if columns > 1 { b';' } else { b',' })
}

/// The agency that publishes the files.
fn publisher() -> ImportedRecord {
    let name = |value: &str, kind: &str| Name::new(value, Some("fr".to_owned()), kind);
    ImportedRecord {
        key: "anr".to_owned(),
        rank: FIRST_IMPORTED + PUBLISHER_RANK,
        locator: "publisher of the files".to_owned(),
        organization: Organization {
            names: vec![name("Agence nationale de la recherche", "LABEL"), name("ANR", "ACRONYM")],
            kinds: vec!["FUNDER".to_owned()],
            place: Place { country: Some("FR".to_owned()), ..Place::default() },
            ..Organization::new(PUBLISHER.to_owned())
        },
        is_institution: true,
        ..ImportedRecord::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_is_read_from_the_name_of_a_file() {
        let named = |name: &str| date_of_file(Path::new(name)).map(|date| date.to_string());
        for (name, date) in [
            ("anr-dgpie-depuis-2010-projets-finances-20220512-projets.csv", Some("2022-05-12")),
            ("a/anr-pia-2022-05-projects.csv.gz", Some("2022-05")),
            ("anr-pia-2022-05-12.csv", Some("2022-05-12")),
            ("anr-dgpie-depuis-2010-projets.csv", None),
            ("projects.csv", None),
        ] {
            assert_eq!(named(name).as_deref(), date, "{name}");
        }
    }
}
