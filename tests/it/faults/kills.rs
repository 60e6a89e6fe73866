//! Kills the program at random moments while it seeds, starts a server, migrates, backs up and imports.
//!
//! After each kill the file has no damage, the program starts with it, and everything is there that the
//! program acknowledged by printing it. `CONSORTIA_KILLS` sets the number of kills; the default of 60 keeps
//! the test short.

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
use tempfile::TempDir;

use crate::{operating::crowd, server::consortia, upgrade};

const KILLS: u32 = 60;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Work {
    /// `seed` without a database.
    Create,
    /// `seed` over another state of the seed and rows of an import.
    Seed,
    /// The start of a server without a database.
    Serve,
    /// `seed` over a database that an earlier version of the program wrote.
    Migrate,
    /// `backup`.
    Backup,
    /// `import ror`.
    Import,
}

/// How the rounds of one kind of work ended.
#[derive(Debug, Default)]
struct Tally {
    /// Killed before the work was done.
    before: u32,
    /// Killed after the work was done and before it was acknowledged.
    done: u32,
    /// Killed after the work was acknowledged.
    acknowledged: u32,
}

type Counts = BTreeMap<String, i64>;

#[test]
fn a_kill_at_any_moment_damages_no_file_and_loses_nothing_acknowledged() {
    let kills = std::env::var("CONSORTIA_KILLS").ok().and_then(|count| count.parse().ok());
    let works = works();
    let each = kills.unwrap_or(KILLS).div_ceil(u32::try_from(works.len()).unwrap());
    let start = Instant::now();
    let tallies: Vec<_> = thread::scope(|scope| {
        let rounds: Vec<_> = works
            .iter()
            .map(|work| scope.spawn(move || (*work, kill_repeatedly(*work, each))))
            .collect();
        rounds.into_iter().map(|round| round.join().unwrap()).collect()
    });
    for (work, tally) in &tallies {
        eprintln!("{work:?}: {tally:?}");
        assert_eq!(tally.before + tally.done + tally.acknowledged, each);
    }
    eprintln!("{} kills in {:?}", each as usize * works.len(), start.elapsed());
    // Some kills came before the work was done and some after.
    assert!(tallies.iter().any(|(_, tally)| tally.before > 0));
    assert!(tallies.iter().any(|(_, tally)| tally.acknowledged > 0));
}

/// All kinds of work.
fn works() -> Vec<Work> {
    let mut works = vec![Work::Create, Work::Seed, Work::Migrate, Work::Serve, Work::Backup];
    let help = consortia(Path::new("unused.db")).args(["import", "--help"]).output().unwrap();
    if help.status.success() {
        works.push(Work::Import);
    } else {
        eprintln!("SKIPPED: kills while importing; this version has no command for it");
    }
    works
}

/// Runs the work once to its end, and then `kills` times until a random moment.
fn kill_repeatedly(work: Work, kills: u32) -> Tally {
    let template = prepared(work);
    let (folder, duration) = finished(work, template.path());
    let before = counts(&template.path().join("a.db"));
    let after = counts(&result(work, folder.path()));
    let mut tally = Tally::default();
    // A linear congruential generator: the same moments every time.
    let mut moment: u64 = 1 + u64::from(kills);
    for round in 0..kills {
        let folder = copied(template.path());
        moment = moment * 48_271 % 0x7fff_ffff;
        let share = f64::from(u32::try_from(moment % 1_000).unwrap()) / 1_000.0;
        let output =
            output_until_killed(command(work, folder.path()), duration.mul_f64(1.4 * share));
        let acknowledged = acknowledges(work, &output);
        let case = format!("{work:?}, round {round}, after {share} of the time, output {output:?}");
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
            // The copy is complete or missing, and the original is unchanged.
            Work::Backup => {
                assert!(found == after || (found.is_empty() && !acknowledged), "{case}: {found:?}");
                assert_eq!(counts(&db), before, "{case}");
            }
            _ => assert!(found == after || (found == before && !acknowledged), "{case}: {found:?}"),
        }
        drop(Store::open(&db).unwrap_or_else(|error| panic!("{case}: {error}")));
        if round % 8 == 0 {
            assert_starts(&db, &case);
        }
    }
    tally
}

/// Checks that the program applies the seed to the file, and a second time finds nothing to change.
fn assert_starts(db: &Path, case: &str) {
    let output = consortia(db).arg("seed").output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{case}: {errors}");
    let output = consortia(db).arg("seed").output().unwrap().stdout;
    assert!(String::from_utf8_lossy(&output).contains("nothing changed"), "{case}");
}

/// A folder with the files that the work starts from.
fn prepared(work: Work) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("a.db");
    match work {
        Work::Create | Work::Serve => {}
        Work::Seed => {
            Store::open(&db).unwrap().apply(&Registry::default(), "before").unwrap();
            crowd(&db, 500);
        }
        Work::Migrate => {
            upgrade::unpack_old_file(&db);
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
        Work::Create | Work::Seed | Work::Migrate => command.arg("seed"),
        Work::Serve => command.args(["serve", "--listen", "127.0.0.1:0"]),
        Work::Backup => command.arg("backup").arg(folder.join("copy.db")),
        Work::Import => {
            command.args(["import", "ror", "--release", "v2.9-2026-06-23"]);
            command.arg(folder.join("ror.jsonl"))
        }
    };
    command
}

/// The file that the work creates or changes.
fn result(work: Work, folder: &Path) -> PathBuf {
    folder.join(if work == Work::Backup { "copy.db" } else { "a.db" })
}

/// Whether the output says that the work is done.
fn acknowledges(work: Work, output: &str) -> bool {
    output.contains(match work {
        Work::Create | Work::Seed | Work::Migrate => " added",
        Work::Serve => "/graphql",
        Work::Backup => "verified copy",
        Work::Import => "\n",
    })
}

/// Does the work in a copy of the folder; returns the copy and how long the work took.
fn finished(work: Work, template: &Path) -> (TempDir, Duration) {
    let folder = copied(template);
    let mut process = command(work, folder.path()).stdout(Stdio::piped()).spawn().unwrap();
    let start = Instant::now();
    let mut pipe = process.stdout.take().unwrap();
    let (mut output, mut bytes) = (String::new(), [0; 4_096]);
    while !acknowledges(work, &output) {
        let read = pipe.read(&mut bytes).unwrap();
        assert!(read > 0, "{work:?} ended with the output {output:?}");
        output += &String::from_utf8_lossy(&bytes[..read]);
    }
    let duration = start.elapsed();
    if work == Work::Serve {
        process.kill().unwrap();
    }
    process.wait().unwrap();
    (folder, duration)
}

/// Runs a process for `time`, kills it, and returns what it has printed.
fn output_until_killed(mut command: Command, time: Duration) -> String {
    let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    thread::sleep(time);
    process.kill().unwrap();
    process.wait().unwrap();
    let mut output = String::new();
    process.stdout.unwrap().read_to_string(&mut output).unwrap();
    output
}

/// The number of rows of each type in a file, after a thorough check; empty if there is no database yet.
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

/// A record of ROR's schema v2 with only the required members.
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
