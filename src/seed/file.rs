//! The files of a seed: those that the program holds, and those of a folder.

use crate::digest::sha256_hex;

/// A file of a seed.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Its name without a folder, such as `organizations.toml`.
    pub name: &'a str,
    /// What it holds.
    pub text: &'a str,
}

/// A file of a seed that was read from somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedFile {
    /// Its name without a folder.
    pub name: String,
    /// What it holds.
    pub text: String,
}

impl OwnedFile {
    /// The file as [`read`] takes it.
    #[must_use]
    pub fn as_file(&self) -> File<'_> {
        File { name: &self.name, text: &self.text }
    }
}

/// The seed that is compiled into the program.
#[must_use]
pub fn embedded() -> Vec<File<'static>> {
    [
        ("sources.toml", include_str!("../../seed/sources.toml")),
        ("organizations.toml", include_str!("../../seed/organizations.toml")),
        ("people.toml", include_str!("../../seed/people.toml")),
        ("programs.toml", include_str!("../../seed/programs.toml")),
        ("events.toml", include_str!("../../seed/events.toml")),
        ("affiliations.toml", include_str!("../../seed/affiliations.toml")),
        ("positions.toml", include_str!("../../seed/positions.toml")),
        ("participations.toml", include_str!("../../seed/participations.toml")),
        ("figures.toml", include_str!("../../seed/figures.toml")),
        ("discrepancies.toml", include_str!("../../seed/discrepancies.toml")),
        ("same-as.toml", include_str!("../../seed/same-as.toml")),
    ]
    .map(|(name, text)| File { name, text })
    .to_vec()
}

/// The SHA-256 digest of the names and texts of a seed, in hexadecimal digits.
#[must_use]
pub fn digest(files: &[File<'_>]) -> String {
    // A byte that no UTF-8 text holds separates names and texts.
    let texts = files.iter().flat_map(|file| [file.name, file.text]);
    let bytes: Vec<u8> = texts.flat_map(|text| text.bytes().chain([0xff])).collect();
    sha256_hex(&bytes)
}
