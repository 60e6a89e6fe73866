//! The published documents: those of `queries/`, and those that whoever runs the service adds.
//!
//! A document is known by its name, which is that of its file, and by the SHA-256 of its text. A service
//! can be told to answer published documents alone.

use std::{collections::HashMap, fs, path::Path, sync::Arc};

use sha2::{Digest, Sha256};

/// Name and text of each document in `queries/`, by name.
static EMBEDDED: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/queries.rs"));

/// Documents by name and by hash.
#[derive(Debug, Default)]
pub struct Published {
    by_name: HashMap<String, Arc<str>>,
    by_hash: HashMap<String, Arc<str>>,
}

impl Published {
    /// The documents in the program.
    #[must_use]
    pub fn embedded() -> Self {
        let mut published = Self::default();
        for (name, text) in EMBEDDED {
            published.add(name, text);
        }
        published
    }

    /// Adds the `.graphql` files of a folder; one of a name that is there already takes its place.
    ///
    /// # Errors
    /// When the folder or a file cannot be read as text.
    pub fn add_folder(&mut self, folder: &Path) -> std::io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "graphql") {
                let name = path.file_stem().unwrap_or_default().to_string_lossy();
                self.add(&name, &fs::read_to_string(&path)?);
            }
        }
        Ok(())
    }

    fn add(&mut self, name: &str, text: &str) {
        let text: Arc<str> = text.into();
        if let Some(before) = self.by_name.insert(name.to_owned(), text.clone()) {
            self.by_hash.remove(&hash(&before));
        }
        self.by_hash.insert(hash(&text), text);
    }

    /// Names and texts of all of them, by name.
    #[must_use]
    pub fn all(&self) -> Vec<(&str, &Arc<str>)> {
        let mut all: Vec<_> =
            self.by_name.iter().map(|(name, text)| (name.as_str(), text)).collect();
        all.sort_unstable_by_key(|(name, _)| *name);
        all
    }

    /// The document of that name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Arc<str>> {
        self.by_name.get(name)
    }

    /// The document with that hash, in lower-case hexadecimal.
    #[must_use]
    pub fn hashed(&self, hash: &str) -> Option<&Arc<str>> {
        self.by_hash.get(hash)
    }
}

/// The SHA-256 of a document's text in lower-case hexadecimal.
#[must_use]
pub fn hash(text: &str) -> String {
    use std::fmt::Write;
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_found_by_name_and_by_hash() {
        let mut published = Published::embedded();
        let box_text = published.named("01-founders-and-their-partners").unwrap().clone();
        assert_eq!(published.hashed(&hash(&box_text)), Some(&box_text));
        assert!(published.named("nothing").is_none());
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("mine.graphql"), "{ __typename }").unwrap();
        fs::write(folder.path().join("mine.txt"), "no document").unwrap();
        published.add_folder(folder.path()).unwrap();
        assert_eq!(published.named("mine").unwrap().as_ref(), "{ __typename }");
        fs::write(folder.path().join("mine.graphql"), "{ other: __typename }").unwrap();
        published.add_folder(folder.path()).unwrap();
        assert!(
            published.hashed(&hash("{ __typename }")).is_none(),
            "the old text is published no more"
        );
    }

    #[test]
    fn the_hash_is_that_of_the_standard() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(hash(""), empty);
    }
}
