//! Files that must not be opened: each has its own message of one line and stays as it was.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use consortia::store::{Error, Store, backup, check};
use rusqlite::Connection;

use super::{all, filled, place, raw, world};

/// Every file of the folder with its bytes, but for the index of a log, which is no data.
fn bytes(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let data = entries.filter(|path| !path.to_string_lossy().ends_with("-shm"));
    let mut files: Vec<_> = data.map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    files.sort_unstable();
    files
}

/// Opening, checking and copying all refuse the file with one line that names it, and leave it alone.
fn refused(path: &Path, expected: fn(&Error) -> bool, words: &str) {
    let before = bytes(path.parent().unwrap());
    let opened = [Store::open(path), Store::open_existing(path)].map(Result::unwrap_err);
    for error in opened {
        assert_message(&error, path, expected, words);
    }
    assert_eq!(bytes(path.parent().unwrap()), before, "the files changed");
}

fn refused_by_check_and_backup(path: &Path, expected: fn(&Error) -> bool, words: &str) {
    let before = bytes(path.parent().unwrap());
    assert_message(&check(path).unwrap_err(), path, expected, words);
    let copy = path.with_file_name("copy.db");
    assert_message(&backup(path, &copy).unwrap_err(), path, expected, words);
    assert_eq!(bytes(path.parent().unwrap()), before, "the files changed");
}

fn assert_message(error: &Error, path: &Path, expected: fn(&Error) -> bool, words: &str) {
    let message = error.to_string();
    assert!(expected(error), "{error:?}");
    assert!(message.starts_with(&path.display().to_string()), "{message}");
    assert!(message.contains(words) && !message.contains('\n'), "{message}");
}

#[test]
fn what_is_no_database() {
    let png = [b"\x89PNG\r\n\x1a\n".as_slice(), &[7; 9000]].concat();
    for content in [b"hello".as_slice(), &[0; 4096], b"SQLite format 3\0", &png] {
        let (_folder, path) = place();
        fs::write(&path, content).unwrap();
        let expected = |error: &Error| matches!(error, Error::NotADatabase(_));
        refused(&path, expected, "is not an SQLite database");
        refused_by_check_and_backup(&path, expected, "is not an SQLite database");
    }
}

#[test]
fn the_database_of_another_application() {
    for (mode, id) in [("WAL", 0), ("DELETE", 0), ("DELETE", 42), ("WAL", 42)] {
        let (_folder, path) = place();
        let other = raw(&path);
        other.pragma_update(None, "journal_mode", mode).unwrap();
        other.pragma_update(None, "application_id", id).unwrap();
        other.execute("CREATE TABLE invoice (total INTEGER)", []).unwrap();
        let expected = |error: &Error| matches!(error, Error::Foreign { .. });
        // While its owner has it open, and after.
        refused(&path, expected, "is the database of another application");
        drop(other);
        refused(&path, expected, "is the database of another application");
        refused_by_check_and_backup(&path, expected, "is the database of another application");
    }
}

#[test]
fn a_file_from_a_newer_version() {
    let (_folder, store) = filled();
    let path = store.path().to_owned();
    let newer = raw(&path);
    newer.pragma_update(None, "user_version", 99).unwrap();
    let expected = |error: &Error| matches!(error, Error::Newer { found: 99, known: 4, .. });
    // With the version in the log only, and in the file.
    refused(&path, expected, "has schema version 99");
    drop((store, newer));
    refused(&path, expected, "has schema version 99");
    refused_by_check_and_backup(&path, expected, "has schema version 99");
}

#[test]
fn a_damaged_file() {
    let (_folder, store) = filled();
    let path = store.path().to_owned();
    drop(store);
    let whole = fs::read(&path).unwrap();
    let mut holes = Vec::new();
    for page in [1, 2, 5, 11] {
        let mut broken = whole.clone();
        broken[page * 4096..page * 4096 + 2048].fill(0x5a);
        holes.push(broken);
    }
    holes.push(whole[..whole.len() / 2].to_vec());
    for broken in holes {
        fs::write(&path, broken).unwrap();
        let expected = |error: &Error| matches!(error, Error::Damaged { .. });
        refused(&path, expected, "is damaged (");
        refused_by_check_and_backup(&path, expected, "is damaged (");
    }
}

#[test]
fn a_file_that_another_process_holds() {
    let (_folder, mut store) = filled();
    let path = store.path().to_owned();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = store.apply(&world::large(2, 1, "a"), "second").unwrap_err();
    assert_message(&error, &path, |error| matches!(error, Error::Locked(_)), "is locked");
    drop((store, other));
    let other = Connection::open(&path).unwrap();
    other.pragma_update(None, "locking_mode", "EXCLUSIVE").unwrap();
    other.execute("UPDATE setting SET value = '5' WHERE name = 'data_version'", []).unwrap();
    let before = bytes(path.parent().unwrap());
    let error = Store::open(&path).unwrap_err();
    assert_message(&error, &path, |error| matches!(error, Error::Locked(_)), "is locked");
    assert_eq!(bytes(path.parent().unwrap()), before);
}

#[test]
fn a_file_or_folder_that_is_not_to_be_written() {
    let (_folder, store) = filled();
    let path = store.path().to_owned();
    drop(store);
    let folder = path.parent().unwrap().to_owned();
    let expected = |error: &Error| matches!(error, Error::ReadOnly(_));
    for (place, closed, open) in [(&path, 0o444, 0o644), (&folder, 0o555, 0o755)] {
        fs::set_permissions(place, fs::Permissions::from_mode(closed)).unwrap();
        refused(&path, expected, "cannot be written");
        if place == &folder {
            let error = Store::open(&folder.join("new.db")).unwrap_err();
            assert_message(&error, &folder.join("new.db"), expected, "cannot be written");
        }
        assert!(check(&path).is_ok(), "looking needs no right to write");
        fs::set_permissions(place, fs::Permissions::from_mode(open)).unwrap();
    }
}

#[test]
fn a_path_that_leads_nowhere() {
    let (folder, path) = place();
    let nowhere = folder.path().join("no/such/folder/registry.db");
    let error = Store::open(&nowhere).unwrap_err();
    assert_message(&error, &nowhere, |e| matches!(e, Error::NoFolder(_)), "folder does not exist");
    fs::write(folder.path().join("file"), "x").unwrap();
    let below = folder.path().join("file/registry.db");
    let error = Store::open(&below).unwrap_err();
    assert_message(&error, &below, |e| matches!(e, Error::NoFolder(_)), "folder does not exist");
    let error = Store::open(folder.path()).unwrap_err();
    assert_message(&error, folder.path(), |e| matches!(e, Error::NotAFile(_)), "is not a file");
    fs::remove_file(folder.path().join("file")).unwrap();
    for refusal in [Store::open_existing(&path).map(drop), check(&path).map(drop)] {
        let error = refusal.unwrap_err();
        assert_message(&error, &path, |e| matches!(e, Error::NoFile(_)), "no such file");
    }
    assert!(bytes(folder.path()).is_empty());
}

#[test]
fn an_empty_file_and_an_empty_database_are_taken() {
    let (_folder, path) = place();
    fs::write(&path, "").unwrap();
    Store::open(&path).unwrap();
    let (_folder, path) = place();
    raw(&path).execute_batch("CREATE TABLE a (b); DROP TABLE a; VACUUM").unwrap();
    Store::open(&path).unwrap();
    assert!(!all::<String>(&raw(&path), "SELECT word FROM basis_word").is_empty());
}

#[test]
fn tables_that_are_not_those_of_this_version() {
    for change in [
        "DROP INDEX organization_by_name",
        "ALTER TABLE organization ADD COLUMN motto TEXT",
        "DROP TRIGGER name_deleted",
        "CREATE TABLE mine (id INTEGER PRIMARY KEY)",
    ] {
        let (_folder, store) = filled();
        let path = store.path().to_owned();
        drop(store);
        raw(&path).execute_batch(change).unwrap();
        let expected = |error: &Error| matches!(error, Error::Altered { .. });
        refused(&path, expected, "differs from what this version of consortia creates");
    }
}

#[test]
fn a_name_with_the_signs_of_an_address_is_just_a_name() {
    let (folder, _) = place();
    let path = folder.path().join("100% mine? #1 é&immutable=0.db");
    Store::open(&path).unwrap().apply(&world::small(), "a").unwrap();
    let inspection = check(&path).unwrap();
    assert_eq!((inspection.version, inspection.data_version), (4, 1));
    assert_eq!(inspection.counts["Organization"], 3);
    Store::open_existing(&path).unwrap();
}
