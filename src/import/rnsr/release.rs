//! Releases of the RNSR: the month or day on which the ministry published the file.

use std::{fmt, path::Path, str::FromStr};

use crate::domain::{
    date::PartialDate,
    origin::RNSR,
    rank::FIRST_IMPORTED,
    record::{ImportedRecord, Name, Organization, Place, Source},
};

/// A release of the RNSR, such as `2022-02`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RnsrRelease {
    date: PartialDate,
}

/// A text that does not have the form of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the date of the RNSR is written as year and month, such as 2022-02, or with the day")]
pub struct ParseRnsrReleaseError;

impl FromStr for RnsrRelease {
    type Err = ParseRnsrReleaseError;

    fn from_str(text: &str) -> Result<Self, ParseRnsrReleaseError> {
        const MONTH_CHARS: usize = "2022-02".len();
        const DAY_CHARS: usize = "2022-02-14".len();
        let date = text.parse().map_err(|_| ParseRnsrReleaseError)?;
        match text.len() {
            MONTH_CHARS | DAY_CHARS => Ok(Self { date }),
            _ => Err(ParseRnsrReleaseError),
        }
    }
}

/// The slug of the ministry that publishes the register.
const PUBLISHER: &str = "rnsr-ministry";

impl RnsrRelease {
    /// The release that the name of a file says, as in `rnsr-2022-02.csv.gz`. A name with several dates says none, and
    /// neither does one with a month and a number that is no day.
    #[must_use]
    pub fn of_file(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let parts: Vec<_> = name.split(['-', '_', '.', ' ']).collect();
        match dates(&parts)[..] {
            [date] => Some(date),
            _ => None,
        }
    }

    /// The date.
    #[must_use]
    pub fn date(&self) -> PartialDate {
        self.date
    }

    /// The release as a source that facts can cite.
    #[must_use]
    pub fn source(&self) -> Source {
        Source {
            slug: format!("{RNSR}-{}", self.date),
            title: format!("Répertoire national des structures de recherche (RNSR), {}", self.date),
            publisher: PUBLISHER.to_owned(),
            kind: "DATASET".to_owned(),
            language: "fr".to_owned(),
            earliest: self.date,
            latest: self.date,
            dating: "The date of the file, which its name or the option --date of the import gives: the register has no date in it."
                .to_owned(),
            retrieved: None,
            url: Some("https://data.enseignementsup-recherche.gouv.fr/explore/dataset/fr-esr-structures-recherche-publiques-actives/".to_owned()),
            note: Some("File fr-esr-structures-recherche-publiques-actives.csv, the active structures. Licence Ouverte (Etalab): free reuse that names the source and its date.".to_owned()),
            parts: Vec::new(),
        }
    }

    /// The ministry that publishes the register.
    #[must_use]
    pub fn publisher() -> ImportedRecord {
        let french = |value: &str, kind: &str| Name::new(value, Some("fr".to_owned()), kind);
        ImportedRecord {
            key: "ministry".to_owned(),
            rank: FIRST_IMPORTED + PUBLISHER_RANK,
            locator: "publisher of the file".to_owned(),
            is_institution: true,
            organization: Organization {
                names: vec![
                    french("Ministère de l'Enseignement supérieur et de la Recherche", "LABEL"),
                    french(
                        "Ministère de l'Enseignement supérieur, de la Recherche et de l'Innovation",
                        "ALIAS",
                    ),
                ],
                kinds: vec!["MINISTRY".to_owned()],
                place: Place { country: Some("FR".to_owned()), ..Place::default() },
                ..Organization::new(PUBLISHER.to_owned())
            },
            ..ImportedRecord::default()
        }
    }
}

/// The dates that the parts of a name spell: days, and months that no number follows.
fn dates(parts: &[&str]) -> Vec<RnsrRelease> {
    let mut found = Vec::new();
    let mut rest = parts;
    while !rest.is_empty() {
        let dated = |length: usize| rest.get(..length)?.join("-").parse::<RnsrRelease>().ok();
        let is_number =
            |part: &&str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
        let length = match (dated(3), dated(2)) {
            (Some(day), _) => {
                found.push(day);
                3
            }
            (None, Some(month)) => {
                let has_number = rest.get(2).is_some_and(is_number);
                found.extend((!has_number).then_some(month));
                2
            }
            (None, None) => 1,
        };
        rest = &rest[length..];
    }
    found
}

/// The rank of the publisher, after those of all records of ROR and before those of the register.
const PUBLISHER_RANK: i64 = 1 << 31;

impl fmt::Display for RnsrRelease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_read_from_an_option_and_from_a_file_name() {
        let release: RnsrRelease = "2022-02".parse().unwrap();
        assert_eq!(release.source().slug, "rnsr-2022-02");
        let named = |name: &str| RnsrRelease::of_file(Path::new(name));
        for name in ["a/rnsr-2022-02.csv.gz", "rnsr_2022_02.csv", "RNSR 2022-02.csv"] {
            assert_eq!(named(name), Some(release), "{name}");
        }
        assert_eq!(named("rnsr-2022-02-14.csv").unwrap().to_string(), "2022-02-14");
        for text in ["2022", "2022-13", "2022-2", "202202", "v2022-02", "2022-02-14T00", ""] {
            assert!(text.parse::<RnsrRelease>().is_err(), "{text}");
        }
        for name in ["rnsr-2022-02-99.csv", "export-2024-05-17-rnsr-2022-02.csv"] {
            assert_eq!(named(name), None, "{name}");
        }
        let published = "fr-esr-structures-recherche-publiques-actives.csv";
        for name in [published, "rnsr-2022.csv", "rnsr.csv", ""] {
            assert_eq!(named(name), None, "{name}");
        }
    }
}
