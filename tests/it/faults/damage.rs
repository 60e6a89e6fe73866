//! Files that are damaged, truncated or of another format, logs left behind by a killed process, and a clock
//! that is set back.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use consortia::store::check;
use rusqlite::{Connection, config::DbConfig};

use crate::{
    operating::crowd,
    protocol::place,
    server::{Server, consortia, failure, program, wait_for},
};

const PAGE_BYTES: usize = 4_096;
const COUNT: &str = "{ organizations { totalCount } }";

pub(super) fn seeded() -> (tempfile::TempDir, PathBuf) {
    let (folder, db) = place();
    assert!(consortia(&db).arg("seed").output().unwrap().status.success());
    (folder, db)
}

/// Checks that every command refuses the file with one line that names it, the problem and the remedy, and
/// leaves it unchanged.
fn assert_refused(db: &Path, problem: &str, remedy: &str, case: &str) {
    let before = fs::read(db).unwrap();
    let copy = db.with_file_name("copy.db");
    let commands = [
        vec!["check", db.to_str().unwrap()],
        vec!["serve", "--listen", "127.0.0.1:0"],
        vec!["seed"],
        vec!["backup", copy.to_str().unwrap()],
    ];
    for arguments in commands {
        let is_check = arguments[0] == "check";
        let mut command = if is_check { program() } else { consortia(db) };
        let message = failure(&command.args(&arguments).output().unwrap());
        let start = format!("consortia: {}: ", db.display());
        assert!(message.starts_with(&start), "{case}: {message}");
        assert!(message.contains(problem), "{case}, {arguments:?}: {message}");
        assert!(message.contains(remedy), "{case}, {arguments:?}: {message}");
        assert!(message.trim_end().lines().count() == 1, "{message}");
        assert!(!message.contains("panicked"), "{message}");
    }
    assert!(fs::read(db).unwrap() == before && !copy.exists(), "{case}");
}

#[test]
fn a_damaged_page_is_found_anywhere_in_the_file() {
    let (_folder, db) = seeded();
    let whole = fs::read(&db).unwrap();
    let pages = whole.len() / PAGE_BYTES;
    assert!(pages > 50);
    for page in (1..pages).step_by(pages / 9) {
        let mut damaged = whole.clone();
        damaged[page * PAGE_BYTES..(page + 1) * PAGE_BYTES].fill(0xa5);
        fs::write(&db, &damaged).unwrap();
        assert_refused(
            &db,
            "is damaged (",
            "restore a backup, or move the file away",
            &format!("page {page} of {pages}"),
        );
    }
    fs::write(&db, &whole).unwrap();
    assert!(check(&db).is_ok());
}

#[test]
fn a_truncated_file_is_refused() {
    let (_folder, db) = seeded();
    let whole = fs::read(&db).unwrap();
    // Length of the file, and the problem that is reported.
    for (length, problem) in [
        (whole.len() - PAGE_BYTES, "is damaged ("),
        (whole.len() / 2, "is damaged ("),
        (whole.len() / 2 + 100, "is damaged ("),
        (PAGE_BYTES, "is damaged ("),
        (100, "is"),
        (50, "is"),
    ] {
        fs::write(&db, &whole[..length]).unwrap();
        assert_refused(&db, problem, "", &format!("{length} bytes"));
    }
}

#[test]
fn a_file_of_another_format_is_refused() {
    let (folder, db) = place();
    for content in
        ["PK\u{3}\u{4} a zip ".repeat(1_000), "id,name\n1,a\n".repeat(1_000), "{}".to_owned()]
    {
        fs::write(&db, content).unwrap();
        assert_refused(&db, "is not an SQLite database", "name another file", "");
    }
    let other = folder.path().join("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE invoice (total)").unwrap();
    assert_refused(&other, "is the database of another application", "name another file", "");
}

/// A database with a log that a killed writer left behind. Each of its commits writes its number as the
/// telephone number of the organization `pscc`.
fn with_log_left_behind(commits: u32) -> (tempfile::TempDir, PathBuf) {
    let (folder, db) = seeded();
    crowd(&db, 2_000);
    let writer = Connection::open(&db).unwrap();
    writer.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
    writer.pragma_update(None, "wal_autocheckpoint", 0).unwrap();
    for commit in 1..=commits {
        let sql =
            "UPDATE organization SET telephone = ?1 WHERE slug LIKE 'crowd-%' OR slug = 'pscc'";
        writer.execute(sql, [commit.to_string()]).unwrap();
    }
    drop(writer);
    (folder, db)
}

fn telephone(server: &Server) -> String {
    let reply = server.post("{ organization(by: { slug: \"pscc\" }) { telephone } }");
    reply.json()["data"]["organization"]["telephone"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_large_log_left_behind_is_read_and_checkpointed() {
    let (_folder, db) = with_log_left_behind(150);
    let log = PathBuf::from(format!("{}-wal", db.display()));
    assert!(log.metadata().unwrap().len() > 20 << 20, "{:?}", log.metadata().unwrap().len());
    assert!(check(&db).is_ok());
    let copy = db.with_file_name("copy.db");
    assert!(consortia(&db).arg("backup").arg(&copy).output().unwrap().status.success());
    for file in [&db, &copy] {
        let server = Server::start(file);
        assert_eq!(telephone(&server), "150");
        assert!(server.stop());
        assert!(check(file).is_ok());
    }
    assert!(!log.exists());
}

#[test]
fn a_truncated_log_gives_the_state_of_one_of_its_commits() {
    let (_folder, db) = with_log_left_behind(6);
    let log = PathBuf::from(format!("{}-wal", db.display()));
    let (file, whole) = (fs::read(&db).unwrap(), fs::read(&log).unwrap());
    let mut last = None;
    for share in [0, 1, 20, 50, 77, 99, 100] {
        let _ = fs::remove_file(format!("{}-shm", db.display()));
        fs::write(&db, &file).unwrap();
        fs::write(&log, &whole[..whole.len() * share / 100]).unwrap();
        assert!(check(&db).is_ok(), "{share} %");
        let server = Server::start(&db);
        let now = telephone(&server).parse::<u32>().unwrap_or(0);
        assert!(server.stop());
        assert!(last.is_none_or(|last| now >= last), "{share} %: {now} after {last:?}");
        last = Some(now);
    }
    assert_eq!(last, Some(6), "the complete log gives the last commit");
}

#[test]
fn damage_under_a_running_server_is_named_until_the_file_is_restored() {
    let (_folder, db) = seeded();
    let whole = db.with_file_name("whole.db");
    assert!(consortia(&db).arg("backup").arg(&whole).output().unwrap().status.success());
    let server = Server::supervised(&db, &[]);
    let mut bytes = fs::read(&db).unwrap();
    // All but the pages with the schema, which were written before any row.
    bytes[120 * PAGE_BYTES..].fill(0xa5);
    // In place, as a failing disk would: the file keeps its length.
    let mut file = fs::OpenOptions::new().write(true).open(&db).unwrap();
    std::io::Write::write_all(&mut file, &bytes).unwrap();
    wait_for("the damage is named", || server.log().contains("refused the database file"));
    for query in [COUNT, "{ events { nodes { name } } }"] {
        let reply = server.post(query);
        assert_eq!(reply.status, 503, "{query}: {}", reply.body);
        assert!(!reply.body.contains("malformed"), "{}", reply.body);
    }
    assert_refused(&db, "is", "restore a backup, or move the file away", "while it is served");
    assert!(consortia(&db).arg("restore").arg(&whole).output().unwrap().status.success());
    wait_for("the restored file", || server.post(COUNT).status == 200);
    assert!(server.stop());
    assert!(check(&db).is_ok());
}

/// The library of `faketime`, which gives a program another time; `None`, with a message, if it is not
/// installed.
fn faketime_library() -> Option<String> {
    let mut command = Command::new("faketime");
    let output = command.args(["2001-01-01 00:00:00", "printenv", "LD_PRELOAD"]).output();
    let Some(output) = output.ok().filter(|output| output.status.success()) else {
        assert!(std::env::var_os("CI").is_none(), "CI has faketime");
        eprintln!("SKIPPED: a clock that is set back; needs faketime");
        return None;
    };
    Some(String::from_utf8(output.stdout).unwrap().trim().to_owned())
}

#[test]
fn setting_the_clock_back_changes_no_response() {
    let Some(library) = faketime_library() else { return };
    let (folder, db) = place();
    let clock = folder.path().join("clock");
    let set = |time: &str| fs::write(&clock, time).unwrap();
    let with_clock = |mut command: Command| {
        command.env("LD_PRELOAD", &library).env("FAKETIME_TIMESTAMP_FILE", &clock);
        command.env("FAKETIME_NO_CACHE", "1").env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        command
    };
    let seed = || {
        let mut command = consortia(&db);
        command.arg("seed");
        with_clock(command)
    };
    let query = "{ organization(by: { name: \"PSCC\" }) { founders { totalCount } members { totalCount } } }";
    set("@2027-01-01 00:00:00");
    let mut command = consortia(&db);
    command.args(["serve", "--listen", "127.0.0.1:0"]).env("CONSORTIA_LOG", "debug");
    let server = Server::spawn(with_clock(command)).unwrap();
    let before = server.post(query).body;
    wait_for("a log line of that time", || server.log().contains("2027-01-01T"));
    for time in [
        "@2026-06-01 00:00:00",
        "@2099-12-31 23:59:59",
        "@2038-01-19 03:14:08",
        "@2001-01-01 00:00:00",
        "@2027-01-01 00:00:00",
        "@1970-01-02 00:00:00",
    ] {
        set(time);
        assert_eq!(server.post(query).body, before, "{time}");
        assert_eq!(server.get("/readyz", &[]).status, 200, "{time}");
        // A change that is written at that time is visible at once, and the file has no damage.
        let name = time.trim_start_matches('@');
        let sql = "UPDATE organization SET telephone = ?1 WHERE slug = 'pscc'";
        Connection::open(&db).unwrap().execute(sql, [name]).unwrap();
        assert_eq!(telephone(&server), name);
        assert!(seed().output().unwrap().status.success(), "{time}");
        assert!(check(&db).is_ok(), "{time}");
    }
    let day = &last_line_of(&server);
    assert!(day.starts_with("1970-01-02"), "the clock was not set: {day}");
    assert!(server.stop());
    // A server also starts at that time.
    let mut command = consortia(&db);
    command.args(["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(Server::spawn(with_clock(command)).unwrap().post(query).body, before);
}

/// The last line of the log, which begins with its time.
fn last_line_of(server: &Server) -> String {
    server.log().lines().next_back().unwrap_or_default().to_owned()
}
