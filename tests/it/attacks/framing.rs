//! The framing of HTTP/1.1: every request is read as one request or refused, and none hides another.

use std::io::{Read, Write};

use super::{Target, cost};
use crate::server::Reply;

const BODY: &str = r#"{"query":"{ __typename }"}"#;
const NEXT: &str = "GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";

/// A POST with these headers and this body, followed by a GET that closes the connection.
fn post(headers: &str, body: &str) -> Vec<u8> {
    let head = "POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n";
    format!("{head}{headers}\r\n{body}{NEXT}").into_bytes()
}

/// A POST whose body has one chunk with this size line.
fn chunk(size: &str) -> Vec<u8> {
    post("transfer-encoding: chunked\r\n", &format!("{size}\r\n{BODY}\r\n0\r\n\r\n"))
}

fn get(request_line: &str, headers: &str) -> Vec<u8> {
    let host = if headers.contains("host:") { "" } else { "host: localhost\r\n" };
    format!("{request_line}\r\n{host}{headers}connection: close\r\n\r\n").into_bytes()
}

/// The statuses of all responses on a connection, which ends after them.
fn statuses(target: &Target, request: &[u8]) -> Vec<u16> {
    let mut stream = target.server.connect();
    // The server may close the connection before it has read everything.
    let _ = stream.write_all(request);
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let starts = text.match_indices("HTTP/1.1 ").map(|(start, _)| start);
    // Some messages name the protocol.
    let is_status = |start: &usize| text[start + 9..].starts_with(|c: char| c.is_ascii_digit());
    let starts: Vec<_> = starts.filter(is_status).collect();
    starts.iter().map(|start| Reply::of(&text.as_bytes()[*start..]).status).collect()
}

/// Sends each request, and compares the statuses of the responses.
fn check(cases: Vec<(&str, Vec<u8>, &[u16])>) {
    let target = Target::new();
    let mut faults = Vec::new();
    for (name, request, expected) in cases {
        let (found, cost) = cost::of(&target.server, || statuses(&target, &request));
        println!("{name:48} {:>7} bytes  {cost}  {found:?}", request.len());
        if found != expected {
            faults.push(format!("{name}: {found:?}, not {expected:?}"));
        }
        faults.extend(cost::Bounds::REFUSAL.exceeded_by(cost).map(|it| format!("{name}: {it}")));
    }
    target.is_alive();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn transfer_codings() {
    let with = |value: &str| {
        let chunks = format!("{:x}\r\n{BODY}\r\n0\r\n\r\n", BODY.len());
        post(&format!("transfer-encoding:{value}\r\n"), &chunks)
    };
    let length = format!("content-length: {}\r\n", BODY.len());
    check(vec![
        ("chunked", with(" chunked"), &[200, 200]),
        ("in capitals", with(" CHUNKED"), &[200, 200]),
        ("after a tab", with("\tchunked"), &[200, 200]),
        ("chunked twice in a list", with(" chunked, chunked"), &[400]),
        ("on two lines", with(" chunked\r\ntransfer-encoding: chunked"), &[400]),
        ("compressed, then chunked", with(" gzip, chunked"), &[400]),
        ("identity, then chunked", with(" identity\r\ntransfer-encoding: chunked"), &[400]),
        ("in quotes", with(" \"chunked\""), &[400]),
        ("with a parameter", with(" chunked;q=1"), &[400]),
        ("empty, with a length", post(&format!("transfer-encoding:\r\n{length}"), BODY), &[400]),
        (
            "in HTTP/1.0",
            String::from_utf8(with(" chunked")).unwrap().replacen("1.1", "1.0", 1).into_bytes(),
            &[400],
        ),
    ]);
}

#[test]
fn chunks() {
    let size = format!("{:x}", BODY.len());
    let trailers = |lines: &str| {
        post("transfer-encoding: chunked\r\n", &format!("{size}\r\n{BODY}\r\n0\r\n{lines}\r\n"))
    };
    // What follows a malformed chunk is never read as a request.
    check(vec![
        ("an extension", chunk(&format!("{size};name=value")), &[200, 200]),
        ("an extension with half a quote", chunk(&format!("{size};name=\"")), &[200, 200]),
        ("an extension of 10 kB", chunk(&format!("{size};{}", "a".repeat(10_000))), &[200, 200]),
        ("an extension of 40 kB", chunk(&format!("{size};{}", "a".repeat(40_000))), &[400]),
        ("leading zeros", chunk(&format!("000{size}")), &[200, 200]),
        ("a sign", chunk(&format!("+{size}")), &[400]),
        ("a prefix", chunk(&format!("0x{size}")), &[400]),
        ("an underscore", chunk("1_a"), &[400]),
        ("a negative size", chunk("-1a"), &[400]),
        ("too short", chunk("5"), &[400]),
        (
            "a line feed alone",
            post("transfer-encoding: chunked\r\n", &format!("{size}\n{BODY}\n0\n\n")),
            &[400],
        ),
        ("a trailer", trailers("x: a\r\n"), &[200, 200]),
        ("a length in a trailer", trailers("content-length: 5\r\n"), &[200, 200]),
        ("900 trailers", trailers(&"x: a\r\n".repeat(900)), &[400]),
        ("1 MB of trailers", trailers(&"x: a\r\n".repeat(170_000)), &[400]),
    ]);
}

#[test]
fn lengths() {
    let length = BODY.len();
    let with = |value: &str| post(&format!("content-length:{value}\r\n"), BODY);
    check(vec![
        ("twice the same", with(&format!(" {length}\r\ncontent-length: {length}")), &[200, 200]),
        ("a list of the same", with(&format!(" {length}, {length}")), &[400]),
        ("in hexadecimal", with(" 0x1a"), &[400]),
        ("empty", with(" "), &[400]),
        ("two numbers", with(" 2 6"), &[400]),
        ("a fraction", with(" 26.0"), &[400]),
        (
            "a GET with a body",
            [
                b"GET /healthz HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\nhello",
                NEXT.as_bytes(),
            ]
            .concat(),
            &[200, 200],
        ),
        (
            "a GET whose body is a request",
            [
                format!(
                    "GET /healthz HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n",
                    NEXT.len()
                )
                .as_bytes(),
                NEXT.as_bytes(),
                NEXT.as_bytes(),
            ]
            .concat(),
            &[200, 200],
        ),
        (
            "a PUT whose body is a request",
            [
                format!(
                    "PUT /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n",
                    NEXT.len()
                )
                .as_bytes(),
                NEXT.as_bytes(),
                NEXT.as_bytes(),
            ]
            .concat(),
            &[405, 200],
        ),
        ("what follows a body that is too large", post("content-length: 200000\r\n", ""), &[413]),
        (
            "an unknown expectation",
            post(&format!("expect: 200-ok\r\ncontent-length: {length}\r\n"), BODY),
            &[200, 200],
        ),
    ]);
}

#[test]
fn request_lines_and_headers() {
    let ok = "GET /healthz HTTP/1.1";
    let headers = |count: usize| get(ok, &"x: a\r\n".repeat(count));
    check(vec![
        ("HTTP/1.2", get("GET /healthz HTTP/1.2", ""), &[400]),
        ("HTTP/2.0", get("GET /healthz HTTP/2.0", ""), &[400]),
        ("no host", b"GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n".to_vec(), &[400]),
        ("two hosts", get(ok, "host: a\r\nhost: b\r\n"), &[400]),
        ("the whole URL", get("GET http://elsewhere/healthz HTTP/1.1", ""), &[200]),
        ("a host and port only", get("GET elsewhere:80 HTTP/1.1", ""), &[404]),
        ("no path", get("GET  HTTP/1.1", ""), &[400]),
        ("a space in the path", get("GET /health z HTTP/1.1", ""), &[400]),
        (
            "bytes beyond ASCII in the path",
            b"GET /\xff HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n".to_vec(),
            &[400],
        ),
        ("a method in lower case", get("get /healthz HTTP/1.1", ""), &[405]),
        ("a carriage return in a header", get(ok, "x: a\rb\r\n"), &[400]),
        (
            "a header beyond ASCII",
            b"GET /healthz HTTP/1.1\r\nhost: x\r\n\xe9: a\r\n\r\n".to_vec(),
            &[400],
        ),
        ("98 headers", headers(98), &[200]),
        ("99 headers and two more", headers(99), &[431]),
        (
            "empty lines before it",
            ["\r\n".repeat(20_000).into_bytes(), get(ok, "")].concat(),
            &[200],
        ),
        ("too many of them", ["\n".repeat(200_000).into_bytes(), get(ok, "")].concat(), &[431]),
        (
            "an upgrade to HTTP/2",
            get(ok, "upgrade: h2c\r\nhttp2-settings: AAMAAABkAAQAAP__\r\n"),
            &[200],
        ),
        (
            "10,000 options of the connection",
            get(ok, &format!("connection: {}\r\n", "close,".repeat(10_000))),
            &[200],
        ),
    ]);
}
