//! Caches.

/// Bytes of the largest response that is cached.
pub const MAX_CACHED_RESPONSE_BYTES: usize = 1 << 20;
