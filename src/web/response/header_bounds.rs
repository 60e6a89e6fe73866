//! A bound on the headers of a response: some repeat what a request names, and clients and proxies refuse long ones.

use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::limits::http::{
    MAX_HEADER_VALUE_BYTES, MAX_RESPONSE_HEADER_BYTES, SHORTENED_HEADER_BYTES,
};

/// The prefix of the headers that describe a response in words. A part of them is of use too.
const DESCRIPTIVE: &str = "consortia-";
/// What follows a value that was shortened.
const ELLIPSIS: &[u8] = b" [...]";

/// Shortens the headers if all together are too long.
pub fn bound_headers(headers: &mut HeaderMap) {
    if headers.iter().map(|(name, value)| size(name, value)).sum::<usize>()
        > MAX_RESPONSE_HEADER_BYTES
    {
        *headers = shortened(headers);
    }
}

fn size(name: &HeaderName, value: &HeaderValue) -> usize {
    name.as_str().len() + value.len() + ": \r\n".len()
}

/// The headers with shorter descriptions, as many of them as there is room for, and without other values that are long.
fn shortened(headers: &HeaderMap) -> HeaderMap {
    let (mut kept, mut bytes) = (HeaderMap::new(), 0);
    let is_descriptive = |name: &HeaderName| name.as_str().starts_with(DESCRIPTIVE);
    for (name, value) in headers {
        if !is_descriptive(name) && value.len() <= MAX_HEADER_VALUE_BYTES {
            bytes += size(name, value);
            kept.append(name, value.clone());
        }
    }
    for (name, value) in headers.iter().filter(|(name, _)| is_descriptive(name)) {
        let value = shorten(value);
        bytes += size(name, &value);
        if bytes > MAX_RESPONSE_HEADER_BYTES {
            break;
        }
        kept.append(name, value);
    }
    kept
}

fn shorten(value: &HeaderValue) -> HeaderValue {
    if value.len() <= SHORTENED_HEADER_BYTES {
        return value.clone();
    }
    let start = &value.as_bytes()[..SHORTENED_HEADER_BYTES];
    // Every part of a valid value is one.
    HeaderValue::from_bytes(&[start, ELLIPSIS].concat())
        .unwrap_or(HeaderValue::from_static("[...]"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        let line = |(name, value): &(&'static str, &str)| {
            (HeaderName::from_static(name), HeaderValue::try_from(*value).unwrap())
        };
        lines.iter().map(line).collect()
    }

    #[test]
    fn ordinary_headers_stay() {
        let long = "a".repeat(2_000);
        let ordinary = headers(&[("consortia-limited", &long), ("link", &long)]);
        let mut bounded = ordinary.clone();
        bound_headers(&mut bounded);
        assert_eq!(bounded, ordinary);
    }

    #[test]
    fn descriptions_are_shortened_and_other_long_values_left_out() {
        let long = "a".repeat(9_000);
        let mut lines =
            vec![("etag", "\"5eed\""), ("access-control-allow-headers", &long), ("link", &long)];
        lines.extend([("consortia-limited", long.as_str()); 3]);
        lines.extend([("consortia-warning", "one of many warnings"); 400]);
        let mut bounded = headers(&lines);
        bound_headers(&mut bounded);
        assert_eq!(bounded["etag"], "\"5eed\"");
        let limited = bounded["consortia-limited"].to_str().unwrap();
        assert_eq!(limited.len(), SHORTENED_HEADER_BYTES + ELLIPSIS.len());
        assert!(!bounded.contains_key("link") && bounded.contains_key("consortia-warning"));
        let bytes: usize = bounded.iter().map(|(name, value)| size(name, value)).sum();
        assert!(bytes <= MAX_RESPONSE_HEADER_BYTES, "{bytes}");
    }
}
