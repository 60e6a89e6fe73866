//! Which document a request executes: its text, a persisted document by name or hash, or one that a client registered by
//! its hash (automatic persisted queries).

use std::sync::Arc;

use crate::{
    cache::{Cache, ReadUsage},
    graphql::{Code, Error, PersistedDocuments, document_digest},
    web::response::{Outcome, Reply},
};

use super::parameters::RequestParameters;

/// The prefix of a hash in `documentId`.
const SHA256: &str = "sha256:";

/// The documents that are known without their text.
pub struct Documents {
    persisted: PersistedDocuments,
    /// Text by hash.
    registered: Cache<String, Arc<str>>,
    /// Whether other documents than persisted ones are refused.
    only_persisted: bool,
}

/// The document of a request.
#[derive(Debug)]
pub struct ResolvedDocument {
    /// Its text.
    pub text: Arc<str>,
    /// The hash to register it under, once it has been validated.
    pub register_as: Option<String>,
}

/// Why a request has no document.
#[derive(Debug)]
pub enum DocumentError {
    /// The parameters contradict each other, or none names a document.
    Malformed(Error),
    /// There is no document with this name or hash.
    NotFound,
    /// The document is not persisted, and only persisted ones are executed.
    NotPersisted,
}

impl DocumentError {
    /// The response.
    #[must_use]
    pub fn into_reply(self) -> Reply {
        match self {
            Self::Malformed(error) => Reply::refused(Outcome::Malformed, &error),
            Self::NotFound => {
                // Apollo's clients look for exactly this message.
                let error = Error::new(Code::DocumentNotFound, "PersistedQueryNotFound");
                Reply::refused(Outcome::DocumentNotFound, &error)
            }
            Self::NotPersisted => {
                let message =
                    "This server executes persisted documents only; name one by `documentId`.";
                let error = Error::new(Code::DocumentNotPersisted, message);
                Reply::refused(Outcome::DocumentNotPersisted, &error)
            }
        }
    }
}

impl Documents {
    /// These persisted documents, and room for so many bytes of registered ones.
    #[must_use]
    pub fn new(persisted: PersistedDocuments, only_persisted: bool, registered_bytes: u64) -> Self {
        Self { persisted, registered: Cache::new(registered_bytes), only_persisted }
    }

    /// The persisted documents.
    #[must_use]
    pub fn persisted(&self) -> &PersistedDocuments {
        &self.persisted
    }

    /// The document of a request. Takes what names it out of the parameters.
    ///
    /// # Errors
    /// If the parameters name no document, several, one that is not known, or one that is not allowed.
    pub fn resolve(
        &self,
        parameters: &mut RequestParameters,
    ) -> Result<ResolvedDocument, DocumentError> {
        let text = parameters.query.take().filter(|text| !text.is_empty());
        let (id, hash) = (parameters.document_id.take(), parameters.persisted_query_hash.take());
        let malformed =
            |parameter, rule| Err(DocumentError::Malformed(Error::bad_input(parameter, rule)));
        match (text, id, hash) {
            (None, None, None) => malformed("query", "missing; send a GraphQL document"),
            (Some(_), Some(_), _) => malformed("documentId", "give either `query` or `documentId`"),
            (None, Some(id), _) => self.by_id(&id),
            (None, None, Some(hash)) => self.by_hash(&hash),
            (Some(text), None, Some(hash)) if document_digest(&text) != hash => {
                malformed("extensions.persistedQuery.sha256Hash", "not the SHA-256 of `query`")
            }
            (Some(text), None, _) if !self.allows(&text) => Err(DocumentError::NotPersisted),
            (Some(text), None, hash) => {
                let register_as = hash.filter(|hash| self.persisted.by_digest(hash).is_none());
                Ok(ResolvedDocument { text: text.into(), register_as })
            }
        }
    }

    /// Whether a document of this text may be executed.
    #[must_use]
    pub fn allows(&self, text: &str) -> bool {
        !self.only_persisted || self.persisted.by_digest(&document_digest(text)).is_some()
    }

    /// Registers a document: from now on a client may name it by its hash.
    pub fn register(&self, hash: String, text: Arc<str>) {
        let held = hash.len() + text.len();
        self.registered.put(hash, text, held);
    }

    /// Tells how full the memory for registered documents is.
    #[must_use]
    pub fn read_usage(&self) -> ReadUsage {
        self.registered.read_usage()
    }

    fn by_id(&self, id: &str) -> Result<ResolvedDocument, DocumentError> {
        match id.strip_prefix(SHA256) {
            Some(hash) => self.by_hash(&hash.to_ascii_lowercase()),
            None => found(self.persisted.by_name(id).cloned()),
        }
    }

    fn by_hash(&self, hash: &str) -> Result<ResolvedDocument, DocumentError> {
        found(self.persisted.by_digest(hash).cloned().or_else(|| self.registered.get(hash)))
    }
}

fn found(text: Option<Arc<str>>) -> Result<ResolvedDocument, DocumentError> {
    text.map(|text| ResolvedDocument { text, register_as: None }).ok_or(DocumentError::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = "01-founders-and-their-partners";

    fn documents(only_persisted: bool) -> Documents {
        Documents::new(PersistedDocuments::embedded(), only_persisted, 1 << 20)
    }

    fn parameters(body: &str) -> RequestParameters {
        RequestParameters::from_body(body.as_bytes()).unwrap()
    }

    fn persisted_query(hash: &str) -> String {
        format!(r#"{{"extensions":{{"persistedQuery":{{"version":1,"sha256Hash":"{hash}"}}}}}}"#)
    }

    #[test]
    fn persisted_documents_have_a_name_and_a_hash() {
        let documents = documents(true);
        let resolve = |body: &str| documents.resolve(&mut parameters(body)).unwrap().text;
        let text = resolve(&format!(r#"{{"documentId":"{EXAMPLE}"}}"#));
        let hash = document_digest(&text);
        for body in [
            format!(r#"{{"documentId":"sha256:{hash}"}}"#),
            format!(r#"{{"documentId":"sha256:{}"}}"#, hash.to_uppercase()),
            persisted_query(&hash),
            serde_json::json!({ "query": text.as_ref() }).to_string(),
        ] {
            assert_eq!(resolve(&body), text, "{body}");
        }
    }

    #[test]
    fn clients_register_documents_by_their_hash() {
        let documents = documents(false);
        let by_hash = persisted_query(&document_digest("{ __typename }"));
        let unknown = documents.resolve(&mut parameters(&by_hash));
        assert!(matches!(unknown, Err(DocumentError::NotFound)), "{unknown:?}");
        let both = by_hash.replacen('{', "{\"query\":\"{ __typename }\",", 1);
        let document = documents.resolve(&mut parameters(&both)).unwrap();
        documents.register(document.register_as.unwrap(), document.text);
        let document = documents.resolve(&mut parameters(&by_hash)).unwrap();
        assert_eq!(document.text.as_ref(), "{ __typename }");
        let other = both.replace("__typename", "other: __typename");
        let mismatch = documents.resolve(&mut parameters(&other));
        assert!(matches!(mismatch, Err(DocumentError::Malformed(_))), "{mismatch:?}");
    }

    #[test]
    fn documents_that_are_not_persisted_can_be_refused() {
        let body = r#"{"query":"{ __typename }"}"#;
        assert!(documents(false).resolve(&mut parameters(body)).is_ok());
        let refused = documents(true).resolve(&mut parameters(body));
        assert!(matches!(refused, Err(DocumentError::NotPersisted)), "{refused:?}");
    }

    #[test]
    fn a_request_names_exactly_one_document() {
        let documents = documents(false);
        for body in [
            "{}".to_owned(),
            r#"{"query":""}"#.to_owned(),
            format!(r#"{{"query":"{{a}}","documentId":"{EXAMPLE}"}}"#),
        ] {
            let error = documents.resolve(&mut parameters(&body)).unwrap_err();
            assert!(matches!(error, DocumentError::Malformed(_)), "{body}: {error:?}");
        }
        for id in ["nothing", "../queries/06-find", "sha256:00"] {
            let body = format!(r#"{{"documentId":"{id}"}}"#);
            let error = documents.resolve(&mut parameters(&body)).unwrap_err();
            assert!(matches!(error, DocumentError::NotFound), "{body}: {error:?}");
        }
    }
}
