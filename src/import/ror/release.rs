//! Which release of ROR a file is: its version and its day, as ROR writes them in the names of its dumps.

use std::{fmt, path::Path, str::FromStr};

use crate::domain::{date::PartialDate, record::Source};

/// A release of ROR.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RorRelease {
    version: String,
    date: PartialDate,
}

/// A text that names no release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a release is written as ROR does it, version and day: v2.9-2026-06-23")]
pub struct ParseReleaseError;

impl FromStr for RorRelease {
    type Err = ParseReleaseError;

    fn from_str(text: &str) -> Result<Self, ParseReleaseError> {
        let (version, date) = text.split_once('-').ok_or(ParseReleaseError)?;
        let number = version.strip_prefix('v').ok_or(ParseReleaseError)?;
        let parts = number.split('.');
        let fits =
            parts.into_iter().all(|it| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit()));
        let day: PartialDate = date.parse().map_err(|_| ParseReleaseError)?;
        if fits && version.len() <= 16 && date.len() == 10 {
            Ok(Self { version: version.to_owned(), date: day })
        } else {
            Err(ParseReleaseError)
        }
    }
}

impl RorRelease {
    /// The release that the name of a file begins with: `v2.9-2026-06-23-ror-data.zip`.
    #[must_use]
    pub fn of_file(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let parts: Vec<_> = name.splitn(5, ['-', '_']).take(4).collect();
        parts.join("-").parse().ok()
    }

    /// The release as a document to cite.
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
            dating: "ROR names the day of each release.".to_owned(),
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
    fn releases_are_read_from_flags_and_file_names() {
        let release: RorRelease = "v2.9-2026-06-23".parse().unwrap();
        assert_eq!(release.source().slug, "ror-v2-9");
        let named = |name: &str| RorRelease::of_file(Path::new(name));
        assert_eq!(named("a/v2.9-2026-06-23-ror-data.zip"), Some(release));
        assert_eq!(
            named("v1.45-2024-04-11-ror-data_schema_v2.json").unwrap().to_string(),
            "v1.45-2024-04-11"
        );
        for other in ["ror-v2-sample.jsonl.gz", "v2.9.zip", "v2..9-2026-06-23", "v2.9-2026-06", ""]
        {
            assert_eq!(named(other), None, "{other}");
        }
    }
}
