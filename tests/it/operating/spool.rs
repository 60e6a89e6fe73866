//! The room for temporary files: one budget for tables that are written, read or cached, and for copies of the database.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    process::Command,
    thread,
};

use crate::{
    faults::run_in_mount_namespace,
    protocol::{encoded, place, server},
    server::{Reply, Server, format_request, wait_for},
};

/// The address of a table, whose number tells it apart from others: of 2 MB with two levels of affiliations, and of 18 MB
/// with three.
fn table(number: u32, levels: usize) -> String {
    let mut query = format!("a{number}: id since until subject {{ name }} object {{ name }}");
    for _ in 0..levels {
        query =
            format!("id role object {{ name affiliations(first: 6) {{ nodes {{ {query} }} }} }}");
    }
    let query = format!("{{ affiliations {{ nodes {{ {query} }} }} }}");
    let rows = format!("affiliations{}", ".object.affiliations".repeat(levels));
    format!("/table.csv?query={}&rows={rows}", encoded(&query))
}

/// The address of a table that is larger than what the system buffers of it.
fn large(number: u32) -> String {
    table(number, 3)
}

/// Starts a download of which nothing but the head is read.
fn unread(server: &Server, path: &str) -> (TcpStream, u16) {
    let mut client = server.connect();
    client.write_all(format_request("GET", path, &[], "").as_bytes()).unwrap();
    let mut head = [0; 12];
    client.read_exact(&mut head).unwrap();
    let status = std::str::from_utf8(&head[9..]).unwrap().parse().unwrap();
    (client, status)
}

fn assert_no_room(reply: &Reply) {
    assert_eq!(reply.status, 503, "{}", reply.body);
    assert_eq!(reply.header("retry-after"), "1");
    let error = &reply.json()["errors"][0];
    assert_eq!(error["extensions"]["limit"], "spool_bytes", "{error}");
    assert_eq!(error["extensions"]["code"], "LIMIT_EXCEEDED", "{error}");
}

/// Room for two of the large tables, of which one client may have one.
const SMALL: [&str; 4] = ["--spool", "48MiB", "--table-time-ms", "600000"];

#[test]
fn files_that_are_not_read_have_one_budget_and_give_it_back() {
    let (_folder, server) = server(&SMALL);
    let (mut client, status) = unread(&server, &large(0));
    assert_eq!(status, 200);
    assert_no_room(&server.get(&large(1), &[]));
    assert!(server.metric("consortia_limit_exceeded_total{limit=\"spool_bytes\"}") >= 1.0);
    // What is small has room in memory, and what is being sent goes on.
    assert_eq!(server.get("/reports/counts.csv", &[]).status, 200);
    let mut rest = Vec::new();
    client.read_to_end(&mut rest).unwrap();
    assert!(rest.len() > 10 << 20, "{}", rest.len());
    drop(client);
    wait_for("room after the client has gone", || server.get(&large(1), &[]).status == 200);
}

#[test]
fn cached_files_give_way_to_new_ones() {
    let (_folder, server) = server(&SMALL);
    for number in 0..3 {
        let reply = server.get(&large(number), &[]);
        assert_eq!(reply.status, 200, "{number}: {}", reply.body);
    }
}

#[test]
fn a_database_that_is_larger_than_the_spool_is_not_copied() {
    let (folder, server) = server(&["--spool", "1MiB"]);
    let reply = server.get("/data/snapshot.sqlite", &[]);
    // To try again would not help.
    assert_eq!((reply.status, reply.header("retry-after")), (413, ""), "{}", reply.body);
    assert_eq!(reply.json()["errors"][0]["extensions"]["limit"], "spool_bytes");
    drop(server);
    assert!(left_in(folder.path()).is_empty(), "{:?}", left_in(folder.path()));
}

/// Names of files and folders that are not the database.
fn left_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| !name.starts_with("wire.db") || name.contains("partial")).collect()
}

#[test]
fn clients_that_ask_at_the_same_time_share_one_copy_and_one_table() {
    let (_folder, server) = server(&["--table-time-ms", "600000"]);
    for path in ["/data/snapshot.sqlite", &table(7, 2), "/data"] {
        let before = server.metric("consortia_table_files_written_total");
        thread::scope(|scope| {
            let asked: Vec<_> = (0..12).map(|_| scope.spawn(|| server.get(path, &[]))).collect();
            let replies: Vec<_> = asked.into_iter().map(|asked| asked.join().unwrap()).collect();
            for reply in &replies {
                assert_eq!(reply.status, 200, "{path}: {}", reply.body);
                assert_eq!(reply.bytes.len(), replies[0].bytes.len(), "{path}");
                assert_eq!(reply.header("etag"), replies[0].header("etag"), "{path}");
            }
        });
        let written = server.metric("consortia_table_files_written_total") - before;
        assert!(written <= 1.0, "{path}: {written}");
    }
}

#[test]
fn the_first_client_can_go_without_the_others() {
    let (_folder, server) = server(&["--table-time-ms", "600000"]);
    let path = large(8);
    let mut first = server.connect();
    first.write_all(format_request("GET", &path, &[], "").as_bytes()).unwrap();
    wait_for("the first", || server.metric("consortia_requests_in_flight") >= 1.0);
    thread::scope(|scope| {
        let others: Vec<_> = (0..4).map(|_| scope.spawn(|| server.get(&path, &[]))).collect();
        wait_for("the others", || server.metric("consortia_requests_in_flight") >= 5.0);
        drop(first);
        for other in others {
            let reply = other.join().unwrap();
            assert_eq!(reply.status, 200, "{}", reply.body);
        }
    });
}

#[test]
fn what_a_killed_server_left_is_removed_at_the_next_start() {
    let (folder, path) = place();
    drop(Server::with(&path, &[]));
    let server = Server::with(&path, &[]);
    let mut ended = Command::new("true").spawn().unwrap();
    ended.wait().unwrap();
    // As a copy leaves it that was killed in the middle.
    for process in [ended.id(), server.id()] {
        let copy = folder.path().join(format!(".consortia-copy-{process}-Ab1"));
        fs::create_dir(&copy).unwrap();
        let partial = copy.join(format!("snapshot.sqlite.{process}.partial"));
        fs::write(partial, [0; 5_000]).unwrap();
        let backup = folder.path().join(format!("backup.db.{process}.partial"));
        fs::write(backup, b"SQLite format 3\0").unwrap();
    }
    let of_user = folder.path().join(format!("thesis.{}.partial", ended.id()));
    fs::write(&of_user, "mine").unwrap();
    drop(server);
    drop(Server::with(&path, &[]));
    let of_user = of_user.file_name().unwrap().to_str().unwrap().to_owned();
    assert_eq!(left_in(folder.path()), [of_user]);
}

#[test]
fn a_table_on_a_full_disk_is_refused_and_leaves_nothing() {
    run_in_mount_namespace("operating::spool::full_disk");
}

#[test]
#[ignore = "mounts a file system; started by the test above in a namespace of its own"]
fn full_disk() {
    let disk = tempfile::tempdir().unwrap();
    let mut mount = Command::new("mount");
    mount.args(["-t", "tmpfs", "-o", "size=100m", "tmpfs"]).arg(disk.path());
    assert!(mount.status().unwrap().success());
    let path = disk.path().join("wire.db");
    let server = Server::with(&path, &["--spool", "1GiB", "--table-time-ms", "600000"]);
    // Somebody else fills the disk.
    let filler = disk.path().join("filler");
    let fill = "cat /dev/zero > \"$0\" 2> /dev/null";
    Command::new("sh").args(["-c", fill, &filler.to_string_lossy()]).status().unwrap();
    for extension in ["csv", "xlsx", "ndjson"] {
        let table = large(9).replace("/table.csv", &format!("/table.{extension}"));
        assert_no_room(&server.get(&table, &[]));
    }
    assert_no_room(&server.get("/data/snapshot.sqlite", &[]));
    assert_eq!(server.get("/reports/counts.csv", &[]).status, 200);
    fs::remove_file(filler).unwrap();
    assert_eq!(server.get(&large(9), &[]).status, 200);
    assert!(left_in(disk.path()).is_empty(), "{:?}", left_in(disk.path()));
}
