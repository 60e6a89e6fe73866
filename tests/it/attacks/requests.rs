//! Malformed requests: bodies, media types, methods and URLs.

use serde_json::{Value as Json, json};

use super::{
    Attack, Error, Executed, GRAPHQL, JSON, Status, Target, documents::many, http, post, post_with,
};

const BAD_INPUT: &str = "BAD_USER_INPUT";
const TOO_LARGE: &str = "LIMIT_EXCEEDED";
const GOOD: &[u8] = br#"{"query":"{ __typename }"}"#;

fn bad(name: &'static str, body: &[u8]) -> Attack {
    (name, post(body), Error(400, BAD_INPUT))
}

#[test]
fn bodies() {
    let nested = |count: usize| format!("{}{}", "[".repeat(count), "]".repeat(count));
    let one = r#"{"query":"{ __typename }"}"#;
    let attacks = [
        bad("an empty body", b""),
        bad("a truncated object", b"{"),
        bad("null", b"null"),
        bad("a number", b"1e400"),
        bad("a string", b"\"query\""),
        bad("an empty list", b"[]"),
        bad("1,000 requests in one", format!("[{}{one}]", format!("{one},").repeat(1_000)).as_bytes()),
        bad("an empty object", b"{}"),
        bad("an empty document", br#"{"query":""}"#),
        bad("the wrong type", br#"{"query":["{ __typename }"]}"#),
        bad("variables as a list", br#"{"query":"{ __typename }","variables":[]}"#),
        bad("variables as a string", br#"{"query":"{ __typename }","variables":"{}"}"#),
        bad("extensions as a number", br#"{"query":"{ __typename }","extensions":1}"#),
        bad("invalid UTF-8", b"{\"query\":\"{ __typename \xff\xfe }\"}"),
        bad("UTF-16", &[0xff, 0xfe, b'{', 0, b'}', 0]),
        bad("a byte order mark", b"\xef\xbb\xbf{}"),
        bad("a lone surrogate", br#"{"query":"\ud800"}"#),
        bad("a control character", b"{\"query\":\"\x01\"}"),
        bad("50,000 brackets", "[".repeat(50_000).as_bytes()),
        bad("40,000 lists in lists", nested(40_000).as_bytes()),
        bad("deep variables", format!(r#"{{"query":"{{ __typename }}","variables":{{"a":{}}}}}"#, nested(2_000)).as_bytes()),
        bad("deep extensions", format!(r#"{{"query":"{{ __typename }}","extensions":{{"a":{}}}}}"#, nested(2_000)).as_bytes()),
        bad("a number out of range", br#"{"query":"{ __typename }","variables":{"a":1e999999}}"#),
        bad("two values", br#"{"query":"{ __typename }"} {}"#),
        bad("only spaces", " ".repeat(99_000).as_bytes()),
        bad("a malformed hash", br#"{"query":"{ __typename }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"0"}}}"#),
        ("an unknown document", post(br#"{"documentId":"../../etc/passwd"}"#), Error(400, "PERSISTED_QUERY_NOT_FOUND")),
        ("a body of 101,000 bytes", post(" ".repeat(101_000).as_bytes()), Error(413, TOO_LARGE)),
        ("a body of 8 MB", post(" ".repeat(8 << 20).as_bytes()), Error(413, TOO_LARGE)),
        ("a body of 64 MB", post(&vec![b'['; 64 << 20]), Error(413, TOO_LARGE)),
        ("a document of 90,000 bytes", post(json!({ "query": "#".repeat(90_000) }).to_string().as_bytes()), Error(400, TOO_LARGE)),
        ("10,000 members", post(format!("{{{}\"query\":\"{{ __typename }}\"}}", many(5_000, |n| format!("\"a{n}\":[],"))).as_bytes()), Executed),
        ("a repeated name", post(format!("{{{}\"query\":\"{{ __typename }}\"}}", "\"a\":1,".repeat(15_000)).as_bytes()), Error(400, BAD_INPUT)),
    ];
    Target::new().withstands(&attacks);
}

#[test]
fn variables() {
    let filter = "query ($v: OrganizationFilter) { organizations(filter: $v) { totalCount } }";
    let expected = |code| Error(400, code);
    let nested = (0..55).fold(json!({}), |inner, _| json!({ "and": [inner] }));
    let names: Json = (0..8_000).map(|n| (format!("a{n}"), Json::from(1))).collect();
    let same_hash: Json = (0..5_000).map(|n| (format!("{n:08}"), Json::Null)).collect();
    let conditions: Vec<_> =
        (0..1_500).map(|n| json!({ "name": { "contains": n.to_string() } })).collect();
    let nodes = "query ($v: [ID!]!) { nodes(ids: $v) { id } }";
    let search = "query ($v: String!) { search(query: $v) { edges { score } } }";
    let page = "query ($v: Int) { organizations(first: $v) { totalCount } }";
    let attacks = [
        ("a filter 55 deep", post_with(filter, &json!({ "v": nested })), Executed),
        ("8,000 unknown ones", post_with(filter, &names), Executed),
        ("5,000 similar keys", post_with(filter, &json!({ "v": same_hash })), expected(BAD_INPUT)),
        (
            "1,500 conditions",
            post_with(filter, &json!({ "v": { "or": conditions } })),
            expected(TOO_LARGE),
        ),
        (
            "7,000 kinds",
            post_with(filter, &json!({ "v": { "kinds": { "in": vec!["UNIVERSITY"; 7_000] } } })),
            expected(TOO_LARGE),
        ),
        (
            "7,000 unknown kinds",
            post_with(filter, &json!({ "v": { "kinds": { "in": vec!["NOPE"; 7_000] } } })),
            expected(TOO_LARGE),
        ),
        ("30,000 ids", post_with(nodes, &json!({ "v": vec![0; 30_000] })), expected(TOO_LARGE)),
        (
            "100 long ids",
            // Each bad id is null with an error of its own.
            post_with(nodes, &json!({ "v": vec!["T3JnYW5pemF0aW9uOg".repeat(50); 100] })),
            Executed,
        ),
        (
            "a search of 30,000 words",
            post_with(search, &json!({ "v": "ab ".repeat(30_000) })),
            expected(BAD_INPUT),
        ),
        (
            "characters that normalize to 18 each",
            post_with(search, &json!({ "v": "\u{fdfa}".repeat(16_000) })),
            expected(BAD_INPUT),
        ),
        (
            "combining marks",
            post_with(search, &json!({ "v": "a\u{301}\u{323}".repeat(15_000) })),
            expected(BAD_INPUT),
        ),
        ("NUL", post_with(search, &json!({ "v": "\u{0}" })), Executed),
        (
            "a number of 90,000 digits",
            post(
                format!(r#"{{"query":"{page}","variables":{{"v":{}}}}}"#, "9".repeat(90_000))
                    .as_bytes(),
            ),
            expected(BAD_INPUT),
        ),
        ("a fraction", post_with(page, &json!({ "v": 1.5 })), expected(BAD_INPUT)),
        ("2^53", post_with(page, &json!({ "v": 1_u64 << 53 })), expected(BAD_INPUT)),
    ];
    Target::new().withstands(&attacks);
}

#[test]
fn media_types() {
    let sent_as = |kind: &str| http("POST", "/graphql", &[("content-type", kind), GRAPHQL], GOOD);
    let form = b"query=%7B__typename%7D";
    let multipart = b"--b\r\ncontent-disposition: form-data; name=\"operations\"\r\n\r\n{\"query\":\"{ __typename }\"}\r\n--b--\r\n";
    let upload = ("content-type", "multipart/form-data; boundary=b");
    let unsupported = Error(415, BAD_INPUT);
    let gzip = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
    let attacks = [
        ("text/plain", sent_as("text/plain"), unsupported),
        ("JSON sent as a form", sent_as("application/x-www-form-urlencoded"), unsupported),
        (
            "a form",
            http(
                "POST",
                "/graphql",
                &[("content-type", "application/x-www-form-urlencoded")],
                form,
            ),
            unsupported,
        ),
        ("none", http("POST", "/graphql", &[GRAPHQL], GOOD), unsupported),
        ("another character set", sent_as("application/json; charset=utf-16"), unsupported),
        ("application/graphql", sent_as("application/graphql"), unsupported),
        ("60,000 characters", sent_as(&"a".repeat(60_000)), unsupported),
        (
            "30,000 parameters",
            sent_as(&format!("application/json{}", ";a".repeat(30_000))),
            Executed,
        ),
        (
            "multipart from elsewhere",
            http("POST", "/graphql", &[upload, ("origin", "https://evil.example")], multipart),
            unsupported,
        ),
        (
            "a stream of responses",
            http("POST", "/graphql", &[JSON, ("accept", "multipart/mixed")], GOOD),
            Error(406, BAD_INPUT),
        ),
        (
            "a compressed body",
            http("POST", "/graphql", &[JSON, GRAPHQL, ("content-encoding", "gzip")], &gzip),
            Error(415, BAD_INPUT),
        ),
        (
            "10,000 ranges",
            http("POST", "/graphql", &[JSON, ("accept", &"a/b,".repeat(12_000))], GOOD),
            Error(406, BAD_INPUT),
        ),
        (
            "10,000 encodings",
            http("POST", "/graphql", &[JSON, ("accept-encoding", &"gzip,".repeat(10_000))], GOOD),
            Executed,
        ),
        (
            "10,000 quality values",
            http("POST", "/graphql", &[JSON, ("accept", &"*/*;q=0.1,".repeat(5_000))], GOOD),
            Executed,
        ),
    ];
    Target::new().withstands(&attacks);
}

#[test]
fn methods_and_urls() {
    let refused = |method| http(method, "/graphql", &[JSON], GOOD);
    let not_allowed = Error(405, BAD_INPUT);
    let get = |query: &str| http("GET", &format!("/graphql?{query}"), &[GRAPHQL], b"");
    let tags = "\"0123456789abcdef\",".repeat(3_000);
    let attacks = [
        ("PUT", refused("PUT"), not_allowed),
        ("DELETE", refused("DELETE"), not_allowed),
        ("PATCH", refused("PATCH"), not_allowed),
        ("TRACE", refused("TRACE"), not_allowed),
        ("an unknown method", refused("FOO"), not_allowed),
        ("a long method", refused(&"F".repeat(10_000)), not_allowed),
        ("CONNECT", http("CONNECT", "example.org:443", &[], b""), Status(404)),
        ("a mutation", get("query=mutation%7Bdrop%7D"), Error(405, "OPERATION_NOT_SUPPORTED")),
        (
            "a mutation as a stream",
            http(
                "GET",
                "/graphql?query=mutation%7Bdrop%7D",
                &[("accept", "multipart/mixed, application/json")],
                b"",
            ),
            Error(405, "OPERATION_NOT_SUPPORTED"),
        ),
        ("no parameters", get(""), Error(400, BAD_INPUT)),
        ("10,000 parameters", get(&many(8_000, |n| format!("a{n}&"))), Error(400, BAD_INPUT)),
        (
            "a repeated parameter",
            get("query=%7B__typename%7D&query=%7B__typename%7D"),
            Error(400, BAD_INPUT),
        ),
        ("wrong escapes", get("query=%ff%fe%zz"), Error(400, "GRAPHQL_PARSE_FAILED")),
        (
            "deep variables",
            get(&format!("query=%7B__typename%7D&variables={}", "%5B".repeat(15_000))),
            Error(400, BAD_INPUT),
        ),
        (
            "a document of 50,000 characters",
            get(&format!("query={}", "a".repeat(50_000))),
            Error(400, TOO_LARGE),
        ),
        (
            "a document of 100,000 characters",
            get(&format!("query={}", "a".repeat(100_000))),
            Status(431),
        ),
        (
            "3,000 entity tags",
            http("GET", "/graphql?query=%7B__typename%7D", &[("if-none-match", &tags)], b""),
            Executed,
        ),
        ("a path with ..", http("GET", "/../../etc/passwd", &[], b""), Status(404)),
        ("a path with NUL", http("GET", "/graphiql/%00", &[], b""), Status(404)),
        ("a long path", http("GET", &format!("/{}", "a/".repeat(25_000)), &[], b""), Status(404)),
        (
            "a WebSocket from elsewhere",
            http(
                "GET",
                "/graphql",
                &[
                    ("upgrade", "websocket"),
                    ("origin", "https://evil.example"),
                    ("sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAA=="),
                    ("sec-websocket-version", "13"),
                ],
                b"",
            ),
            Error(400, BAD_INPUT),
        ),
    ];
    Target::new().withstands(&attacks);
}
