//! Floods of different requests: all caches are bounded.
//!
//! Each request is nearly as large as allowed, so that the first flood fills the caches.

use serde_json::{Value as Json, json};

use super::{Target, cost, documents::many, post};
use crate::server::JSON;
use consortia::graphql::document_digest as hash;

/// How many bytes of memory the second flood may take in addition to the first.
const MAX_GROWTH: u64 = 12 << 20;
/// How many bytes of memory the floods may take.
const MAX_MEMORY: u64 = 128 << 20;
/// Bytes of each request.
const REQUEST_BYTES: usize = 90_000;
/// Requests of a flood: together they are larger than the response cache.
const COUNT: usize = 400;

/// Floods a server twice; the second time its memory must not grow.
fn flood(name: &str, request: impl Fn(usize) -> Json) {
    let target = Target::new();
    let id = target.server.id();
    let memory_before = cost::memory(id, "VmRSS:");
    let [first, second] = [0, 1].map(|round| {
        for n in 0..COUNT {
            let request = request(round * COUNT + n).to_string();
            let body = request.clone() + &" ".repeat(REQUEST_BYTES - request.len());
            let reply = target.send(&post(body.as_bytes()));
            assert!([200, 400].contains(&reply.status), "{}: {:.200}", reply.status, reply.body);
        }
        cost::memory(id, "VmHWM:") - memory_before
    });
    println!("{name}: {} MB, then {} MB", first >> 20, second >> 20);
    assert!(
        second <= first + MAX_GROWTH && second < MAX_MEMORY,
        "{name}: {first} bytes, then {second}"
    );
    target.is_alive();
}

#[test]
fn different_documents() {
    flood("documents", |n| {
        let fields = many(28, |alias| {
            format!(
                "a{alias}: organizations(first: 1, filter: {{ name: {{ contains: \"{n}\" }} }}) {{ nodes {{ slug name kinds description }} }} "
            )
        });
        json!({ "query": format!("{{ {fields} }} # {}", "x".repeat(8_000)) })
    });
}

#[test]
fn documents_registered_by_hash() {
    flood("registrations", |n| {
        let text = format!("{{ __typename }} # {n} {}", "x".repeat(10_000));
        let persisted = json!({ "version": 1, "sha256Hash": hash(&text) });
        json!({ "query": text, "extensions": { "persistedQuery": persisted } })
    });
}

#[test]
fn variables_of_different_shapes() {
    let query =
        "query ($v: OrganizationFilter) { organizations(first: 1, filter: $v) { nodes { name } } }";
    flood("shapes", |n| {
        let kinds: Vec<_> = (0..10)
            .map(
                |bit| if n >> bit & 1 == 0 { json!({ "kinds": {} }) } else { json!({ "not": {} }) },
            )
            .collect();
        json!({ "query": query, "variables": { "v": { "and": kinds } } })
    });
}

#[test]
fn different_responses() {
    flood("responses", |n| {
        let fields = "types { name description fields { name description } }";
        json!({ "query": format!("{{ a{n}: __schema {{ {fields} }} }}") })
    });
}

#[test]
fn one_response_with_different_accept_encoding_headers() {
    let target = Target::new();
    let id = target.server.id();
    let long = "y".repeat(40_000);
    let [first, second] = [0..1_000, 1_000..2_000].map(|numbers| {
        for number in numbers {
            let accepted = format!("gzip, x{number}{long}");
            let headers = [JSON, ("accept-encoding", accepted.as_str())];
            let body = "{\"query\":\"{__typename}\"}";
            assert_eq!(target.server.request("POST", "/graphql", &headers, body).status, 200);
        }
        cost::memory(id, "VmRSS:")
    });
    assert!(
        second < first + MAX_GROWTH,
        "{first} bytes after 40 MB of headers, {second} after 80 MB"
    );
}
