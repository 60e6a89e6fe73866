//! Documents by id: persisted documents by name and hash, and automatic persisted queries.

use std::fs;

use consortia::graphql::document_digest as hash;
use serde_json::json;

use super::{address, encoded, place, server};
use crate::server::{JSON, Reply, Server};

const EXAMPLE: &str = "01-founders-and-their-partners";
const TEXT: &str = include_str!("../../../queries/01-founders-and-their-partners.graphql");
const VARIABLES: &str =
    include_str!("../../../queries/01-founders-and-their-partners.variables.json");

fn ask(server: &Server, body: &serde_json::Value) -> Reply {
    server.request("POST", "/graphql", &[JSON], &body.to_string())
}

fn variables() -> serde_json::Value {
    serde_json::from_str(VARIABLES).unwrap()
}

fn code(reply: &Reply) -> String {
    reply.json()["errors"][0]["extensions"]["code"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_persisted_document_is_executed_by_name_by_hash_and_by_text() {
    let (_folder, server) = server(&["--only-persisted-documents"]);
    let hashed = format!("sha256:{}", hash(TEXT));
    let apollo = json!({ "persistedQuery": { "version": 1, "sha256Hash": hash(TEXT) } });
    let whole = ask(&server, &json!({ "query": TEXT, "variables": variables() }));
    assert!(whole.json()["data"].is_object(), "{}", whole.body);
    for body in [
        json!({ "documentId": EXAMPLE, "variables": variables() }),
        json!({ "documentId": hashed, "variables": variables() }),
        json!({ "extensions": apollo, "variables": variables() }),
    ] {
        assert_eq!(ask(&server, &body).body, whole.body, "{body}");
    }
    let variables = encoded(VARIABLES);
    for parameter in [
        format!("documentId={EXAMPLE}"),
        format!("documentId={}", encoded(&hashed)),
        format!("extensions={}", encoded(&apollo.to_string())),
    ] {
        let reply = server.get(&format!("/graphql?{parameter}&variables={variables}"), &[]);
        assert_eq!((reply.status, &reply.body), (200, &whole.body), "{parameter}");
        assert!(!reply.header("etag").is_empty(), "{parameter}");
    }
}

#[test]
fn other_documents_can_be_refused_however_they_are_sent() {
    let (folder, path) = place();
    let mine = "query Mine { organization(by: { name: \"PSCC\" }) { slug } }";
    let persisted = folder.path().join("persisted");
    fs::create_dir(&persisted).unwrap();
    fs::write(persisted.join("mine.graphql"), mine).unwrap();
    let folder = persisted.to_string_lossy();
    let server =
        Server::with(&path, &["--only-persisted-documents", "--persisted-documents", &folder]);
    for own in [json!({ "documentId": "mine" }), json!({ "query": mine })] {
        assert_eq!(ask(&server, &own).json()["data"]["organization"]["slug"], "pscc", "{own}");
    }
    let other = "{ __typename }";
    let apollo = json!({ "persistedQuery": { "version": 1, "sha256Hash": hash(other) } });
    for body in [
        json!({ "query": other }),
        json!({ "query": format!("{mine} ") }),
        json!({ "query": "{ __schema { types { name } } }" }),
        json!({ "query": other, "extensions": apollo }),
    ] {
        let reply = ask(&server, &body);
        assert_eq!(
            (reply.status, code(&reply).as_str()),
            (403, "DOCUMENT_NOT_PERSISTED"),
            "{body}"
        );
    }
    assert_eq!(server.get(&address(other), &[]).status, 403);
    // Refused documents are not registered either.
    let reply = ask(&server, &json!({ "extensions": apollo }));
    assert_eq!(code(&reply), "PERSISTED_QUERY_NOT_FOUND");
    // Text that is not GraphQL gets the same response.
    assert_eq!(ask(&server, &json!({ "query": "{" })).status, 403);
}

#[test]
fn a_document_that_was_dropped_is_registered_again_although_its_response_is_cached() {
    let (_folder, server) = server(&["--memory", "128MB"]);
    let extensions =
        |text: &str| json!({ "persistedQuery": { "version": 1, "sha256Hash": hash(text) } });
    let with_text = |text: &str| json!({ "query": text, "extensions": extensions(text) });
    let text = "{ organization(by: { slug: \"pscc\" }) { slug } }";
    let by_hash = json!({ "extensions": extensions(text) });
    assert_eq!(ask(&server, &with_text(text)).status, 200);
    // More than the memory for registered documents holds.
    for number in 0..140 {
        let other = format!("{{ __typename }} #{number}{}", "x".repeat(19_000));
        assert_eq!(ask(&server, &with_text(&other)).status, 200);
    }
    assert_eq!(code(&ask(&server, &by_hash)), "PERSISTED_QUERY_NOT_FOUND", "it was dropped");
    assert_eq!(ask(&server, &with_text(text)).status, 200);
    assert_eq!(ask(&server, &by_hash).json()["data"]["organization"]["slug"], "pscc");
}

#[test]
fn automatic_persisted_queries_work_as_in_apollo_clients() {
    let (_folder, server) = server(&[]);
    let text =
        "query A($n: Name!) { organization(by: { name: $n }) { slug } }".replace("Name", "String");
    let extensions = json!({ "persistedQuery": { "version": 1, "sha256Hash": hash(&text) } });
    let by_hash = json!({ "extensions": extensions, "variables": { "n": "PSCC" } });
    let with_text =
        json!({ "query": text, "extensions": extensions, "variables": { "n": "PSCC" } });
    let unknown = ask(&server, &by_hash);
    assert_eq!(unknown.json()["errors"][0]["message"], "PersistedQueryNotFound");
    let first = ask(&server, &with_text);
    assert_eq!(first.json()["data"]["organization"]["slug"], "pscc", "{}", first.body);
    assert_eq!(ask(&server, &by_hash).body, first.body);
    let address = format!(
        "/graphql?extensions={}&variables={}",
        encoded(&extensions.to_string()),
        encoded("{\"n\":\"PSCC\"}")
    );
    assert_eq!(server.get(&address, &[]).body, first.body);
    // Neither a text with another hash nor an invalid document is registered.
    let wrong = json!({ "query": "{ __typename }", "extensions": extensions });
    assert_eq!(ask(&server, &wrong).status, 400);
    let bad = json!({ "persistedQuery": { "version": 1, "sha256Hash": hash("{ nope }") } });
    assert_eq!(
        code(&ask(&server, &json!({ "query": "{ nope }", "extensions": bad }))),
        "GRAPHQL_VALIDATION_FAILED"
    );
    assert_eq!(code(&ask(&server, &json!({ "extensions": bad }))), "PERSISTED_QUERY_NOT_FOUND");
}
