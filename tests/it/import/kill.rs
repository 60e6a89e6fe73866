//! An import killed at any moment leaves the state before or the state after.

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

/// Records whose names all say the edition, each the parent of the next.
fn edition(word: &str) -> Vec<Json> {
    let one = |number| {
        let mut record = record(number, &format!("Number {number} {word}"));
        record["relationships"] = [relation("child", number % RECORDS + 1)].into();
        record
    };
    (1..=RECORDS).map(one).collect()
}

/// The process that is killed: started by the test below, it imports one edition after the other.
#[test]
#[ignore = "writes for ever; started by the test that kills it"]
fn writer() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let mut store = Store::open(&folder.join("a.db")).unwrap();
    for round in 0.. {
        let file = folder.join(["even.jsonl", "odd.jsonl"][round % 2]);
        import_file(&mut store, &file, &Options::default()).unwrap();
    }
}

#[test]
fn a_killed_import_leaves_one_state_or_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    Store::open(&path).unwrap().apply(&seed(), "seed").unwrap();
    for word in ["even", "odd"] {
        write_lines(&folder.path().join(format!("{word}.jsonl")), &edition(word));
    }
    let (mut moment, mut seen) = (1_u64, Vec::new());
    // More rounds where the machine is so busy that writers die before they write.
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
        let ties: i64 = one(&connection, "SELECT count(*) FROM affiliation WHERE key LIKE 'ror:%'");
        assert_eq!(ties, if words.is_empty() { 0 } else { i64::from(RECORDS) });
        seen.extend(words);
    }
    assert!(seen.iter().any(|it| it == "even") && seen.iter().any(|it| it == "odd"), "{seen:?}");
}
