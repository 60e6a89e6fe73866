//! A database file that is truncated or overwritten in place while it is served, and `consortia restore`.
//!
//! `CONSORTIA_OVERWRITES` sets how often that happens under load; the default of 6 keeps the test short.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use consortia::store::check;
use rusqlite::Connection;

use super::damage::seeded;
use crate::server::{
    JSON, Reply, Server, consortia, failure, format_request, graphql_body, program, read_bytes,
    wait_for,
};

const OVERWRITES: usize = 6;

/// A copy of a database in which every organization has this telephone number.
fn with_telephone(db: &Path, telephone: &str) -> PathBuf {
    let copy = db.with_file_name(format!("{telephone}.db"));
    assert!(consortia(db).arg("backup").arg(&copy).output().unwrap().status.success());
    let connection = Connection::open(&copy).unwrap();
    connection.execute("UPDATE organization SET telephone = ?1", [telephone]).unwrap();
    drop(connection);
    assert!(!copy.with_extension("db-wal").exists());
    copy
}

/// Sends a document, and returns the response if there is one.
fn ask(address: SocketAddr, query: &str) -> Option<Reply> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let request = format_request("POST", "/graphql", &[JSON], &graphql_body(query));
    stream.write_all(request.as_bytes()).ok()?;
    let reply = Reply::of(&read_bytes(stream).ok()?);
    (reply.status != 0).then_some(reply)
}

/// The telephone numbers of all organizations; `None` if they cannot be read.
fn telephones(address: SocketAddr) -> Option<Vec<String>> {
    // No two are equal, so that none is served from the cache.
    static COUNT: Mutex<u64> = Mutex::new(0);
    let count = {
        let mut count = COUNT.lock().unwrap();
        *count += 1;
        *count
    };
    let reply = ask(
        address,
        &format!("{{ organizations(first: 100) {{ nodes {{ telephone }} }} }} # {count}"),
    )?;
    assert!([200, 500, 503].contains(&reply.status), "{}", reply.status);
    assert!(!reply.body.contains(".db"), "a path is told: {}", reply.body);
    if reply.status != 200 || reply.json().get("errors").is_some() {
        return None;
    }
    let json = reply.json();
    let nodes = json["data"]["organizations"]["nodes"].as_array().unwrap();
    let mut found: Vec<String> =
        nodes.iter().map(|it| it["telephone"].as_str().unwrap_or_default().to_owned()).collect();
    assert_eq!(found.len(), 100);
    found.dedup();
    Some(found)
}

/// Keeps four clients asking while `act` runs. Each response must have the content of one file.
fn under_load<T>(address: SocketAddr, act: impl FnOnce() -> T) -> T {
    let stop = AtomicBool::new(false);
    let ask_on = || {
        while !stop.load(Ordering::Relaxed) {
            let found = telephones(address);
            assert!(found.as_ref().is_none_or(|it| it.len() == 1), "a mixture: {found:?}");
            thread::sleep(Duration::from_millis(2));
        }
    };
    thread::scope(|scope| {
        let clients: Vec<_> = (0..4).map(|_| scope.spawn(ask_on)).collect();
        let outcome = act();
        stop.store(true, Ordering::Relaxed);
        for client in clients {
            client.join().unwrap();
        }
        outcome
    })
}

fn write_in_place(db: &Path, at: u64, bytes: &[u8]) {
    use std::os::unix::fs::FileExt;
    OpenOptions::new().write(true).open(db).unwrap().write_all_at(bytes, at).unwrap();
}

#[test]
fn a_file_that_is_truncated_or_overwritten_under_load_is_served_again_once_it_is_whole() {
    let overwrites = std::env::var("CONSORTIA_OVERWRITES").ok().and_then(|it| it.parse().ok());
    let (_folder, db) = seeded();
    let files = ["one", "two"].map(|telephone| with_telephone(&db, telephone));
    fs::copy(&files[0], &db).unwrap();
    let mut server = Server::supervised(&db, &[]);
    let address = server.address;
    let served = |telephone: &str| telephones(address).is_some_and(|it| it == [telephone]);
    assert!(served("one"));
    let mut slowest = Duration::ZERO;
    // A linear congruential generator: the same places every time.
    let mut random: u64 = 1;
    under_load(address, || {
        for round in 0..overwrites.unwrap_or(OVERWRITES) {
            thread::sleep(Duration::from_millis(600));
            random = random * 48_271 % 0x7fff_ffff;
            let length = db.metadata().unwrap().len();
            let place = random % (length - 60_000);
            match round % 3 {
                0 => OpenOptions::new().write(true).open(&db).unwrap().set_len(place).unwrap(),
                1 => write_in_place(&db, place, &vec![0xa5; 50_000]),
                // As `cp` does.
                _ => drop(fs::write(&db, fs::read(&files[round / 3 % 2]).unwrap())),
            }
            if round % 3 < 2 {
                wait_for("the damage is named", || {
                    let log = server.log();
                    log.lines().filter(|it| it.contains("is started again")).count() > round
                });
                let restored = &files[round % 2];
                let output = consortia(&db).arg("restore").arg(restored).arg("--no-copy").output();
                // A server process that is just being started has the file open for a moment.
                if !output.unwrap().status.success() {
                    thread::sleep(Duration::from_millis(500));
                    let output = consortia(&db).arg("restore").arg(restored).output().unwrap();
                    assert!(output.status.success(), "{}", failure(&output));
                }
                let start = Instant::now();
                wait_for("the restored file", || served(["one", "two"][round % 2]));
                slowest = slowest.max(start.elapsed());
            } else {
                // The old process may see the new file for a moment.
                wait_for("a restart", || server.log().contains("was overwritten while"));
                thread::sleep(Duration::from_millis(100));
                wait_for("the new file", || served(["one", "two"][round / 3 % 2]));
            }
        }
    });
    eprintln!("served again {slowest:?} after the restore at most");
    assert!(server.is_running(), "{}", server.log());
    assert!(server.stop());
    assert!(check(&db).is_ok());
}

#[test]
fn while_the_file_is_damaged_every_address_says_so_at_once() {
    let (_folder, db) = seeded();
    let whole = with_telephone(&db, "whole");
    let server = Server::supervised(&db, &[]);
    OpenOptions::new().write(true).open(&db).unwrap().set_len(50_000).unwrap();
    wait_for("the damage", || server.log().contains("refused the database file"));
    for path in ["/graphql?query={__typename}", "/o/pscc", "/data", "/readyz", "/"] {
        let start = Instant::now();
        let reply = server.get(path, &[]);
        assert_eq!((reply.status, reply.header("retry-after")), (503, "1"), "{path}");
        assert!(reply.body.contains("is damaged") && !reply.body.contains(".db"), "{}", reply.body);
        assert!(start.elapsed() < Duration::from_secs(3), "{path}: {:?}", start.elapsed());
    }
    assert_eq!(
        server.get("/healthz", &[]).status,
        200,
        "the supervisor runs, and can be asked to restore"
    );
    let message = failure(&program().arg("check").arg(&db).output().unwrap());
    assert!(message.contains("is damaged ("), "{message}");
    let output = consortia(&db).arg("restore").arg(&whole).output().unwrap();
    assert!(output.status.success(), "{}", failure(&output));
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.contains("before-restore-1") && printed.contains("is damaged"), "{printed}");
    let served = || telephones(server.address).is_some_and(|found| found == ["whole"]);
    wait_for("the restored file", served);
    assert!(server.stop());
}

#[test]
fn an_emptied_or_removed_file_does_not_come_back_as_a_new_database() {
    for removed in [false, true] {
        let (_folder, db) = seeded();
        let whole = with_telephone(&db, "whole");
        let server = Server::supervised(&db, &[]);
        if removed {
            fs::remove_file(&db).unwrap();
            let child = server.children()[0].to_string();
            assert!(
                std::process::Command::new("kill").args(["-9", &child]).status().unwrap().success()
            );
        } else {
            OpenOptions::new().write(true).open(&db).unwrap().set_len(0).unwrap();
        }
        wait_for("the refusal", || server.log().contains("refused the database file"));
        assert_eq!(server.get("/readyz", &[]).status, 503);
        let output = consortia(&db).arg("restore").arg(&whole).output().unwrap();
        assert!(output.status.success(), "{}", failure(&output));
        let served = || telephones(server.address).is_some_and(|found| found == ["whole"]);
        wait_for("the restored file", served);
        assert!(server.stop());
    }
}

#[test]
fn a_restore_while_serving_changes_all_responses_at_once() {
    let (_folder, db) = seeded();
    let files = ["one", "two"].map(|telephone| with_telephone(&db, telephone));
    fs::copy(&files[1], &db).unwrap();
    let server = Server::start(&db);
    let tag = || server.get("/graphql?query={organizations{totalCount}}", &[]);
    let mut tags = vec![tag().header("etag").to_owned()];
    under_load(server.address, || {
        for round in 0..4 {
            let before = telephones(server.address).unwrap();
            let mut restore = consortia(&db);
            let output = restore.arg("restore").arg(&files[round % 2]).output().unwrap();
            assert!(output.status.success(), "{}", failure(&output));
            assert_eq!(telephones(server.address).unwrap(), [["one", "two"][round % 2]]);
            tags.push(tag().header("etag").to_owned());
            // What it was before is in the copy.
            let copy = db.with_file_name(format!("wire.db.before-restore-{}", round + 1));
            let copied: String = Connection::open(&copy)
                .unwrap()
                .query_row("SELECT ifnull(max(telephone), '') FROM organization", [], |it| {
                    it.get(0)
                })
                .unwrap();
            assert_eq!([copied], before[..]);
        }
    });
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), 5, "{tags:?}");
    assert_eq!(server.get("/readyz", &[]).status, 200);
    assert!(server.stop());
    assert!(check(&db).is_ok());
}

#[test]
fn only_whole_registries_are_restored_and_only_registries_are_replaced() {
    let (folder, db) = seeded();
    let backup = with_telephone(&db, "backup");
    let truncated = folder.path().join("truncated.db");
    fs::write(&truncated, &fs::read(&backup).unwrap()[..200_000]).unwrap();
    let other = folder.path().join("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE invoice (total)").unwrap();
    let newer = folder.path().join("newer.db");
    fs::copy(&backup, &newer).unwrap();
    Connection::open(&newer).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let missing = folder.path().join("missing.db");
    let before = fs::read(&db).unwrap();
    for (file, problem) in [
        (&truncated, "is damaged"),
        (&other, "is the database of another application"),
        (&newer, "has schema version 99"),
        (&missing, "no such file"),
        (&db, "is the database that is to be restored"),
    ] {
        let message = failure(&consortia(&db).arg("restore").arg(file).output().unwrap());
        assert!(message.contains(problem), "{message}");
        assert!(fs::read(&db).unwrap() == before, "{problem}");
    }
    for (target, problem) in [(&other, "another application"), (&newer, "schema version 99")] {
        let message = failure(&consortia(target).arg("restore").arg(&backup).output().unwrap());
        assert!(message.contains(problem), "{message}");
    }
    assert!(consortia(&missing).arg("restore").arg(&backup).output().unwrap().status.success());
    assert_eq!(check(&missing).unwrap(), check(&backup).unwrap());
    let names = fs::read_dir(folder.path()).unwrap();
    let names: Vec<_> = names.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!names.iter().any(|name| name.contains("partial")), "{names:?}");
}
