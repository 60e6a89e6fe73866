//! Entity tags: what an answer depends on, in one short word.
//!
//! They are weak (`W/"…"`), since the same answer travels packed in several ways.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::http::{HeaderMap, HeaderValue, header};

use crate::{domain::date::Day, graphql::Request, store::DataVersion};

use super::media_type::Media;

/// The tag of the answer to a request: another for every other state of the data, day, document,
/// operation, variables, media type and version of this program.
#[must_use]
pub fn of(request: &Request, version: &DataVersion, today: Day, media: Media) -> HeaderValue {
    let mut hasher = DefaultHasher::new();
    (env!("CARGO_PKG_VERSION"), &version.id, today, media).hash(&mut hasher);
    (&request.query, &request.operation_name, request.cost).hash(&mut hasher);
    // A map of serde_json keeps its keys in order, so equal variables are equal texts.
    serde_json::to_string(&request.variables).unwrap_or_default().hash(&mut hasher);
    let tag = format!("W/\"{:016x}\"", hasher.finish());
    // Hexadecimal digits are fit for a header.
    HeaderValue::try_from(tag).unwrap_or(HeaderValue::from_static("W/\"\""))
}

/// Whether `If-None-Match` names this tag, which then belongs to an answer that was given. The comparison
/// is weak, as RFC 9110 asks of this header.
#[must_use]
pub fn is_named(headers: &HeaderMap, tag: &str) -> bool {
    let bare = |tag: &str| tag.strip_prefix("W/").unwrap_or(tag).to_owned();
    known(headers).any(|known| bare(known) == bare(tag))
}

/// Whether `If-None-Match` names the tag of an answer that there is, or any: `*`.
#[must_use]
pub fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    is_named(headers, tag) || known(headers).any(|known| known == "*")
}

fn known(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(header::IF_NONE_MATCH).into_iter();
    let known = lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(','));
    known.map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphql::CostReporting;

    #[test]
    fn whatever_an_answer_depends_on_changes_its_tag() {
        let version = |id: &str| DataVersion { id: id.to_owned(), ..DataVersion::default() };
        let request = |query: &str, name: Option<&str>, variables: &str, cost| Request {
            query: query.into(),
            operation_name: name.map(str::to_owned),
            variables: serde_json::from_str(variables).unwrap(),
            cost,
        };
        let plain = request("{a}", None, r#"{"a":1,"b":2}"#, CostReporting::Off);
        let tag = of(&plain, &version("1"), 7, Media::Json);
        let turned = request("{a}", None, r#"{"b":2,"a":1}"#, CostReporting::Off);
        assert_eq!(
            of(&turned, &version("1"), 7, Media::Json),
            tag,
            "the order of variables means nothing"
        );
        let mut tags = vec![
            tag,
            of(&plain, &version("2"), 7, Media::Json),
            of(&plain, &version("1"), 8, Media::Json),
            of(&plain, &version("1"), 7, Media::Graphql),
        ];
        for other in [
            request("{b}", None, r#"{"a":1,"b":2}"#, CostReporting::Off),
            request("{a}", Some("A"), r#"{"a":1,"b":2}"#, CostReporting::Off),
            request("{a}", None, r#"{"a":1}"#, CostReporting::Off),
            request("{a}", None, r#"{"a":1,"b":2}"#, CostReporting::On),
        ] {
            tags.push(of(&other, &version("1"), 7, Media::Json));
        }
        let count = tags.len();
        tags.sort();
        tags.dedup();
        assert_eq!(tags.len(), count);
    }

    #[test]
    fn tags_are_compared_weakly() {
        let known = |value: &'static str| {
            let headers = [(header::IF_NONE_MATCH, HeaderValue::from_static(value))];
            is_known(&HeaderMap::from_iter(headers), "W/\"5eed\"")
        };
        for yes in ["\"5eed\"", "W/\"5eed\"", "\"old\", W/\"5eed\"", "*"] {
            assert!(known(yes), "{yes}");
        }
        for no in ["\"old\"", "5eed", ""] {
            assert!(!known(no), "{no}");
        }
        let any = HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::from_static("*"))]);
        assert!(!is_named(&any, "W/\"5eed\""), "any is not this one: there may be none");
    }
}
