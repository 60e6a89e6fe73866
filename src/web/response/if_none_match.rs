//! `If-None-Match` (RFC 9110, section 13.1.2): does the client already have the current response?

use axum::http::{HeaderMap, header};

/// Whether `If-None-Match` lists this entity tag, or is `*`. Use it if a response with this tag exists.
#[must_use]
pub fn matches(headers: &HeaderMap, etag: &str) -> bool {
    members(headers).any(|member| member == "*" || weakly_equal(member, etag))
}

/// Whether `If-None-Match` lists this entity tag; `*` does not count. Use it if it is not yet known whether there is
/// such a response: a client that knows its tag has received it.
#[must_use]
pub fn lists(headers: &HeaderMap, etag: &str) -> bool {
    members(headers).any(|member| weakly_equal(member, etag))
}

/// The weak comparison, which is the one for this header: `W/` does not count.
fn weakly_equal(one: &str, other: &str) -> bool {
    let opaque_tag = |tag| str::strip_prefix(tag, "W/").unwrap_or(tag);
    opaque_tag(one) == opaque_tag(other)
}

fn members(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(header::IF_NONE_MATCH).into_iter();
    lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(',')).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn headers(lines: &[&'static str]) -> HeaderMap {
        let line = |line: &&'static str| (header::IF_NONE_MATCH, HeaderValue::from_static(line));
        lines.iter().map(line).collect()
    }

    #[test]
    fn entity_tags_are_compared_weakly() {
        for etag in ["\"5eed\"", "W/\"5eed\""] {
            for yes in ["\"5eed\"", "W/\"5eed\"", "\"old\", W/\"5eed\"", "*"] {
                assert!(matches(&headers(&[yes]), etag), "{yes}");
            }
            for no in ["\"old\"", "5eed", "\"5eed0\"", ""] {
                assert!(!matches(&headers(&[no]), etag), "{no}");
            }
            assert!(
                matches(&headers(&["\"old\"", "\"5eed\""]), etag),
                "several lines are one list"
            );
            assert!(!matches(&HeaderMap::new(), etag));
        }
    }

    #[test]
    fn an_asterisk_lists_no_tag() {
        assert!(!lists(&headers(&["*"]), "\"5eed\""));
        assert!(lists(&headers(&["*, \"5eed\""]), "\"5eed\""));
    }
}
