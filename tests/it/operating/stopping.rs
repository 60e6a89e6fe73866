//! Queries that end early: the client closes the connection, a time limit is exceeded, the server stops, or there are too
//! many.

use std::{
    io::Write,
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

use super::{crowded, slow};
use crate::server::{JSON, Server, format_request, graphql_body, read_response, wait_for};

const IN_FLIGHT: &str = "consortia_requests_in_flight";
/// Names enough that reading them once takes measurable time on a fast machine.
const CROWD: u32 = 20_000;
/// Repetitions that no machine finishes within this test.
const FOR_EVER: u32 = 90;

/// Sends a query without waiting for its response.
fn begin(server: &Server, times: u32) -> TcpStream {
    let mut stream = server.connect();
    let request = format_request("POST", "/graphql", &[JSON], &slow(times).to_string());
    stream.write_all(request.as_bytes()).unwrap();
    stream
}

/// Seconds of processor time that the server has used; `None` without `/proc`.
fn processor(server: &Server) -> Option<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", server.id())).ok()?;
    let times: Vec<f64> = stat
        .rsplit_once(')')?
        .1
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|ticks| ticks.parse().ok())
        .collect();
    // The unit is a hundredth of a second on every Linux.
    Some(times.iter().sum::<f64>() / 100.0)
}

#[test]
fn closing_the_connection_cancels_the_query() {
    let (_folder, path) = crowded(CROWD);
    let server = Server::with(&path, &["--execution-time-ms", "600000"]);
    let clients: Vec<_> = (0..3).map(|_| begin(&server, FOR_EVER)).collect();
    wait_for("a query", || server.metric(IN_FLIGHT) >= 3.0);
    drop(clients);
    wait_for("the end", || server.metric(IN_FLIGHT) < 1.0);
    // The query must not go on in the background.
    thread::sleep(Duration::from_millis(200));
    if let Some(before) = processor(&server) {
        thread::sleep(Duration::from_secs(1));
        let used = processor(&server).unwrap() - before;
        assert!(used < 0.3, "{used} s of processor time in an idle second");
    }
    assert_eq!(server.post("{ __typename }").status, 200);
    assert!(server.stop());
}

#[test]
fn a_query_that_exceeds_the_time_limit_gets_a_timeout_error() {
    let (_folder, path) = crowded(CROWD);
    let server = Server::with(&path, &["--execution-time-ms", "300"]);
    let start = Instant::now();
    let reply = read_response(begin(&server, FOR_EVER));
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    let error = reply.json()["errors"][0].clone();
    assert_eq!(error["extensions"]["code"], "TIMEOUT", "{error}");
    assert_eq!(error["extensions"]["limit"], "execution_time", "{error}");
    assert_eq!(
        server.metric("consortia_limit_exceeded_total{limit=\"execution_time\"}").to_bits(),
        1f64.to_bits()
    );
}

#[test]
fn requests_over_the_concurrency_limit_are_told_to_retry() {
    let (_folder, path) = crowded(CROWD);
    let server =
        Server::with(&path, &["--execution-time-ms", "600000", "--concurrent-requests", "2"]);
    let clients: Vec<_> = (0..2).map(|_| begin(&server, FOR_EVER)).collect();
    wait_for("a query", || server.metric(IN_FLIGHT) >= 2.0);
    let reply = server.post("{ __typename }");
    assert_eq!((reply.status, reply.header("retry-after")), (503, "1"));
    let error = reply.json()["errors"][0].clone();
    assert_eq!(error["extensions"]["limit"], "concurrent_requests", "{error}");
    assert_eq!(error["extensions"]["allowed"], 2, "{error}");
    assert_eq!(server.get("/healthz", &[]).status, 200, "the process runs");
    assert_eq!(server.get("/readyz", &[]).status, 200);
    drop(clients);
    wait_for("room", || server.post("{ __typename }").status == 200);
}

#[test]
fn a_shutdown_finishes_queries_in_flight_and_refuses_new_ones() {
    let (_folder, path) = crowded(CROWD);
    let server = Server::with(&path, &["--execution-time-ms", "600000"]);
    // Long enough to stop the server in the middle of it, short enough to end within the grace period.
    let took = |times: &u32| {
        let start = Instant::now();
        read_response(begin(&server, *times));
        start.elapsed()
    };
    let times = [1, 2, 4, 8, 16, 32, 64].into_iter().find(|times| took(times).as_millis() > 700);
    let client = begin(&server, times.unwrap_or(64));
    wait_for("a query", || server.metric(IN_FLIGHT) >= 1.0);
    // Connections that are open before the stop, and send their request after it.
    let mut late = server.connect();
    let mut later = server.connect();
    late.write_all(b"POST /graphql HTTP/1.1\r\n").unwrap();
    server.terminate();
    wait_for("the stop", || server.log().contains("stopping") || !healthy(&server));
    let request = format_request("POST", "/graphql", &[JSON], &graphql_body("{ __typename }"));
    let rest = request.split_once("\r\n").unwrap().1;
    late.write_all(rest.as_bytes()).unwrap();
    later.write_all(b"GET /readyz HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
    let refused = read_response(late);
    assert_eq!((refused.status, refused.header("connection")), (503, "close"), "{}", refused.body);
    assert_eq!(refused.json()["errors"][0]["extensions"]["code"], "LIMIT_EXCEEDED");
    assert_eq!(read_response(later).status, 503, "a load balancer sends no more requests");
    let answer = read_response(client);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["data"]["organizations"]["totalCount"], 0, "{}", answer.body);
    assert!(server.end().success());
    let log = path.with_file_name("crowded.db-wal");
    assert!(!log.exists(), "the log was checkpointed");
    assert!(consortia::store::check(&path).is_ok());
}

/// Whether the server accepts connections and is ready.
fn healthy(server: &Server) -> bool {
    let Ok(mut stream) = TcpStream::connect(server.address) else { return false };
    let asked = stream.write_all(format_request("GET", "/readyz", &[], "").as_bytes());
    asked.is_ok() && read_response(stream).status == 200
}
