//! Slow clients: the server waits for each as long as the limits say, and no longer.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use super::{OtherClient, Target, cost, http};
use crate::server::Reply;

/// Clients of each kind.
const CLIENTS: usize = 40;
/// The limits: ten seconds to send a head or a body, twenty without reading a response.
const SEND_TIME: Duration = Duration::from_secs(10);
const READ_TIME: Duration = Duration::from_secs(20);
const SLACK: Duration = Duration::from_secs(8);

/// Open sockets of the server, including the listener.
fn sockets(target: &Target) -> usize {
    let files = fs::read_dir(format!("/proc/{}/fd", target.server.id())).unwrap();
    let links = files.filter_map(|file| fs::read_link(file.unwrap().path()).ok());
    links.filter(|link| link.to_string_lossy().starts_with("socket:")).count()
}

/// Sends a request byte by byte until the server closes the connection. Returns how long that took, and the response.
fn drip(mut stream: TcpStream, start: &str) -> (Duration, Reply) {
    let began = Instant::now();
    stream.write_all(start.as_bytes()).unwrap();
    while began.elapsed() < SEND_TIME + SLACK && stream.write_all(b"a").is_ok() {
        thread::sleep(Duration::from_millis(250));
    }
    let mut text = Vec::new();
    let _ = stream.read_to_end(&mut text);
    (began.elapsed(), Reply::of(&text))
}

#[test]
fn slow_clients_are_disconnected_and_others_are_served() {
    let target = Arc::new(Target::new());
    let before = sockets(&target);
    let other_client = OtherClient::start(&target);
    let body = "POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 9000\r\n\r\n";
    let schema = http("GET", "/schema.graphql", &[], b"");
    let schema = String::from_utf8(schema).unwrap().replace("connection: close\r\n", "");
    let (still_open, cost) = cost::of(&target.server, || {
        let silent: Vec<_> = (0..CLIENTS).map(|_| target.server.connect()).collect();
        let readers: Vec<_> = (0..CLIENTS)
            .map(|_| {
                let mut stream = target.server.connect();
                // More responses than the buffers of the system hold.
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
            let (kind, (took, reply)) = drip.join().unwrap();
            assert!(took < SEND_TIME + SLACK, "the server waited for {took:?}");
            if kind == 1 {
                assert_eq!(reply.status, 408, "{}", reply.body);
                assert!(reply.body.contains("LIMIT_EXCEEDED"), "{}", reply.body);
            }
        }
        let began = Instant::now();
        while sockets(&target) > before + 4 && began.elapsed() < READ_TIME {
            thread::sleep(Duration::from_millis(200));
        }
        drop((silent, readers));
        sockets(&target)
    });
    println!("{} slow clients: {cost}", 4 * CLIENTS);
    // The other client opens and closes connections meanwhile.
    assert!(still_open <= before + 4, "{still_open} connections are open, {before} before");
    assert!(cost.memory < 64 << 20, "{cost}");
    other_client.was_served();
}
