//! Malformed and ambiguous heads of HTTP requests.

use super::{Attack, Closed, Error, Executed, Status, Target, documents::many};

const BODY: &str = r#"{"query":"{ __typename }"}"#;

fn head(lines: &str, body: &str) -> Vec<u8> {
    let text = format!(
        "POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nconnection: close\r\n{lines}\r\n{body}"
    );
    text.into_bytes()
}

fn refused(name: &'static str, request: &[u8]) -> Attack {
    (name, request.to_vec(), Status(400))
}

#[test]
fn heads() {
    let length = BODY.len();
    let attacks = [
        ("5,000 headers", head(&many(5_000, |n| format!("x-{n}: a\r\n")), ""), Status(431)),
        ("100,000 headers", head(&many(100_000, |n| format!("x-{n}: a\r\n")), ""), Status(431)),
        ("a value of 1 MB", head(&format!("x: {}\r\n", "a".repeat(1 << 20)), ""), Status(431)),
        ("a name of 1 MB", head(&format!("{}: x\r\n", "a".repeat(1 << 20)), ""), Status(431)),
        refused(
            "two lengths",
            &head(&format!("content-length: {length}\r\ncontent-length: 5\r\n"), BODY),
        ),
        refused(
            "a length and chunks",
            &head(
                &format!("content-length: {length}\r\ntransfer-encoding: chunked\r\n"),
                "0\r\n\r\n",
            ),
        ),
        refused("a negative length", &head("content-length: -1\r\n", BODY)),
        refused("a length with a sign", &head("content-length: +26\r\n", BODY)),
        refused("a length beyond 64 bits", &head("content-length: 99999999999999999999\r\n", BODY)),
        refused("a list of lengths", &head("content-length: 26, 5\r\n", BODY)),
        refused("an unknown encoding", &head("transfer-encoding: xchunked\r\n", BODY)),
        refused("chunks in gzip", &head("transfer-encoding: chunked, gzip\r\n", "0\r\n\r\n")),
        refused(
            "a chunk beyond 64 bits",
            &head("transfer-encoding: chunked\r\n", "fffffffffffffffff\r\n"),
        ),
        refused("a chunk of letters", &head("transfer-encoding: chunked\r\n", "xyz\r\n")),
        refused(
            "a chunk extension of 1 MB",
            &head("transfer-encoding: chunked\r\n", &format!("1;{}\r\n", "a".repeat(1 << 20))),
        ),
        refused("a space before the colon", &head("content-length : 26\r\n", BODY)),
        refused("a header on two lines", &head("x: a\r\n b\r\n", BODY)),
        refused("NUL in a header", &head("x: a\0b\r\n", BODY)),
        refused("HTTP/0.9", b"GET /\r\n\r\n"),
        ("HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(), Closed),
        refused(
            "TLS",
            &[0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, 0, 0, 0, 0, 0, b'\r', b'\n', b'\r', b'\n'],
        ),
        refused("binary", &[0xff; 4_000]),
        (
            "chunks of one byte",
            head(
                "transfer-encoding: chunked\r\n",
                &format!("{}0\r\n\r\n", many(BODY.len(), |n| format!("1\r\n{}\r\n", &BODY[n..=n]))),
            ),
            Executed,
        ),
        (
            "a large length with expect: 100-continue",
            head(&format!("expect: 100-continue\r\ncontent-length: {}\r\n", 1_u64 << 40), ""),
            Error(413, "LIMIT_EXCEEDED"),
        ),
    ];
    Target::new().withstands(&attacks);
}
