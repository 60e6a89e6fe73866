//! Entity tags of responses to GET: a hash of all that a response depends on.
//!
//! They are weak (`W/"…"`), since a response with the same tag may be compressed in different ways.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::http::HeaderValue;

use crate::{domain::date::Day, graphql::Request, store::DataVersion, web::response::MediaType};

/// The entity tag of the response to a request. It changes with the version of the data, the day, the document, the
/// operation, the variables, the media type and the version of this program.
#[must_use]
pub fn of(
    request: &Request,
    data_version: &DataVersion,
    today: Day,
    media_type: MediaType,
) -> HeaderValue {
    let mut hasher = DefaultHasher::new();
    (env!("CARGO_PKG_VERSION"), &data_version.id, today, media_type).hash(&mut hasher);
    (&request.query, &request.operation_name, request.cost).hash(&mut hasher);
    // A map of serde_json is sorted by key, so equal variables have equal texts.
    serde_json::to_string(&request.variables).unwrap_or_default().hash(&mut hasher);
    let etag = format!("W/\"{:016x}\"", hasher.finish());
    // Hexadecimal digits are always valid in a header.
    HeaderValue::try_from(etag).unwrap_or(HeaderValue::from_static("W/\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphql::CostReporting;

    #[test]
    fn the_entity_tag_changes_with_all_that_the_response_depends_on() {
        let version = |id: &str| DataVersion { id: id.to_owned(), ..DataVersion::default() };
        let request = |query: &str, name: Option<&str>, variables: &str, cost| Request {
            query: query.into(),
            operation_name: name.map(str::to_owned),
            variables: serde_json::from_str(variables).unwrap(),
            cost,
        };
        let plain = request("{a}", None, r#"{"a":1,"b":2}"#, CostReporting::Off);
        let etag = of(&plain, &version("1"), 7, MediaType::Json);
        let reordered = request("{a}", None, r#"{"b":2,"a":1}"#, CostReporting::Off);
        assert_eq!(
            of(&reordered, &version("1"), 7, MediaType::Json),
            etag,
            "the order of variables does not count"
        );
        let mut etags = vec![
            etag,
            of(&plain, &version("2"), 7, MediaType::Json),
            of(&plain, &version("1"), 8, MediaType::Json),
            of(&plain, &version("1"), 7, MediaType::GraphqlResponse),
        ];
        for other in [
            request("{b}", None, r#"{"a":1,"b":2}"#, CostReporting::Off),
            request("{a}", Some("A"), r#"{"a":1,"b":2}"#, CostReporting::Off),
            request("{a}", None, r#"{"a":1}"#, CostReporting::Off),
            request("{a}", None, r#"{"a":1,"b":2}"#, CostReporting::On),
        ] {
            etags.push(of(&other, &version("1"), 7, MediaType::Json));
        }
        let count = etags.len();
        etags.sort();
        etags.dedup();
        assert_eq!(etags.len(), count);
    }
}
