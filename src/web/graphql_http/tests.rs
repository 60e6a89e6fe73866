//! Random headers and bodies are parsed or refused: nothing panics.

use axum::http::{HeaderMap, HeaderValue, Uri, header};
use proptest::{
    collection::vec,
    prelude::{ProptestConfig, Strategy, any, prop_oneof, proptest},
    sample::select,
};

use super::parameters::RequestParameters;
use crate::web::response::{MediaType, if_none_match, media_type};

const HEADER_TOKENS: [&str; 24] = [
    "application/json",
    "application/graphql-response+json",
    "application/*",
    "*/*",
    "text/html",
    ",",
    ";",
    "=",
    "q",
    "q=",
    "q=0.5",
    "q=1e9",
    "q=-1",
    "q=NaN",
    "q=inf",
    "charset=utf-8",
    "charset=\"",
    "\"",
    " ",
    "\t",
    "W/",
    "W/\"5eed\"",
    "*",
    "é",
];

const BODY_TOKENS: [&str; 32] = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"query\"",
    "\"{ __typename }\"",
    "\"variables\"",
    "\"extensions\"",
    "\"operationName\"",
    "\"documentId\"",
    "\"persistedQuery\"",
    "\"version\"",
    "\"sha256Hash\"",
    "\"cost\"",
    "\"DRY_RUN\"",
    "null",
    "true",
    "1",
    "-0",
    "1e999",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "\"",
    "\\",
    " ",
    "\u{0}",
    "query=",
    "&variables=%7B",
    "%",
    "%ff",
];

fn concatenated(tokens: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    let token = prop_oneof![
        9 => select(tokens).prop_map(|token| token.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 1..4),
    ];
    vec(token, 0..40).prop_map(|tokens| tokens.concat())
}

/// A valid request with a few bytes changed.
fn nearly_valid() -> impl Strategy<Value = Vec<u8>> {
    const VALID: &[u8] = br#"{"query":"{ __typename }","operationName":null,"variables":{"a":[1,{"b":"c"}]},"extensions":{"persistedQuery":{"version":1,"sha256Hash":"ab"},"cost":true}}"#;
    vec((0..VALID.len(), any::<u8>()), 0..4).prop_map(|changes| {
        let mut body = VALID.to_vec();
        for (at, byte) in changes {
            body[at] = byte;
        }
        body
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_header_is_parsed(bytes in concatenated(&HEADER_TOKENS)) {
        if let Ok(value) = HeaderValue::from_bytes(&bytes) {
            let with = |name| HeaderMap::from_iter([(name, value.clone())]);
            // The results are tested elsewhere.
            let _ = MediaType::negotiate(&with(header::ACCEPT));
            let _ = media_type::is_json(&with(header::CONTENT_TYPE));
            let _ = if_none_match::matches(&with(header::IF_NONE_MATCH), "W/\"5eed\"");
        }
    }

    #[test]
    fn any_body_is_parsed_or_refused_with_a_message(bytes in prop_oneof![concatenated(&BODY_TOKENS), nearly_valid()]) {
        if let Err(error) = RequestParameters::from_body(&bytes) {
            assert!(!error.message.is_empty() && error.cause.is_none());
        }
        let address = [b"/graphql?", &bytes[..]].concat();
        if let Ok(uri) = Uri::try_from(address)
            && let Err(error) = RequestParameters::from_query_string(&uri)
        {
            assert!(!error.message.is_empty() && error.cause.is_none());
        }
    }
}
