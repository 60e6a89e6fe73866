//! Single bits that flip in a database file. What a check can know is named; what it cannot know harms nothing else.
//!
//! `CONSORTIA_BIT_FLIPS` sets the number; the default of 8 keeps the test short.

use std::fs;

use consortia::store::{Store, check};
use rusqlite::Connection;

use super::damage::seeded;
use crate::server::{Server, consortia};

const BIT_FLIPS: u32 = 8;
const QUERIES: [&str; 4] = [
    "{ organizations(first: 100) { nodes { name slug members { nodes { name } } } } }",
    "{ search(query: \"cancer\") { totalCount nodes { name } } }",
    "{ events(first: 50) { nodes { name citations { source { title } } } } }",
    "{ sources { nodes { title } } }",
];

/// What became of the flips.
#[derive(Debug, Default)]
struct Tally {
    /// The start refused the file.
    refused_at_start: u32,
    /// `consortia check` named the damage.
    named_by_check: u32,
    /// No table has another content: the bit was in an unused place, or in a copy such as an index entry's.
    without_effect: u32,
    /// A value of a row is another one, which is as valid as the one before.
    other_value: u32,
}

/// The content of all tables but those of the full-text index.
fn content(db: &std::path::Path) -> Option<Vec<String>> {
    let connection = Connection::open(db).unwrap();
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| crate::store::dump(&connection))).ok()
}

#[test]
fn a_flipped_bit_is_named_or_harms_no_more_than_its_value() {
    let flips = std::env::var("CONSORTIA_BIT_FLIPS").ok().and_then(|it| it.parse().ok());
    let flips: u32 = flips.unwrap_or(BIT_FLIPS);
    let (_folder, db) = seeded();
    let whole = fs::read(&db).unwrap();
    let before = content(&db).unwrap();
    let mut tally = Tally::default();
    // A linear congruential generator: the same bits every time.
    let mut random: u64 = 7;
    for round in 0..flips {
        random = random * 48_271 % 0x7fff_ffff;
        let place = usize::try_from(random).unwrap() * 8_191 % whole.len();
        let mut flipped = whole.clone();
        flipped[place] ^= 1 << (random % 8);
        fs::write(&db, &flipped).unwrap();
        let case = format!("bit {} of byte {place}", random % 8);
        let checked = check(&db);
        match Store::open(&db) {
            Err(error) => {
                assert!(
                    error.to_string().starts_with(&db.display().to_string()),
                    "{case}: {error}"
                );
                assert!(checked.is_err(), "{case}: the start refuses more than the check");
                tally.refused_at_start += 1;
                continue;
            }
            Ok(store) => drop(store),
        }
        if checked.is_err() {
            tally.named_by_check += 1;
        } else if content(&db).as_ref() == Some(&before) {
            tally.without_effect += 1;
        } else {
            tally.other_value += 1;
        }
        if round % 4 == 0 {
            serves(&db, &case);
        }
        for suffix in ["-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{suffix}", db.display()));
        }
    }
    eprintln!("{flips} flipped bits: {tally:?}");
    assert!(tally.refused_at_start + tally.named_by_check > 0, "{tally:?}");
}

/// Checks that a server over the file answers or reports an internal error, and does not die.
fn serves(db: &std::path::Path, case: &str) {
    if !consortia(db).arg("seed").output().unwrap().status.success() {
        return;
    }
    let mut server = Server::start(db);
    for query in QUERIES {
        let reply = server.post(query);
        assert!([200, 500].contains(&reply.status), "{case}: {} {}", reply.status, reply.body);
        assert!(!reply.body.contains("malformed"), "{case}: {}", reply.body);
    }
    assert!(server.is_running(), "{case}: {}", server.log());
}
