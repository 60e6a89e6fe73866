//! Files that are refused: each with a message of one line that names it, and each is left unchanged.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use consortia::store::{Error, Store, backup, check};
use rusqlite::Connection;

use super::{all, filled, place, raw, world};

/// The content of every file of a folder, except the index of a log, which holds no data.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let data = entries.filter(|path| !path.to_string_lossy().ends_with("-shm"));
    let mut files: Vec<_> = data.map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    files.sort_unstable();
    files
}

/// Checks that opening fails with the expected error and text, and changes no file.
fn assert_not_opened(path: &Path, expected: fn(&Error) -> bool, text: &str) {
    let before = contents(path.parent().unwrap());
    let opened = [Store::open(path), Store::open_existing(path)].map(Result::unwrap_err);
    for error in opened {
        assert_message(&error, path, expected, text);
    }
    assert_eq!(contents(path.parent().unwrap()), before, "the files changed");
}

/// Checks that `check` and `backup` fail with the expected error and text, and change no file.
fn assert_not_read(path: &Path, expected: fn(&Error) -> bool, text: &str) {
    let before = contents(path.parent().unwrap());
    assert_message(&check(path).unwrap_err(), path, expected, text);
    let copy = path.with_file_name("copy.db");
    assert_message(&backup(path, &copy).unwrap_err(), path, expected, text);
    assert_eq!(contents(path.parent().unwrap()), before, "the files changed");
}

/// Checks the error, and that its message is one line that names the file and contains `text`.
fn assert_message(error: &Error, path: &Path, expected: fn(&Error) -> bool, text: &str) {
    let message = error.to_string();
    assert!(expected(error), "{error:?}");
    assert!(message.starts_with(&path.display().to_string()), "{message}");
    assert!(message.contains(text) && !message.contains('\n'), "{message}");
}

#[test]
fn a_file_that_is_not_a_database_is_refused() {
    let png = [b"\x89PNG\r\n\x1a\n".as_slice(), &[7; 9000]].concat();
    for content in [b"hello".as_slice(), &[0; 4096], b"SQLite format 3\0", &png] {
        let (_folder, path) = place();
        fs::write(&path, content).unwrap();
        let expected = |error: &Error| matches!(error, Error::NotADatabase(_));
        assert_not_opened(&path, expected, "is not an SQLite database");
        assert_not_read(&path, expected, "is not an SQLite database");
    }
}

#[test]
fn the_database_of_another_application_is_refused() {
    for (mode, id) in [("WAL", 0), ("DELETE", 0), ("DELETE", 42), ("WAL", 42)] {
        let (_folder, path) = place();
        let other = raw(&path);
        other.pragma_update(None, "journal_mode", mode).unwrap();
        other.pragma_update(None, "application_id", id).unwrap();
        other.execute("CREATE TABLE invoice (total INTEGER)", []).unwrap();
        let expected = |error: &Error| matches!(error, Error::Foreign { .. });
        // While the other application has it open, and after.
        assert_not_opened(&path, expected, "is the database of another application");
        drop(other);
        assert_not_opened(&path, expected, "is the database of another application");
        assert_not_read(&path, expected, "is the database of another application");
    }
}

#[test]
fn a_database_with_a_newer_schema_is_refused() {
    let (_folder, store) = filled();
    let path = store.path().to_owned();
    let newer = raw(&path);
    newer.pragma_update(None, "user_version", 99).unwrap();
    let expected = |error: &Error| matches!(error, Error::Newer { found: 99, .. });
    // With the version only in the log, and then in the file.
    assert_not_opened(&path, expected, "has schema version 99");
    drop((store, newer));
    assert_not_opened(&path, expected, "has schema version 99");
    assert_not_read(&path, expected, "has schema version 99");
}

#[test]
fn a_damaged_database_is_refused() {
    let (_folder, store) = filled();
    let path = store.path().to_owned();
    drop(store);
    let intact = fs::read(&path).unwrap();
    let mut damaged = Vec::new();
    for page in [1, 2, 5, 11] {
        let mut copy = intact.clone();
        copy[page * 4096..page * 4096 + 2048].fill(0x5a);
        damaged.push(copy);
    }
    damaged.push(intact[..intact.len() / 2].to_vec());
    for content in damaged {
        fs::write(&path, content).unwrap();
        let expected = |error: &Error| matches!(error, Error::Damaged { .. });
        assert_not_opened(&path, expected, "is damaged (");
        assert_not_read(&path, expected, "is damaged (");
    }
}

#[test]
fn a_locked_database_is_refused() {
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
    let before = contents(path.parent().unwrap());
    let error = Store::open(&path).unwrap_err();
    assert_message(&error, &path, |error| matches!(error, Error::Locked(_)), "is locked");
    assert_eq!(contents(path.parent().unwrap()), before);
}

#[test]
fn a_read_only_file_or_folder_is_refused() {
    let (_folder, store) = filled();
    let path = store.path().to_owned();
    drop(store);
    let folder = path.parent().unwrap().to_owned();
    let expected = |error: &Error| matches!(error, Error::ReadOnly(_));
    for (place, closed, open) in [(&path, 0o444, 0o644), (&folder, 0o555, 0o755)] {
        fs::set_permissions(place, fs::Permissions::from_mode(closed)).unwrap();
        assert_not_opened(&path, expected, "cannot be written");
        if place == &folder {
            let error = Store::open(&folder.join("new.db")).unwrap_err();
            assert_message(&error, &folder.join("new.db"), expected, "cannot be written");
        }
        assert!(check(&path).is_ok(), "a check needs no permission to write");
        fs::set_permissions(place, fs::Permissions::from_mode(open)).unwrap();
    }
}

#[test]
fn a_path_without_a_file_is_refused() {
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
    assert!(contents(folder.path()).is_empty());
}

#[test]
fn an_empty_file_and_an_empty_database_are_accepted() {
    let (_folder, path) = place();
    fs::write(&path, "").unwrap();
    Store::open(&path).unwrap();
    let (_folder, path) = place();
    raw(&path).execute_batch("CREATE TABLE a (b); DROP TABLE a; VACUUM").unwrap();
    Store::open(&path).unwrap();
    assert!(!all::<String>(&raw(&path), "SELECT word FROM basis_word").is_empty());
}

#[test]
fn a_database_with_other_tables_is_refused() {
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
        assert_not_opened(&path, expected, "differs from what this version of consortia creates");
    }
}

#[test]
fn a_file_name_may_contain_the_special_characters_of_a_uri() {
    let (folder, _) = place();
    let path = folder.path().join("100% mine? #1 é&immutable=0.db");
    Store::open(&path).unwrap().apply(&world::small(), "a").unwrap();
    let inspection = check(&path).unwrap();
    assert_eq!(inspection.data_version, 1);
    assert_eq!(inspection.counts["Organization"], 3);
    Store::open_existing(&path).unwrap();
}
