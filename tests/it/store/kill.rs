//! A process killed at any moment leaves the state before or the state after.

use std::{
    path::PathBuf,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use consortia::store::{Store, check};

use super::{all, assert_whole, one, place, raw, world};

const DATABASE: &str = "CONSORTIA_TEST_KILL";
const ORGANIZATIONS: usize = 60;

/// The process that is killed: started by the test below, it writes one edition after the other.
#[test]
#[ignore = "writes for ever; started by the test that kills it"]
fn writer() {
    let Some(path) = std::env::var_os(DATABASE).map(PathBuf::from) else { return };
    let editions = ["even", "odd"].map(|edition| world::large(ORGANIZATIONS, 90, edition));
    for round in 0.. {
        let mut store = Store::open(&path).unwrap();
        store.apply(&editions[round % 2], &round.to_string()).unwrap();
    }
}

#[test]
fn a_killed_writer_leaves_one_state_or_the_other() {
    let (mut folder, mut path) = place();
    let mut seen = Vec::new();
    let mut moment: u64 = 1;
    let enough = |seen: &[String]| {
        seen.len() >= 10
            && ["even", "odd"].iter().all(|edition| seen.iter().any(|it| it == edition))
    };
    for round in 0..90 {
        // On a busy machine writers come to write later: more of them, and more time for each.
        if round >= 30 && enough(&seen) {
            break;
        }
        let longest = if round < 30 { 150_000 } else { 900_000 };
        // Every third time from nothing, so that making the file is interrupted as well.
        if round % 3 == 0 {
            (folder, path) = place();
        }
        // A walk over the moments that is random enough and the same every time.
        moment = moment * 48_271 % 0x7fff_ffff;
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "store::kill::writer", "--ignored"])
            .env(DATABASE, &path)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_micros(20_000 + moment % longest));
        assert!(child.try_wait().unwrap().is_none(), "the writer stopped by itself");
        child.kill().unwrap();
        child.wait().unwrap();
        let store = Store::open(&path).unwrap();
        check(&path).unwrap();
        seen.extend(edition(&store));
    }
    drop(folder);
    assert!(enough(&seen), "too few writers came to write: {seen:?}");
}

/// The one edition all rows are of; none in a database that was not filled yet.
fn edition(store: &Store) -> Option<String> {
    let connection = raw(store.path());
    assert_whole(&connection);
    let notes: Vec<String> = all(&connection, "SELECT DISTINCT note FROM affiliation");
    let texts: Vec<String> = all(&connection, "SELECT DISTINCT description FROM organization");
    assert!(notes.len() <= 1 && texts.len() == notes.len(), "{notes:?} {texts:?}");
    let note = notes.into_iter().next()?;
    assert_eq!(texts[0], format!("Described in the {note} edition."));
    let count: i64 = one(&connection, "SELECT count(*) FROM organization");
    assert_eq!(usize::try_from(count), Ok(ORGANIZATIONS + 1));
    let round: String = one(&connection, "SELECT value FROM setting WHERE name = 'seed_digest'");
    let even = round.parse::<u64>().unwrap().is_multiple_of(2);
    assert_eq!(note, if even { "even" } else { "odd" });
    Some(note)
}
