//! A process that is killed while it writes leaves the state before the change or the one after it.

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

/// The process that is killed. The test below starts it; it writes two states in turn.
#[test]
#[ignore = "never ends; started by the test that kills it"]
fn writer() {
    let Some(path) = std::env::var_os(DATABASE).map(PathBuf::from) else { return };
    let states = ["even", "odd"].map(|state| world::large(ORGANIZATIONS, 90, state));
    for round in 0.. {
        let mut store = Store::open(&path).unwrap();
        store.apply(&states[round % 2], &round.to_string()).unwrap();
    }
}

#[test]
fn a_killed_writer_leaves_one_committed_state() {
    let (mut folder, mut path) = place();
    let mut seen = Vec::new();
    let mut moment: u64 = 1;
    // On a busy machine writers are killed before they write, which takes more rounds and later kills.
    for round in 0..300 {
        if round >= 30 && enough(&seen) {
            break;
        }
        // Every third round starts without a file, so that its creation is interrupted as well.
        if round % 3 == 0 {
            (folder, path) = place();
        }
        // A linear congruential generator: the same moments every time.
        moment = moment * 48_271 % 0x7fff_ffff;
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "store::kill::writer", "--ignored"])
            .env(DATABASE, &path)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_micros(20_000 + moment % (150_000 + 5_000 * round)));
        assert!(child.try_wait().unwrap().is_none(), "the writer ended before it was killed");
        child.kill().unwrap();
        child.wait().unwrap();
        let store = Store::open(&path).unwrap();
        check(&path).unwrap();
        seen.extend(state(&store));
    }
    drop(folder);
    assert!(enough(&seen), "too few writers have written: {seen:?}");
}

/// Whether at least ten writers have written, and both states were seen.
fn enough(seen: &[String]) -> bool {
    let both = ["even", "odd"].iter().all(|state| seen.iter().any(|it| it == state));
    both && seen.len() >= 10
}

/// The state that all rows belong to; `None` for a database that has not been filled yet.
fn state(store: &Store) -> Option<String> {
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
