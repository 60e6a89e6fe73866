//! Files that are removed, replaced or locked away under a server: it answers on from what it has open, says
//! that it is not ready, and saves what it holds when it stops.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    thread,
};

use consortia::store::{Store, check};
use serde_json::Value as Json;
use tempfile::TempDir;

use crate::{
    protocol::place,
    server::{Server, consortia, failure, wait_for},
};

const COUNT: &str = "{ organizations { totalCount } }";

fn beside(db: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}{ending}", db.display()))
}

/// How many organizations the seed has.
fn organizations() -> i64 {
    let registry = consortia::seed::read(&consortia::seed::embedded()).unwrap();
    registry.organizations.len().try_into().unwrap()
}

fn served() -> (TempDir, PathBuf, Server) {
    let (folder, db) = place();
    let server = Server::start(&db);
    (folder, db, server)
}

/// The count that many clients at once are given, who need more connections than are open.
fn counted(server: &Server) -> i64 {
    let ask = || {
        let reply = server.post(&format!("{COUNT} # {:?}", thread::current().id()));
        assert_eq!(reply.status, 200, "{}", reply.body);
        let json: Json = reply.json();
        json["data"]["organizations"]["totalCount"]
            .as_i64()
            .unwrap_or_else(|| panic!("{json}\n{}", server.log()))
    };
    let counts: Vec<_> = thread::scope(|scope| {
        let asked: Vec<_> = (0..16).map(|_| scope.spawn(ask)).collect();
        asked.into_iter().map(|asked| asked.join().unwrap()).collect()
    });
    assert!(counts.iter().all(|count| *count == counts[0]), "{counts:?}");
    counts[0]
}

/// It answers as before, and tells whoever asks that its file is not where it was.
fn assert_answers_on(server: &Server) {
    assert_eq!(counted(server), organizations());
    let ready = server.get("/readyz", &[]);
    assert_eq!((ready.status, ready.body.as_str()), (503, "not ready\n"));
    wait_for("a line of the log", || server.log().contains("was removed or replaced"));
    assert_eq!(server.get("/healthz", &[]).status, 200);
    assert_eq!(server.get("/metrics", &[]).status, 200);
}

#[test]
fn a_file_that_is_removed_is_answered_from_and_saved_at_the_end() {
    for removed in [["", "-wal", "-shm"].as_slice(), &[""]] {
        let (folder, db, server) = served();
        let before = check(&db).unwrap();
        for ending in removed {
            fs::remove_file(beside(&db, ending)).unwrap();
        }
        assert_answers_on(&server);
        let copy = folder.path().join("copy.db");
        let said = failure(&consortia(&db).arg("backup").arg(&copy).output().unwrap());
        assert!(said.contains("no such file; check the path"), "{said}");
        assert!(!copy.exists());
        assert!(server.stop());
        let saved = beside(&db, ".saved-1");
        assert_eq!(check(&saved).unwrap(), before, "{removed:?}");
        assert!(!db.exists(), "who removed it meant to");
    }
}

#[test]
fn a_file_that_is_replaced_is_left_alone_and_the_old_one_saved() {
    let (folder, db, server) = served();
    let before = check(&db).unwrap();
    let other = folder.path().join("other.db");
    drop(Store::open(&other).unwrap());
    let replacement = fs::read(&other).unwrap();
    fs::rename(&other, &db).unwrap();
    assert_answers_on(&server);
    assert!(server.stop());
    assert_eq!(check(&beside(&db, ".saved-1")).unwrap(), before);
    assert_eq!(fs::read(&db).unwrap(), replacement, "the new file is somebody else's");
}

#[test]
fn a_log_that_is_removed_is_folded_into_the_file_nonetheless() {
    for endings in [["-wal"].as_slice(), &["-wal", "-shm"]] {
        let (_folder, db, server) = served();
        for ending in endings {
            fs::remove_file(beside(&db, ending)).unwrap();
        }
        assert_answers_on(&server);
        assert!(server.stop());
        let whole = check(&db).unwrap();
        assert_eq!(
            (whole.counts["Organization"], whole.data_version),
            (organizations(), 1),
            "{endings:?}"
        );
    }
}

#[test]
fn permissions_that_are_lost_keep_nobody_from_reading_what_is_open() {
    let (folder, db, server) = served();
    let modes = |mode| {
        for ending in ["", "-wal", "-shm"] {
            let permissions = fs::Permissions::from_mode(mode);
            fs::set_permissions(beside(&db, ending), permissions).unwrap();
        }
    };
    modes(0);
    let closed = fs::Permissions::from_mode(0o500);
    fs::set_permissions(folder.path(), closed).unwrap();
    assert_eq!(counted(&server), organizations());
    let said = failure(&consortia(&db).arg("seed").output().unwrap());
    assert!(said.contains("cannot be written; make the file and its folder writable"), "{said}");
    assert!(server.stop());
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
    for ending in ["", "-wal", "-shm"] {
        // Root removes them in spite of all; nobody else can.
        let _ = fs::set_permissions(beside(&db, ending), fs::Permissions::from_mode(0o600));
    }
    assert_eq!(check(&db).unwrap().counts["Organization"], organizations());
}

#[test]
fn two_servers_share_one_file() {
    let (_folder, db, one) = served();
    let other = Server::start(&db);
    assert_eq!((counted(&one), counted(&other)), (organizations(), organizations()));
    assert!(one.stop());
    assert_eq!(counted(&other), organizations(), "the end of one is not the end of the other");
    assert!(other.stop());
    assert!(!beside(&db, "-wal").exists());
    assert_eq!(check(&db).unwrap().counts["Organization"], organizations());
}
