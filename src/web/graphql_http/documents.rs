//! Which document a request means: its text, a published one by name or hash, or one that a client
//! registered by its hash before.

use std::sync::Arc;

use crate::{
    cache::Cache,
    graphql::{Code, Error, PersistedDocuments, document_digest},
};

use super::parameters::Incoming;
use crate::web::response::outcome::Outcome;

/// Bytes of text of the documents that clients may have registered.
const REGISTERED: usize = 2 << 20;
/// What stands before a hash in `documentId`.
const SHA256: &str = "sha256:";

/// The documents that are known without their text.
pub struct Documents {
    published: PersistedDocuments,
    registered: Cache<String, Arc<str>>,
    /// Whether documents that are not published are refused.
    only_published: bool,
}

/// The document that a request means.
pub struct Meant {
    /// Its text.
    pub text: Arc<str>,
    /// The hash to register it under, once it has proven valid.
    pub register: Option<String>,
}

impl Documents {
    /// Persisted documents, and room for registered ones.
    #[must_use]
    pub fn new(published: PersistedDocuments, only_published: bool) -> Self {
        Self { published, registered: Cache::new(REGISTERED), only_published }
    }

    /// The document that a request means.
    ///
    /// # Errors
    /// When none is named, or one that is not known, or one that is not published where that is asked for.
    pub fn meant(&self, incoming: &mut Incoming) -> Result<Meant, (Outcome, Error)> {
        let text = incoming.query.take().filter(|text| !text.is_empty());
        let malformed =
            |place: &str, rule: &str| Err((Outcome::Malformed, Error::bad_input(place, rule)));
        match (text, incoming.document_id.take(), incoming.persisted.take()) {
            (None, None, None) => malformed("query", "a GraphQL document is missing"),
            (Some(_), Some(_), _) => malformed("documentId", "give either the document or its id"),
            (None, Some(id), _) => self.by_id(&id),
            (None, None, Some(hash)) => self.by_hash(&hash),
            (Some(text), None, Some(hash)) if document_digest(&text) != hash => malformed(
                "extensions.persistedQuery.sha256Hash",
                "this is not the hash of the document",
            ),
            (Some(text), None, hash) => {
                let register = hash.filter(|hash| self.published.by_digest(hash).is_none());
                self.published_only(Meant { text: text.into(), register })
            }
        }
    }

    /// Whether a document of that text is answered here.
    pub fn allows(&self, text: &str) -> bool {
        !self.only_published || self.published.by_digest(&document_digest(text)).is_some()
    }

    /// Remembers a document that a client may name by its hash from now on.
    pub fn register(&self, hash: String, text: Arc<str>) {
        let weight = hash.len() + text.len();
        self.registered.put(hash, text, weight);
    }

    fn by_id(&self, id: &str) -> Result<Meant, (Outcome, Error)> {
        match id.strip_prefix(SHA256) {
            Some(hash) => self.by_hash(&hash.to_ascii_lowercase()),
            None => known(self.published.by_name(id).cloned()),
        }
    }

    fn by_hash(&self, hash: &str) -> Result<Meant, (Outcome, Error)> {
        known(self.published.by_digest(hash).cloned().or_else(|| self.registered.get(hash)))
    }

    fn published_only(&self, meant: Meant) -> Result<Meant, (Outcome, Error)> {
        if self.only_published && self.published.by_digest(&document_digest(&meant.text)).is_none()
        {
            let rule = "Only published documents are answered here; name one by `documentId`.";
            return Err((Outcome::Unpublished, Error::new(Code::DocumentNotPublished, rule)));
        }
        Ok(meant)
    }
}

fn known(text: Option<Arc<str>>) -> Result<Meant, (Outcome, Error)> {
    match text {
        Some(text) => Ok(Meant { text, register: None }),
        // Clients of Apollo look for this very message.
        None => {
            Err((Outcome::Unknown, Error::new(Code::DocumentNotFound, "PersistedQueryNotFound")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: &str = "01-founders-and-their-partners";

    fn documents(only_published: bool) -> Documents {
        Documents::new(PersistedDocuments::embedded(), only_published)
    }

    fn asking(body: &str) -> Incoming {
        Incoming::of_body(body.as_bytes()).unwrap()
    }

    #[test]
    fn published_documents_have_a_name_and_a_hash() {
        let documents = documents(true);
        let named = documents.meant(&mut asking(&format!(r#"{{"documentId":"{BOX}"}}"#))).unwrap();
        let hash = document_digest(&named.text);
        for body in [
            format!(r#"{{"documentId":"sha256:{hash}"}}"#),
            format!(r#"{{"documentId":"sha256:{}"}}"#, hash.to_uppercase()),
            format!(
                r#"{{"extensions":{{"persistedQuery":{{"version":1,"sha256Hash":"{hash}"}}}}}}"#
            ),
            serde_json::json!({ "query": named.text.as_ref() }).to_string(),
        ] {
            assert_eq!(documents.meant(&mut asking(&body)).unwrap().text, named.text, "{body}");
        }
    }

    #[test]
    fn clients_register_documents_by_their_hash() {
        let documents = documents(false);
        let hash = document_digest("{ __typename }");
        let by_hash = format!(
            r#"{{"extensions":{{"persistedQuery":{{"version":1,"sha256Hash":"{hash}"}}}}}}"#
        );
        let unknown = documents.meant(&mut asking(&by_hash)).err().unwrap();
        assert_eq!(
            (unknown.0, unknown.1.message.as_str()),
            (Outcome::Unknown, "PersistedQueryNotFound")
        );
        let both = by_hash.replacen('{', "{\"query\":\"{ __typename }\",", 1);
        let meant = documents.meant(&mut asking(&both)).unwrap();
        documents.register(meant.register.unwrap(), meant.text);
        assert_eq!(documents.meant(&mut asking(&by_hash)).unwrap().text.as_ref(), "{ __typename }");
        let other = both.replace("__typename", "other: __typename");
        assert_eq!(documents.meant(&mut asking(&other)).err().unwrap().0, Outcome::Malformed);
    }

    #[test]
    fn what_is_not_published_is_refused_where_that_is_asked_for() {
        let body = r#"{"query":"{ __typename }"}"#;
        assert!(documents(false).meant(&mut asking(body)).is_ok());
        assert_eq!(documents(true).meant(&mut asking(body)).err().unwrap().0, Outcome::Unpublished);
    }

    #[test]
    fn a_request_names_one_document() {
        let documents = documents(false);
        for (body, outcome) in [
            ("{}".to_owned(), Outcome::Malformed),
            (r#"{"query":""}"#.to_owned(), Outcome::Malformed),
            (format!(r#"{{"query":"{{a}}","documentId":"{BOX}"}}"#), Outcome::Malformed),
            (r#"{"documentId":"nothing"}"#.to_owned(), Outcome::Unknown),
            (r#"{"documentId":"../queries/06-find"}"#.to_owned(), Outcome::Unknown),
            (r#"{"documentId":"sha256:00"}"#.to_owned(), Outcome::Unknown),
        ] {
            assert_eq!(documents.meant(&mut asking(&body)).err().unwrap().0, outcome, "{body}");
        }
    }
}
