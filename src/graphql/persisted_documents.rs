//! Persisted documents: GraphQL documents that a client may name instead of sending their text.
//!
//! They are the files of `queries/`, which are part of the program, and those of a folder that the operator
//! adds. Each is known by its name, which is the file's name without `.graphql`, and by the SHA-256 digest
//! of its text.

use std::{collections::HashMap, sync::Arc};

use crate::digest::sha256_hex;

/// Name and text of each file of `queries/`, in the order of their names.
static EMBEDDED: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/queries.rs"));

/// Documents by name and by digest.
#[derive(Debug, Default)]
pub struct PersistedDocuments {
    by_name: HashMap<String, Arc<str>>,
    by_digest: HashMap<String, Arc<str>>,
}

impl PersistedDocuments {
    /// The documents that are part of the program.
    #[must_use]
    pub fn embedded() -> Self {
        let mut documents = Self::default();
        for (name, text) in EMBEDDED {
            documents.insert(name, text);
        }
        documents
    }

    /// Adds a document, in place of the one of the same name.
    pub fn insert(&mut self, name: &str, text: &str) {
        let text: Arc<str> = text.into();
        if let Some(replaced) = self.by_name.insert(name.to_owned(), text.clone()) {
            self.by_digest.remove(&document_digest(&replaced));
        }
        self.by_digest.insert(document_digest(&text), text);
    }

    /// Names and texts of all documents, in the order of their names.
    #[must_use]
    pub fn all(&self) -> Vec<(&str, &Arc<str>)> {
        let mut all: Vec<_> =
            self.by_name.iter().map(|(name, text)| (name.as_str(), text)).collect();
        all.sort_unstable_by_key(|(name, _)| *name);
        all
    }

    /// The text of the document with this name.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&Arc<str>> {
        self.by_name.get(name)
    }

    /// The text of the document with this digest, given in lower-case hexadecimal digits.
    #[must_use]
    pub fn by_digest(&self, digest: &str) -> Option<&Arc<str>> {
        self.by_digest.get(digest)
    }
}

/// The digest that identifies a document: SHA-256 of its text, in lower-case hexadecimal digits.
#[must_use]
pub fn document_digest(text: &str) -> String {
    sha256_hex(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_found_by_name_and_by_digest() {
        let documents = PersistedDocuments::embedded();
        let text = documents.by_name("01-founders-and-their-partners").unwrap();
        assert_eq!(documents.by_digest(&document_digest(text)), Some(text));
        assert!(documents.by_name("unknown").is_none());
    }

    #[test]
    fn a_document_replaces_the_one_of_the_same_name() {
        let mut documents = PersistedDocuments::embedded();
        documents.insert("mine", "{ __typename }");
        assert_eq!(documents.by_name("mine").unwrap().as_ref(), "{ __typename }");
        documents.insert("mine", "{ other: __typename }");
        let replaced = document_digest("{ __typename }");
        assert!(documents.by_digest(&replaced).is_none(), "the replaced text is no longer known");
    }
}
