//! How the files of the pages are sent: compressed if the client accepts it, and cached by the client as long as possible.
//!
//! Files below `/assets/` have a hash in their name and never change. A page keeps its name; clients revalidate it each
//! time, which costs a 304.

use std::{collections::HashMap, sync::LazyLock};

use axum::{
    body::{Body, Bytes},
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{
    assets::{ASSETS, Asset, BUILT, find},
    not_built,
};
use crate::web::{
    admission::room::HasRoom,
    response::{
        content_encoding::{Coding, EncodedBody, SharedBody},
        if_none_match,
        quality::alternatives,
    },
};

/// What a page may load: files of its own server. The editor of GraphiQL writes style elements and embeds fonts, hence
/// `'unsafe-inline'` for styles and `data:` for fonts.
pub const CONTENT_SECURITY_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    font-src 'self' data:; img-src 'self' data:; worker-src 'self'; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

const IMMUTABLE: &str = "public, max-age=31536000, immutable";
const REVALIDATE: &str = "no-cache";

/// `GET /graphiql`.
pub async fn graphiql(request: HeaderMap) -> Response {
    let Some(page) = find("/graphiql.html").filter(|_| BUILT.is_ok()) else {
        return not_built::page();
    };
    let mut response = respond(page, &request, REVALIDATE).await;
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY);
    response
}

/// `GET /assets/{file}`.
pub async fn asset(Path(file): Path<String>, request: HeaderMap) -> Response {
    respond_with(&format!("/assets/{file}"), &request, IMMUTABLE).await
}

/// `GET /favicon.svg` and `GET /favicon.ico`.
pub async fn icon(request: HeaderMap) -> Response {
    respond_with("/favicon.svg", &request, REVALIDATE).await
}

async fn respond_with(path: &str, request: &HeaderMap, cache_control: &'static str) -> Response {
    match find(path) {
        Some(asset) => respond(asset, request, cache_control).await,
        None => (StatusCode::NOT_FOUND, "not found\n").into_response(),
    }
}

/// The files in gzip, for clients that accept nothing better: browsers accept brotli only from secure origins.
static GZIPPED: LazyLock<HashMap<&str, SharedBody>> = LazyLock::new(|| {
    let shared = |asset: &'static Asset| SharedBody::new(Bytes::from_static(asset.bytes));
    ASSETS.iter().map(|asset| (asset.path, shared(asset))).collect()
});

/// The file in the coding that is sent, and what its entity tag has in addition for it.
async fn encoded(asset: &Asset, request: &HeaderMap) -> (EncodedBody, &'static str) {
    if let Some(brotli) = asset.brotli.filter(|_| accepts_brotli(request)) {
        let encoding = Some(HeaderValue::from_static("br"));
        return (EncodedBody { bytes: Bytes::from_static(brotli), encoding }, "-br");
    }
    // Without a form in brotli, compression does not make it smaller.
    let shared = asset.brotli.and_then(|_| GZIPPED.get(asset.path));
    if let Some(shared) = shared.filter(|_| Coding::preferred(request) == Some(Coding::Gzip)) {
        return (shared.accepted_by(request).await, "-gzip");
    }
    (EncodedBody::identity(Bytes::from_static(asset.bytes)), "")
}

/// The file, compressed if the client accepts it, or 304 if the client has it in that encoding.
async fn respond(asset: &Asset, request: &HeaderMap, cache_control: &'static str) -> Response {
    let (body, suffix) = encoded(asset, request).await;
    let etag = format!("\"{}{suffix}\"", asset.etag);
    let is_current = if_none_match::matches(request, &etag);
    let mut response =
        Response::new(if is_current { Body::empty() } else { Body::from(body.bytes) });
    // All clients share the bytes.
    response.extensions_mut().insert(HasRoom { bytes: 0 });
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache_control));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(etag) = HeaderValue::try_from(etag) {
        headers.insert(header::ETAG, etag);
    }
    if is_current {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type));
    if let Some(encoding) = body.encoding {
        headers.insert(header::CONTENT_ENCODING, encoding);
    }
    response
}

/// Whether `Accept-Encoding` allows brotli: by name, or by `*` if it is not named.
fn accepts_brotli(request: &HeaderMap) -> bool {
    let mut by_asterisk = false;
    for coding in alternatives(request, header::ACCEPT_ENCODING) {
        if coding.name.eq_ignore_ascii_case("br") {
            return coding.quality > 0;
        }
        if coding.name == "*" {
            by_asterisk = coding.quality > 0;
        }
    }
    by_asterisk
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: Asset = Asset {
        path: "/assets/a.js",
        media_type: "text/javascript; charset=utf-8",
        etag: "5eed",
        brotli: Some(b"compressed"),
        bytes: b"plain",
    };

    fn request(name: &header::HeaderName, lines: &[&'static str]) -> HeaderMap {
        lines.iter().map(|line| (name.clone(), HeaderValue::from_static(line))).collect()
    }

    fn accepts(lines: &[&'static str]) -> bool {
        accepts_brotli(&request(&header::ACCEPT_ENCODING, lines))
    }

    #[test]
    fn brotli_is_sent_to_clients_that_accept_it() {
        for yes in [
            "br",
            "gzip, deflate, br, zstd",
            "BR;q=0.1",
            "gzip;q=1,br ; q=0.001",
            "*",
            "gzip, *;q=0.5",
        ] {
            assert!(accepts(&[yes]), "{yes}");
        }
        assert!(accepts(&["gzip", "br"]), "two lines are one list");
    }

    #[test]
    fn brotli_is_not_sent_to_other_clients() {
        for no in ["", "gzip", "identity", "br;q=0", "br; Q=0.000, *", "*;q=0", "brotli", "gzip;br"]
        {
            assert!(!accepts(&[no]), "{no}");
        }
        assert!(!accepts(&[]), "without the header");
    }

    #[tokio::test]
    async fn each_encoding_has_its_own_entity_tag() {
        let plain = respond(&FILE, &HeaderMap::new(), IMMUTABLE).await;
        let accepted = request(&header::ACCEPT_ENCODING, &["br"]);
        let compressed = respond(&FILE, &accepted, IMMUTABLE).await;
        assert_eq!(plain.headers()[header::ETAG], "\"5eed\"");
        assert_eq!(compressed.headers()[header::ETAG], "\"5eed-br\"");
        assert_eq!(compressed.headers()[header::CONTENT_ENCODING], "br");
        assert!(!plain.headers().contains_key(header::CONTENT_ENCODING));
        for response in [plain, compressed] {
            assert_eq!(response.headers()[header::VARY], "accept-encoding");
            assert_eq!(response.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        }
    }

    #[tokio::test]
    async fn a_file_without_a_compressed_form_is_sent_as_it_is() {
        let file = Asset { brotli: None, ..FILE };
        let accepted = request(&header::ACCEPT_ENCODING, &["br, gzip"]);
        let response = respond(&file, &accepted, IMMUTABLE).await;
        assert!(!response.headers().contains_key(header::CONTENT_ENCODING));
        assert_eq!(response.headers()[header::ETAG], "\"5eed\"");
    }

    #[tokio::test]
    async fn a_current_entity_tag_is_answered_with_304() {
        let status = async |known| {
            respond(&FILE, &request(&header::IF_NONE_MATCH, &[known]), IMMUTABLE).await.status()
        };
        for yes in ["\"5eed\"", "W/\"5eed\"", "\"old\", \"5eed\"", "*"] {
            assert_eq!(status(yes).await, StatusCode::NOT_MODIFIED, "{yes}");
        }
        for no in ["\"old\"", "5eed", "\"5eed-br\""] {
            assert_eq!(status(no).await, StatusCode::OK, "{no}");
        }
    }
}
