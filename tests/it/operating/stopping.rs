//! Queries that end before they are done: their client hangs up, their time is over, the service stops,
//! or there are too many of them.

use std::{
    io::Write,
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

use super::{crowded, slow};
use crate::server::{JSON, Server, asking, finish, wait_for, written};

const IN_FLIGHT: &str = "consortia_requests_in_flight";
/// So many names that reading each once is felt even by a fast machine.
const CROWD: u32 = 20_000;
/// So many times that no machine is done with it in this test.
const FOR_EVER: u32 = 90;

/// Sends a query and leaves its answer to come.
fn begin(server: &Server, times: u32) -> TcpStream {
    let mut stream = server.connect();
    let request = written("POST", "/graphql", &[JSON], &slow(times).to_string());
    stream.write_all(request.as_bytes()).unwrap();
    stream
}

/// Seconds of processor time that the server has used; None where the system does not tell.
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
fn a_client_that_hangs_up_stops_its_query() {
    let (_folder, path) = crowded(CROWD);
    let server = Server::with(&path, &["--execution-time-ms", "600000"]);
    let clients: Vec<_> = (0..3).map(|_| begin(&server, FOR_EVER)).collect();
    wait_for("a query", || server.metric(IN_FLIGHT) >= 3.0);
    drop(clients);
    wait_for("the end", || server.metric(IN_FLIGHT) < 1.0);
    // Not only forgotten: nothing works on in the background.
    thread::sleep(Duration::from_millis(200));
    if let Some(before) = processor(&server) {
        thread::sleep(Duration::from_secs(1));
        let used = processor(&server).unwrap() - before;
        assert!(used < 0.3, "{used} s of processor time in a second of silence");
    }
    assert_eq!(server.post("{ __typename }").status, 200);
    assert!(server.stop());
}

#[test]
fn a_query_whose_time_is_over_is_told_so() {
    let (_folder, path) = crowded(CROWD);
    let server = Server::with(&path, &["--execution-time-ms", "300"]);
    let start = Instant::now();
    let reply = finish(begin(&server, FOR_EVER));
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
fn more_requests_than_may_be_in_flight_are_told_to_come_again() {
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
    assert_eq!(server.get("/healthz", &[]).status, 200, "it lives nonetheless");
    assert_eq!(server.get("/readyz", &[]).status, 200);
    drop(clients);
    wait_for("room", || server.post("{ __typename }").status == 200);
}

#[test]
fn a_stop_lets_queries_end_and_tells_new_ones_to_come_again() {
    let (_folder, path) = crowded(CROWD);
    let server = Server::with(&path, &["--execution-time-ms", "600000"]);
    // Long enough to come to the middle of it, short enough to end within the grace of a stop.
    let took = |times: &u32| {
        let start = Instant::now();
        finish(begin(&server, *times));
        start.elapsed()
    };
    let times = [1, 2, 4, 8, 16, 32, 64].into_iter().find(|times| took(times).as_millis() > 700);
    let client = begin(&server, times.unwrap_or(64));
    wait_for("a query", || server.metric(IN_FLIGHT) >= 1.0);
    // These are open before the stop, and come with their request after it.
    let mut late = server.connect();
    let mut later = server.connect();
    late.write_all(b"POST /graphql HTTP/1.1\r\n").unwrap();
    server.terminate();
    wait_for("the stop", || server.log().contains("stopping") || !healthy(&server));
    let request = written("POST", "/graphql", &[JSON], &asking("{ __typename }"));
    let rest = request.split_once("\r\n").unwrap().1;
    late.write_all(rest.as_bytes()).unwrap();
    later.write_all(b"GET /readyz HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
    let refused = finish(late);
    assert_eq!((refused.status, refused.header("connection")), (503, "close"), "{}", refused.body);
    assert_eq!(refused.json()["errors"][0]["extensions"]["code"], "LIMIT_EXCEEDED");
    assert_eq!(finish(later).status, 503, "nobody sends it more");
    let answer = finish(client);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["data"]["organizations"]["totalCount"], 0, "{}", answer.body);
    assert!(server.end().success());
    let log = path.with_file_name("crowded.db-wal");
    assert!(!log.exists(), "the log is folded into the file");
    assert!(consortia::store::check(&path).is_ok());
}

/// Whether it still takes connections and says that it is well.
fn healthy(server: &Server) -> bool {
    let Ok(mut stream) = TcpStream::connect(server.address) else { return false };
    let asked = stream.write_all(written("GET", "/readyz", &[], "").as_bytes());
    asked.is_ok() && finish(stream).status == 200
}
