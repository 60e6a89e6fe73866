//! An import that is killed at any moment leaves the state before it or the state after it.

use std::{
    path::PathBuf,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use consortia::{
    import::Options,
    store::{Store, check},
};
use serde_json::Value as Json;

use super::{import_file, record, relation, seed, write_lines};
use crate::store::{all, assert_whole, one, raw};

const FOLDER: &str = "CONSORTIA_TEST_KILL_IMPORT";
const RECORDS: u32 = 30;

/// Records whose names end in `word`, each the parent of the next.
fn release(word: &str) -> Vec<Json> {
    let one = |number| {
        let mut record = record(number, &format!("Number {number} {word}"));
        record["relationships"] = [relation("child", number % RECORDS + 1)].into();
        record
    };
    (1..=RECORDS).map(one).collect()
}

/// The process that is killed. The test below starts it; it imports the two releases in turn.
#[test]
#[ignore = "runs until it is killed by the test that starts it"]
fn writer() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let mut store = Store::open(&folder.join("a.db")).unwrap();
    for round in 0.. {
        let file = folder.join(["even.jsonl", "odd.jsonl"][round % 2]);
        import_file(&mut store, &file, &Options::default()).unwrap();
    }
}

#[test]
fn a_killed_import_leaves_the_state_before_or_after() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    Store::open(&path).unwrap().apply(&seed(), "seed").unwrap();
    for word in ["even", "odd"] {
        write_lines(&folder.path().join(format!("{word}.jsonl")), &release(word));
    }
    let (mut moment, mut seen) = (1_u64, Vec::new());
    // On a busy machine many writers are killed before they write, so that more rounds are needed.
    for round in 0..200 {
        let both = ["even", "odd"].iter().all(|word| seen.iter().any(|it| it == word));
        if round >= 20 && both {
            break;
        }
        moment = moment * 48_271 % 0x7fff_ffff;
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "import::kill::writer", "--ignored"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_micros(50_000 + moment % 400_000));
        assert!(child.try_wait().unwrap().is_none(), "the writer stopped by itself");
        child.kill().unwrap();
        child.wait().unwrap();
        let store = Store::open(&path).unwrap();
        check(&path).unwrap();
        let connection = raw(store.path());
        assert_whole(&connection);
        let words =
            "SELECT DISTINCT substr(name, length(rtrim(name, 'edvno')) + 1) FROM organization
                     WHERE slug LIKE 'ror-%'";
        let words: Vec<String> = all(&connection, words);
        assert!(words.len() <= 1, "{words:?}");
        let affiliations: i64 =
            one(&connection, "SELECT count(*) FROM affiliation WHERE key LIKE 'ror:%'");
        assert_eq!(affiliations, if words.is_empty() { 0 } else { i64::from(RECORDS) });
        seen.extend(words);
    }
    assert!(seen.iter().any(|it| it == "even") && seen.iter().any(|it| it == "odd"), "{seen:?}");
}
