//! The headers by which a server restricts what browsers do with its responses.

use consortia::web::routes::{Endpoint, ROUTES, Route};

use super::{routes::example, server};
use crate::server::{Reply, Server};

const HEADERS: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];
const RESOURCE_POLICY: &str = "cross-origin-resource-policy";

/// Checks that a response has each header once.
fn assert_restricts(reply: &Reply, case: &str) {
    for (name, value) in HEADERS {
        assert_eq!(reply.header(name), value, "{case}: {name}");
    }
    let policy = reply.header("content-security-policy");
    for part in ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors"] {
        assert!(policy.contains(part), "{case}: {part}: {policy}");
    }
    assert!(!policy.contains("unsafe-eval") && !policy.contains("http"), "{case}: {policy}");
    let names = HEADERS.iter().map(|(name, _)| *name);
    for name in names.chain([RESOURCE_POLICY, "content-security-policy", "cache-control"]) {
        let lines = reply.headers.lines().filter(|line| line.starts_with(&format!("{name}: ")));
        assert_eq!(lines.count(), 1, "{case}: {name}");
    }
    assert_eq!(reply.header("strict-transport-security"), "", "{case}: the proxy decides");
}

fn get(server: &Server, path: &str) -> Reply {
    // A proxy with TLS says so; the header of the proxy is still its own business.
    server.get(path, &[("x-forwarded-proto", "https"), ("origin", "https://a.example")])
}

fn is_page(route: &Route) -> bool {
    matches!(route.endpoint, Endpoint::Explorer(_) | Endpoint::Graphiql | Endpoint::Catalog)
}

#[test]
fn every_response_restricts_what_browsers_do_with_it() {
    let (_folder, server) = server(&["--trusted-proxies", "127.0.0.1"]);
    for route in ROUTES {
        let path = example(route);
        for method in ["GET", "HEAD", "POST", "DELETE", "OPTIONS"] {
            let reply = server.request(method, &path, &[], "");
            assert_restricts(&reply, &format!("{method} {path}"));
        }
        assert_restricts(&get(&server, &path), &path);
    }
    for path in ["/nothing", "/o/no-such-record", "/reports/nothing.csv", "/table.nothing"] {
        assert_restricts(&get(&server, path), path);
    }
    for malformed in ["NOT HTTP\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"] {
        assert_restricts(&server.send(malformed), malformed);
    }
}

#[test]
fn pages_of_other_origins_may_load_data_if_they_may_read_it_and_no_pages() {
    for (cors, of_data) in
        [("*", "cross-origin"), ("none", "same-origin"), ("https://a.example", "same-origin")]
    {
        let (_folder, server) = server(&["--cors", cors]);
        for route in ROUTES {
            let reply = get(&server, &example(route));
            let expected = if route.is_data() { of_data } else { "same-origin" };
            assert_eq!(reply.header(RESOURCE_POLICY), expected, "{cors}: {}", route.path);
            assert!(!(route.is_data() && is_page(route)), "{}", route.path);
        }
    }
}
