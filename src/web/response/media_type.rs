//! Media types: which one to answer in, and whether a body is sent as JSON.

use axum::http::{HeaderMap, HeaderValue, header};

/// The media types of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Media {
    /// That of the GraphQL over HTTP specification; who names it gets honest statuses.
    Graphql,
    /// What everybody else gets.
    Json,
    /// JSON with honest statuses, at addresses that are no endpoints of GraphQL.
    Honest,
}

impl Media {
    /// The value of `Content-Type`.
    #[must_use]
    pub fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Graphql => "application/graphql-response+json; charset=utf-8",
            Self::Json | Self::Honest => "application/json; charset=utf-8",
        })
    }

    /// The one to answer in, as `Accept` weighs them; None where it takes neither. Without `Accept`
    /// anything is welcome.
    ///
    /// A range that names more counts before one that names less, whatever their order (RFC 9110, 12.5.1).
    #[must_use]
    pub fn accepted(headers: &HeaderMap) -> Option<Self> {
        let lines = headers.get_all(header::ACCEPT);
        if lines.iter().next().is_none() {
            return Some(Self::Json);
        }
        let ranges = lines.iter().filter_map(|line| line.to_str().ok());
        let ranges: Vec<_> =
            ranges.flat_map(|line| line.split(',')).filter_map(Range::read).collect();
        let graphql = weight(&ranges, &["application/graphql-response+json"]);
        let json = weight(&ranges, &["application/json", "application/*", "*/*"]);
        match (graphql > 0, json > 0) {
            (true, _) if graphql >= json => Some(Self::Graphql),
            (_, true) => Some(Self::Json),
            _ => None,
        }
    }
}

/// A range of media types and its weight in thousandths.
struct Range<'h> {
    name: &'h str,
    weight: u16,
}

impl<'h> Range<'h> {
    /// None for a character set that we do not write.
    fn read(text: &'h str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let mut weight = 1_000;
        for (key, value) in parts.filter_map(|part| part.split_once('=')) {
            let (key, value) = (key.trim(), value.trim().trim_matches('"'));
            if key.eq_ignore_ascii_case("q") {
                // What cannot be read counts as the least that is still welcome.
                let q = value.parse::<f32>().ok().filter(|q| !q.is_nan());
                let q = q.unwrap_or(0.001).clamp(0.0, 1.0);
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "it is from 0 to 1000"
                )]
                let q = (q * 1_000.0).round() as u16;
                weight = q;
            } else if key.eq_ignore_ascii_case("charset") && !is_utf8(value) {
                return None;
            }
        }
        Some(Self { name, weight })
    }
}

/// The weight of the first of these names, from the narrowest to the widest, that is listed.
fn weight(ranges: &[Range<'_>], names: &[&str]) -> u16 {
    let listed = |name: &&str| {
        let of = ranges.iter().filter(|range| range.name.eq_ignore_ascii_case(name));
        of.map(|range| range.weight).max()
    };
    names.iter().find_map(listed).unwrap_or(0)
}

/// Whether a request's body is sent as `application/json` in UTF-8.
#[must_use]
pub fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let Some(value) = value else { return false };
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

    fn accepted(lines: &[&'static str]) -> Option<Media> {
        let lines = lines.iter().map(|line| (header::ACCEPT, HeaderValue::from_static(line)));
        Media::accepted(&lines.collect())
    }

    #[test]
    fn who_names_the_graphql_type_gets_it_unless_json_weighs_more() {
        for line in [
            "application/graphql-response+json",
            "application/graphql-response+json, application/json;q=0.9",
            "application/json, application/graphql-response+json",
            "APPLICATION/GraphQL-Response+JSON; charset=UTF-8",
            "application/graphql-response+json;q=0.5, */*;q=0.1",
        ] {
            assert_eq!(accepted(&[line]), Some(Media::Graphql), "{line}");
        }
        assert_eq!(
            accepted(&["text/html", "application/graphql-response+json"]),
            Some(Media::Graphql)
        );
    }

    #[test]
    fn everybody_else_gets_json() {
        for line in [
            "*/*",
            "application/*",
            "application/json",
            "text/html, */*;q=0.1",
            "application/graphql-response+json;q=0.5, application/json",
            "application/graphql-response+json;q=0, */*",
            "application/graphql-response+json;charset=utf-16, application/json",
        ] {
            assert_eq!(accepted(&[line]), Some(Media::Json), "{line}");
        }
        assert_eq!(accepted(&[]), Some(Media::Json), "without the header anything is welcome");
    }

    #[test]
    fn what_cannot_be_given_is_not_acceptable() {
        for line in [
            "text/html",
            "",
            "application/json;q=0",
            "*/*;q=0",
            "application/json;q=0, */*",
            "application/graphql-response+json; charset=iso-8859-1",
        ] {
            assert_eq!(accepted(&[line]), None, "{line}");
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
