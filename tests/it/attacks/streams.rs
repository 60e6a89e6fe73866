//! Endless bodies, pipelined requests, and clients that disconnect.

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpStream},
    sync::Arc,
    thread,
};

use super::{JSON, OtherClient, Target, cost, documents::many, http, post_document};
use crate::server::Reply;

const MEGABYTE: usize = 1 << 20;

/// Sends a head, and then the same bytes until the server closes the connection or has received 256 MB. Returns the
/// response and the number of bytes.
fn send_endless_body(target: &Target, head: &str, piece: &[u8]) -> (Reply, usize) {
    let mut stream = target.server.connect();
    stream.write_all(head.as_bytes()).unwrap();
    let mut reading = stream.try_clone().unwrap();
    let response = thread::spawn(move || {
        let mut text = Vec::new();
        // The server may reset the connection.
        let _ = reading.read_to_end(&mut text);
        text
    });
    let mut sent = 0;
    while sent < 256 * MEGABYTE && stream.write_all(piece).is_ok() {
        sent += piece.len();
    }
    let _ = stream.shutdown(Shutdown::Both);
    (Reply::of(&response.join().unwrap()), sent)
}

#[test]
fn endless_bodies() {
    let target = Target::new();
    let letters = vec![b'['; 1 << 16];
    let chunk = [b"10000\r\n", &letters[..], b"\r\n"].concat();
    let head = |method: &str, kind: &str, length: &str| {
        let query = if method == "GET" { "?query=%7B__typename%7D" } else { "" };
        format!(
            "{method} /graphql{query} HTTP/1.1\r\nhost: localhost\r\ncontent-type: {kind}\r\n{length}\r\n\r\n"
        )
    };
    let (chunked, long) = ("transfer-encoding: chunked", "content-length: 999999999999");
    for (name, head, piece, status) in [
        ("chunks", head("POST", "application/json", chunked), &chunk, 413),
        ("one length", head("POST", "application/json", long), &letters, 413),
        ("not JSON", head("POST", "text/plain", chunked), &chunk, 415),
        ("uploads", head("POST", "multipart/form-data; boundary=[", long), &letters, 415),
        ("of a GET", head("GET", "application/json", chunked), &chunk, 200),
        ("of an unknown method", head("FOO", "application/json", long), &letters, 405),
    ] {
        let ((reply, sent), cost) =
            cost::of(&target.server, || send_endless_body(&target, &head, piece));
        println!("{name:48} {sent:>9} bytes  {cost}");
        assert_eq!(reply.status, status, "{name}: {}", reply.body);
        // The bytes fill the buffers of the system, not those of the server.
        assert!(sent < 32 * MEGABYTE, "{name}: the server received {sent} bytes");
        assert!(cost::Bounds::REFUSAL.exceeded_by(cost).is_none(), "{name}: {cost}");
        target.is_alive();
    }
}

#[test]
fn pipelined_requests() {
    const COUNT: usize = 1_000;
    let target = Arc::new(Target::new());
    let other_client = OtherClient::start(&target);
    let one = post_document("{ __typename }");
    let one = String::from_utf8(one).unwrap().replace("connection: close\r\n", "");
    let last = String::from_utf8(http("GET", "/healthz", &[], b"")).unwrap();
    let ask = || target.send(&[one.repeat(COUNT), last].concat().into_bytes());
    let (reply, cost) = cost::of(&target.server, ask);
    let all = format!("{}\r\n\r\n{}", reply.headers, reply.body);
    assert_eq!(all.to_lowercase().matches("http/1.1 200 ok").count(), COUNT + 1);
    println!("{COUNT} requests: {cost}");
    assert!(cost.memory < 16 << 20, "{cost}");
    other_client.was_served();
}

#[test]
fn clients_that_disconnect() {
    let target = Arc::new(Target::new());
    let other_client = OtherClient::start(&target);
    let large =
        "{ __schema { types { fields { type { ofType { fields { name description } } } } } } }";
    let leave = |request: &[u8]| {
        let mut stream = TcpStream::connect(target.server.address).unwrap();
        let _ = stream.write_all(request);
        let _ = stream.shutdown(Shutdown::Both);
    };
    let ((), cost) = cost::of(&target.server, || {
        for n in 0..100 {
            let whole = post_document(&format!("{{ a{n}: {}", &large[2..]));
            leave(&whole);
            leave(&whole[..whole.len() / 2]);
            leave(&http("POST", "/graphql", &[JSON], many(50, |_| "{".to_owned()).as_bytes()));
        }
    });
    println!("300 disconnected clients: {cost}");
    assert!(cost.memory < 16 << 20, "{cost}");
    other_client.was_served();
}
