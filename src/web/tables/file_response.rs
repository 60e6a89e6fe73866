//! Sending a file: entity tags, ranges, and the name to save it under.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    response::Response,
};

use super::files::TableFile;
use crate::{
    limits::tables::BYTES_PER_UNIT,
    web::{
        admission::{AdmittedRequest, room::HasRoom},
        response::if_none_match,
    },
};

/// Caches may keep the file, but must revalidate it each time. The response is then usually 304.
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

/// The headers of a request with the conditions and the range that apply to its method: none for POST, no range for
/// HEAD (RFC 9110, section 14.2).
#[must_use]
pub fn conditions(parts: &Parts) -> HeaderMap {
    let mut headers = match parts.method {
        Method::POST => HeaderMap::new(),
        _ => parts.headers.clone(),
    };
    if parts.method != Method::GET {
        headers.remove(header::RANGE);
    }
    headers
}

/// What the response with a file states, and what its request demands.
pub struct Download<'d> {
    /// The strong entity tag.
    pub etag: &'d str,
    /// The media type.
    pub media_type: &'static str,
    /// The headers of the request, from [`conditions`].
    pub conditions: &'d HeaderMap,
}

impl Download<'_> {
    /// 304, if the client already has the file.
    #[must_use]
    pub fn not_modified(&self) -> Option<Response> {
        if_none_match::matches(self.conditions, self.etag).then(|| {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            self.write_caching_headers(response.headers_mut());
            response
        })
    }

    /// The file, or the part of it that the client requests, which is charged for its bytes.
    #[must_use]
    pub fn respond(&self, admitted: &AdmittedRequest, file: &Arc<TableFile>) -> Response {
        let length = file.length;
        let (status, start, end) = match self.requested_range(length) {
            ByteRange::Whole => (StatusCode::OK, 0, length),
            ByteRange::Part(start, end) => (StatusCode::PARTIAL_CONTENT, start, end),
            ByteRange::NotSatisfiable => return range_not_satisfiable(length),
        };
        let mut response = Response::new(file.body(start, end));
        if !file.is_on_disk() {
            // All who read it share its room.
            response.extensions_mut().insert(HasRoom { bytes: 0 });
        }
        *response.status_mut() = status;
        let headers = response.headers_mut();
        self.write_caching_headers(headers);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        if let Some(coding) = file.coding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding.name()));
        }
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(end - start));
        headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        let disposition = format!("attachment; filename=\"{}\"", file.name);
        headers.insert(header::CONTENT_DISPOSITION, ascii(&disposition));
        if status == StatusCode::PARTIAL_CONTENT {
            let range = format!("bytes {start}-{}/{length}", end - 1);
            headers.insert(header::CONTENT_RANGE, ascii(&range));
        }
        for (name, value) in &file.headers {
            headers.append(HeaderName::from_static(name), ascii(value));
        }
        admitted.add_units((end - start) / BYTES_PER_UNIT);
        response
    }

    fn requested_range(&self, length: u64) -> ByteRange {
        let if_range = self.conditions.get(header::IF_RANGE);
        // A part of another version would not fit the part that the client has.
        if if_range.is_some_and(|known| known.as_bytes() != self.etag.as_bytes()) {
            return ByteRange::Whole;
        }
        let range = self.conditions.get(header::RANGE).and_then(|value| value.to_str().ok());
        range.map_or(ByteRange::Whole, |range| ByteRange::parse(range, length))
    }

    fn write_caching_headers(&self, headers: &mut HeaderMap) {
        headers.insert(header::ETAG, ascii(self.etag));
        headers.insert(header::CACHE_CONTROL, REVALIDATE);
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
}

fn range_not_satisfiable(length: u64) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
    let range = format!("bytes */{length}");
    response.headers_mut().insert(header::CONTENT_RANGE, ascii(&range));
    response
}

/// The bytes that a `Range` header requests.
#[derive(Debug, PartialEq, Eq)]
enum ByteRange {
    /// All of them.
    Whole,
    /// From the first position to before the second.
    Part(u64, u64),
    /// None that exist.
    NotSatisfiable,
}

impl ByteRange {
    /// Reads a range of bytes. Several ranges, and malformed ones, are ignored, as RFC 9110 allows.
    fn parse(range: &str, length: u64) -> Self {
        let Some((first, last)) =
            range.strip_prefix("bytes=").and_then(|range| range.split_once('-'))
        else {
            return Self::Whole;
        };
        let part = match (first.trim().parse::<u64>(), last.trim()) {
            (Ok(first), "") => Some((first, length)),
            (Ok(first), last) => match last.parse::<u64>() {
                Ok(last) if last >= first => Some((first, last.saturating_add(1).min(length))),
                _ => None,
            },
            (Err(_), last) if first.trim().is_empty() => match last.parse::<u64>() {
                Ok(0) => return Self::NotSatisfiable,
                Ok(count) => Some((length.saturating_sub(count), length)),
                Err(_) => None,
            },
            _ => None,
        };
        match part {
            None => Self::Whole,
            Some((start, _)) if start >= length => Self::NotSatisfiable,
            Some((start, end)) => Self::Part(start, end),
        }
    }
}

/// A text as a header value; other characters than visible ASCII become question marks.
fn ascii(text: &str) -> HeaderValue {
    let safe: String =
        text.chars().map(|c| if (' '..='~').contains(&c) { c } else { '?' }).collect();
    HeaderValue::from_str(&safe).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_http_defines_them() {
        for (range, expected) in [
            ("bytes=0-0", ByteRange::Part(0, 1)),
            ("bytes=0-99", ByteRange::Part(0, 10)),
            ("bytes=4-", ByteRange::Part(4, 10)),
            ("bytes=-4", ByteRange::Part(6, 10)),
            ("bytes=-40", ByteRange::Part(0, 10)),
            ("bytes=10-", ByteRange::NotSatisfiable),
            ("bytes=-0", ByteRange::NotSatisfiable),
            ("bytes=5-4", ByteRange::Whole),
            ("bytes=0-1,4-5", ByteRange::Whole),
            ("bytes=x-", ByteRange::Whole),
            ("rows=0-1", ByteRange::Whole),
        ] {
            assert_eq!(ByteRange::parse(range, 10), expected, "{range}");
        }
        assert_eq!(ByteRange::parse("bytes=0-", 0), ByteRange::NotSatisfiable);
    }
}
