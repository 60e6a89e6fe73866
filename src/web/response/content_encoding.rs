//! Compression of responses with brotli or gzip, as `Accept-Encoding` prefers.
//!
//! `tower_http` chooses the coding and compresses. It is called for a body instead of wrapped around the router, so
//! that the response cache can keep the compressed body.

use std::convert::Infallible;

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderValue, Request, Response, header},
};
use http_body_util::{BodyExt, Full};
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
    async fn a_small_body_is_not_compressed() {
        let small = EncodedBody::identity(Bytes::from(vec![b'a'; 500]));
        let accepted = HeaderValue::from_static("gzip, br");
        assert_eq!(small.clone().compress(&accepted).await, small);
    }
}
