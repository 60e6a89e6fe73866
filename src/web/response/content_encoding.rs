//! Compression of responses with brotli or gzip, as `Accept-Encoding` prefers.
//!
//! `tower_http` chooses the coding and compresses. It is called for a body instead of wrapped around the router, so
//! that the response cache can keep the compressed body.

use std::convert::Infallible;

use axum::{
    body::{Body, Bytes, HttpBody},
    http::{HeaderMap, HeaderValue, Request, Response, header},
};
use http_body_util::{BodyExt, Collected, Full};
use tokio::sync::OnceCell;
use tower::{ServiceExt, service_fn};
use tower_http::{CompressionLevel, compression::Compression};

use super::quality::alternatives;
use crate::limits::http::MIN_COMPRESS_BYTES;

/// The level of compression. Responses that are requested often come compressed from the cache; the others should not
/// wait for a better ratio.
pub const LEVEL: CompressionLevel = CompressionLevel::Fastest;

/// The value of `Accept-Encoding`, its lines joined into one list; `None` without the header. The value is copied:
/// a cache key with a slice of the request's buffer would keep the whole buffer alive.
#[must_use]
pub fn accepted(headers: &HeaderMap) -> Option<HeaderValue> {
    let mut lines = headers.get_all(header::ACCEPT_ENCODING).iter().map(HeaderValue::as_bytes);
    let first = lines.next()?;
    let all = lines.fold(first.to_vec(), |all, line| [&all, line].join(&b", "[..]));
    HeaderValue::from_bytes(&all).ok()
}

/// A coding of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// Brotli (RFC 7932).
    Brotli,
    /// Gzip (RFC 1952).
    Gzip,
}

impl Coding {
    /// Every coding, the preferred one first.
    const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// Its name in `Accept-Encoding` and `Content-Encoding`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// The coding that the headers of a request prefer; None if they allow none.
    #[must_use]
    pub fn preferred(headers: &HeaderMap) -> Option<Self> {
        let quality = |name: &str| {
            let mut all = alternatives(headers, header::ACCEPT_ENCODING);
            all.find(|it| it.name.eq_ignore_ascii_case(name)).map(|it| it.quality)
        };
        let quality = |name: &str| quality(name).or_else(|| quality("*")).unwrap_or_default();
        let mut preferred = None;
        for coding in Self::ALL {
            let (of_this, of_best) = (quality(coding.name()), preferred.map_or(0, |(_, it)| it));
            if of_this > of_best {
                preferred = Some((coding, of_this));
            }
        }
        let (coding, its_quality) = preferred?;
        let identity = alternatives(headers, header::ACCEPT_ENCODING)
            .find(|it| it.name.eq_ignore_ascii_case("identity"));
        identity.is_none_or(|identity| identity.quality <= its_quality).then_some(coding)
    }
}

/// A body with its `Content-Encoding`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EncodedBody {
    /// The bytes as they are sent.
    pub bytes: Bytes,
    /// The coding; `None` for a body that is not compressed.
    pub encoding: Option<HeaderValue>,
}

impl EncodedBody {
    /// A body that is not compressed.
    #[must_use]
    pub fn identity(bytes: Bytes) -> Self {
        Self { bytes, encoding: None }
    }

    /// The body compressed with the coding that `accept_encoding` prefers; unchanged if it allows none, or if the body
    /// is compressed already or has at most [`MIN_COMPRESS_BYTES`].
    pub async fn compress(self, accept_encoding: &HeaderValue) -> Self {
        if self.encoding.is_some() || self.bytes.len() as u64 <= MIN_COMPRESS_BYTES {
            return self;
        }
        let plain = Full::new(self.bytes.clone());
        let service =
            service_fn(async |_: Request<Body>| Ok::<_, Infallible>(Response::new(plain.clone())));
        let service = Compression::new(service).quality(LEVEL);
        let mut request = Request::new(Body::empty());
        request.headers_mut().insert(header::ACCEPT_ENCODING, accept_encoding.clone());
        let Ok(response) = service.oneshot(request).await;
        let (mut parts, body) = response.into_parts();
        match (parts.headers.remove(header::CONTENT_ENCODING), body.collect().await) {
            (Some(encoding), Ok(body)) => Self { bytes: body.to_bytes(), encoding: Some(encoding) },
            _ => self,
        }
    }
}

/// Bytes that all clients share for as long as the program runs, and their compressed forms once one was requested.
#[derive(Debug)]
pub struct SharedBody {
    plain: Bytes,
    compressed: [OnceCell<Option<Bytes>>; Coding::ALL.len()],
}

impl SharedBody {
    /// Of these bytes.
    #[must_use]
    pub fn new(plain: Bytes) -> Self {
        Self { plain, compressed: [const { OnceCell::const_new() }; Coding::ALL.len()] }
    }

    /// The form that the headers of a request prefer.
    pub async fn accepted_by(&self, headers: &HeaderMap) -> EncodedBody {
        let plain = || EncodedBody::identity(self.plain.clone());
        let Some(coding) = Coding::preferred(headers) else { return plain() };
        let name = HeaderValue::from_static(coding.name());
        let compress = async || {
            let body = plain().compress(&name).await;
            body.encoding.map(|_| body.bytes)
        };
        let index = Coding::ALL.iter().position(|it| *it == coding).unwrap_or_default();
        match self.compressed[index].get_or_init(compress).await.clone() {
            Some(bytes) => EncodedBody { bytes, encoding: Some(name) },
            None => plain(),
        }
    }
}

/// A response with its body in memory, compressed as `accept_encoding` prefers.
pub async fn compress_response(
    mut response: Response<Body>,
    accept_encoding: Option<&HeaderValue>,
) -> Response<Body> {
    let headers = response.headers_mut();
    if headers.contains_key(header::CONTENT_ENCODING) {
        return response;
    }
    headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    let Some(accept_encoding) = accept_encoding else { return response };
    if response.body().size_hint().exact().is_none_or(|bytes| bytes <= MIN_COMPRESS_BYTES) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // A body of this size is in memory already, and reading it cannot fail.
    let plain = body.collect().await.map(Collected::to_bytes).unwrap_or_default();
    let EncodedBody { bytes, encoding } =
        EncodedBody::identity(plain).compress(accept_encoding).await;
    if let Some(encoding) = encoding {
        parts.headers.insert(header::CONTENT_ENCODING, encoding);
        parts.headers.remove(header::CONTENT_LENGTH);
    }
    Response::from_parts(parts, bytes.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[&'static str]) -> HeaderMap {
        let line = |line: &&'static str| (header::ACCEPT_ENCODING, HeaderValue::from_static(line));
        lines.iter().map(line).collect()
    }

    #[tokio::test]
    async fn a_body_is_compressed_as_the_client_prefers() {
        let body = EncodedBody::identity(Bytes::from(vec![b'a'; 4_000]));
        for (lines, encoding) in [
            (&["gzip"][..], "gzip"),
            (&["br"], "br"),
            (&["gzip;q=0.5, br;q=0.9"], "br"),
            (&["gzip", "br;q=0.1"], "gzip"),
            (&["zstd, identity"], ""),
            (&["gzip;q=0"], ""),
        ] {
            let accepted = accepted(&headers(lines)).unwrap();
            let compressed = body.clone().compress(&accepted).await;
            let name = compressed.encoding.as_ref().map_or("", |name| name.to_str().unwrap());
            assert_eq!(name, encoding, "{lines:?}");
            assert_eq!(compressed.bytes.len() < 100, !encoding.is_empty(), "{lines:?}");
            let again = compressed.clone().compress(&accepted).await;
            assert_eq!(again, compressed, "once is enough");
        }
        assert!(accepted(&HeaderMap::new()).is_none());
    }

    #[test]
    fn the_coding_is_the_one_that_the_client_prefers() {
        for (lines, coding) in [
            (&[][..], None),
            (&[""], None),
            (&["identity"], None),
            (&["deflate, zstd"], None),
            (&["gzip"], Some(Coding::Gzip)),
            (&["GZIP, deflate"], Some(Coding::Gzip)),
            (&["gzip, deflate, br, zstd"], Some(Coding::Brotli)),
            (&["gzip", "br;q=0.5"], Some(Coding::Gzip)),
            (&["gzip;q=0, br;q=0"], None),
            (&["*"], Some(Coding::Brotli)),
            (&["*, br;q=0"], Some(Coding::Gzip)),
            (&["*;q=0, gzip"], Some(Coding::Gzip)),
            (&["identity, gzip;q=0.5"], None),
            (&["identity;q=0.5, gzip"], Some(Coding::Gzip)),
        ] {
            assert_eq!(Coding::preferred(&headers(lines)), coding, "{lines:?}");
        }
    }

    #[tokio::test]
    async fn a_shared_body_is_compressed_once_for_each_coding() {
        let shared = SharedBody::new(Bytes::from(vec![b'a'; 4_000]));
        for (line, encoding) in [("gzip", "gzip"), ("br, gzip;q=0.5", "br"), ("zstd", "")] {
            let body = shared.accepted_by(&headers(&[line])).await;
            let name = body.encoding.as_ref().map_or("", |name| name.to_str().unwrap());
            assert_eq!(name, encoding, "{line}");
            let again = shared.accepted_by(&headers(&[line])).await;
            assert_eq!(again.bytes.as_ptr(), body.bytes.as_ptr(), "{line}");
        }
    }

    #[tokio::test]
    async fn a_response_is_compressed_unless_it_is_already() {
        let response = |encoding: &'static str| {
            let mut response = Response::new(Body::from(vec![b'a'; 4_000]));
            if !encoding.is_empty() {
                let value = HeaderValue::from_static(encoding);
                response.headers_mut().insert(header::CONTENT_ENCODING, value);
            }
            response
        };
        let gzip = HeaderValue::from_static("gzip");
        for (encoding, accepted, expected) in
            [("", Some(&gzip), "gzip"), ("", None, ""), ("br", Some(&gzip), "br")]
        {
            let compressed = compress_response(response(encoding), accepted).await;
            let name = compressed.headers().get(header::CONTENT_ENCODING);
            assert_eq!(name.map_or("", |name| name.to_str().unwrap()), expected);
            let bytes = compressed.into_body().collect().await.unwrap().to_bytes();
            assert_eq!(bytes.len() < 100, expected == "gzip");
        }
    }

    #[tokio::test]
    async fn a_small_body_is_not_compressed() {
        let small = EncodedBody::identity(Bytes::from(vec![b'a'; 500]));
        let accepted = HeaderValue::from_static("gzip, br");
        assert_eq!(small.clone().compress(&accepted).await, small);
    }
}
