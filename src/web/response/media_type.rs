//! Media types: in which one to respond, and whether a body is sent as JSON.

use axum::http::{HeaderMap, HeaderValue, header};

use super::quality::{Alternative, alternatives};

/// The media types of JSON responses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// `application/graphql-response+json` of the GraphQL over HTTP specification.
    GraphqlResponse,
    /// `application/json` at `/graphql`, for clients that do not know the other one.
    Json,
    /// `application/json` at other addresses.
    OtherJson,
}

impl MediaType {
    /// The value of `Content-Type`.
    #[must_use]
    pub fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json | Self::OtherJson => "application/json; charset=utf-8",
        })
    }

    /// The media type that `Accept` prefers for a response of `/graphql`; `None` if it allows neither. Without `Accept`
    /// it is `application/json`.
    ///
    /// A more specific range takes precedence over a less specific one (RFC 9110, section 12.5.1).
    #[must_use]
    pub fn negotiate(headers: &HeaderMap) -> Option<Self> {
        // An empty list says as little as no header.
        if alternatives(headers, header::ACCEPT).all(|range| range.name.is_empty()) {
            return Some(Self::Json);
        }
        let charset = |range: &Alternative<'_>| range.charset.is_none_or(is_utf8);
        let ranges: Vec<_> = alternatives(headers, header::ACCEPT).filter(charset).collect();
        let graphql = quality(&ranges, &["application/graphql-response+json"]);
        let json = quality(&ranges, &["application/json", "application/*", "*/*"]);
        match (graphql > 0, json > 0) {
            (true, _) if graphql >= json => Some(Self::GraphqlResponse),
            (_, true) => Some(Self::Json),
            _ => None,
        }
    }
}

/// The quality of the first of these names that is listed; they are given from the most to the least specific.
fn quality(ranges: &[Alternative<'_>], names: &[&str]) -> u16 {
    let quality = |name: &&str| {
        let named = ranges.iter().filter(|range| range.name.eq_ignore_ascii_case(name));
        named.map(|range| range.quality).max()
    };
    names.iter().find_map(quality).unwrap_or(0)
}

/// Whether a request's body is sent without a content coding, such as gzip.
#[must_use]
pub fn is_not_encoded(headers: &HeaderMap) -> bool {
    let codings = alternatives(headers, header::CONTENT_ENCODING);
    codings
        .into_iter()
        .all(|coding| coding.name.is_empty() || coding.name.eq_ignore_ascii_case("identity"))
}

/// Whether a request's body is sent as `application/json` in UTF-8.
#[must_use]
pub fn is_json(headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(header::CONTENT_TYPE).into_iter();
    let value = values.next().and_then(|value| value.to_str().ok());
    let (Some(value), None) = (value, values.next()) else { return false };
    if value == "application/json" {
        return true;
    }
    let mut parts = value.split(';').map(str::trim);
    let json = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("application/json"));
    json && parts.filter_map(|part| part.split_once('=')).all(|(key, value)| {
        !key.trim().eq_ignore_ascii_case("charset") || is_utf8(value.trim().trim_matches('"'))
    })
}

fn is_utf8(charset: &str) -> bool {
    charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn negotiate(lines: &[&'static str]) -> Option<MediaType> {
        let lines = lines.iter().map(|line| (header::ACCEPT, HeaderValue::from_static(line)));
        MediaType::negotiate(&lines.collect())
    }

    #[test]
    fn clients_that_accept_the_graphql_media_type_receive_it_unless_they_prefer_json() {
        for line in [
            "application/graphql-response+json",
            "application/graphql-response+json, application/json;q=0.9",
            "application/json, application/graphql-response+json",
            "APPLICATION/GraphQL-Response+JSON; charset=UTF-8",
            "application/graphql-response+json;q=0.5, */*;q=0.1",
        ] {
            assert_eq!(negotiate(&[line]), Some(MediaType::GraphqlResponse), "{line}");
        }
        let lines = ["text/html", "application/graphql-response+json"];
        assert_eq!(negotiate(&lines), Some(MediaType::GraphqlResponse));
    }

    #[test]
    fn other_clients_receive_json() {
        for line in [
            "*/*",
            "application/*",
            "application/json",
            "text/html, */*;q=0.1",
            "application/graphql-response+json;q=0.5, application/json",
            "application/graphql-response+json;q=0, */*",
            "application/graphql-response+json;charset=utf-16, application/json",
        ] {
            assert_eq!(negotiate(&[line]), Some(MediaType::Json), "{line}");
        }
        assert_eq!(negotiate(&[]), Some(MediaType::Json), "without the header");
        assert_eq!(negotiate(&[""]), Some(MediaType::Json), "with an empty header");
        assert_eq!(negotiate(&[" , "]), Some(MediaType::Json), "with an empty list");
    }

    #[test]
    fn other_media_types_and_charsets_are_not_acceptable() {
        for line in [
            "text/html",
            "application/json;q=0",
            "*/*;q=0",
            "application/json;q=0, */*",
            "application/graphql-response+json; charset=iso-8859-1",
        ] {
            assert_eq!(negotiate(&[line]), None, "{line}");
        }
    }

    #[test]
    fn bodies_are_json_in_utf8() {
        let sent = |value| {
            let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(value))];
            is_json(&HeaderMap::from_iter(headers))
        };
        for yes in [
            "application/json",
            "Application/JSON",
            "application/json; charset=\"UTF-8\"",
            "application/json;x=1",
        ] {
            assert!(sent(yes), "{yes}");
        }
        for no in [
            "text/plain",
            "application/json; charset=utf-16",
            "application/jsonp",
            "",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
        ] {
            assert!(!sent(no), "{no}");
        }
        assert!(!is_json(&HeaderMap::new()));
    }
}
