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
        let list = match text.trim() {
            "*" => return Ok(Self::Any),
            "none" => "",
            list => list,
        };
        let origins = list.split(',').map(str::trim).filter(|origin| !origin.is_empty());
        Ok(Self::List(origins.map(parse_origin).collect::<Result<_, _>>()?))
    }
}

fn parse_origin(text: &str) -> Result<HeaderValue, String> {
    let uri = text.parse::<Uri>().ok();
    let is_origin = uri.is_some_and(|uri| uri.scheme().is_some() && uri.host().is_some())
        && !text.ends_with('/');
    let value = HeaderValue::from_str(text).ok().filter(|_| is_origin);
    value.ok_or_else(|| {
        format!("{text}: not an origin; expected a scheme and a host, such as https://example.org")
    })
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
