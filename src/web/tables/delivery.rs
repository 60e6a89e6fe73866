//! Sending a file: entity tags, ranges, names to save it under; and errors as JSON.

use std::sync::Arc;

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};

use super::{
    super::{
        admission::request::Entry,
        response::{media_type::Media, outcome::Outcome, reply::Reply},
    },
    file::File,
};
use crate::graphql::{self, Code, Error};

/// What a request says of the file that its client has or wants a part of. A POST is asked afresh, and a
/// part is a question of GET alone (RFC 9110, section 14.2).
pub(super) fn conditions(parts: &Parts) -> HeaderMap {
    let mut headers = match parts.method {
        Method::POST => HeaderMap::new(),
        _ => parts.headers.clone(),
    };
    if parts.method != Method::GET {
        headers.remove(header::RANGE);
    }
    headers
}

/// Whether the client has the file of this tag already.
pub(super) fn has(headers: &HeaderMap, tag: &str) -> bool {
    let tags = headers.get_all(header::IF_NONE_MATCH).iter();
    let mut tags = tags.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    tags.any(|known| {
        let known = known.trim();
        known == "*" || known.trim_start_matches("W/") == tag
    })
}

/// 304, with what caches keep beside the file.
pub(super) fn not_modified(tag: &str) -> Response {
    let headers = [(header::ETAG, text(tag)), (header::CACHE_CONTROL, REVALIDATE)];
    (StatusCode::NOT_MODIFIED, headers).into_response()
}

/// Ask again each time; the answer is most often 304.
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

/// The file, or the part of it that the client asks for.
pub(super) fn file(
    asked: &HeaderMap,
    file: &Arc<File>,
    tag: &str,
    media: &'static str,
    name: &str,
) -> Response {
    let range = asked.get(header::RANGE).and_then(|value| value.to_str().ok());
    // A part of another version would not fit what the client has.
    let fits = asked.get(header::IF_RANGE).is_none_or(|known| known.as_bytes() == tag.as_bytes());
    let part = range.filter(|_| fits).map_or(Part::Whole, |range| part(range, file.length));
    let (status, start, end) = match part {
        Part::Whole => (StatusCode::OK, 0, file.length),
        Part::Between(start, end) => (StatusCode::PARTIAL_CONTENT, start, end),
        Part::Nowhere => {
            let range = text(&format!("bytes */{}", file.length));
            return (StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, range)])
                .into_response();
        }
    };
    let mut response = Response::new(file.body(start, end));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(end - start));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::ETAG, text(tag));
    headers.insert(header::CACHE_CONTROL, REVALIDATE);
    headers.insert(header::CONTENT_DISPOSITION, text(&format!("attachment; filename=\"{name}\"")));
    if status == StatusCode::PARTIAL_CONTENT {
        let range = format!("bytes {start}-{}/{}", end - 1, file.length);
        headers.insert(header::CONTENT_RANGE, text(&range));
    }
    for (name, value) in &file.headers {
        headers.append(HeaderName::from_static(name), text(value));
    }
    response
}

/// Which bytes a range asks for.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Between(u64, u64),
    Nowhere,
}

/// One range of bytes; of several, or of what is none, the whole file is a good answer.
fn part(range: &str, length: u64) -> Part {
    let Some((first, last)) = range.strip_prefix("bytes=").and_then(|range| range.split_once('-'))
    else {
        return Part::Whole;
    };
    let part = match (first.trim().parse::<u64>(), last.trim()) {
        (Ok(first), "") => Some((first, length)),
        (Ok(first), last) => match last.parse::<u64>() {
            Ok(last) if last >= first => Some((first, last.saturating_add(1).min(length))),
            _ => None,
        },
        (Err(_), last) if first.trim().is_empty() => match last.parse::<u64>() {
            Ok(0) => return Part::Nowhere,
            Ok(count) => Some((length.saturating_sub(count), length)),
            Err(_) => None,
        },
        _ => None,
    };
    match part {
        None => Part::Whole,
        Some((start, _)) if start >= length => Part::Nowhere,
        Some((start, end)) => Part::Between(start, end),
    }
}

/// A request that gets no file: the errors as GraphQL has them, with a status that says whose fault it is.
pub(super) struct Refused(pub Reply);

impl From<Reply> for Refused {
    fn from(reply: Reply) -> Self {
        Self(reply)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        self.0.send(Media::Honest)
    }
}

/// One error, of this outcome.
pub(super) fn one(outcome: Outcome, error: &Error) -> Refused {
    Refused(Reply::refused(outcome, error))
}

/// What a request does wrong, or the service; the status follows from the codes.
pub(super) fn refused(entry: &Entry, errors: &[Error]) -> Refused {
    let has = |code: Code| errors.iter().any(|error| error.code == code);
    let outcome = if has(Code::Internal) {
        Outcome::Failed
    } else if has(Code::Timeout) {
        Outcome::TooLong
    } else if has(Code::DocumentNotPublished) {
        Outcome::Unpublished
    } else {
        Outcome::Refused
    };
    let answer = graphql::Response::from_errors(errors);
    entry.log(&answer);
    Refused(Reply::of(outcome, answer))
}

/// A header's value; what cannot stand in one becomes a question mark.
fn text(value: &str) -> HeaderValue {
    let safe: String =
        value.chars().map(|c| if (' '..='~').contains(&c) { c } else { '?' }).collect();
    HeaderValue::from_str(&safe).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_http_says() {
        for (range, expected) in [
            ("bytes=0-0", Part::Between(0, 1)),
            ("bytes=0-99", Part::Between(0, 10)),
            ("bytes=4-", Part::Between(4, 10)),
            ("bytes=-4", Part::Between(6, 10)),
            ("bytes=-40", Part::Between(0, 10)),
            ("bytes=10-", Part::Nowhere),
            ("bytes=-0", Part::Nowhere),
            ("bytes=5-4", Part::Whole),
            ("bytes=0-1,4-5", Part::Whole),
            ("bytes=x-", Part::Whole),
            ("rows=0-1", Part::Whole),
        ] {
            assert_eq!(part(range, 10), expected, "{range}");
        }
        assert_eq!(part("bytes=0-", 0), Part::Nowhere);
    }

    #[test]
    fn tags_match_as_http_says() {
        let headers = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static(value));
            headers
        };
        assert!(has(&headers("\"a\""), "\"a\""));
        assert!(has(&headers("\"b\", W/\"a\""), "\"a\""));
        assert!(has(&headers("*"), "\"a\""));
        assert!(!has(&headers("\"ab\""), "\"a\""));
        assert!(!has(&HeaderMap::new(), "\"a\""));
    }
}
