//! Cross-origin resource sharing: which pages of other origins may read responses.
//!
//! They may do so by GET and POST, without credentials. The registry has nothing to write.

use std::str::FromStr;

use axum::http::{HeaderName, HeaderValue, Method, Uri, header};
use tower_http::cors::{AllowHeaders, AllowOrigin, CorsLayer};

use super::{
    request_context::REQUEST_ID,
    response::rate_limit_status::{RATELIMIT, RATELIMIT_POLICY},
    tables::TABLE_HEADERS,
};
use crate::limits::http::CORS_MAX_AGE;

/// The origins whose pages may read responses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AllowedOrigins {
    /// All origins.
    Any,
    /// These, such as `https://example.org`. The list may be empty.
    List(Vec<HeaderValue>),
}

impl FromStr for AllowedOrigins {
    type Err = String;

    /// Reads `*`, `none`, or origins separated by commas.
    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim() {
            "*" => Ok(Self::Any),
            "none" => Ok(Self::List(Vec::new())),
            list => {
                let origins = list.split(',').map(|origin| parse_origin(origin.trim()));
                Ok(Self::List(origins.collect::<Result<_, _>>()?))
            }
        }
    }
}

/// Parses an origin as browsers write it: scheme, host, and port unless it is the default. Any other form would never
/// equal the origin of a request.
fn parse_origin(text: &str) -> Result<HeaderValue, String> {
    let canonical = canonical_origin(text).ok_or_else(|| {
        format!("{text:?} is not an origin; expected *, none, or a list of origins such as https://example.org")
    })?;
    if text != canonical {
        return Err(format!(
            "{text:?} is not an origin, which has no path; did you mean {canonical}?"
        ));
    }
    HeaderValue::from_str(text).map_err(|error| error.to_string())
}

/// The origin of an address on the web.
fn canonical_origin(text: &str) -> Option<String> {
    let uri = text.parse::<Uri>().ok()?;
    let (scheme, host) = (uri.scheme_str()?.to_ascii_lowercase(), uri.host()?.to_ascii_lowercase());
    if host.is_empty() || host.contains('*') {
        return None;
    }
    let is_default = |port: u16| matches!((&*scheme, port), ("http", 80) | ("https", 443));
    let port = uri.port_u16().filter(|port| !is_default(*port));
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    Some(format!("{scheme}://{host}{port}"))
}

/// The layer that answers preflight requests and adds the headers of CORS to responses.
pub fn layer(origins: &AllowedOrigins) -> CorsLayer {
    let allow_origin = match origins {
        AllowedOrigins::Any => AllowOrigin::any(),
        AllowedOrigins::List(origins) => AllowOrigin::list(origins.iter().cloned()),
    };
    let exposed = [header::ETAG, header::RETRY_AFTER, RATELIMIT, RATELIMIT_POLICY, REQUEST_ID];
    let exposed = exposed.into_iter().chain(TABLE_HEADERS.map(HeaderName::from_static));
    CorsLayer::new()
        .allow_origin(allow_origin)
        .allow_methods([Method::GET, Method::HEAD, Method::POST])
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers(exposed.collect::<Vec<_>>())
        .max_age(CORS_MAX_AGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_read_as_browsers_write_them() {
        let read = |text: &str| text.parse::<AllowedOrigins>();
        assert_eq!(read(" * "), Ok(AllowedOrigins::Any));
        assert_eq!(read("none"), Ok(AllowedOrigins::List(Vec::new())));
        let list = ["https://a.example", "http://localhost:3000", "http://[::1]:8080"];
        let values = list.map(HeaderValue::from_static);
        assert_eq!(read(&list.join(", ")), Ok(AllowedOrigins::List(values.into())));
    }

    #[test]
    fn what_no_browser_sends_is_refused() {
        for (text, cure) in [
            ("https://a.example/", "did you mean https://a.example?"),
            ("https://a.example/app", "did you mean https://a.example?"),
            ("https://a.example?x", "did you mean https://a.example?"),
            ("https://A.example", "did you mean https://a.example?"),
            ("HTTPS://a.example", "did you mean https://a.example?"),
            ("https://a.example:443", "did you mean https://a.example?"),
            ("https://u:p@a.example", "did you mean https://a.example?"),
            ("", "expected *, none"),
            ("null", "expected *, none"),
            ("a.example", "expected *, none"),
            ("https://*.example", "expected *, none"),
            ("https://a.example,*", "expected *, none"),
            ("https://a.example,", "expected *, none"),
            ("https://é.example", "expected *, none"),
        ] {
            let error = text.parse::<AllowedOrigins>().unwrap_err();
            assert!(error.contains(cure), "{text}: {error}");
        }
    }
}
