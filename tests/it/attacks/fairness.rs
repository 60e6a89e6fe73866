//! Fairness among clients under load: those that take little keep their throughput beside those that take all they get.
//!
//! Every client has a source address of its own, 127.0.0.2 and up. With `FAIR_SECONDS=5` the throughput of two hundred
//! clients is measured for so long in each case. `FAIR_DB` names another database to copy, `CONSORTIA_BIN` a release
//! build.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    runtime::{Builder, Runtime},
};

use super::{JSON, Target, http};

/// What the clients of a group request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The same small query, from the cache.
    Cached,
    /// A small query that nobody asked before.
    Small,
    /// One that reads 2,500 rows.
    Large,
    /// One that reads all names many times.
    Heavy,
    /// One that reads all names twice.
    Names,
    /// A table.
    Table,
    /// A document that is refused.
    Refused,
    /// All of them in turn.
    Mixed,
}

/// Clients that send requests over several connections each, one after the other.
#[derive(Clone, Copy)]
struct Group {
    clients: u32,
    connections: u32,
    kind: Kind,
    pause: Duration,
}

/// A number that no other request has.
fn unique() -> u64 {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    COUNT.fetch_add(1, Ordering::Relaxed)
}

impl Kind {
    fn request(self) -> Vec<u8> {
        let number = unique();
        let document = |query: String| {
            let body = json!({ "query": query }).to_string();
            http("POST", "/graphql", &[JSON], body.as_bytes())
        };
        let text = match self {
            Self::Cached => {
                document("{ organizations(first: 5) { nodes { slug name } } }".to_owned())
            }
            Self::Small => document(format!(
                "{{ a{number}: organizations(first: 5) {{ nodes {{ slug name }} }} }}"
            )),
            Self::Large => document(format!(
                "{{ a{number}: organizations(first: 50) {{ nodes {{ slug partners(first: 50) {{ nodes {{ slug name }} }} }} }} }}"
            )),
            Self::Heavy => {
                let conditions: Vec<_> = (0..40)
                    .map(|n| format!("{{ name: {{ contains: \"zq{number}x{n}\" }} }}"))
                    .collect();
                document(format!(
                    "{{ organizations(first: 5, filter: {{ or: [{}] }}) {{ totalCount }} }}",
                    conditions.join(",")
                ))
            }
            Self::Names => document(format!(
                "{{ organizations(first: 5, filter: {{ or: [{{ name: {{ contains: \"zq{number}\" }} }}, \
                 {{ name: {{ contains: \"xz{number}\" }} }}] }}) {{ totalCount }} }}"
            )),
            Self::Table => {
                let query = format!("%7Ba{number}:organizations%7Bnodes%7Bslug%20name%7D%7D%7D");
                http("GET", &format!("/table.csv?query={query}"), &[], b"")
            }
            Self::Refused => document(format!("{{ a{number}: {} }}", "zzz ".repeat(2_000))),
            Self::Mixed => {
                let all = [
                    Self::Cached,
                    Self::Small,
                    Self::Large,
                    Self::Heavy,
                    Self::Table,
                    Self::Refused,
                ];
                return all[usize::try_from(number).unwrap() % all.len()].request();
            }
        };
        let text = String::from_utf8(text).unwrap();
        text.replace("connection: close", "connection: keep-alive").into_bytes()
    }
}

/// The address of a client.
fn source(client: u32) -> SocketAddr {
    let [_, _, high, low] = (client + 2).to_be_bytes();
    ([127, 0, high, low], 0).into()
}

async fn connect(client: u32, server: SocketAddr) -> std::io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(source(client))?;
    let stream = socket.connect(server).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Sends a request and reads its response; the status.
async fn exchange(stream: &mut TcpStream, request: &[u8]) -> std::io::Result<u16> {
    stream.write_all(request).await?;
    let mut received = Vec::new();
    let head = loop {
        if stream.read_buf(&mut received).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if let Some(end) = received.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
    };
    let text = String::from_utf8_lossy(&received[..head]).to_lowercase();
    let status = text.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
    let length = text.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
    let mut left = length.and_then(|it| it.parse().ok()).unwrap_or(0) - (received.len() - head);
    let mut buffer = vec![0; 64 << 10];
    while left > 0 {
        let count = stream.read(&mut buffer).await?;
        if count == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        left -= count;
    }
    Ok(status)
}

/// One connection of a client, until it is told to stop. Counts its responses with status 200.
async fn client(
    number: u32,
    group: Group,
    server: SocketAddr,
    stop: Arc<AtomicBool>,
    served: Arc<AtomicU64>,
) {
    let mut stream = None;
    while !stop.load(Ordering::Relaxed) {
        let connected = match stream.take() {
            Some(stream) => Ok(stream),
            None => connect(number, server).await,
        };
        let Ok(mut connected) = connected else {
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        if let Ok(status) = exchange(&mut connected, &group.kind.request()).await {
            if status == 200 {
                served.fetch_add(1, Ordering::Relaxed);
            }
            stream = Some(connected);
        }
        if !group.pause.is_zero() {
            tokio::time::sleep(group.pause).await;
        }
    }
}

/// What generates the load: on one thread, so that the server has the other processors.
fn generator() -> Runtime {
    Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()
}

/// What was served to each group in a second, after a start that does not count.
fn measure(server: SocketAddr, groups: &[Group], time: Duration) -> Vec<f64> {
    // Each group has a thread of its own, so that they are as independent as programs on different machines.
    let runtimes: Vec<_> = groups.iter().map(|_| generator()).collect();
    let stop = Arc::new(AtomicBool::new(false));
    let served: Vec<_> = groups.iter().map(|_| Arc::new(AtomicU64::new(0))).collect();
    let mut number = 0;
    for ((group, served), runtime) in groups.iter().zip(&served).zip(&runtimes) {
        for _ in 0..group.clients {
            for _ in 0..group.connections {
                runtime.spawn(client(number, *group, server, stop.clone(), served.clone()));
            }
            number += 1;
        }
    }
    std::thread::sleep(time / 2);
    let before: Vec<_> = served.iter().map(|count| count.load(Ordering::Relaxed)).collect();
    let start = Instant::now();
    std::thread::sleep(time);
    let seconds = start.elapsed().as_secs_f64();
    let rate = |(count, before): (&Arc<AtomicU64>, u64)| {
        f64::from(u32::try_from(count.load(Ordering::Relaxed) - before).unwrap()) / seconds
    };
    let rates = served.iter().zip(before).map(rate).collect();
    stop.store(true, Ordering::Relaxed);
    for runtime in runtimes {
        runtime.shutdown_timeout(Duration::from_millis(200));
    }
    rates
}

/// How long each case is measured.
fn seconds() -> Option<u64> {
    std::env::var("FAIR_SECONDS").ok()?.parse().ok()
}

/// A server over the database that the environment names, or over the seed.
pub fn target() -> Target {
    match std::env::var_os("FAIR_DB") {
        Some(path) => Target::over(path.as_ref()),
        None => Target::new(),
    }
}

#[test]
fn clients_keep_their_throughput_beside_abusive_ones() {
    let Some(seconds) = seconds() else {
        println!("SKIPPED: throughput depends on what else the machine does; set FAIR_SECONDS");
        return;
    };
    let target = target();
    let server = target.server.address;
    let time = Duration::from_secs(seconds);
    let abusive_kinds = [
        Kind::Cached,
        Kind::Small,
        Kind::Large,
        Kind::Heavy,
        Kind::Table,
        Kind::Refused,
        Kind::Mixed,
    ];
    let mut kept = Vec::new();
    for (kind, pause) in
        [(Kind::Cached, 0), (Kind::Cached, 100), (Kind::Small, 0), (Kind::Small, 100)]
    {
        let pause = Duration::from_millis(pause);
        let fair = Group { clients: 199, connections: 1, kind, pause };
        for abusive in abusive_kinds {
            let abuser =
                Group { clients: 1, connections: 150, kind: abusive, pause: Duration::ZERO };
            let before = measure(server, &[fair], time)[0];
            let beside = measure(server, &[fair, abuser], time);
            let after = measure(server, &[fair], time)[0];
            let ratio = beside[0] / f64::midpoint(before, after);
            println!(
                "199 clients, {kind:?}, pause {pause:?}: {before:.0} and {after:.0} a second; beside one with 150 \
                 connections, {abusive:?}: {:.0} ({ratio:.2}), and it {:.0}",
                beside[0], beside[1]
            );
            kept.push(ratio);
        }
    }
    target.is_alive();
    kept.sort_by(f64::total_cmp);
    let (worst, median) = (kept[0], kept[kept.len() / 2]);
    println!("kept: {worst:.2} at least, {median:.2} in the median");
    assert!(worst >= 0.9, "the others keep {worst:.2} of their throughput");
}

#[test]
fn heavy_operations_of_many_do_not_keep_out_those_of_another() {
    let target = Arc::new(target());
    let server = target.server.address;
    let abusers = Group { clients: 20, connections: 4, kind: Kind::Heavy, pause: Duration::ZERO };
    let runtime = generator();
    let (stop, served) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    for number in 0..abusers.clients * abusers.connections {
        let number = number / abusers.connections;
        runtime.spawn(client(number, abusers, server, stop.clone(), served.clone()));
    }
    std::thread::sleep(Duration::from_millis(500));
    for other in 0..5 {
        let status = runtime.block_on(async {
            let mut stream = connect(1_000 + other, server).await?;
            exchange(&mut stream, &Kind::Names.request()).await
        });
        assert_eq!(status.unwrap(), 200, "a client with a single heavy operation is served");
    }
    stop.store(true, Ordering::Relaxed);
    println!("meanwhile {} of others", served.load(Ordering::Relaxed));
    runtime.shutdown_timeout(Duration::from_millis(200));
    target.is_alive();
}
