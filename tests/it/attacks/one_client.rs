//! One client, or a few, against all others: what one address can take is a share.

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use super::{Target, client::connect_from, documents::many, http, post_document};
use crate::server::Reply;

/// The last part of the address of the client that attacks, and of one that does not.
const ATTACKER: usize = 9;
const OTHER: usize = 3;

/// Sends a request from an address. Returns the response and how long it took.
fn ask(target: &Target, number: usize, request: &[u8]) -> (Reply, Duration) {
    let start = Instant::now();
    let mut stream = connect_from(target, number);
    let _ = stream.write_all(request);
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    (Reply::of(&bytes), start.elapsed())
}

/// Checks that another client is served meanwhile, each time within a second.
fn others_are_served(target: &Target, what: &str) {
    for number in 0..5 {
        let query = format!("{{ organizations(first: 1) {{ totalCount }} }} # {what} {number}");
        let (reply, took) = ask(target, OTHER, &post_document(&query));
        assert_eq!(reply.status, 200, "{what}: {}", reply.body);
        assert!(took < Duration::from_secs(1), "{what}: {took:?}");
        thread::sleep(Duration::from_millis(20));
    }
}

fn open(target: &Target, count: usize, bytes: &[u8]) -> Vec<TcpStream> {
    let connection = |_| {
        let mut stream = connect_from(target, ATTACKER);
        let _ = stream.write_all(bytes);
        stream
    };
    (0..count).map(connection).collect()
}

/// Repeats requests from the address of the attacker over so many connections, until it is dropped.
struct Flood(Arc<AtomicBool>, Vec<thread::JoinHandle<()>>);

impl Flood {
    fn start(
        target: &Arc<Target>,
        connections: usize,
        request: impl Fn(usize) -> Vec<u8> + Clone + Send + 'static,
    ) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let client = |first: usize| {
            let (target, stop, request) = (target.clone(), stop.clone(), request.clone());
            thread::spawn(move || {
                let mut number = first * 100_000;
                while !stop.load(Ordering::Relaxed) {
                    ask(&target, ATTACKER, &request(number));
                    number += 1;
                }
            })
        };
        let clients = (0..connections).map(client).collect();
        thread::sleep(Duration::from_millis(200));
        Self(stop, clients)
    }

    fn stop(self) {
        self.0.store(true, Ordering::Relaxed);
        self.1.into_iter().for_each(|client| client.join().unwrap());
    }
}

/// A document that reads much, different for each number.
fn heavy(number: usize) -> Vec<u8> {
    let any = many(60, |n| format!("{{ name: {{ contains: \"x{n}y{number}\" }} }} "));
    post_document(&format!("{{ organizations(filter: {{ or: [{any}] }}) {{ totalCount }} }}"))
}

#[test]
fn connections_of_one_address() {
    let target = Target::with(&["--connections", "60"]);
    let idle = open(&target, 120, b"");
    others_are_served(&target, "idle connections");
    let heads = open(&target, 120, b"GET / HTTP/1.1\r\nhost: x\r\nx: ");
    others_are_served(&target, "heads");
    drop((idle, heads));
}

#[test]
fn bodies_that_one_address_does_not_send() {
    let target = Target::with(&["--concurrent-requests", "8"]);
    let head = "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 90000\r\n\r\n{";
    let connections = open(&target, 60, head.as_bytes());
    others_are_served(&target, "bodies");
    // The same at the other address that reads bodies.
    let tables = open(&target, 60, head.replace("/graphql", "/table.csv").as_bytes());
    others_are_served(&target, "bodies of tables");
    drop((connections, tables));
}

#[test]
fn heavy_documents_of_one_address() {
    let target = Arc::new(Target::new());
    let flood = Flood::start(&target, 24, heavy);
    others_are_served(&target, "heavy documents");
    for number in 0..3 {
        let (reply, took) = ask(&target, OTHER, &heavy(99_000_000 + number));
        println!("a heavy document of another client: {} after {took:?}", reply.status);
        assert_eq!(reply.status, 200, "{}", reply.body);
    }
    flood.stop();
}

#[test]
fn tables_of_one_address() {
    let target = Arc::new(Target::new());
    let table = |number: usize| {
        let query = format!("query=%7Borganizations%7Bnodes%7Bname%7D%7D%7D%23{number}");
        http("GET", &format!("/table.xlsx?{query}"), &[], b"")
    };
    let flood = Flood::start(&target, 24, table);
    others_are_served(&target, "tables");
    for number in 0..3 {
        let (reply, took) = ask(&target, OTHER, &table(99_000_000 + number));
        println!("a table of another client: {} after {took:?}", reply.status);
        assert_eq!(reply.status, 200, "{}", reply.body);
    }
    flood.stop();
}

#[test]
fn searches_of_one_address() {
    let target = Arc::new(Target::new());
    let search = |number: usize| {
        let words = "university institute national research center centre of de la for hospital ";
        post_document(&format!("{{ search(query: \"{words}{number}\") {{ edges {{ score }} }} }}"))
    };
    let flood = Flood::start(&target, 16, search);
    others_are_served(&target, "searches");
    flood.stop();
}

#[test]
fn refusals_of_one_address() {
    let target = Arc::new(Target::with(&["--rate-limit", "3000"]));
    let flood = Flood::start(&target, 8, |_| {
        http("GET", &format!("/table.csv?{}", "x=&".repeat(10_000)), &[], b"")
    });
    others_are_served(&target, "refusals");
    flood.stop();
}

#[test]
fn a_client_that_leaves_frees_what_it_held() {
    let target = Arc::new(Target::new());
    // Each leaves while its heavy document waits or runs.
    for number in 0..30 {
        let mut stream = connect_from(&target, ATTACKER);
        stream.write_all(&heavy(number)).unwrap();
        let _ = stream.shutdown(Shutdown::Both);
    }
    let (reply, took) = ask(&target, OTHER, &heavy(99_000_000));
    println!("a heavy document afterwards: {} after {took:?}", reply.status);
    assert_eq!(reply.status, 200, "{}", reply.body);
    others_are_served(&target, "clients that left");
}

#[test]
fn workbooks_of_clients_that_leave_do_not_fill_the_log() {
    let target = Target::new();
    for number in 0..40 {
        let query = format!("query=%7Borganizations%7Bnodes%7Bname%7D%7D%7D%23{number}");
        let mut stream = connect_from(&target, ATTACKER);
        stream.write_all(&http("GET", &format!("/table.xlsx?{query}"), &[], b"")).unwrap();
        thread::sleep(Duration::from_millis(number % 8));
        let _ = stream.shutdown(Shutdown::Both);
    }
    others_are_served(&target, "workbooks");
    let log = target.server.log();
    assert!(log.len() < 2_000, "{log:.400}");
}
