//! The supervisor of the server: a server process that dies is started again, and nothing else changes.

use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::damage::seeded;
use crate::server::{Server, consortia, wait_for};

const COUNT: &str = "{ organizations { totalCount } }";
const RESTARTS: &str = "consortia_server_restarts_total";

fn signal(signal: &str, process: u32) {
    let status = Command::new("kill").args([signal, &process.to_string()]).status();
    assert!(status.unwrap().success(), "kill {signal} {process}");
}

/// The process that serves.
fn server_process(server: &Server) -> u32 {
    let children = server.children();
    assert_eq!(children.len(), 1, "{children:?}");
    children[0]
}

/// The processes that have a file on their command line.
fn processes_with(file: &Path) -> Vec<String> {
    let processes = fs::read_dir("/proc").unwrap().map(|it| it.unwrap().path());
    let command = |process: &Path| fs::read_to_string(process.join("cmdline")).unwrap_or_default();
    let named = processes.map(|process| command(&process));
    named.filter(|command| command.contains(&*file.to_string_lossy())).collect()
}

#[test]
fn a_server_process_that_is_killed_is_started_again_and_connections_wait() {
    let (_folder, db) = seeded();
    let mut server = Server::supervised(&db, &[]);
    let answer = server.post(COUNT).body;
    let mut slowest = Duration::ZERO;
    for (round, name) in (1_u32..).zip(["SIGKILL", "SIGSEGV", "SIGABRT", "SIGBUS"]) {
        // A process that has lived for a moment is started again at once.
        thread::sleep(Duration::from_millis(600));
        let killed = server_process(&server);
        // Rust's handler of SIGSEGV and SIGBUS expects the fault to come again.
        wait_for("the death", || {
            server.children() != [killed] || {
                signal(&name.replace("SIG", "-"), killed);
                thread::sleep(Duration::from_millis(20));
                false
            }
        });
        let start = Instant::now();
        assert_eq!(server.post(COUNT).body, answer, "{name}");
        slowest = slowest.max(start.elapsed());
        assert_eq!(server.metric(RESTARTS).to_bits(), f64::from(round).to_bits());
        let log = server.log();
        let line = log.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{log}"));
        assert!(line.contains(&format!("started again (restart {round})")), "{line}");
    }
    eprintln!("served again after {slowest:?} at most");
    assert!(server.log().contains("consortia restore FILE"), "{}", server.log());
    assert!(server.is_running() && server.stop());
}

#[test]
fn the_server_process_dies_with_its_supervisor() {
    let (_folder, db) = seeded();
    let server = Server::supervised(&db, &[]);
    assert!(processes_with(&db).len() == 2);
    drop(server);
    wait_for("the end of both", || processes_with(&db).is_empty());
    for moment in 0..12 {
        let mut command = consortia(&db);
        command.args(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::null());
        let mut process = command.stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(moment * 3));
        process.kill().unwrap();
        process.wait().unwrap();
        wait_for("the end of both", || processes_with(&db).is_empty());
    }
}

#[test]
fn a_stop_is_passed_on_and_ends_both_in_order() {
    let (_folder, db) = seeded();
    for (signal_name, to_supervisor) in [("-TERM", true), ("-INT", true), ("-TERM", false)] {
        let server = Server::supervised(&db, &[]);
        assert_eq!(server.post(COUNT).status, 200);
        let id = if to_supervisor { server.id() } else { server_process(&server) };
        signal(signal_name, id);
        assert!(server.end().success(), "{signal_name}");
        // A connection that closes last cannot remove the log if it only reads.
        let log = db.with_extension("db-wal").metadata().map_or(0, |log| log.len());
        assert_eq!(log, 0, "the log was not checkpointed");
        wait_for("the end of both", || processes_with(&db).is_empty());
    }
}

#[test]
fn a_server_that_does_not_start_fails_as_it_does_without_a_supervisor() {
    let (_folder, db) = seeded();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let keys = db.with_file_name("keys");
    fs::write(&keys, "lab").unwrap();
    let damaged = db.with_file_name("damaged.db");
    fs::write(&damaged, &fs::read(&db).unwrap()[..100_000]).unwrap();
    let any = "127.0.0.1:0";
    for (db, arguments) in [
        (&db, vec!["--listen", &taken]),
        (&db, vec!["--listen", any, "--api-keys", keys.to_str().unwrap()]),
        (&db, vec!["--listen", any, "--persisted-documents", "/no/such/folder"]),
        (&damaged, vec!["--listen", any]),
    ] {
        let run = |more: &[&str]| {
            let output = consortia(db).arg("serve").args(&arguments).args(more).output().unwrap();
            (output.status.code(), String::from_utf8(output.stderr).unwrap())
        };
        let (code, message) = run(&[]);
        assert_eq!((code, message.lines().count()), (Some(1), 1), "{message}");
        assert_eq!(run(&["--no-supervisor"]), (code, message));
    }
}

#[test]
fn a_server_process_without_its_supervisor_does_not_serve() {
    let (_folder, db) = seeded();
    let mut command = consortia(&db);
    command.env("CONSORTIA_SUPERVISED", "1:0").args(["serve", "--listen", "127.0.0.1:0"]);
    let output = command.stdin(Stdio::null()).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("the supervisor has ended"), "{message}");
}
