//! Releases of ROR: their version and date, as ROR writes them in the names of its dumps.

use std::{fmt, path::Path, str::FromStr};

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
    /// The release that the name of a file begins with, as in `v2.9-2026-06-23-ror-data.zip`.
    #[must_use]
    pub fn of_file(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let parts: Vec<_> = name.splitn(5, ['-', '_']).take(4).collect();
        parts.join("-").parse().ok()
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
    }

    #[test]
    fn other_file_names_give_no_release() {
        for name in ["ror-v2-sample.jsonl.gz", "v2.9.zip", "v2..9-2026-06-23", "v2.9-2026-06", ""] {
            assert_eq!(RorRelease::of_file(Path::new(name)), None, "{name}");
        }
    }
}
