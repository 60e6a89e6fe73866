//! Packed answers: gzip or brotli, as the client takes them. The library chooses and packs; it is asked
//! here rather than around the router, so that what was packed once is kept with the answer.

use std::convert::Infallible;

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderValue, Request, Response, header},
};
use http_body_util::{BodyExt, Full};
use tower::{ServiceExt, service_fn};
use tower_http::compression::Compression;

use crate::web::{PACKING, WORTH_PACKING};

/// What a request says of packed answers, all its lines as one list; None where it says nothing. A copy: what
/// is kept by it shall not hold the memory that the request was read into.
#[must_use]
pub fn accepted(headers: &HeaderMap) -> Option<HeaderValue> {
    let mut lines = headers.get_all(header::ACCEPT_ENCODING).iter().map(HeaderValue::as_bytes);
    let first = lines.next()?;
    let all = lines.fold(first.to_vec(), |all, line| [&all, line].join(&b", "[..]));
    HeaderValue::from_bytes(&all).ok()
}

/// A body packed in the way that `accepted` weighs highest, and the name of that; as it is where it takes none,
/// or the body is too small to gain.
pub async fn packed(body: Bytes, accepted: &HeaderValue) -> (Option<HeaderValue>, Bytes) {
    if body.len() as u64 <= WORTH_PACKING {
        return (None, body);
    }
    let plain = Full::new(body.clone());
    let answer =
        service_fn(async |_: Request<Body>| Ok::<_, Infallible>(Response::new(plain.clone())));
    let service = Compression::new(answer).quality(PACKING);
    let mut request = Request::new(Body::empty());
    request.headers_mut().insert(header::ACCEPT_ENCODING, accepted.clone());
    let Ok(answer) = service.oneshot(request).await;
    let (mut parts, packed) = answer.into_parts();
    match (parts.headers.remove(header::CONTENT_ENCODING), packed.collect().await) {
        (Some(encoding), Ok(packed)) => (Some(encoding), packed.to_bytes()),
        _ => (None, body),
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
    async fn a_body_is_packed_as_the_client_weighs_it() {
        let body = Bytes::from(vec![b'a'; 4_000]);
        for (lines, encoding) in [
            (&["gzip"][..], "gzip"),
            (&["br"], "br"),
            (&["gzip;q=0.5, br;q=0.9"], "br"),
            (&["gzip", "br;q=0.1"], "gzip"),
            (&["zstd, identity"], ""),
            (&["gzip;q=0"], ""),
        ] {
            let accepted = accepted(&headers(lines)).unwrap();
            let (name, packed) = packed(body.clone(), &accepted).await;
            assert_eq!(
                name.as_ref().map_or("", |name| name.to_str().unwrap()),
                encoding,
                "{lines:?}"
            );
            assert_eq!(packed.len() < 100, !encoding.is_empty(), "{lines:?}");
        }
        assert!(accepted(&HeaderMap::new()).is_none());
    }

    #[tokio::test]
    async fn what_is_small_stays_as_it_is() {
        let small = Bytes::from(vec![b'a'; 500]);
        let unpacked = packed(small.clone(), &HeaderValue::from_static("gzip, br")).await;
        assert_eq!(unpacked, (None, small));
    }
}
