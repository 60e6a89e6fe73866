//! The program killed at random moments while it seeds, starts a server, migrates, backs up and imports.
//!
//! Each time the file is whole, the program starts on it, and what it acknowledged by printing it is there.
//! `CONSORTIA_KILLS` says how many kills in all; 60 unless set, so that a round of all tests stays short.

use std::{
    collections::BTreeMap,
    fs,
    io::Read,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use consortia::{
    domain::record::Registry,
    store::{Store, check},
};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::{operating::crowd, server::consortia};

const KILLS: u32 = 60;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Work {
    /// `seed`, from nothing.
    Make,
    /// `seed`, over another state of the seed and rows of an import.
    Seed,
    /// The start of a server, from nothing.
    Serve,
    /// `seed`, over a database as each older version of the schema has it, newest first.
    Migrate(usize),
    /// `backup`.
    Backup,
    /// `import ror`.
    Import,
}

/// How the rounds of one work went.
#[derive(Debug, Default)]
struct Tally {
    /// Killed before anything was acknowledged: with nothing of it there, or already all of it.
    before: u32,
    done: u32,
    /// Killed after it was acknowledged.
    acknowledged: u32,
}

type Counts = BTreeMap<String, i64>;

#[test]
fn killed_at_any_moment_it_leaves_a_whole_file_with_all_that_was_acknowledged() {
    let kills = std::env::var("CONSORTIA_KILLS").ok().and_then(|count| count.parse().ok());
    let works = works();
    let each = kills.unwrap_or(KILLS).div_ceil(u32::try_from(works.len()).unwrap());
    let start = Instant::now();
    let tallies: Vec<_> = thread::scope(|scope| {
        let rounds: Vec<_> =
            works.iter().map(|work| scope.spawn(move || (*work, killed(*work, each)))).collect();
        rounds.into_iter().map(|round| round.join().unwrap()).collect()
    });
    for (work, tally) in &tallies {
        eprintln!("{work:?}: {tally:?}");
        assert_eq!(tally.before + tally.done + tally.acknowledged, each);
    }
    eprintln!("{} kills in {:?}", each as usize * works.len(), start.elapsed());
    // Moments before the end and after it both came.
    assert!(tallies.iter().any(|(_, tally)| tally.before > 0));
    assert!(tallies.iter().any(|(_, tally)| tally.acknowledged > 0));
}

/// What this program can do: it imports from some version on, and migrates from each it had before.
fn works() -> Vec<Work> {
    let mut works = vec![Work::Make, Work::Seed, Work::Serve, Work::Backup];
    works.extend((1..steps().len().max(1)).map(Work::Migrate));
    let help = consortia(Path::new("unused.db")).args(["import", "--help"]).output().unwrap();
    if help.status.success() {
        works.push(Work::Import);
    } else {
        eprintln!("SKIPPED: kills while importing; this version has no command for it");
    }
    works
}

/// The steps of the schema, oldest first.
fn steps() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/migrations");
    let mut steps: Vec<_> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    steps.sort();
    steps
}

/// Runs the work once to its end, and then again and again until a random moment.
fn killed(work: Work, kills: u32) -> Tally {
    let template = prepared(work);
    let (folder, duration) = finished(work, template.path());
    let before = counts(&template.path().join("a.db"));
    let after = counts(&result(work, folder.path()));
    let mut tally = Tally::default();
    // A walk over the moments that is random enough and the same every time.
    let mut moment: u64 = 1 + u64::from(kills);
    for round in 0..kills {
        let folder = copied(template.path());
        moment = moment * 48_271 % 0x7fff_ffff;
        let share = f64::from(u32::try_from(moment % 1_000).unwrap()) / 1_000.0;
        let said = killed_after(command(work, folder.path()), duration.mul_f64(1.4 * share));
        let acknowledged = acknowledges(work, &said);
        let told = format!("{work:?}, round {round}, after {share} of the time, saying {said:?}");
        let db = folder.path().join("a.db");
        let found = counts(&result(work, folder.path()));
        if acknowledged {
            tally.acknowledged += 1;
        } else if found == after {
            tally.done += 1;
        } else {
            tally.before += 1;
        }
        match work {
            // A copy is whole or not there; what is copied stays as it was.
            Work::Backup => {
                assert!(found == after || (found.is_empty() && !acknowledged), "{told}: {found:?}");
                assert_eq!(counts(&db), before, "{told}");
            }
            _ => assert!(found == after || (found == before && !acknowledged), "{told}: {found:?}"),
        }
        drop(Store::open(&db).unwrap_or_else(|error| panic!("{told}: {error}")));
        if round % 8 == 0 {
            assert_starts(&db, &told);
        }
    }
    tally
}

/// It comes up again, and is then what the seed says, with what was there beside it.
fn assert_starts(db: &Path, told: &str) {
    let output = consortia(db).arg("seed").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}: {said}");
    let said = consortia(db).arg("seed").output().unwrap().stdout;
    assert!(String::from_utf8_lossy(&said).contains("nothing changed"), "{told}");
}

/// What the work starts from.
fn prepared(work: Work) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("a.db");
    match work {
        Work::Make | Work::Serve => {}
        Work::Seed => {
            Store::open(&db).unwrap().apply(&Registry::default(), "before").unwrap();
            crowd(&db, 500);
        }
        Work::Migrate(back) => {
            let steps = steps();
            let old = Connection::open(&db).unwrap();
            let version = steps.len() - back;
            for step in &steps[..version] {
                old.execute_batch(&fs::read_to_string(step).unwrap()).unwrap();
            }
            // The marks of the program, and a word that the rows need.
            old.pragma_update(None, "application_id", 0x636f_6e73).unwrap();
            old.pragma_update(None, "user_version", i64::try_from(version).unwrap()).unwrap();
            old.execute("INSERT INTO name_kind_word VALUES ('LABEL')", []).unwrap();
            drop(old);
            crowd(&db, 500);
        }
        Work::Backup | Work::Import => {
            assert!(consortia(&db).arg("seed").output().unwrap().status.success());
            crowd(&db, 4_000);
            let records: Vec<_> =
                (1..=200).map(|number| record(number).to_string() + "\n").collect();
            fs::write(folder.path().join("ror.jsonl"), records.concat()).unwrap();
        }
    }
    folder
}

fn command(work: Work, folder: &Path) -> Command {
    let mut command = consortia(&folder.join("a.db"));
    match work {
        Work::Make | Work::Seed | Work::Migrate(_) => command.arg("seed"),
        Work::Serve => command.args(["serve", "--listen", "127.0.0.1:0"]),
        Work::Backup => command.arg("backup").arg(folder.join("copy.db")),
        Work::Import => {
            command.args(["import", "ror", "--release", "v2.9-2026-06-23"]);
            command.arg(folder.join("ror.jsonl"))
        }
    };
    command
}

/// The file that the work makes or changes.
fn result(work: Work, folder: &Path) -> PathBuf {
    folder.join(if work == Work::Backup { "copy.db" } else { "a.db" })
}

/// Whether it has said that the work is done.
fn acknowledges(work: Work, said: &str) -> bool {
    said.contains(match work {
        Work::Make | Work::Seed | Work::Migrate(_) => " added",
        Work::Serve => "/graphql",
        Work::Backup => "verified copy",
        Work::Import => "\n",
    })
}

/// The work done in a copy of the folder, and how long that took.
fn finished(work: Work, template: &Path) -> (TempDir, Duration) {
    let folder = copied(template);
    let mut process = command(work, folder.path()).stdout(Stdio::piped()).spawn().unwrap();
    let start = Instant::now();
    let mut output = process.stdout.take().unwrap();
    let (mut said, mut bytes) = (String::new(), [0; 4_096]);
    while !acknowledges(work, &said) {
        let read = output.read(&mut bytes).unwrap();
        assert!(read > 0, "{work:?} ended and said {said:?}");
        said += &String::from_utf8_lossy(&bytes[..read]);
    }
    let duration = start.elapsed();
    if work == Work::Serve {
        process.kill().unwrap();
    }
    process.wait().unwrap();
    (folder, duration)
}

/// What a process said until it was killed.
fn killed_after(mut command: Command, time: Duration) -> String {
    let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    thread::sleep(time);
    process.kill().unwrap();
    process.wait().unwrap();
    let mut said = String::new();
    process.stdout.unwrap().read_to_string(&mut said).unwrap();
    said
}

/// Rows by type in a file that a thorough check finds whole; nothing where there is none or nothing in it yet.
fn counts(db: &Path) -> Counts {
    match check(db) {
        Ok(inspection) => inspection.counts,
        Err(consortia::store::Error::NoFile(_)) => Counts::new(),
        Err(error) => panic!("{error}"),
    }
}

fn copied(template: &Path) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(template).unwrap().map(Result::unwrap) {
        fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    folder
}

/// A record of ROR's schema v2 with nothing but what it must have.
fn record(number: u64) -> serde_json::Value {
    let alphabet = b"0123456789abcdefghjkmnpqrstvwxyz";
    let letter =
        |place: u32| char::from(alphabet[usize::try_from(number >> (5 * place) & 31).unwrap()]);
    let digits: String = (0..6).rev().map(letter).collect();
    serde_json::json!({
        "id": format!("https://ror.org/0{digits}{:02}", 98 - number * 100 % 97),
        "status": "active",
        "names": [{ "value": format!("Imported {number}"), "types": ["label", "ror_display"], "lang": "en" }],
        "types": ["facility"],
        "established": null,
        "links": [], "locations": [], "external_ids": [], "relationships": [], "domains": [], "admin": {},
    })
}
