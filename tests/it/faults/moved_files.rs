//! Files that are removed, replaced or made inaccessible while a server uses them. The server goes on
//! answering from the files it has open, reports that it is not ready, and saves its data when it stops.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    thread,
};

use consortia::{
    domain::stage::Stage,
    store::{Store, check},
};
use serde_json::Value as Json;
use tempfile::TempDir;

use crate::{
    protocol::place,
    server::{Server, consortia, failure, wait_for},
};

const COUNT: &str = "{ organizations { totalCount } }";

fn with_suffix(db: &Path, suffix: &str) -> PathBuf {
    PathBuf::from(format!("{}{suffix}", db.display()))
}

/// How many organizations the seed has.
fn organizations() -> i64 {
    let registry = consortia::seed::read(&consortia::seed::embedded()).unwrap();
    registry.organizations.len().try_into().unwrap()
}

/// How many of them a list has: those that are not only planned.
fn listed() -> i64 {
    let registry = consortia::seed::read(&consortia::seed::embedded()).unwrap();
    let existing = registry.organizations.iter().filter(|it| it.stage == Stage::Realized);
    existing.count().try_into().unwrap()
}

/// A server over a new database.
fn served() -> (TempDir, PathBuf, Server) {
    let (folder, db) = place();
    let server = Server::start(&db);
    (folder, db, server)
}

/// The count of organizations, as it is given to more clients at once than there are open connections.
fn count_from_many_clients(server: &Server) -> i64 {
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

/// Checks that the server answers as before and reports that its file was moved.
fn assert_answers_but_is_not_ready(server: &Server) {
    assert_eq!(count_from_many_clients(server), listed());
    let ready = server.get("/readyz", &[]);
    assert_eq!((ready.status, ready.body.as_str()), (503, "not ready\n"));
    wait_for("a warning in the log", || server.log().contains("was removed or replaced"));
    assert_eq!(server.get("/healthz", &[]).status, 200);
    assert_eq!(server.get("/metrics", &[]).status, 200);
}

#[test]
fn a_removed_file_is_served_and_then_saved_under_another_name() {
    for removed in [["", "-wal", "-shm"].as_slice(), &[""]] {
        let (folder, db, server) = served();
        let before = check(&db).unwrap();
        for suffix in removed {
            fs::remove_file(with_suffix(&db, suffix)).unwrap();
        }
        assert_answers_but_is_not_ready(&server);
        let copy = folder.path().join("copy.db");
        let message = failure(&consortia(&db).arg("backup").arg(&copy).output().unwrap());
        assert!(message.contains("no such file; check the path"), "{message}");
        assert!(!copy.exists());
        assert!(server.stop());
        let saved = with_suffix(&db, ".saved-1");
        assert_eq!(check(&saved).unwrap(), before, "{removed:?}");
        assert!(!db.exists(), "the removed file was created again");
    }
}

#[test]
fn a_replacement_is_left_alone_and_the_old_data_is_saved() {
    let (folder, db, server) = served();
    let before = check(&db).unwrap();
    let other = folder.path().join("other.db");
    drop(Store::open(&other).unwrap());
    let replacement = fs::read(&other).unwrap();
    fs::rename(&other, &db).unwrap();
    assert_answers_but_is_not_ready(&server);
    assert!(server.stop());
    assert_eq!(check(&with_suffix(&db, ".saved-1")).unwrap(), before);
    assert_eq!(fs::read(&db).unwrap(), replacement, "the replacement was changed");
}

#[test]
fn a_removed_log_is_still_checkpointed_into_the_file() {
    for suffixes in [["-wal"].as_slice(), &["-wal", "-shm"]] {
        let (_folder, db, server) = served();
        for suffix in suffixes {
            fs::remove_file(with_suffix(&db, suffix)).unwrap();
        }
        assert_answers_but_is_not_ready(&server);
        assert!(server.stop());
        let inspection = check(&db).unwrap();
        assert_eq!(
            (inspection.counts["Organization"], inspection.data_version),
            (organizations(), 1),
            "{suffixes:?}"
        );
    }
}

#[test]
fn lost_permissions_do_not_stop_a_server_with_open_files() {
    let (folder, db, server) = served();
    let modes = |mode| {
        for suffix in ["", "-wal", "-shm"] {
            let permissions = fs::Permissions::from_mode(mode);
            fs::set_permissions(with_suffix(&db, suffix), permissions).unwrap();
        }
    };
    modes(0);
    let closed = fs::Permissions::from_mode(0o500);
    fs::set_permissions(folder.path(), closed).unwrap();
    assert_eq!(count_from_many_clients(&server), listed());
    let message = failure(&consortia(&db).arg("seed").output().unwrap());
    assert!(
        message.contains("cannot be written; make the file and its folder writable"),
        "{message}"
    );
    assert!(server.stop());
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
    for suffix in ["", "-wal", "-shm"] {
        // Root has removed the log despite the permissions; another user has not.
        let _ = fs::set_permissions(with_suffix(&db, suffix), fs::Permissions::from_mode(0o600));
    }
    assert_eq!(check(&db).unwrap().counts["Organization"], organizations());
}

#[test]
fn two_servers_share_one_file() {
    let (_folder, db, one) = served();
    let other = Server::start(&db);
    assert_eq!(
        (count_from_many_clients(&one), count_from_many_clients(&other)),
        (listed(), listed())
    );
    assert!(one.stop());
    assert_eq!(
        count_from_many_clients(&other),
        listed(),
        "the stop of one server stopped the other"
    );
    assert!(other.stop());
    assert!(!with_suffix(&db, "-wal").exists());
    assert_eq!(check(&db).unwrap().counts["Organization"], organizations());
}
