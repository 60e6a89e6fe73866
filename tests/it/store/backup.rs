//! Copies taken while somebody writes.

use std::{fs, thread};

use consortia::store::{Error, Store, check};

use super::{assert_whole, dump, filled, place, raw, world};

#[test]
fn a_backup_is_the_same_registry() {
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
fn a_backup_overwrites_nothing_and_leaves_nothing_behind() {
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
fn backups_under_way_of_a_writer_are_one_state_or_the_other() {
    let (folder, path) = place();
    let mut store = Store::open(&path).unwrap();
    let editions = ["even", "odd"].map(|edition| world::large(40, 60, edition));
    store.apply(&editions[0], "0").unwrap();
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for round in 1..20 {
                store.apply(&editions[round % 2], &round.to_string()).unwrap();
            }
        });
        let mut number = 0;
        while !writer.is_finished() || number < 3 {
            number += 1;
            let copy = folder.path().join(format!("copy-{number}.db"));
            consortia::store::backup(&path, &copy).unwrap();
            let connection = raw(&copy);
            assert_whole(&connection);
            let editions: Vec<String> =
                super::all(&connection, "SELECT DISTINCT description FROM organization");
            assert_eq!(editions.len(), 1, "{editions:?}");
        }
    });
}

#[test]
fn a_copy_is_not_given_a_name_that_belongs_to_the_database() {
    let (folder, store) = filled();
    for end in ["-wal", "-shm", "-journal"] {
        let to = folder.path().join(format!("registry.db{end}"));
        let before = to.exists();
        let error = store.backup(&to).unwrap_err().to_string();
        assert!(
            error.contains("are reserved for SQLite") || error.contains("already exists"),
            "{error}"
        );
        assert_eq!(to.exists(), before);
    }
}
