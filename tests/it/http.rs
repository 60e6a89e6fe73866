//! GraphQL over HTTP: statuses, media types, and the responses to invalid requests.

use serde_json::{Value as Json, json};

use consortia::domain::record::Name;

use crate::{
    seeded::Registry,
    server::{JSON, Server, program},
};

const GRAPHQL: (&str, &str) = ("accept", "application/graphql-response+json");

/// Method, path, headers, body, expected status.
type Row<'r> = (&'r str, &'r str, &'r [(&'r str, &'r str)], &'r str, u16);

fn server() -> (tempfile::TempDir, Server) {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("http.db"));
    (folder, server)
}

#[test]
fn statuses_and_media_types_follow_the_standard() {
    let (_folder, server) = server();
    let good = r#"{"query":"{ __typename }"}"#;
    let invalid = r#"{"query":"{ nope }"}"#;
    let too_large = format!("{{\"query\":\"{}\"}}", "#".repeat(200_000));
    let rows: &[Row<'_>] = &[
        ("POST", "/graphql", &[JSON], good, 200),
        ("POST", "/graphql", &[JSON, GRAPHQL], good, 200),
        ("POST", "/graphql", &[("content-type", "application/json; charset=UTF-8")], good, 200),
        ("POST", "/graphql", &[JSON], invalid, 200),
        ("POST", "/graphql", &[JSON, GRAPHQL], invalid, 400),
        ("POST", "/graphql", &[JSON], "{", 400),
        ("POST", "/graphql", &[JSON], "[]", 400),
        ("POST", "/graphql", &[JSON], r#"{"query":7}"#, 400),
        ("POST", "/graphql", &[JSON], r#"{"query":"{ __typename }","variables":[]}"#, 400),
        ("POST", "/graphql", &[JSON], r#"{"query":"{ __typename }","extensions":"x"}"#, 400),
        ("POST", "/graphql", &[JSON], r#"{"query":"{ __typename }","extensions":{}}"#, 200),
        ("POST", "/graphql", &[JSON], "{}", 400),
        ("POST", "/graphql", &[("content-type", "text/plain")], good, 415),
        ("POST", "/graphql", &[], good, 415),
        ("POST", "/graphql", &[JSON, ("accept", "text/html")], good, 406),
        ("POST", "/graphql", &[JSON], &too_large, 413),
        ("GET", "/graphql?query=%7B__typename%7D", &[], "", 200),
        (
            "GET",
            "/graphql?query=query%20A%7Ba:__typename%7Dquery%20B%7Bb:__typename%7D&operationName=B",
            &[],
            "",
            200,
        ),
        ("GET", "/graphql?query=%7B__typename%7D&variables=7", &[], "", 400),
        ("GET", "/graphql", &[], "", 400),
        ("GET", "/graphql?query=%7B__typename%7D&query=%7B__typename%7D", &[], "", 400),
        ("PUT", "/graphql", &[JSON], good, 405),
        ("DELETE", "/graphql", &[], "", 405),
        ("GET", "/healthz", &[], "", 200),
        ("GET", "/readyz", &[], "", 200),
        ("GET", "/schema.graphql", &[], "", 200),
        ("GET", "/nothing", &[], "", 404),
    ];
    for (method, path, headers, body, status) in rows {
        let reply = server.request(method, path, headers, body);
        assert_eq!(reply.status, *status, "{method} {path} {headers:?}\n{}", reply.body);
        assert!(reply.headers.contains("x-request-id: "), "{method} {path}");
        assert!(reply.headers.contains("x-content-type-options: nosniff"), "{method} {path}");
        if *path == "/graphql" && ![404, 405].contains(status) {
            assert!(reply.headers.contains("content-type: application/"), "{}", reply.headers);
            assert!(reply.json().is_object());
        }
    }
    let address = server.address.to_string();
    let health = || {
        let mut command = program();
        command.args(["health", "--listen", &address]).status().unwrap().success()
    };
    assert!(health());
    assert!(server.stop(), "it stops on SIGTERM");
    assert!(!health());
}

#[test]
fn an_invalid_argument_is_named_and_nothing_is_executed() {
    let (_folder, server) = server();
    let rows = [
        ("{ organizations(last: -1) { totalCount } }", "last", "from 0 to 100"),
        ("{ organizations(first: 1000) { totalCount } }", "first", "from 0 to 100"),
        ("{ organizations(first: -1) { totalCount } }", "first", "from 0 to 100"),
        ("{ organizations(first: 1, last: 1) { totalCount } }", "last", "cannot be combined"),
        ("{ organizations(after: \"x\") { totalCount } }", "after", "invalid cursor"),
        ("{ organizations(asOf: \"07\") { totalCount } }", "asOf", "YYYY"),
        ("{ organizations(asOf: \"2007-02-30\") { totalCount } }", "asOf", "does not exist"),
        (
            "{ events(filter: { date: { from: \"2022\", to: \"2000\" } }) { totalCount } }",
            "filter.date",
            "after `to`",
        ),
        ("{ network(around: { slug: \"pscc\" }, hops: 9) { truncated } }", "hops", "from 1 to 4"),
        ("{ commonAffiliates(of: [{ slug: \"pscc\" }]) { totalCount } }", "of", "at least two"),
    ];
    for (query, argument, rule) in rows {
        let reply = server.post(query).json();
        let error = &reply["errors"][0];
        assert!(reply.get("data").is_none(), "{query}: {reply}");
        assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{query}: {reply}");
        assert_eq!(error["extensions"]["argument"], argument, "{query}: {reply}");
        assert!(error["message"].as_str().unwrap().contains(rule), "{query}: {reply}");
    }
    for key in ["{}", "{ slug: \"a\", name: \"b\" }"] {
        let reply = server.post(&format!("{{ organization(by: {key}) {{ slug }} }}")).json();
        assert_eq!(
            reply["errors"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED",
            "{reply}"
        );
    }
    let reply = server.post("{ organization(by: { slug: \"nobody\" }) { slug } }").json();
    assert_eq!(reply["data"]["organization"], Json::Null, "an unknown key returns null");
}

#[test]
fn hostile_documents_are_refused_and_the_server_goes_on() {
    let (_folder, server) = server();
    let doubling: Vec<_> = (0..30)
        .map(|n| format!("fragment F{n} on Query {{ ...F{m} ...F{m} }} ", m = n + 1))
        .collect();
    let doubling = doubling.concat();
    let rows = [
        format!("{{ organizations(first: {}1{}) {{ totalCount }} }}", "[".repeat(3_000), "]".repeat(3_000)),
        format!("query {{ ...F0 }} {doubling} fragment F30 on Query {{ __typename }}"),
        "{ a: __typename ".repeat(900),
        format!("{{ organizations(filter: {}{}) {{ totalCount }} }}", "{and:[".repeat(700), "]}".repeat(700)),
        "{ organizations(first: 100) { nodes { members(first: 100) { nodes { members(first: 100) { nodes { slug } } } } } } }".to_owned(),
        format!("{{ {} }}", "x: __typename ".repeat(1_400)),
        "query { ...A } fragment A on Query { ...A }".to_owned(),
        "{ __typename @nope }".to_owned(),
        "{ __typename @include(if: \"x\") }".to_owned(),
        "mutation { drop }".to_owned(),
        "subscription { all }".to_owned(),
        "\u{0}".to_owned(),
    ];
    for query in rows {
        let reply = server.post(&query).json();
        // The same field repeated under one response key is one field, and allowed.
        if !query.contains("x: __typename") {
            assert!(reply.get("data").is_none(), "{query:.80}: {reply:.300}");
            assert!(reply["errors"][0]["extensions"]["code"].is_string(), "{reply:.300}");
        }
        assert!(reply.to_string().len() < 20_000, "the response to a refused request is short");
    }
    assert_eq!(server.post("{ __typename }").status, 200);
}

#[test]
fn an_ambiguous_name_is_an_error_that_lists_the_candidates() {
    let registry = Registry::with(|registry| {
        registry.organizations[0].names.push(acronym("XYZ"));
        registry.organizations[1].names.push(acronym("X.Y.Z."));
    });
    let slugs: Vec<_> = {
        let data = registry.ask("{ organizations(first: 2) { nodes { slug } } }");
        let nodes = data["organizations"]["nodes"].as_array().unwrap();
        let mut slugs: Vec<_> = nodes.iter().map(|node| node["slug"].clone()).collect();
        slugs.sort_by_key(ToString::to_string);
        slugs
    };
    let body = registry.body("{ organization(by: { name: \"xyz\" }) { slug } }");
    assert_eq!(body["data"], json!({ "organization": null }), "{body}");
    let error = &body["errors"][0];
    assert_eq!(error["path"], json!(["organization"]), "{error}");
    assert_eq!(error["extensions"]["code"], "AMBIGUOUS", "{error}");
    assert_eq!(error["extensions"]["argument"], "by.name", "{error}");
    assert_eq!(error["extensions"]["candidates"], Json::from(slugs), "{error}");
}

fn acronym(value: &str) -> Name {
    Name::new(value, None, "ACRONYM")
}
