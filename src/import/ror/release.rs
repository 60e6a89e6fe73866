//! Releases of ROR: their version and date, as ROR writes them in the names of its dumps.

use std::{fmt, fs::File, path::Path, str::FromStr};

use super::dump;
use crate::domain::{date::PartialDate, record::Source};

/// A release of ROR, such as `v2.9-2026-06-23`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RorRelease {
    version: String,
    date: PartialDate,
}

/// A text that does not have the form of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a release of ROR is written as version and date, such as v2.9-2026-06-23")]
pub struct ParseReleaseError;

impl FromStr for RorRelease {
    type Err = ParseReleaseError;

    fn from_str(text: &str) -> Result<Self, ParseReleaseError> {
        let (version, date) = text.split_once('-').ok_or(ParseReleaseError)?;
        let numbers = version.strip_prefix('v').ok_or(ParseReleaseError)?;
        let is_number = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
        let is_version = version.len() <= 16 && numbers.split('.').all(is_number);
        // A partial date such as 2026-06 does not name a release.
        let is_full_date = date.len() == 10;
        let date = date.parse().map_err(|_| ParseReleaseError)?;
        if is_version && is_full_date {
            Ok(Self { version: version.to_owned(), date })
        } else {
            Err(ParseReleaseError)
        }
    }
}

impl RorRelease {
    /// The release that the name of a file says, as in `v2.9-2026-06-23-ror-data.zip`.
    #[must_use]
    pub fn of_file(path: &Path) -> Option<Self> {
        /// Version, year, month and day.
        const PARTS: usize = 4;
        let name = path.file_name()?.to_str()?;
        let parts: Vec<_> = name.split(['-', '_', ' ']).collect();
        parts.windows(PARTS).find_map(|parts| {
            let [version, year, month, day] = parts else { return None };
            // The day may be followed by the end of the name: `v2.9-2026-06-23.json`.
            let day = day.split('.').next().unwrap_or_default();
            format!("{version}-{year}-{month}-{day}").parse().ok()
        })
    }

    /// The release that the names of the files in an archive say, if the file is one and they agree.
    #[must_use]
    pub fn of_archive(path: &Path) -> Option<Self> {
        let names = dump::names(File::open(path).ok()?);
        let mut releases = names.iter().filter_map(|name| Self::of_file(Path::new(name)));
        let first = releases.next()?;
        releases.all(|other| other == first).then_some(first)
    }

    /// The release as a source that facts can cite.
    #[must_use]
    pub fn source(&self) -> Source {
        Source {
            slug: format!("ror-{}", self.version.replace('.', "-")),
            title: format!("Research Organization Registry, release {}", self.version),
            publisher: "ror".to_owned(),
            kind: "DATASET".to_owned(),
            language: "en".to_owned(),
            earliest: self.date,
            latest: self.date,
            dating: "ROR publishes the date of each release.".to_owned(),
            retrieved: None,
            url: Some("https://github.com/ror-community/ror-records".to_owned()),
            note: None,
            parts: Vec::new(),
        }
    }
}

impl fmt::Display for RorRelease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.version, self.date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_read_from_an_option_and_from_a_file_name() {
        let release: RorRelease = "v2.9-2026-06-23".parse().unwrap();
        assert_eq!(release.source().slug, "ror-v2-9");
        let named = |name: &str| RorRelease::of_file(Path::new(name));
        assert_eq!(named("a/v2.9-2026-06-23-ror-data.zip"), Some(release));
        let schema_v2 = named("v1.45-2024-04-11-ror-data_schema_v2.json").unwrap();
        assert_eq!(schema_v2.to_string(), "v1.45-2024-04-11");
        for name in
            ["13-v2.1-2026-01-16-ror-data.zip", "copy of v2.1-2026-01-16.json", "v2.1_2026-01-16_x"]
        {
            assert_eq!(named(name).unwrap().to_string(), "v2.1-2026-01-16", "{name}");
        }
    }

    #[test]
    fn other_file_names_give_no_release() {
        for name in ["ror-v2-sample.jsonl.gz", "v2.9.zip", "v2..9-2026-06-23", "v2.9-2026-06", ""] {
            assert_eq!(RorRelease::of_file(Path::new(name)), None, "{name}");
        }
    }
}
