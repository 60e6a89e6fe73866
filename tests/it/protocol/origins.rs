//! Cross-origin requests: pages of all origins may read responses by default, or those of a list, or none.

use super::{place, server};
use crate::server::{JSON, Reply, Server, consortia, failure, graphql_body};

const ORIGIN: (&str, &str) = ("origin", "https://a.example");
const ALLOWED: &str = "access-control-allow-origin";

fn read(server: &Server, origin: &str) -> Reply {
    let headers = [JSON, ("origin", origin)];
    let reply = server.request("POST", "/graphql", &headers, &graphql_body("{ __typename }"));
    assert_eq!(
        reply.status, 200,
        "the server responds; the browser decides whether the page may read it"
    );
    assert_eq!(reply.header("access-control-allow-credentials"), "");
    reply
}

fn preflight(server: &Server, method: &str) -> Reply {
    let headers = [
        ORIGIN,
        ("access-control-request-method", method),
        ("access-control-request-headers", "content-type,x-api-key"),
    ];
    server.request("OPTIONS", "/graphql", &headers, "")
}

#[test]
fn by_default_pages_of_every_origin_may_read_and_none_may_write() {
    let (_folder, server) = server(&[]);
    let reply = read(&server, "https://anywhere.example");
    assert_eq!(reply.header(ALLOWED), "*");
    for told in ["etag", "retry-after", "ratelimit", "x-request-id"] {
        let exposed = reply.header("access-control-expose-headers");
        assert!(exposed.contains(told), "{told}: {exposed}");
    }
    let reply = preflight(&server, "POST");
    assert_eq!((reply.status, reply.header(ALLOWED)), (200, "*"));
    assert_eq!(reply.header("access-control-allow-headers"), "content-type,x-api-key");
    assert!(!reply.header("access-control-max-age").is_empty());
    for method in ["PUT", "DELETE", "PATCH"] {
        let allowed = preflight(&server, method);
        let allowed = allowed.header("access-control-allow-methods");
        assert!(allowed.contains("POST") && !allowed.contains(method), "{allowed}");
    }
}

#[test]
fn a_list_allows_exactly_its_origins() {
    let (_folder, server) = server(&["--cors", "https://a.example, http://localhost:3000"]);
    for own in ["https://a.example", "http://localhost:3000"] {
        let reply = read(&server, own);
        assert_eq!(reply.header(ALLOWED), own);
        assert!(
            reply.headers.lines().any(|line| line.starts_with("vary: ") && line.contains("origin"))
        );
    }
    for other in ["https://b.example", "http://a.example", "https://a.example:8443", "null"] {
        assert_eq!(read(&server, other).header(ALLOWED), "", "{other}");
    }
    assert_eq!(preflight(&server, "POST").header(ALLOWED), "https://a.example");
}

#[test]
fn none_allows_no_origin() {
    let (_folder, server) = server(&["--cors", "none"]);
    assert_eq!(read(&server, "https://a.example").header(ALLOWED), "");
    assert_eq!(preflight(&server, "POST").header(ALLOWED), "");
}

#[test]
fn malformed_settings_are_errors_at_the_start() {
    let (_folder, path) = place();
    for wrong in ["example.org", "https://a.example/", "https://a.example,b"] {
        let output = consortia(&path).args(["serve", "--cors", wrong]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("is not an origin"), "{said}");
    }
    assert!(!path.exists(), "no database was created");
    let keys = path.with_file_name("keys");
    std::fs::write(&keys, "lab").unwrap();
    let output = consortia(&path)
        .args(["serve", "--listen", "127.0.0.1:0", "--api-keys"])
        .arg(&keys)
        .output()
        .unwrap();
    let said = failure(&output);
    assert!(said.contains("line 1") && said.contains("keys"), "{said}");
}
