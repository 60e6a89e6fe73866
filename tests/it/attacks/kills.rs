//! Signals at bad moments: while files are being sent, documents run and bodies arrive.

use std::{
    fs,
    io::{Read, Write},
    net::{Shutdown, TcpStream},
    path::Path,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use super::{Target, documents::many, http, post_document};
use crate::server::{Reply, Server};

fn signal(server: &Server, name: &str) {
    let id = server.id().to_string();
    assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
}

/// The names of the files in a folder.
fn names(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}

/// Clients that do everything at once: they read nothing of a copy, a table or a response, or send half a body.
fn busy(server: &Server) -> Vec<TcpStream> {
    let any = many(80, |n| format!("{{ name: {{ contains: \"k{n}\" }} }} "));
    let table = "query=%7Borganizations%7Bnodes%7Bname%20description%7D%7D%7D";
    let requests = [
        http("GET", "/data/snapshot.sqlite", &[], b""),
        http("GET", &format!("/table.xlsx?{table}"), &[], b""),
        http("GET", "/data", &[], b""),
        post_document(&format!("{{ organizations(filter: {{ or: [{any}] }}) {{ totalCount }} }}")),
        post_document("{ __typename }").split_last().unwrap().1.to_vec(),
    ];
    let connections = (0..15).map(|number| {
        let mut stream = server.connect();
        stream.write_all(&requests[number % requests.len()]).unwrap();
        stream
    });
    connections.collect()
}

#[test]
fn a_kill_while_files_are_written_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("killed.db");
    for round in 0..3 {
        let server = Server::with(&db, &["--memory", "256MiB"]);
        let connections = busy(&server);
        thread::sleep(Duration::from_millis(10 + 30 * round));
        signal(&server, "-KILL");
        server.end();
        drop(connections);
    }
    let server = Server::with(&db, &["--memory", "256MiB"]);
    let reply = server.send(std::str::from_utf8(&post_document("{ __typename }")).unwrap());
    assert_eq!(reply.status, 200, "{}", reply.body);
    let names = names(folder.path());
    let is_of_database = |name: &String| name.starts_with("killed.db");
    assert!(names.iter().all(is_of_database), "{names:?}");
    assert!(server.stop());
}

#[test]
fn a_stop_while_nobody_reads_ends_soon() {
    let target = Target::new();
    let connections = busy(&target.server);
    thread::sleep(Duration::from_millis(200));
    let start = Instant::now();
    target.server.terminate();
    let Target { server, .. } = target;
    assert!(server.end().success());
    let took = start.elapsed();
    println!("stopped after {took:?}");
    // Ten seconds for requests in progress, one for connections.
    assert!(took < Duration::from_secs(14), "{took:?}");
    drop(connections);
}

#[test]
fn a_process_that_is_halted_goes_on() {
    let target = Target::new();
    signal(&target.server, "-STOP");
    let mut waiting: Vec<_> = (0..40).map(|_| target.server.connect()).collect();
    let request = post_document("{ organizations(first: 1) { totalCount } }");
    for stream in &mut waiting {
        stream.write_all(&request).unwrap();
    }
    // Half of them do not wait.
    waiting.truncate(20);
    let gone = target.server.connect();
    let _ = gone.shutdown(Shutdown::Both);
    thread::sleep(Duration::from_millis(500));
    signal(&target.server, "-CONT");
    for mut stream in waiting {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        assert_eq!(Reply::of(&bytes).status, 200);
    }
    target.is_alive();
}
