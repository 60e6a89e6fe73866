//! The table of statuses, row by row over the network, for both media types.

use std::io::Write;

use consortia::web::{Outcome, STATUSES, StatusRow};
use rusqlite::Connection;

use super::{GRAPHQL, address, server};
use crate::server::{JSON, Reply, Server, graphql_body, read_response};

const GOOD: &str = "{ organization(by: { name: \"PSCC\" }) { slug } }";

#[test]
fn every_outcome_has_the_status_of_the_table_in_both_media_types() {
    let (folder, open) = server(&[]);
    let (_others, closed) = server(&["--only-persisted-documents"]);
    let (_more, full) = server(&["--concurrent-requests", "1"]);
    let (_even_more, poor) = server(&["--rate-limit", "1"]);
    let (_most, hasty) = server(&["--table-time-ms", "1"]);
    let broken = Server::start(&folder.path().join("broken.db"));
    let damage = Connection::open(folder.path().join("broken.db")).unwrap();
    damage.execute_batch("ALTER TABLE setting RENAME TO gone").unwrap();
    // In parallel, since some outcomes take as long as a time limit.
    std::thread::scope(|scope| {
        for StatusRow { outcome, graphql_response, json, when } in STATUSES {
            let servers = Servers {
                open: &open,
                closed: &closed,
                full: &full,
                poor: &poor,
                broken: &broken,
                hasty: &hasty,
            };
            for (accept, status) in
                [(GRAPHQL, graphql_response), (("accept", "application/json"), json)]
            {
                let servers = servers.clone();
                scope.spawn(move || {
                    let reply = provoke(&servers, outcome, accept);
                    assert_eq!(reply.status, status.as_u16(), "{when}, {accept:?}\n{}", reply.body);
                    assert_answer(outcome, accept.1, &reply);
                });
            }
        }
    });
}

#[derive(Clone)]
struct Servers<'s> {
    open: &'s Server,
    closed: &'s Server,
    full: &'s Server,
    poor: &'s Server,
    broken: &'s Server,
    hasty: &'s Server,
}

/// Sends a request with this outcome.
fn provoke(servers: &Servers<'_>, outcome: Outcome, accept: (&str, &str)) -> Reply {
    let Servers { open, closed, full, poor, broken, hasty } = servers;
    let post =
        |server: &Server, body: &str| server.request("POST", "/graphql", &[JSON, accept], body);
    match outcome {
        Outcome::Executed => post(open, &graphql_body(GOOD)),
        Outcome::NotModified => {
            let tag = open.get(&address(GOOD), &[accept]).header("etag").to_owned();
            open.get(&address(GOOD), &[accept, ("if-none-match", &tag)])
        }
        Outcome::Rejected => post(open, &graphql_body("{ nope }")),
        Outcome::DocumentNotFound => post(open, "{\"documentId\":\"nothing\"}"),
        Outcome::DocumentNotPersisted => post(closed, &graphql_body(GOOD)),
        Outcome::InternalError => post(broken, &graphql_body(GOOD)),
        Outcome::Malformed => post(open, "["),
        Outcome::NotAcceptable => {
            open.request("POST", "/graphql", &[JSON, ("accept", "text/html")], &graphql_body(GOOD))
        }
        Outcome::UnsupportedMediaType => {
            let plain = ("content-type", "text/plain");
            open.request("POST", "/graphql", &[plain, accept], &graphql_body(GOOD))
        }
        Outcome::MethodNotAllowed => {
            open.request("PUT", "/graphql", &[JSON, accept], &graphql_body(GOOD))
        }
        Outcome::ContentTooLarge => post(open, &graphql_body(&"#".repeat(100_001))),
        Outcome::RequestTimeout => {
            let mut stream = open.connect();
            let (accept, value) = accept;
            let head = format!(
                "POST /graphql HTTP/1.1\r\nhost: localhost\r\n{accept}: {value}\r\n\
                 content-type: application/json\r\ncontent-length: 100\r\n\r\n{{"
            );
            stream.write_all(head.as_bytes()).unwrap();
            read_response(stream)
        }
        Outcome::RateLimited => {
            post(poor, &graphql_body(GOOD));
            post(poor, &graphql_body(GOOD))
        }
        Outcome::Overloaded => full.get_when_full(&address(GOOD), &[accept]),
        Outcome::NotFound => open.get("/reports/nothing.csv", &[accept]),
        Outcome::TableTimeout => hasty.get("/reports/affiliations.csv", &[accept]),
    }
}

/// Checks headers and body of a response with this outcome.
fn assert_answer(outcome: Outcome, accepted: &str, reply: &Reply) {
    assert!(!reply.header("x-request-id").is_empty(), "{}", reply.headers);
    if outcome == Outcome::NotModified {
        assert!(reply.bytes.is_empty() && reply.header("content-type").is_empty());
        return;
    }
    let json = reply.json();
    if matches!(outcome, Outcome::NotAcceptable | Outcome::NotFound | Outcome::TableTimeout) {
        assert!(reply.header("content-type").starts_with("application/json"), "{}", reply.headers);
    } else {
        assert!(reply.header("content-type").starts_with(accepted), "{}", reply.headers);
    }
    if outcome == Outcome::Executed {
        assert_eq!(json["data"]["organization"]["slug"], "pscc");
        return;
    }
    assert_eq!(reply.header("cache-control"), "no-store", "{outcome:?}");
    assert!(json.get("data").is_none() && json["errors"][0]["message"].is_string(), "{json}");
    let code = json["errors"][0]["extensions"]["code"].as_str().unwrap();
    assert_eq!(
        code,
        match outcome {
            Outcome::Rejected => "GRAPHQL_VALIDATION_FAILED",
            Outcome::DocumentNotFound => "PERSISTED_QUERY_NOT_FOUND",
            Outcome::DocumentNotPersisted => "DOCUMENT_NOT_PERSISTED",
            Outcome::InternalError => "INTERNAL_SERVER_ERROR",
            Outcome::TableTimeout => "TIMEOUT",
            Outcome::ContentTooLarge
            | Outcome::RequestTimeout
            | Outcome::RateLimited
            | Outcome::Overloaded => "LIMIT_EXCEEDED",
            _ => "BAD_USER_INPUT",
        }
    );
    let required_header = match outcome {
        Outcome::MethodNotAllowed => "allow",
        Outcome::RateLimited | Outcome::Overloaded => "retry-after",
        _ => "x-request-id",
    };
    assert!(!reply.header(required_header).is_empty(), "{outcome:?} {required_header}");
}

#[test]
fn unsupported_methods_are_answered_with_the_supported_ones() {
    let (_folder, server) = server(&[]);
    for method in ["PUT", "DELETE", "PATCH"] {
        let reply = server.request(method, "/graphql", &[JSON], &graphql_body(GOOD));
        assert_eq!((reply.status, reply.header("allow")), (405, "GET,HEAD,POST"));
    }
    let reply = server.get(&address("mutation { drop }"), &[]);
    assert_eq!((reply.status, reply.header("allow")), (405, "POST"), "{}", reply.body);
    let head = server.request("HEAD", &address(GOOD), &[], "");
    let whole = server.get(&address(GOOD), &[]);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    for header in ["etag", "content-type", "content-length", "vary", "cache-control"] {
        assert!(!whole.header(header).is_empty(), "{header}: {}", whole.headers);
        assert_eq!(head.header(header), whole.header(header), "{header}");
    }
}

#[test]
fn every_response_has_its_own_id_and_the_security_headers() {
    let (_folder, server) = server(&[]);
    let mut ids = Vec::new();
    let rows = [
        ("GET", "/graphql", 400),
        ("POST", "/graphql", 415),
        ("GET", "/nothing", 404),
        ("GET", "/healthz", 200),
        ("POST", "/healthz", 405),
        ("GET", "/readyz", 200),
        ("GET", "/metrics", 200),
        ("GET", "/schema.graphql", 200),
        ("HEAD", "/schema.graphql", 200),
        ("OPTIONS", "/graphql", 200),
    ];
    for (method, path, status) in rows {
        let reply = server.request(method, path, &[], "");
        assert_eq!(reply.status, status, "{method} {path}\n{}", reply.body);
        ids.push(reply.header("x-request-id").to_owned());
        for (header, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
        ] {
            assert_eq!(reply.header(header), value, "{method} {path}: {header}");
        }
        assert!(
            reply.header("content-security-policy").contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert!(!reply.header("cache-control").is_empty(), "{path}");
    }
    // Pages and their files set some of these headers themselves.
    for path in ["/", "/o/pscc", "/graphiql", "/assets/none.js", "/favicon.ico"] {
        let reply = server.get(path, &[]);
        for header in ["x-content-type-options", "x-frame-options", "referrer-policy"] {
            assert!(!reply.header(header).is_empty(), "{path}: {header}\n{}", reply.headers);
        }
        assert!(reply.header("content-security-policy").contains("frame-ancestors"), "{path}");
    }
    assert!(ids.iter().all(|id| !id.is_empty()), "{ids:?}");
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn an_address_of_the_explorer_that_leads_on_redirects() {
    let (_folder, server) = server(&[]);
    for (path, location) in [
        ("/o/PSCC", "/o/pscc"),
        ("/o/PSCC?asOf=2007&view=table", "/o/pscc?asOf=2007&view=table"),
        ("/o/Pscc/changes?from=2007", "/o/pscc/changes?from=2007"),
        ("/o/0321g0743", "/o/gustave-roussy"),
        ("/o/ror-0321g0743?possible=1", "/o/gustave-roussy?possible=1"),
        ("/o/https:%2F%2Fror.org%2F0321g0743", "/o/gustave-roussy"),
        ("/s/ROR-v2-9", "/s/ror-v2-9"),
        ("/e/Creation-of-PSCC", "/e/creation-of-pscc"),
        ("/g/France-2030", "/g/france-2030"),
        ("/p/Eric-Vivier", "/p/eric-vivier"),
    ] {
        let reply = server.get(path, &[]);
        assert_eq!((reply.status, reply.header("location")), (308, location), "{path}");
    }
    for path in ["/o/pscc", "/o/NOBODY", "/o/ror-051sk4035", "/p/%F0%9F%98%80"] {
        let reply = server.get(path, &[]);
        assert!(!reply.headers.contains("\nlocation:"), "{path}: {}", reply.headers);
    }
}

#[test]
fn a_client_that_sends_too_much_can_still_read_the_response() {
    let (_folder, server) = server(&[]);
    let body = graphql_body(&"#".repeat(3_000_000));
    for kind in ["application/json", "text/plain"] {
        let reply = server.request("POST", "/graphql", &[("content-type", kind)], &body);
        assert_eq!(reply.status, if kind == "text/plain" { 415 } else { 413 });
    }
}

#[test]
fn what_a_request_says_twice_or_in_the_wrong_place_is_refused() {
    let (_folder, server) = server(&[]);
    let body = graphql_body(GOOD);
    let post = |path: &str, headers: &[(&str, &str)], body: &str| {
        let headers = [&[JSON][..], headers].concat();
        server.request("POST", path, &headers, body)
    };
    let list = r#"{"query":"{ organizations { nodes { slug } } }""#;
    for (reply, status, said) in [
        (post("/graphql", &[], r#"{"query":"{a}","query":"{b}"}"#), 400, "duplicate key `query`"),
        (post("/graphql?variables=%7B%7D", &[], &body), 400, "send it in the body of the POST"),
        (
            post("/graphql", &[("content-encoding", "gzip")], &body),
            415,
            "send the body uncompressed, without `Content-Encoding`",
        ),
        (post("/graphql", &[("content-type", "text/plain")], &body), 415, "content-type"),
        (
            post("/table.csv", &[], &format!(r#"{list},"lang":"fr","lang":"en"}}"#)),
            400,
            "duplicate key",
        ),
        (post("/table.csv?lang=en", &[], &format!(r#"{list},"lang":"fr"}}"#)), 400, "repeated"),
        (
            post("/table.csv", &[], &format!(r#"{list},"variables":{{"a":1}}}}"#)),
            400,
            "variables.a",
        ),
        (server.get("/reports/affiliations.csv?asOf=2007&asOf=2010", &[]), 400, "repeated"),
    ] {
        assert_eq!(reply.status, status, "{said}: {}", reply.body);
        assert!(reply.body.contains(said), "{said}: {}", reply.body);
    }
    assert_eq!(post("/graphql", &[("content-encoding", "identity")], &body).status, 200);
    let body_with_variable = serde_json::json!({ "query": GOOD, "variables": { "when": 1 } });
    let reply = post("/graphql", &[], &body_with_variable.to_string());
    let warning = &reply.json()["extensions"]["warnings"][0];
    assert_eq!((reply.status, &warning["code"]), (200, &"UNDECLARED_VARIABLE".into()));
    assert_eq!(warning["argument"], "variables.when");
    assert_eq!(post("/graphql?utm=x", &[("accept", "")], &body).status, 200);
}

#[test]
fn options_names_the_methods_of_an_address() {
    let (_folder, server) = server(&[]);
    for (path, allow) in [("/graphql", "GET,HEAD,POST"), ("/data", "GET,HEAD")] {
        let reply = server.request("OPTIONS", path, &[], "");
        assert_eq!((reply.status, reply.header("allow")), (200, allow), "{path}");
    }
}
