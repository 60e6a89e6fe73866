//! What clients hold by sending or reading nothing: connections, bodies, responses. One client, or all together, can hold
//! a part, and others are served.

use std::{
    io::{Read, Write},
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

use super::{JSON, Target, client::connect_from, cost, documents::many, http, post_document};
use crate::server::{Reply, Server, consortia, read_response, wait_for};

const MEGABYTE: u64 = 1 << 20;

/// A server with the smallest memory: 32 MiB of it are for responses.
fn small(options: &[&str]) -> Target {
    let folder = tempfile::tempdir().unwrap();
    let options = [&["--memory", "128MiB"], options].concat();
    let server = Server::with(&folder.path().join("attacked.db"), &options);
    Target { server, _folder: folder }
}

/// Sends bytes over new connections from one address, and reads nothing.
fn open(target: &Target, number: usize, count: usize, bytes: &[u8]) -> Vec<TcpStream> {
    let connection = |_| {
        let mut stream = connect_from(target, number);
        let _ = stream.write_all(bytes);
        stream
    };
    (0..count).map(connection).collect()
}

fn ask(target: &Target, number: usize, request: &[u8]) -> Reply {
    let mut stream = connect_from(target, number);
    let _ = stream.write_all(request);
    read_response(stream)
}

/// Checks that a client is served at once.
fn is_served(target: &Target, number: usize, what: &str) {
    let start = Instant::now();
    let reply = ask(target, number, &post_document("{ organizations(first: 1) { totalCount } }"));
    assert_eq!(reply.status, 200, "{what}: {}", reply.body);
    assert!(start.elapsed() < Duration::from_secs(5), "{what}: {:?}", start.elapsed());
}

/// An operation with a response of most of a megabyte, which comes from the cache. Each client that does not read it counts
/// as if it alone held it.
fn large() -> Vec<u8> {
    let of_type = "type { name kind ofType { name kind ofType { name kind ofType { name } } } }";
    let fields = format!("name description {of_type}");
    let fields = format!("types {{ name description fields {{ {fields} args {{ {fields} }} }} }}");
    let parts = many(2, |part| format!("a{part}: __schema {{ {fields} }} "));
    post_document(&format!("{{ {parts} }}"))
}

#[test]
fn silent_connections_do_not_cut_a_download() {
    let target = small(&["--connections", "40"]);
    let expected = target.server.get("/data/snapshot.sqlite", &[]).bytes;
    assert!(expected.len() > 600_000, "it must not fit into the buffers of the sockets");
    let request = http("GET", "/data/snapshot.sqlite", &[], b"");
    let mut download = connect_from(&target, 1);
    download.write_all(&request).unwrap();
    let mut start = vec![0; 1_000];
    download.read_exact(&mut start).unwrap();
    let silent: Vec<_> = (0..120).map(|_| connect_from(&target, 1)).collect();
    let others = open(&target, 2, 60, b"GET / HTTP/1.1\r\nhost: x\r\nx: ");
    is_served(&target, 3, "silent connections");
    download.read_to_end(&mut start).unwrap();
    assert_eq!(Reply::of(&start).bytes.len(), expected.len());
    drop((silent, others));
}

#[test]
fn bodies_that_do_not_arrive_hold_no_places() {
    let target = small(&["--concurrent-requests", "4", "--connections", "120"]);
    for path in ["/graphql", "/table.csv"] {
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 90000\r\n\r\n{{"
        );
        let stalled = open(&target, 1, 100, head.as_bytes());
        for number in [1, 2] {
            is_served(&target, number, path);
        }
        drop(stalled);
    }
}

#[test]
fn bodies_take_a_part_of_the_memory() {
    let target = small(&[]);
    // Each sends all but the last byte: of 8 MiB one client may hold a quarter.
    let head = "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 90000\r\n\r\n";
    let body = head.to_owned() + &" ".repeat(89_999);
    let (stalled, cost) = cost::of(&target.server, || {
        let stalled = open(&target, 1, 60, body.as_bytes());
        thread::sleep(Duration::from_millis(300));
        stalled
    });
    println!("60 bodies: {cost}");
    // With what the allocator returns only after a second.
    assert!(cost.memory < 16 * MEGABYTE, "{cost}");
    is_served(&target, 2, "bodies");
    let replies = stalled.into_iter().map(|mut stream| {
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Reply::of(&bytes)
    });
    let replies: Vec<_> = replies.filter(|reply| reply.status == 503).collect();
    assert!((10..50).contains(&replies.len()), "{} of 60 are refused", replies.len());
    assert_eq!(replies[0].json()["errors"][0]["extensions"]["limit"], "receiving_bytes");
    assert_eq!(replies[0].header("retry-after"), "1");
}

/// The length of the response to [`large`].
fn large_bytes(target: &Target) -> usize {
    let whole = ask(target, 1, &large());
    assert_eq!(whole.status, 200, "{:.300}", whole.body);
    let bytes = whole.bytes.len();
    assert!((400_000..1 << 20).contains(&bytes), "{bytes} bytes");
    bytes
}

#[test]
fn responses_that_one_client_does_not_read_take_a_part_of_the_memory() {
    /// Requests of one client that wait for room.
    const WAITING: usize = 16;
    let target = small(&[]);
    // One client may hold a response of the largest size.
    let held = 16_000_000 / large_bytes(&target);
    let (mut unread, cost) = cost::of(&target.server, || {
        let unread = open(&target, 1, held + WAITING + 5, &large());
        let refused = "consortia_limit_exceeded_total{limit=\"sending_bytes\"}";
        wait_for("refusals", || target.server.metric(refused) >= 5.0);
        unread
    });
    println!("{} responses: {cost}", unread.len());
    assert!(cost.memory < 24 * MEGABYTE, "{cost}");
    is_served(&target, 1, "the client that reads nothing");
    is_served(&target, 2, "another");
    assert_eq!(ask(&target, 2, &large()).status, 200, "large responses of others");
    let refusal = read_response(unread.pop().unwrap());
    assert_eq!(refusal.status, 503, "{:.300}", refusal.body);
    let error = &refusal.json()["errors"][0];
    assert_eq!(error["extensions"]["limit"], "sending_bytes", "{error}");
    assert_eq!(refusal.header("retry-after"), "1");
    drop(unread);
    assert_eq!(ask(&target, 1, &large()).status, 200, "there is room again");
}

#[test]
fn those_who_read_nothing_make_room_for_others() {
    let target = small(&[]);
    let all = 32 * (1 << 20) / large_bytes(&target);
    let unread: Vec<_> =
        (0..all + 2).flat_map(|n| open(&target, 2 + n % 50, 1, &large())).collect();
    for number in 0..5 {
        is_served(&target, 90 + number, "small responses");
    }
    let start = Instant::now();
    wait_for("room", || ask(&target, 99, &large()).status == 200);
    println!("room after {:?}", start.elapsed());
    drop(unread);
}

#[test]
fn silent_connections_leave_descriptors_to_others() {
    let folder = tempfile::tempdir().unwrap();
    let served = consortia(&folder.path().join("attacked.db"));
    let mut command = std::process::Command::new("sh");
    command.args(["-c", "ulimit -n 256; exec \"$0\" \"$@\" serve --listen 127.0.0.1:0"]);
    command.arg(served.get_program()).args(served.get_args());
    let server = Server::spawn(command).unwrap();
    let target = Target { server, _folder: folder };
    let silent = open(&target, 1, 400, b"");
    for number in [2, 1] {
        is_served(&target, number, "400 silent connections");
    }
    assert_eq!(ask(&target, 3, &http("GET", "/reports/organizations.csv", &[], b"")).status, 200);
    drop(silent);
}

#[test]
fn ambiguous_transfer_codings_are_refused_and_the_connection_closed() {
    let target = Target::new();
    let body = "1a\r\n{\"query\":\"{__typename}\"   }\r\n0\r\n\r\n";
    for codings in [
        "transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n",
        "transfer-encoding: identity\r\ntransfer-encoding: chunked\r\n",
        "transfer-encoding: gzip, chunked\r\n",
        "transfer-encoding: chunked, chunked\r\n",
        "transfer-encoding: , chunked\r\n",
        "transfer-encoding:\r\ntransfer-encoding: chunked\r\n",
    ] {
        for path in ["/graphql", "/table.csv", "/healthz"] {
            let request = format!(
                "POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n{codings}\r\n{body}"
            );
            let reply = target.send(request.as_bytes());
            assert_eq!(reply.status, 400, "{path} {codings}: {}", reply.body);
            assert_eq!(reply.header("connection"), "close", "{path} {codings}");
        }
    }
}

#[test]
fn headers_of_responses_do_not_grow_with_those_of_requests() {
    let target = Target::new();
    let names = many(2_000, |n| format!("x-{n},"));
    let long = "a".repeat(30_000);
    let attacks = [
        http(
            "OPTIONS",
            "/graphql",
            &[
                ("origin", "https://a.example"),
                ("access-control-request-method", "POST"),
                ("access-control-request-headers", &names),
            ],
            b"",
        ),
        http("GET", &format!("/o/PSCC?{long}"), &[], b""),
        http("GET", &format!("/reports/affiliations.csv?asOf=2007&filter={long}"), &[], b""),
        http("GET", "/healthz", &[("origin", &long), ("x-request-id", &long)], b""),
        http("GET", "/graphql?query=%7B__typename%7D", &[("if-none-match", &long)], b""),
        http("POST", "/graphql", &[JSON, ("accept-encoding", &long)], b"{}"),
    ];
    for attack in attacks {
        let reply = target.send(&attack);
        let start = String::from_utf8_lossy(&attack[..60]).into_owned();
        assert!(reply.status > 0 && reply.headers.len() < 4_300, "{start}: {}", reply.headers);
    }
}
