//! Caches.

/// Bytes of text of the parsed documents that are kept.
pub const DOCUMENT_BYTES: usize = 2 << 20;
/// Bytes of text of the documents whose plans are kept. A document of 15 KB can have a plan of 1.3 MB.
pub const PLAN_BYTES: usize = 1 << 20;
/// Bytes of the largest response that is cached.
pub const MAX_CACHED_RESPONSE_BYTES: usize = 1 << 20;
/// Bytes that a cached response takes in addition to its body and its key, roughly.
pub const RESPONSE_OVERHEAD_BYTES: usize = 256;
/// Bytes of the documents that clients have registered by their hash.
pub const REGISTERED_DOCUMENT_BYTES: usize = 2 << 20;
