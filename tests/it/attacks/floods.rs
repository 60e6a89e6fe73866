//! Ever new requests: whatever is kept of them is bounded.
//!
//! Each is as large as a request may be, so that the first flood fills whatever keeps them.

use serde_json::{Value as Json, json};

use super::{Target, cost, documents::many, post};
use crate::server::JSON;
use consortia::graphql::document_digest as hash;

/// By how much the second flood may take more memory than the first.
const FLAT: u64 = 12 << 20;
/// What may be kept of a flood.
const KEPT: u64 = 128 << 20;
/// Bytes of each request.
const LARGEST: usize = 90_000;
/// Requests of a flood: more of them than 32 MB hold.
const COUNT: usize = 400;

/// Floods a server twice; the second time nothing may grow any more.
fn flood(name: &str, request: impl Fn(usize) -> Json) {
    let target = Target::new();
    let id = target.server.id();
    let stood = cost::memory(id, "VmRSS:");
    let [first, second] = [0, 1].map(|round| {
        for n in 0..COUNT {
            let request = request(round * COUNT + n).to_string();
            let body = request.clone() + &" ".repeat(LARGEST - request.len());
            let reply = target.send(&post(body.as_bytes()));
            assert!([200, 400].contains(&reply.status), "{}: {:.200}", reply.status, reply.body);
        }
        cost::memory(id, "VmHWM:") - stood
    });
    println!("{name}: {} MB, then {} MB", first >> 20, second >> 20);
    assert!(second <= first + FLAT && second < KEPT, "{name}: {first} bytes, then {second}");
    target.is_alive();
}

#[test]
fn documents_of_which_none_comes_twice() {
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
fn variables_of_ever_new_shapes() {
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
fn answers_of_which_none_comes_twice() {
    flood("answers", |n| {
        let fields = "types { name description fields { name description } }";
        json!({ "query": format!("{{ a{n}: __schema {{ {fields} }} }}") })
    });
}

#[test]
fn one_answer_in_thousands_of_spellings_of_what_is_accepted() {
    let target = Target::new();
    let id = target.server.id();
    let long = "y".repeat(40_000);
    let [first, second] = [0..1_000, 1_000..2_000].map(|numbers| {
        for number in numbers {
            let packing = format!("gzip, x{number}{long}");
            let headers = [JSON, ("accept-encoding", packing.as_str())];
            let asked = "{\"query\":\"{__typename}\"}";
            assert_eq!(target.server.request("POST", "/graphql", &headers, asked).status, 200);
        }
        cost::memory(id, "VmRSS:")
    });
    assert!(second < first + FLAT, "{first} bytes after 40 MB of heads, {second} after 80");
}
