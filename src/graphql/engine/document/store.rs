//! Parses and checks documents, and caches the valid ones by their text.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use async_graphql::{
    dynamic::{Schema, SchemaError},
    parser::types::ExecutableDocument,
};

use super::{
    checks,
    guard::{self, DocumentCost},
    operation::reject_non_queries,
    parser_gaps::rewrite_unsupported_syntax,
    validation,
};
use crate::cache::Cache;
use crate::graphql::engine::{definition::SchemaDefinition, error::Error};
use crate::limits::{DocumentLimits, caches};

/// A valid document.
pub struct Document {
    /// A number that no other parsed document has: the key of its plans.
    pub number: u64,
    /// The parsed document.
    pub ast: ExecutableDocument,
    /// Its cost.
    pub cost: DocumentCost,
}

/// A cache of valid documents.
pub struct Documents {
    validator: Schema,
    cache: Cache<Arc<str>, Arc<Document>>,
    parsed: AtomicU64,
}

impl Documents {
    /// An empty cache.
    ///
    /// # Errors
    /// When the schema definition is inconsistent.
    pub fn new(definition: &SchemaDefinition) -> Result<Self, SchemaError> {
        let validator = validation::validator(definition)?;
        let cache = Cache::new(caches::DOCUMENT_BYTES);
        Ok(Self { validator, cache, parsed: AtomicU64::new(0) })
    }

    /// The document with that text, parsed and checked unless the cache has it.
    ///
    /// # Errors
    /// All errors of the document.
    pub async fn get(
        &self,
        definition: &SchemaDefinition,
        limits: &DocumentLimits,
        text: &Arc<str>,
    ) -> Result<Arc<Document>, Vec<Error>> {
        if let Some(document) = self.cache.get(text.as_ref()) {
            return Ok(document);
        }
        let one = |error: Error| vec![error];
        guard::scan(limits, text).map_err(one)?;
        let text_to_parse = rewrite_unsupported_syntax(text).map_err(one)?;
        let ast = async_graphql::parser::parse_query(text_to_parse.as_ref())
            .map_err(|error| vec![Error::of_parser(&error)])?;
        let cost = guard::walk(limits, &ast).map_err(one)?;
        reject_non_queries(&ast).map_err(one)?;
        checks::reject_duplicate_fields(&text_to_parse).map_err(one)?;
        validation::validate(&self.validator, definition, &ast).await?;
        let number = self.parsed.fetch_add(1, Ordering::Relaxed);
        let document = Arc::new(Document { number, ast, cost });
        self.cache.put(text.clone(), document.clone(), text.len());
        Ok(document)
    }
}
