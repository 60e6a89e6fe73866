//! Whatever head or body comes, it is read or refused: nothing panics.

use axum::http::{HeaderMap, HeaderValue, Uri, header};
use proptest::{
    collection::vec,
    prelude::{ProptestConfig, Strategy, any, prop_oneof, proptest},
    sample::select,
};

use super::parameters::Incoming;
use crate::web::response::{
    etag as tag,
    media_type::{self as media, Media},
};

const HEAD_PIECES: [&str; 24] = [
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

const BODY_PIECES: [&str; 32] = [
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

fn joined(pieces: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        9 => select(pieces).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 1..4),
    ];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A request that is right but for some bytes.
fn nearly_right() -> impl Strategy<Value = Vec<u8>> {
    const RIGHT: &[u8] = br#"{"query":"{ __typename }","operationName":null,"variables":{"a":[1,{"b":"c"}]},"extensions":{"persistedQuery":{"version":1,"sha256Hash":"ab"},"cost":true}}"#;
    vec((0..RIGHT.len(), any::<u8>()), 0..4).prop_map(|changes| {
        let mut body = RIGHT.to_vec();
        for (at, byte) in changes {
            body[at] = byte;
        }
        body
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_head_is_read(bytes in joined(&HEAD_PIECES)) {
        if let Ok(value) = HeaderValue::from_bytes(&bytes) {
            let with = |name| HeaderMap::from_iter([(name, value.clone())]);
            // Their verdicts are tested elsewhere.
            let _ = Media::accepted(&with(header::ACCEPT));
            let _ = media::is_json(&with(header::CONTENT_TYPE));
            let _ = tag::is_known(&with(header::IF_NONE_MATCH), "W/\"5eed\"");
        }
    }

    #[test]
    fn any_body_is_read_or_refused_with_a_reason(bytes in prop_oneof![joined(&BODY_PIECES), nearly_right()]) {
        if let Err(error) = Incoming::of_body(&bytes) {
            assert!(!error.message.is_empty() && error.cause.is_none());
        }
        let address = [b"/graphql?", &bytes[..]].concat();
        if let Ok(uri) = Uri::try_from(address)
            && let Err(error) = Incoming::of_address(&uri)
        {
            assert!(!error.message.is_empty() && error.cause.is_none());
        }
    }
}
