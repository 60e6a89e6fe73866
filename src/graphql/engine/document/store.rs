//! Parses and checks documents, and caches the valid ones by their text.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
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
use crate::allocator;
use crate::cache::{Cache, ReadUsage};
use crate::graphql::engine::{definition::SchemaDefinition, error::Error};
use crate::limits::DocumentLimits;

/// A valid document.
pub struct Document {
    /// A number that no other parsed document has: the key of its plans.
    pub number: u64,
    /// The parsed document.
    pub ast: ExecutableDocument,
    /// Its cost.
    pub cost: DocumentCost,
    /// Its text.
    text: Arc<str>,
    /// Bytes that it holds on the heap, without its text.
    held: usize,
    /// Whether the cache has had it.
    is_kept: AtomicBool,
}

/// A cache of valid documents.
pub struct Documents {
    validator: Schema,
    cache: Cache<Arc<str>, Arc<Document>>,
    parsed: AtomicU64,
}

impl Documents {
    /// An empty cache of so many bytes.
    ///
    /// # Errors
    /// When the schema definition is inconsistent.
    pub fn new(definition: &SchemaDefinition, bytes: u64) -> Result<Self, SchemaError> {
        let validator = validation::validator(definition)?;
        let cache = Cache::new(bytes);
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
        let (ast, held) =
            allocator::measure(|| async_graphql::parser::parse_query(text_to_parse.as_ref()));
        let ast = ast.map_err(|error| vec![Error::of_parser(&error)])?;
        let cost = guard::walk(limits, &ast).map_err(one)?;
        reject_non_queries(&ast).map_err(one)?;
        checks::reject_duplicate_fields(&text_to_parse).map_err(one)?;
        validation::validate(&self.validator, definition, &ast).await?;
        let number = self.parsed.fetch_add(1, Ordering::Relaxed);
        let (text, is_kept) = (text.clone(), AtomicBool::new(false));
        Ok(Arc::new(Document { number, ast, cost, text, held, is_kept }))
    }

    /// Keeps a document of which a request was let through. Documents of refused requests would displace those that are
    /// in use.
    pub fn keep(&self, document: &Arc<Document>) {
        if !document.is_kept.swap(true, Ordering::Relaxed) {
            let held = document.held + document.text.len() + size_of::<Document>();
            self.cache.put(document.text.clone(), document.clone(), held);
        }
    }

    /// Tells how full the cache is.
    pub fn read_usage(&self) -> ReadUsage {
        self.cache.read_usage()
    }
}
