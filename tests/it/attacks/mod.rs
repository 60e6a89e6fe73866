//! What an attacker gets: each class of attack is refused for next to nothing, and others are answered
//! meanwhile.
//!
//! What it costs is read from the kernel: the processor time of the server's threads, and by how much its
//! memory peaks above where it stood. `CONSORTIA_BIN` names a release build to hold to the true bounds.

#![expect(clippy::print_stdout, reason = "what each attack costs is worth reading")]

mod cost;
mod documents;
mod floods;
mod heads;
mod requests;
mod slow;
mod streams;

use std::{
    io::{Read, Write},
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

/// Measurements of each attack, of which the middle one counts; of answers the first, since they are kept.
const RUNS: u32 = 3;

/// A server with a database of its own.
pub struct Target {
    pub server: Server,
    _folder: tempfile::TempDir,
}

/// What an attack must get.
#[derive(Clone, Copy, Debug)]
pub enum Wanted {
    /// An error of GraphQL with this status and code.
    Error(u16, &'static str),
    /// The status alone: HTTP refuses it before any handler sees it.
    Status(u16),
    /// The end of the connection.
    Closed,
    /// An answer: it only looks like an attack.
    Answer,
}
use Wanted::{Answer, Closed, Error, Status};

/// A name, the request as it goes over the wire, and what it must get.
pub type Attack = (&'static str, Vec<u8>, Wanted);

impl Target {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::start(&folder.path().join("attacked.db"));
        let target = Self { server, _folder: folder };
        // The first requests pay for what is made once.
        for _ in 0..3 {
            target.is_alive();
        }
        target
    }

    /// Sends bytes, whether or not they are taken, and reads whatever comes.
    pub fn send(&self, request: &[u8]) -> Reply {
        let mut stream = self.server.connect();
        // The server may refuse before it has read everything.
        let _ = stream.write_all(request);
        let mut text = Vec::new();
        let _ = stream.read_to_end(&mut text);
        Reply::of(&text)
    }

    pub fn is_alive(&self) {
        let reply = self.send(&post_document("{ organizations(first: 1) { totalCount } }"));
        assert_eq!(reply.status, 200, "others are not answered: {}", reply.body);
    }

    /// Holds each attack to what it must get and may cost.
    pub fn withstands(&self, attacks: &[Attack]) {
        let mut faults = Vec::new();
        for (name, request, wanted) in attacks {
            let mut costs = Vec::new();
            for _ in 0..RUNS {
                let (reply, cost) = cost::of(&self.server, || self.send(request));
                faults.extend(fault(&reply, *wanted).map(|fault| format!("{name}: {fault}")));
                costs.push(cost);
            }
            let cost = if matches!(wanted, Answer) { costs[0] } else { cost::middle(costs) };
            println!("{name:48} {:>7} bytes  {cost}", request.len());
            faults.extend(Bounds::REFUSAL.passed(cost).map(|fault| format!("{name}: {fault}")));
            self.is_alive();
        }
        faults.dedup();
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    }
}

/// What is wrong with an answer.
fn fault(reply: &Reply, wanted: Wanted) -> Option<String> {
    let Reply { status, headers, body, .. } = reply;
    let fault = |what: &str| Some(format!("{what}: {status} {body:.300}"));
    let should = match wanted {
        Error(status, _) | Status(status) => status,
        Answer => 200,
        Closed => 0,
    };
    if *status != should {
        return fault(&format!("status {should} was expected"));
    }
    if !matches!(wanted, Closed) && !headers.contains("x-request-id: ") {
        return fault("no request id");
    }
    if let Error(_, code) = wanted {
        let Ok(json) = serde_json::from_str::<Json>(body) else { return fault("no JSON") };
        if json["errors"][0]["extensions"]["code"] != code || json.get("data").is_some() {
            return fault(&format!("{code} was expected"));
        }
        if body.len() > 8_000 {
            return fault("the answer to a refusal is long");
        }
    }
    None
}

/// A request of HTTP.
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
/// With this the status tells what happened.
pub const HONEST: (&str, &str) = ("accept", "application/graphql-response+json");

pub fn post(body: &[u8]) -> Vec<u8> {
    http("POST", "/graphql", &[JSON, HONEST], body)
}

pub fn post_document(query: &str) -> Vec<u8> {
    post(json!({ "query": query }).to_string().as_bytes())
}

pub fn post_with(query: &str, variables: &Json) -> Vec<u8> {
    post(json!({ "query": query, "variables": variables }).to_string().as_bytes())
}

/// Asks as anybody would, again and again, until dropped.
pub struct Visitor {
    leave: Arc<AtomicBool>,
    visits: Option<thread::JoinHandle<Vec<Duration>>>,
}

impl Visitor {
    pub fn of(target: &Arc<Target>) -> Self {
        let leave = Arc::new(AtomicBool::new(false));
        let (target, left) = (target.clone(), leave.clone());
        let visits = thread::spawn(move || {
            let mut waits = Vec::new();
            while !left.load(Ordering::Relaxed) {
                let start = Instant::now();
                target.is_alive();
                waits.push(start.elapsed());
                thread::sleep(Duration::from_millis(20));
            }
            waits
        });
        Self { leave, visits: Some(visits) }
    }

    /// Ends the visits, every one of which must have been answered, and soon.
    pub fn was_served(mut self) {
        self.leave.store(true, Ordering::Relaxed);
        let mut waits = self.visits.take().unwrap().join().unwrap();
        waits.sort_unstable();
        let (count, longest) = (waits.len(), waits[waits.len() - 1]);
        println!(
            "{count} others meanwhile, the middle one after {:?}, the last after {longest:?}",
            waits[count / 2]
        );
        assert!(longest < Duration::from_secs(5), "one waited {longest:?}");
    }
}
