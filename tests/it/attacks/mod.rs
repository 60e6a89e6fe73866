//! Attacks: each is refused at little cost, and other clients are served meanwhile.
//!
//! The cost is read from the kernel: the processor time of the server's threads, and the peak of its memory. Without
//! optimization the bounds are wider; `CONSORTIA_BIN` names a release build to test with the true ones.

#![expect(clippy::print_stdout, reason = "the cost of each attack is part of the output")]

mod bounds;
mod charges;
mod client;
mod cost;
mod documents;
mod fairness;
mod files;
mod floods;
mod framing;
mod heads;
mod held;
mod kills;
mod one_client;
mod prices;
mod requests;
mod slow;
mod streams;
mod transfers;

use std::{
    fs,
    io::{Read, Write},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value as Json, json};

use crate::server::{Reply, Server};
use cost::Bounds;

/// Measurements of each attack. The median counts; for attacks that are answered the first, since the others come from
/// the cache.
const RUNS: u32 = 3;

/// What the server may take; see `docs/limits.md`.
const MEMORY: &str = "256MiB";

/// A server with a database of its own.
pub struct Target {
    pub server: Server,
    _folder: tempfile::TempDir,
}

/// The expected response to an attack.
#[derive(Clone, Copy, Debug)]
pub enum Expected {
    /// An error of GraphQL with this status and code.
    Error(u16, &'static str),
    /// This status: it is refused before a handler is called.
    Status(u16),
    /// The connection is closed without a response.
    Closed,
    /// The response of an operation that was executed: it is valid, however odd.
    Executed,
}
use Expected::{Closed, Error, Executed, Status};

/// A name, the bytes of the request, and the expected response.
pub type Attack = (&'static str, Vec<u8>, Expected);

impl Target {
    pub fn new() -> Self {
        Self::with(&[])
    }

    /// With further options of the server. The memory does not depend on the machine.
    pub fn with(options: &[&str]) -> Self {
        Self::in_folder(tempfile::tempdir().unwrap(), options)
    }

    /// A server over a copy of a database.
    pub fn over(database: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::copy(database, folder.path().join("attacked.db")).unwrap();
        Self::in_folder(folder, &[])
    }

    fn in_folder(folder: tempfile::TempDir, options: &[&str]) -> Self {
        let options = [&["--memory", MEMORY], options].concat();
        let server = Server::with(&folder.path().join("attacked.db"), &options);
        let target = Self { server, _folder: folder };
        // The first requests also pay for what is initialized once.
        for _ in 0..3 {
            target.is_alive();
        }
        target
    }

    /// Sends bytes and reads the response, even if the server does not read all of them.
    pub fn send(&self, request: &[u8]) -> Reply {
        let mut stream = self.server.connect();
        // The server may close the connection before it has read everything.
        let _ = stream.write_all(request);
        let mut text = Vec::new();
        let _ = stream.read_to_end(&mut text);
        Reply::of(&text)
    }

    pub fn is_alive(&self) {
        let reply = self.send(&post_document("{ organizations(first: 1) { totalCount } }"));
        assert_eq!(reply.status, 200, "other clients are not served: {}", reply.body);
    }

    /// Sends each attack, and checks its response and its cost.
    pub fn withstands(&self, attacks: &[Attack]) {
        let mut faults = Vec::new();
        for (name, request, expected) in attacks {
            let mut costs = Vec::new();
            for _ in 0..RUNS {
                let (reply, cost) = cost::of(&self.server, || self.send(request));
                faults.extend(fault(&reply, *expected).map(|fault| format!("{name}: {fault}")));
                costs.push(cost);
            }
            let cost = if matches!(expected, Executed) { costs[0] } else { cost::median(costs) };
            println!("{name:48} {:>7} bytes  {cost}", request.len());
            faults
                .extend(Bounds::REFUSAL.exceeded_by(cost).map(|fault| format!("{name}: {fault}")));
            self.is_alive();
        }
        faults.dedup();
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    }
}

/// The difference of a response from the expected one.
fn fault(reply: &Reply, expected: Expected) -> Option<String> {
    let Reply { status, headers, body, .. } = reply;
    let fault = |what: &str| Some(format!("{what}: {status} {body:.300}"));
    let should = match expected {
        Error(status, _) | Status(status) => status,
        Executed => 200,
        Closed => 0,
    };
    if *status != should {
        return fault(&format!("expected status {should}"));
    }
    if !matches!(expected, Closed) && !headers.contains("x-request-id: ") {
        return fault("no request id");
    }
    if let Error(_, code) = expected {
        let Ok(json) = serde_json::from_str::<Json>(body) else { return fault("not JSON") };
        if json["errors"][0]["extensions"]["code"] != code || json.get("data").is_some() {
            return fault(&format!("expected {code}"));
        }
        if body.len() > 8_000 {
            return fault("the error response is long");
        }
    }
    None
}

/// An HTTP request.
pub fn http(method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let headers: Vec<_> =
        headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let (headers, length) = (headers.concat(), body.len());
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{headers}\
         content-length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

pub const JSON: (&str, &str) = ("content-type", "application/json");
/// With this media type the status says what happened.
pub const GRAPHQL: (&str, &str) = ("accept", "application/graphql-response+json");

pub fn post(body: &[u8]) -> Vec<u8> {
    http("POST", "/graphql", &[JSON, GRAPHQL], body)
}

pub fn post_document(query: &str) -> Vec<u8> {
    post(json!({ "query": query }).to_string().as_bytes())
}

pub fn post_with(query: &str, variables: &Json) -> Vec<u8> {
    post(json!({ "query": query, "variables": variables }).to_string().as_bytes())
}

/// Another client, which sends ordinary requests until it is stopped.
pub struct OtherClient {
    stop: Arc<AtomicBool>,
    requests: Option<thread::JoinHandle<Vec<Duration>>>,
}

impl OtherClient {
    pub fn start(target: &Arc<Target>) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let (target, stopped) = (target.clone(), stop.clone());
        let requests = thread::spawn(move || {
            let mut waits = Vec::new();
            while waits.is_empty() || !stopped.load(Ordering::Relaxed) {
                let start = Instant::now();
                target.is_alive();
                waits.push(start.elapsed());
                thread::sleep(Duration::from_millis(20));
            }
            waits
        });
        Self { stop, requests: Some(requests) }
    }

    /// Stops the client, and checks that it was served all the time, and fast.
    pub fn was_served(mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let mut waits = self.requests.take().unwrap().join().unwrap();
        waits.sort_unstable();
        let (count, longest) = (waits.len(), waits[waits.len() - 1]);
        println!("{count} other requests, median {:?}, maximum {longest:?}", waits[count / 2]);
        assert!(longest < Duration::from_secs(5), "a request took {longest:?}");
    }
}
