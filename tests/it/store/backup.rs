//! Backups, also while another thread writes.

use std::{fs, thread};

use consortia::store::{Error, Store, check};

use super::{assert_whole, dump, filled, place, raw, world};

#[test]
fn a_backup_is_a_complete_copy() {
    let (folder, store) = filled();
    let copy = folder.path().join("copy.db");
    store.backup(&copy).unwrap();
    assert_eq!(dump(&raw(&copy)), dump(&raw(store.path())));
    assert_eq!(check(&copy).unwrap(), check(store.path()).unwrap());
    assert_eq!(
        Store::open(&copy).unwrap().apply(&world::small(), "x").unwrap().to_string(),
        "nothing changed"
    );
}

#[test]
fn a_backup_overwrites_no_file_and_a_failed_one_leaves_none() {
    let (folder, store) = filled();
    let copy = folder.path().join("copy.db");
    fs::write(&copy, "precious").unwrap();
    let error = store.backup(&copy).unwrap_err();
    assert!(matches!(error, Error::Exists(_)), "{error}");
    assert_eq!(fs::read(&copy).unwrap(), b"precious");
    let error = store.backup(&folder.path().join("no/copy.db")).unwrap_err();
    assert!(matches!(error, Error::NoFolder(_)), "{error}");
    let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(!names.into_iter().any(|name| name.to_string_lossy().contains("partial")));
}

#[test]
fn a_backup_during_writes_is_one_committed_state() {
    let (folder, path) = place();
    let mut store = Store::open(&path).unwrap();
    let states = ["even", "odd"].map(|state| world::large(40, 60, state));
    store.apply(&states[0], "0").unwrap();
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for round in 1..20 {
                store.apply(&states[round % 2], &round.to_string()).unwrap();
            }
        });
        let mut number = 0;
        while !writer.is_finished() || number < 3 {
            number += 1;
            let copy = folder.path().join(format!("copy-{number}.db"));
            consortia::store::backup(&path, &copy).unwrap();
            let connection = raw(&copy);
            assert_whole(&connection);
            let states: Vec<String> =
                super::all(&connection, "SELECT DISTINCT description FROM organization");
            assert_eq!(states.len(), 1, "{states:?}");
        }
    });
}

#[test]
fn a_backup_does_not_take_a_name_reserved_for_sqlite() {
    let (folder, store) = filled();
    for suffix in ["-wal", "-shm", "-journal"] {
        let to = folder.path().join(format!("registry.db{suffix}"));
        let before = to.exists();
        let error = store.backup(&to).unwrap_err().to_string();
        assert!(
            error.contains("are reserved for SQLite") || error.contains("already exists"),
            "{error}"
        );
        assert_eq!(to.exists(), before);
    }
}
