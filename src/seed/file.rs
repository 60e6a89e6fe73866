//! The files of a seed, and those that are part of the program.

use super::format::records::record_formats;
use crate::digest::sha256_hex;

/// A file of a seed.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Its name without a folder, such as `organizations.toml`.
    pub name: &'a str,
    /// Its content.
    pub text: &'a str,
}

/// A file of a seed that owns its name and content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedFile {
    /// Its name without a folder.
    pub name: String,
    /// Its content.
    pub text: String,
}

impl OwnedFile {
    /// The file as [`read`](super::read()) takes it.
    #[must_use]
    pub fn as_file(&self) -> File<'_> {
        File { name: &self.name, text: &self.text }
    }
}

/// The seed that is part of the program.
#[must_use]
pub fn embedded() -> Vec<File<'static>> {
    record_formats().map(|format| File { name: format.file, text: format.embedded }).collect()
}

/// The SHA-256 digest of the names and contents of the files: another one as soon as any byte differs.
#[must_use]
pub fn digest(files: &[File<'_>]) -> String {
    let mut bytes = Vec::new();
    for text in files.iter().flat_map(|file| [file.name, file.text]) {
        bytes.extend_from_slice(text.as_bytes());
        // This byte occurs in no UTF-8 text, so it separates names and contents unambiguously.
        bytes.push(0xff);
    }
    sha256_hex(&bytes)
}
