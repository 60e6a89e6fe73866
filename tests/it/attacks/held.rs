//! Many cheap requests that together hold something: memory, threads, connections to the database, disk.

use std::{
    collections::HashSet,
    fs,
    io::{Read, Write},
    net::TcpStream,
    os::unix::fs::MetadataExt,
    sync::Arc,
    thread,
    time::Duration,
};

use super::{OtherClient, Target, client::connect_from, cost, documents::many, http};

const MEGABYTE: u64 = 1 << 20;

fn keep_alive(request: &[u8]) -> String {
    String::from_utf8(request.to_vec()).unwrap().replace("connection: close\r\n", "")
}

/// Opens connections from several addresses, each of which sends these bytes and reads nothing.
fn open(target: &Target, count: usize, request: &[u8]) -> Vec<TcpStream> {
    let connection = |number: usize| {
        let mut stream = connect_from(target, 10 + number % 40);
        // The server may refuse the rest.
        let _ = stream.set_write_timeout(Some(Duration::from_secs(2)));
        let _ = stream.write_all(request);
        stream
    };
    (0..count).map(connection).collect()
}

/// The memory that the server takes in addition while `count` such connections are open, in bytes.
fn held(target: &Target, count: usize, request: &[u8]) -> u64 {
    let (connections, cost) = cost::of(&target.server, || {
        let connections = open(target, count, request);
        thread::sleep(Duration::from_millis(300));
        connections
    });
    println!("{count} connections: {cost}");
    target.is_alive();
    drop(connections);
    cost.memory
}

#[test]
fn bodies_in_chunks_of_one_byte() {
    let target = Target::new();
    let head = "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    let body = head.to_owned() + &"1\r\n \r\n".repeat(90_000);
    let memory = held(&target, 40, body.as_bytes());
    // Twice the body, and the buffers of a connection.
    assert!(memory < 40 * MEGABYTE * 2 / 5, "{} MB", memory / MEGABYTE);
}

#[test]
fn heads_that_never_end() {
    let target = Target::new();
    let head = format!("GET / HTTP/1.1\r\nhost: x\r\nx: {}", "a".repeat(60_000));
    let memory = held(&target, 100, head.as_bytes());
    assert!(memory < 20 * MEGABYTE, "{} MB", memory / MEGABYTE);
}

#[test]
fn compressed_responses_that_are_not_read() {
    let target = Target::new();
    for coding in ["gzip", "br"] {
        let request = http("GET", "/schema.graphql", &[("accept-encoding", coding)], b"");
        // The first one makes the compressed form.
        target.send(&request);
        let memory = held(&target, 60, keep_alive(&request).repeat(20).as_bytes());
        assert!(memory < 12 * MEGABYTE, "{coding}: {} MB", memory / MEGABYTE);
    }
}

#[test]
fn responses_of_megabytes_that_are_not_read() {
    let target = Target::new();
    let fields = "types { name description fields { name description args { name description } } }";
    let request = |n| {
        let query = many(4, |part| format!("a{n}_{part}: __schema {{ {fields} }} "));
        keep_alive(&super::post_document(&format!("{{ {query} }}")))
    };
    let (connections, cost) = cost::of(&target.server, || {
        let connections: Vec<_> =
            (0..40).flat_map(|n| open(&target, 1, request(n).repeat(3).as_bytes())).collect();
        thread::sleep(Duration::from_millis(500));
        connections
    });
    println!("40 connections: {cost}");
    target.is_alive();
    drop(connections);
    // Two of each are in memory at most, and all of them in the response cache.
    assert!(cost.memory < 160 * MEGABYTE, "{cost}");
}

#[test]
fn catalogs_at_once() {
    let target = Arc::new(Target::new());
    let other_client = OtherClient::start(&target);
    let request = keep_alive(&http("GET", "/data", &[], b""));
    let most =
        |name: &str| fs::read_dir(format!("/proc/{}/{name}", target.server.id())).unwrap().count();
    let (threads, files) = (most("task"), most("fd"));
    let (connections, cost) = cost::of(&target.server, || {
        let connections = open(&target, 60, request.as_bytes());
        for _ in 0..20 {
            let (threads_now, files_now) = (most("task"), most("fd"));
            assert!(threads_now < threads + 20, "{threads_now} threads, {threads} before");
            assert!(files_now < files + 60 + 20 + 6, "{files_now} files, {files} before");
            thread::sleep(Duration::from_millis(10));
        }
        connections
    });
    println!("60 catalogs: {cost}");
    drop(connections);
    assert!(cost.memory < 60 * MEGABYTE, "{cost}");
    other_client.was_served();
}

/// Bytes of the unnamed files that the server has open, each counted once.
fn unnamed_bytes(target: &Target) -> u64 {
    let mut seen = HashSet::new();
    let files = fs::read_dir(format!("/proc/{}/fd", target.server.id())).unwrap();
    let unnamed = files.filter_map(|file| {
        let path = file.ok()?.path();
        let link = fs::read_link(&path).ok()?;
        let metadata = fs::metadata(&path).ok()?;
        let is_unnamed = link.to_string_lossy().ends_with(" (deleted)");
        (is_unnamed && metadata.is_file() && seen.insert(metadata.ino())).then_some(metadata.len())
    });
    unnamed.sum()
}

#[test]
fn copies_of_the_database_at_once() {
    let target = Arc::new(Target::new());
    let other_client = OtherClient::start(&target);
    let request = http("GET", "/data/snapshot.sqlite", &[], b"");
    let (connections, cost) = cost::of(&target.server, || {
        let connections = open(&target, 60, &request);
        thread::sleep(Duration::from_millis(700));
        connections
    });
    let size = unnamed_bytes(&target);
    println!("60 downloads: {cost}, {size} bytes on disk");
    assert!(size < 4 * MEGABYTE, "{size} bytes of copies: the database has about 1 MB");
    assert!(cost.memory < 40 * MEGABYTE, "{cost}");
    drop(connections);
    other_client.was_served();
}

#[test]
fn addresses_that_a_proxy_reports() {
    let target = Target::with(&["--trusted-proxies", "127.0.0.0/8"]);
    let requests = many(20_000, |n| {
        let (high, low) = (n / 256, n % 256);
        format!(
            "GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nhost: x\r\nx-forwarded-for: 10.1.{high}.{low}\r\n\r\n"
        )
    });
    let last = keep_alive(&http("GET", "/healthz", &[], b""))
        .replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n");
    let (received, cost) = cost::of(&target.server, || {
        let mut stream = target.server.connect();
        let mut reading = stream.try_clone().unwrap();
        let reader = thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = reading.read_to_end(&mut bytes);
            bytes.windows(12).filter(|window| window == b"HTTP/1.1 200").count()
        });
        stream.write_all((requests + &last).as_bytes()).unwrap();
        reader.join().unwrap()
    });
    println!("20,000 addresses: {cost}");
    assert_eq!(received, 20_001);
    assert!(cost.memory < 16 * MEGABYTE, "{cost}");
}

#[test]
fn labels_of_metrics() {
    let target = Target::new();
    for number in 0..300 {
        target.send(&http(&format!("M{number}"), &format!("/o/x{number}"), &[], b""));
        target.send(&http("GET", &format!("/nowhere{number}"), &[], b""));
    }
    let metrics = target.server.get("/metrics", &[]).body;
    assert!(metrics.len() < 30_000 && metrics.lines().count() < 500, "{} bytes", metrics.len());
}
