//! A write-ahead log that a killed writer has left behind, beside its own file or beside another one.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use consortia::store::{Error, Store, check};
use tempfile::TempDir;

use super::{all, place, raw, world};

const DATABASE: &str = "CONSORTIA_TEST_KILL";

/// The process that is killed. It leaves a log whose last commit no checkpoint has moved into the file.
#[test]
#[ignore = "never ends; started by the tests that kill it"]
fn writer() {
    let Some(path) = std::env::var_os(DATABASE).map(PathBuf::from) else { return };
    let mut store = Store::open(&path).unwrap();
    store.apply(&world::large(40, 60, "first"), "1").unwrap();
    store.checkpoint().unwrap();
    let reader = raw(&path);
    reader.execute_batch("BEGIN; SELECT count(*) FROM node").unwrap();
    store.apply(&world::large(40, 60, "second"), "2").unwrap();
    fs::write(path.with_extension("ready"), "").unwrap();
    thread::sleep(Duration::from_mins(10));
}

/// A database whose file has the state `first`, and whose log has the state `second`.
fn left_behind() -> (TempDir, PathBuf) {
    let (folder, path) = place();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::foreign_log::writer", "--ignored"])
        .env(DATABASE, &path)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    crate::server::wait_for("the writer", || path.with_extension("ready").exists());
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(path.with_extension("db-wal").metadata().unwrap().len() > 0);
    // The time of a file has steps of some milliseconds.
    thread::sleep(Duration::from_millis(20));
    (folder, path)
}

/// The state that all organizations are of.
fn state(path: &Path) -> String {
    let sql = "SELECT DISTINCT description FROM organization WHERE description IS NOT NULL";
    let found: Vec<String> = all(&raw(path), sql);
    let state = found[0].split(' ').nth(3).unwrap().to_owned();
    assert_eq!(found.len(), 1, "{found:?}");
    state
}

/// The file of a database with this state, without a log.
fn file_of(state: &str) -> (TempDir, Vec<u8>) {
    let (folder, path) = place();
    Store::open(&path).unwrap().apply(&world::large(40, 60, state), state).unwrap();
    let content = fs::read(&path).unwrap();
    (folder, content)
}

/// The names of logs that were set aside.
fn set_aside(folder: &TempDir) -> Vec<String> {
    let names = fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name());
    let names = names.map(|name| name.into_string().unwrap());
    names.filter(|name| name.contains("stale-log")).collect()
}

#[test]
fn a_log_of_the_file_itself_is_applied_whatever_happened_to_the_names() {
    let touched = |path: &Path| path.to_owned();
    let other_mode = |path: &Path| {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
        path.to_owned()
    };
    let renamed = |path: &Path| {
        let to = path.with_file_name("renamed.db");
        fs::rename(path, &to).unwrap();
        fs::rename(path.with_extension("db-wal"), to.with_extension("db-wal")).unwrap();
        to
    };
    let copied = |path: &Path| {
        let to = path.with_file_name("copied.db");
        fs::copy(path, &to).unwrap();
        fs::copy(path.with_extension("db-wal"), to.with_extension("db-wal")).unwrap();
        to
    };
    for change in [touched, other_mode, renamed, copied] as [fn(&Path) -> PathBuf; 4] {
        let (folder, path) = left_behind();
        let path = change(&path);
        check(&path).unwrap();
        drop(Store::open(&path).unwrap());
        assert_eq!(state(&path), "second");
        assert_eq!(set_aside(&folder), Vec::<String>::new());
    }
}

#[test]
fn an_interrupted_checkpoint_is_continued() {
    use std::os::unix::fs::FileExt;
    // A power failure leaves any of the pages, in any order.
    for written in
        [|_| true, |page| page == 2, |page| page > 2, |page| page % 2 == 0] as [fn(u32) -> bool; 4]
    {
        let (folder, path) = left_behind();
        let log = fs::read(path.with_extension("db-wal")).unwrap();
        let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
        for frame in log[32..].chunks_exact(24 + 4_096) {
            let page = u32::from_be_bytes(frame[..4].try_into().unwrap());
            if written(page) {
                file.write_all_at(&frame[24..], u64::from(page - 1) * 4_096).unwrap();
            }
        }
        drop(file);
        check(&path).unwrap();
        drop(Store::open(&path).unwrap());
        assert_eq!(state(&path), "second");
        assert_eq!(set_aside(&folder), Vec::<String>::new());
    }
}

#[test]
fn the_log_of_a_file_that_was_overwritten_is_set_aside() {
    let (folder, path) = left_behind();
    let (_other, bytes) = file_of("other");
    // In place, as `cp` does.
    fs::write(&path, &bytes).unwrap();
    for refusal in [check(&path).map(drop), Store::open_existing(&path).map(drop)] {
        let refusal = refusal.unwrap_err();
        assert!(matches!(refusal, Error::ForeignLog(_)), "{refusal}");
        assert!(refusal.to_string().contains("registry.db-wal"), "{refusal}");
    }
    drop(Store::open(&path).unwrap());
    assert_eq!(state(&path), "other");
    assert_eq!(set_aside(&folder), ["registry.db.stale-log-1"]);
    check(&path).unwrap();
}

#[test]
fn the_log_is_applied_to_the_state_on_which_it_builds() {
    let (folder, path) = left_behind();
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes).unwrap();
    drop(Store::open(&path).unwrap());
    assert_eq!(state(&path), "second");
    assert_eq!(set_aside(&folder), Vec::<String>::new());
}

#[test]
fn a_log_that_makes_a_whole_file_damaged_is_set_aside() {
    let (folder, path) = left_behind();
    // Both were moved, so that their names and inodes tell nothing.
    let moved = path.with_file_name("moved.db");
    drop(Store::open(&moved).unwrap());
    fs::copy(path.with_extension("db-wal"), moved.with_extension("db-wal")).unwrap();
    drop(Store::open(&moved).unwrap());
    assert_eq!(check(&moved).unwrap().counts.len(), 0);
    assert_eq!(set_aside(&folder), ["moved.db.stale-log-1"]);
}
