//! The response cache: responses that are given again to the same request, as long as the data stays the same.

use std::sync::Arc;

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue},
};

use crate::{
    cache::{Cache, ReadUsage},
    domain::date::Day,
    graphql::Viewer,
    limits::caches::MAX_CACHED_RESPONSE_BYTES,
    store::DataVersion,
    web::response::{MediaType, Reply, content_encoding::EncodedBody, if_none_match},
};

/// The buffers of an entry: parameters, `Accept-Encoding`, entity tag and body.
const BUFFERS: usize = 4;
/// Bytes that a buffer takes in addition to its content: what shares it, and the rest of what the allocator gives.
const BUFFER_BYTES: usize = 48;

/// All of a request that its response depends on, apart from the data and the day.
#[derive(PartialEq, Eq, Hash)]
pub struct CacheKey {
    /// Who sends the request.
    pub viewer: Viewer,
    /// Whether the parameters are in the URL and not in a body.
    pub is_get: bool,
    /// The media type of the response.
    pub media_type: MediaType,
    /// The value of `Accept-Encoding`.
    pub accept_encoding: Option<HeaderValue>,
    /// The body, or the query of the URL, as it was received.
    pub parameters: Bytes,
}

impl CacheKey {
    /// Bytes that it holds on the heap.
    fn held(&self) -> usize {
        self.parameters.len() + self.accept_encoding.as_ref().map_or(0, HeaderValue::len)
    }
}

/// A cached response.
pub struct CachedResponse {
    body: EncodedBody,
    /// The entity tag; only responses to GET have one.
    etag: Option<HeaderValue>,
    data_version: Arc<DataVersion>,
    today: Day,
}

impl CachedResponse {
    /// The reply to a request with these headers: the response, or 304 if `If-None-Match` lists it.
    #[must_use]
    pub fn reply(&self, headers: &HeaderMap) -> Reply {
        match &self.etag {
            Some(etag) if if_none_match::matches(headers, etag.to_str().unwrap_or_default()) => {
                Reply::not_modified(etag.clone())
            }
            etag => Reply::executed(self.body.clone(), etag.clone()),
        }
    }

    fn is_current(&self, data_version: &Arc<DataVersion>, today: Day) -> bool {
        // Nearly always it is the very same version in memory.
        let same_version =
            || Arc::ptr_eq(&self.data_version, data_version) || self.data_version == *data_version;
        self.today == today && same_version()
    }
}

/// Cached responses, of which the least recently used are dropped.
pub struct ResponseCache(Cache<CacheKey, Arc<CachedResponse>>);

impl ResponseCache {
    /// A cache of so many bytes; 0 turns it off.
    #[must_use]
    pub fn new(max_bytes: u64) -> Self {
        Self(Cache::new(max_bytes))
    }

    /// The cached response, if it is the current one.
    #[must_use]
    pub fn get(
        &self,
        key: &CacheKey,
        data_version: &Arc<DataVersion>,
        today: Day,
    ) -> Option<Arc<CachedResponse>> {
        self.0.get(key).filter(|response| response.is_current(data_version, today))
    }

    /// Caches a reply, unless it is too large, and returns what was cached.
    pub fn put(
        &self,
        key: CacheKey,
        reply: &Reply,
        data_version: Arc<DataVersion>,
        today: Day,
    ) -> Option<Arc<CachedResponse>> {
        let (body, etag) = (reply.body().clone(), reply.etag.clone());
        if body.bytes.len() > MAX_CACHED_RESPONSE_BYTES {
            return None;
        }
        // Copied: a slice would keep the whole buffer alive that the request was read into, or the response written.
        let key = CacheKey { parameters: Bytes::copy_from_slice(&key.parameters), ..key };
        let body = EncodedBody { bytes: Bytes::copy_from_slice(&body.bytes), ..body };
        let held = key.held() + body.bytes.len() + etag.as_ref().map_or(0, HeaderValue::len);
        let held = held + BUFFERS * BUFFER_BYTES + size_of::<CachedResponse>();
        let response = Arc::new(CachedResponse { body, etag, data_version, today });
        self.0.put(key, response.clone(), held);
        Some(response)
    }

    /// Tells how full it is.
    #[must_use]
    pub fn read_usage(&self) -> ReadUsage {
        self.0.read_usage()
    }
}
