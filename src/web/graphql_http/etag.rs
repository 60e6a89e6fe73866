//! Entity tags of responses to GET: a hash of all that a response depends on.
//!
//! They are weak (`W/"…"`), since a response with the same tag may be compressed in different ways.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::http::HeaderValue;

use crate::{
    domain::date::Day,
    graphql::{Request, Viewer},
    store::DataVersion,
    web::response::MediaType,
};

/// The entity tag of the response to a request. It changes with the version of the data, the day, the document, the
/// operation, the variables, the viewer, the media type and the version of this program.
#[must_use]
pub fn of(
    request: &Request,
    viewer: Viewer,
    data_version: &DataVersion,
    today: Day,
    media_type: MediaType,
) -> HeaderValue {
    let mut hasher = DefaultHasher::new();
    (env!("CARGO_PKG_VERSION"), &data_version.id, today, media_type).hash(&mut hasher);
    (&request.query, &request.operation_name, request.cost, viewer).hash(&mut hasher);
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
        let etag_of = |request: &Request, version: &str, today, media_type| {
            let version = DataVersion { id: version.to_owned(), ..DataVersion::default() };
            of(request, Viewer::Public, &version, today, media_type)
        };
        let request = |query: &str, name: Option<&str>, variables: &str, cost| Request {
            query: query.into(),
            operation_name: name.map(str::to_owned),
            variables: serde_json::from_str(variables).unwrap(),
            cost,
            ..Request::default()
        };
        let plain = request("{a}", None, r#"{"a":1,"b":2}"#, CostReporting::Off);
        let etag = etag_of(&plain, "1", 7, MediaType::Json);
        let reordered = request("{a}", None, r#"{"b":2,"a":1}"#, CostReporting::Off);
        assert_eq!(
            etag_of(&reordered, "1", 7, MediaType::Json),
            etag,
            "the order of variables does not count"
        );
        let mut etags = vec![
            etag,
            etag_of(&plain, "2", 7, MediaType::Json),
            etag_of(&plain, "1", 8, MediaType::Json),
            etag_of(&plain, "1", 7, MediaType::GraphqlResponse),
        ];
        for other in [
            request("{b}", None, r#"{"a":1,"b":2}"#, CostReporting::Off),
            request("{a}", Some("A"), r#"{"a":1,"b":2}"#, CostReporting::Off),
            request("{a}", None, r#"{"a":1}"#, CostReporting::Off),
            request("{a}", None, r#"{"a":1,"b":2}"#, CostReporting::On),
        ] {
            etags.push(etag_of(&other, "1", 7, MediaType::Json));
        }
        let count = etags.len();
        etags.sort();
        etags.dedup();
        assert_eq!(etags.len(), count);
    }
}
