//! Clients that take their time: each is waited for as long as `Limits` says, and no longer.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use super::{Target, Visitor, cost, http};
use crate::server::Reply;

/// Clients of each sort.
const CLIENTS: usize = 40;
/// What the limits say: ten seconds for a head and for a body, twenty for an answer that nobody reads.
const HEAD_OR_BODY: Duration = Duration::from_secs(10);
const ANSWER: Duration = Duration::from_secs(20);
const SLACK: Duration = Duration::from_secs(8);

/// Connections that the server has open, its listener among them.
fn sockets(target: &Target) -> usize {
    let files = fs::read_dir(format!("/proc/{}/fd", target.server.id())).unwrap();
    let links = files.filter_map(|file| fs::read_link(file.unwrap().path()).ok());
    links.filter(|link| link.to_string_lossy().starts_with("socket:")).count()
}

/// Sends one byte of a request at a time until the server has had enough; how long that took, and what
/// it said.
fn drip(mut stream: TcpStream, start: &str) -> (Duration, Reply) {
    let began = Instant::now();
    stream.write_all(start.as_bytes()).unwrap();
    while began.elapsed() < HEAD_OR_BODY + SLACK && stream.write_all(b"a").is_ok() {
        thread::sleep(Duration::from_millis(250));
    }
    let mut text = Vec::new();
    let _ = stream.read_to_end(&mut text);
    (began.elapsed(), Reply::of(&text))
}

#[test]
fn slow_clients_are_shown_out_and_others_are_served() {
    let target = Arc::new(Target::new());
    let before = sockets(&target);
    let others = Visitor::of(&target);
    let body = "POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 9000\r\n\r\n";
    let schema = http("GET", "/schema.graphql", &[], b"");
    let schema = String::from_utf8(schema).unwrap().replace("connection: close\r\n", "");
    let (shown_out, cost) = cost::of(&target.server, || {
        let silent: Vec<_> = (0..CLIENTS).map(|_| target.server.connect()).collect();
        let readers: Vec<_> = (0..CLIENTS)
            .map(|_| {
                let mut stream = target.server.connect();
                // More than the system keeps for one who does not read.
                let _ = stream.write_all(schema.repeat(200).as_bytes());
                stream
            })
            .collect();
        let drips: Vec<_> = (0..2 * CLIENTS)
            .map(|n| {
                let stream = target.server.connect();
                let start = if n % 2 == 0 { "GET /healthz HTTP/1.1\r\nx: " } else { body };
                thread::spawn(move || (n % 2, drip(stream, start)))
            })
            .collect();
        for drip in drips {
            let (sort, (took, reply)) = drip.join().unwrap();
            assert!(took < HEAD_OR_BODY + SLACK, "it was waited for {took:?}");
            if sort == 1 {
                assert_eq!(reply.status, 408, "{}", reply.body);
                assert!(reply.body.contains("LIMIT_EXCEEDED"), "{}", reply.body);
            }
        }
        let began = Instant::now();
        while sockets(&target) > before + 4 && began.elapsed() < ANSWER {
            thread::sleep(Duration::from_millis(200));
        }
        drop((silent, readers));
        sockets(&target)
    });
    println!("{} slow clients: {cost}", 4 * CLIENTS);
    // The visitor's own connections come and go.
    assert!(shown_out <= before + 4, "{shown_out} connections are open, {before} were before");
    assert!(cost.memory < 64 << 20, "{cost}");
    others.was_served();
}
