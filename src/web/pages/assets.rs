//! The pages that `build/` put into the binary, and how they travel: compressed where the client
//! takes it, kept by the client as long as they can be, and closed to every other host.
//!
//! Files under `/assets/` carry a hash in their name and so never change; a page keeps its name and
//! is asked for again each time, which costs a 304. Knows nothing of GraphQL and holds no state.

use axum::{
    Router,
    body::Body,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

use crate::web::response::etag as tag;

/// One file of the pages.
#[derive(Debug)]
pub struct Asset {
    /// Where it is served, such as `/assets/graphiql-1a2b3c.js`.
    pub path: &'static str,
    /// Its `Content-Type`.
    pub media_type: &'static str,
    /// A hash of its bytes, the stem of its entity tags.
    pub etag: &'static str,
    /// The same file packed by brotli, where that makes it smaller.
    pub brotli: Option<&'static [u8]>,
    /// The file as it is.
    pub bytes: &'static [u8],
}

// `BUILT` and `ASSETS`.
include!(concat!(env!("OUT_DIR"), "/ui_assets.rs"));

/// A page talks to its own server and to nobody else. The editor writes style elements and inlines
/// its fonts, hence `'unsafe-inline'` for styles and `data:` for fonts; scripts get neither.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    font-src 'self' data:; img-src 'self' data:; worker-src 'self'; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";
const KEEP_NOTHING: &str = "no-store";

/// `/graphiql`, the files it loads, and the icon.
pub fn router<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    Router::new()
        .route("/graphiql", get(graphiql))
        .route("/assets/{name}", get(hashed_file))
        .route("/favicon.svg", get(icon))
        // What browsers ask for on pages that name no icon, such as a JSON answer.
        .route("/favicon.ico", get(icon))
}

/// One line for the log at start: whether the pages are in this binary, and if not, why.
#[must_use]
pub fn status_line() -> String {
    match BUILT {
        Ok(()) => "in this build".to_owned(),
        Err(reason) => format!("not in this build ({reason})"),
    }
}

async fn graphiql(request: HeaderMap) -> Response {
    match (BUILT, find("/graphiql.html")) {
        (Ok(()), Some(page)) => with_policy(serve(page, &request, ASK_AGAIN)),
        _ => missing(),
    }
}

/// What stands in the place of a page that is not in this binary.
#[must_use]
pub fn missing() -> Response {
    with_policy(help_page(BUILT.err().unwrap_or("its page is missing")))
}

async fn hashed_file(Path(name): Path<String>, request: HeaderMap) -> Response {
    serve_path(&format!("/assets/{name}"), &request, FOR_EVER)
}

async fn icon(request: HeaderMap) -> Response {
    serve_path("/favicon.svg", &request, ASK_AGAIN)
}

fn serve_path(path: &str, request: &HeaderMap, caching: &'static str) -> Response {
    match find(path) {
        Some(asset) => serve(asset, request, caching),
        None => text(StatusCode::NOT_FOUND, "text/plain; charset=utf-8", "no such file\n"),
    }
}

/// The file that is served at a path, if the pages are in this binary.
#[must_use]
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

/// The asset in the form that this client takes, or 304 if it already has that form.
fn serve(asset: &Asset, request: &HeaderMap, caching: &'static str) -> Response {
    let packed = asset.brotli.filter(|_| accepts_brotli(request));
    let tag = format!("\"{}{}\"", asset.etag, if packed.is_some() { "-br" } else { "" });
    let known = tag::is_known(request, &tag);
    let body = if known { Body::empty() } else { Body::from(packed.unwrap_or(asset.bytes)) };
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type));
    if packed.is_some() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}

/// Says what a page may load, and from where.
pub fn with_policy(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}

fn text(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, KEEP_NOTHING),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, body.into()).into_response()
}

/// Whether `Accept-Encoding` lets us send brotli: by name, or by `*` if it is not named.
fn accepts_brotli(request: &HeaderMap) -> bool {
    let mut any = false;
    for choice in listed(request, header::ACCEPT_ENCODING) {
        let (coding, parameters) = choice.split_once(';').unwrap_or((choice, ""));
        let wanted = !refused(parameters);
        match coding.trim() {
            name if name.eq_ignore_ascii_case("br") => return wanted,
            "*" => any = wanted,
            _ => {}
        }
    }
    any
}

/// `q=0` in any spelling; what cannot be read is no refusal.
fn refused(parameters: &str) -> bool {
    let quality = parameters.split(';').filter_map(|parameter| parameter.split_once('='));
    quality
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
        .any(|(_, value)| value.trim().parse::<f32>().is_ok_and(|q| q <= 0.0))
}

/// The members of a header that is a comma-separated list, over all its lines.
fn listed(request: &HeaderMap, name: header::HeaderName) -> impl Iterator<Item = &str> {
    let lines = request.get_all(name).into_iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(str::trim)
}

/// What `/graphiql` shows in a binary without the pages.
///
/// 503, not 200: a browser shows it all the same, but a link checker, a cache or a test must not
/// take it for the real page.
fn help_page(reason: &str) -> Response {
    let reason = reason.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let page = include_str!("missing.html").replace("{reason}", &reason);
    text(StatusCode::SERVICE_UNAVAILABLE, "text/html; charset=utf-8", page)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: Asset = Asset {
        path: "/assets/a.js",
        media_type: "text/javascript; charset=utf-8",
        etag: "5eed",
        brotli: Some(b"packed"),
        bytes: b"as it is",
    };

    fn request(name: &header::HeaderName, lines: &[&'static str]) -> HeaderMap {
        lines.iter().map(|line| (name.clone(), HeaderValue::from_static(line))).collect()
    }

    fn takes_brotli(lines: &[&'static str]) -> bool {
        accepts_brotli(&request(&header::ACCEPT_ENCODING, lines))
    }

    #[test]
    fn brotli_goes_to_those_who_take_it() {
        for yes in [
            "br",
            "gzip, deflate, br, zstd",
            "BR;q=0.1",
            "gzip;q=1,br ; q=0.001",
            "*",
            "gzip, *;q=0.5",
        ] {
            assert!(takes_brotli(&[yes]), "{yes}");
        }
        assert!(takes_brotli(&["gzip", "br"]), "two lines are one list");
    }

    #[test]
    fn brotli_is_kept_from_those_who_do_not() {
        for no in ["", "gzip", "identity", "br;q=0", "br; Q=0.000, *", "*;q=0", "brotli", "gzip;br"]
        {
            assert!(!takes_brotli(&[no]), "{no}");
        }
        assert!(!takes_brotli(&[]), "silence is no consent");
    }

    #[test]
    fn each_form_has_its_own_tag() {
        let plain = serve(&FILE, &HeaderMap::new(), FOR_EVER);
        let packed = serve(&FILE, &request(&header::ACCEPT_ENCODING, &["br"]), FOR_EVER);
        assert_eq!(plain.headers()[header::ETAG], "\"5eed\"");
        assert_eq!(packed.headers()[header::ETAG], "\"5eed-br\"");
        assert_eq!(packed.headers()[header::CONTENT_ENCODING], "br");
        assert!(!plain.headers().contains_key(header::CONTENT_ENCODING));
        for response in [plain, packed] {
            assert_eq!(response.headers()[header::VARY], "accept-encoding");
            assert_eq!(response.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        }
    }

    #[test]
    fn a_file_without_a_packed_form_goes_as_it_is() {
        let file = Asset { brotli: None, ..FILE };
        let response = serve(&file, &request(&header::ACCEPT_ENCODING, &["br"]), FOR_EVER);
        assert!(!response.headers().contains_key(header::CONTENT_ENCODING));
        assert_eq!(response.headers()[header::ETAG], "\"5eed\"");
    }

    #[test]
    fn a_known_tag_is_answered_by_304() {
        let status =
            |known| serve(&FILE, &request(&header::IF_NONE_MATCH, &[known]), FOR_EVER).status();
        for yes in ["\"5eed\"", "W/\"5eed\"", "\"old\", \"5eed\"", "*"] {
            assert_eq!(status(yes), StatusCode::NOT_MODIFIED, "{yes}");
        }
        for no in ["\"old\"", "5eed", "\"5eed-br\""] {
            assert_eq!(status(no), StatusCode::OK, "{no}");
        }
    }

    #[test]
    fn the_help_page_says_why_and_lets_no_markup_through() {
        let response = help_page("<b>npm</b> & co");
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(response.headers()[header::CACHE_CONTROL], KEEP_NOTHING);
        let page = include_str!("missing.html");
        assert_eq!(page.matches("{reason}").count(), 1);
        assert!(!page.contains("<script") && !page.contains("://"));
    }

    #[test]
    fn the_table_agrees_with_itself() {
        for page in ["/graphiql.html", "/explorer.html"] {
            assert_eq!(BUILT.is_ok(), find(page).is_some(), "{page}");
        }
        assert_eq!(BUILT.is_ok(), status_line() == "in this build");
        for asset in ASSETS {
            assert!(asset.path.starts_with('/') && !asset.bytes.is_empty(), "{}", asset.path);
            assert!(
                asset.brotli.is_none_or(|packed| packed.len() < asset.bytes.len()),
                "{}",
                asset.path
            );
        }
    }
}
