//! The schema of the database, as an ordered list of steps that only ever grows.
//!
//! The file's `user_version` counts the steps it has taken. Each step is one transaction, so a process that dies
//! in the middle leaves the file as it was before the step. A step that has been released is never edited.
//!
//! Foreign keys are off while a step runs, because SQLite can change some parts of a table only by building it anew:
//! dropping the old table would otherwise delete every row that refers to it. All references are checked before the
//! step is committed.

use std::{collections::BTreeMap, path::PathBuf};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use super::{super::Error, functions::add_functions};

/// Marks a file as ours in its header: "cons" in ASCII.
pub(super) const APPLICATION_ID: i32 = 0x636f_6e73;

const STEPS: [&str; NEWEST as usize] = [
    include_str!("../migrations/0001_registry.sql"),
    include_str!("../migrations/0002_imports.sql"),
    include_str!("../migrations/0003_pages_in_order.sql"),
    include_str!("../migrations/0004_entity_types.sql"),
    include_str!("../migrations/0005_alternative_values.sql"),
    include_str!("../migrations/0006_citation_fields.sql"),
    include_str!("../migrations/0007_folded_cities.sql"),
    include_str!("../migrations/0008_folded_again.sql"),
    include_str!("../migrations/0009_stated_dates.sql"),
    include_str!("../migrations/0010_ends_of_organizations.sql"),
    include_str!("../migrations/0011_topics.sql"),
    include_str!("../migrations/0012_comparable_figures.sql"),
    include_str!("../migrations/0013_stages.sql"),
    include_str!("../migrations/0014_places.sql"),
    include_str!("../migrations/0015_dated_names.sql"),
    include_str!("../migrations/0016_merged_affiliations.sql"),
    include_str!("../migrations/0017_parts_of_sources.sql"),
    include_str!("../migrations/0018_relations_of_records.sql"),
    include_str!("../migrations/0019_preferred_identifiers.sql"),
    include_str!("../migrations/0020_founded_rank.sql"),
    include_str!("../migrations/0021_ended_with.sql"),
    include_str!("../migrations/0022_place_and_kind_lists.sql"),
    include_str!("../migrations/0023_last_releases.sql"),
    include_str!("../migrations/0024_match_candidates.sql"),
    include_str!("../migrations/0025_merged_facts.sql"),
    include_str!("../migrations/0026_counted_values.sql"),
];

/// The newest schema version this program knows.
pub(in crate::store) const NEWEST: i32 = 26;

/// Brings the schema up to date; an up-to-date file is only read.
///
/// # Errors
/// [`Error::BrokenUpgrade`] when a step would leave a dangling reference, and those of SQLite. The file then stays at the
/// step before.
pub(in crate::store) fn migrate(connection: &mut Connection) -> Result<(), Error> {
    add_functions(connection)?;
    apply_steps(connection, &STEPS)
}

/// Takes the steps that the file has not taken yet.
fn apply_steps(connection: &mut Connection, steps: &[&str]) -> Result<(), Error> {
    for (version, step) in (1_i32..).zip(steps) {
        if user_version(connection)? >= version {
            continue;
        }
        // Within a transaction this pragma does nothing.
        connection.pragma_update(None, "foreign_keys", false)?;
        let taken = apply_step(connection, version, step);
        connection.pragma_update(None, "foreign_keys", true)?;
        taken?;
    }
    Ok(())
}

/// Takes one step in one transaction.
///
/// The version is read again under the write lock, so that two processes may start at once.
fn apply_step(connection: &mut Connection, version: i32, step: &str) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if user_version(&transaction)? >= version {
        return Ok(());
    }
    transaction.execute_batch(step)?;
    if let Some((table, parent)) = broken_reference(&transaction)? {
        let path = PathBuf::from(transaction.path().unwrap_or_default());
        return Err(Error::BrokenUpgrade { path, version, table, parent });
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", version)?;
    Ok(transaction.commit()?)
}

/// A table with a row that refers to a missing row, and the table that lacks it.
pub(super) fn broken_reference(connection: &Connection) -> Result<Option<(String, String)>, Error> {
    let sql = "SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 1";
    let found = connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(found.optional()?)
}

/// Tables, indexes, views and triggers by type and name, with their text. Those that SQLite and its index of
/// words make for themselves are left out: another version of SQLite may write them otherwise.
pub(super) fn objects(connection: &Connection) -> Result<BTreeMap<String, String>, Error> {
    let mut objects = connection.prepare(
        "SELECT type || ' ' || name, sql FROM sqlite_schema
         WHERE sql IS NOT NULL AND substr(name, 1, 7) <> 'sqlite_' AND name NOT IN
         (SELECT name FROM pragma_table_list WHERE type = 'shadow')",
    )?;
    let objects = objects.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(objects.collect::<Result<_, _>>()?)
}

/// What a file of schema `version` has, as the steps up to there make it.
pub(super) fn made(version: i32) -> Result<BTreeMap<String, String>, Error> {
    let connection = Connection::open_in_memory()?;
    add_functions(&connection)?;
    for (_, step) in (1..=version).zip(STEPS) {
        connection.execute_batch(step)?;
    }
    objects(&connection)
}

/// Version of the schema in the file; 0 for an empty one.
pub(in crate::store) fn user_version(connection: &Connection) -> Result<i32, Error> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with a parent table, a child that is deleted with its parent, and a row of each.
    const FAMILY: &str =
        "CREATE TABLE parent (id INTEGER PRIMARY KEY, word TEXT CHECK (word IN ('old')));
         CREATE TABLE child (id INTEGER PRIMARY KEY REFERENCES parent ON DELETE CASCADE);
         INSERT INTO parent VALUES (1, 'old');
         INSERT INTO child VALUES (1);";

    fn family() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "foreign_keys", true).unwrap();
        apply_steps(&mut connection, &[FAMILY]).unwrap();
        connection
    }

    fn count(connection: &Connection, table: &str) -> i64 {
        connection
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))
            .unwrap()
    }

    #[test]
    fn a_parent_table_is_rebuilt_without_losing_its_children() {
        let rebuild = "CREATE TABLE new_parent (id INTEGER PRIMARY KEY, word TEXT);
             INSERT INTO new_parent SELECT * FROM parent;
             DROP TABLE parent;
             ALTER TABLE new_parent RENAME TO parent;";
        let mut connection = family();
        apply_steps(&mut connection, &[FAMILY, rebuild]).unwrap();
        assert_eq!((count(&connection, "parent"), count(&connection, "child")), (1, 1));
        // The reference holds again.
        connection.execute("DELETE FROM parent", []).unwrap();
        assert_eq!(count(&connection, "child"), 0);
    }

    #[test]
    fn a_step_that_breaks_a_reference_is_rolled_back() {
        let mut connection = family();
        let before = objects(&connection).unwrap();
        let lossy = "ALTER TABLE parent ADD COLUMN note TEXT; DELETE FROM parent;";
        let error = apply_steps(&mut connection, &[FAMILY, lossy]).unwrap_err();
        assert!(matches!(error, Error::BrokenUpgrade { version: 2, .. }), "{error}");
        assert!(error.to_string().contains("a row of child refers to a missing row of parent"));
        assert_eq!(objects(&connection).unwrap(), before);
        assert_eq!(user_version(&connection).unwrap(), 1);
        assert_eq!((count(&connection, "parent"), count(&connection, "child")), (1, 1));
        let enforced: i64 =
            connection.pragma_query_value(None, "foreign_keys", |row| row.get(0)).unwrap();
        assert_eq!(enforced, 1);
    }

    #[test]
    fn a_second_run_changes_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        let schema = |connection: &Connection| -> i64 {
            connection.pragma_query_value(None, "schema_version", |row| row.get(0)).unwrap()
        };
        let before = schema(&connection);
        migrate(&mut connection).unwrap();
        assert_eq!(schema(&connection), before);
        assert_eq!(user_version(&connection).unwrap(), NEWEST);
    }

    #[test]
    fn names_are_folded_again_and_found_by_their_words() {
        let mut connection = Connection::open_in_memory().unwrap();
        add_functions(&connection).unwrap();
        apply_steps(&mut connection, &STEPS[..7]).unwrap();
        connection
            .execute_batch(
                "INSERT INTO name_kind_word VALUES ('LABEL');
                 INSERT INTO entity_type_word VALUES ('Person'), ('Organization');
                 INSERT INTO node (id, type, place, origin, digest) VALUES (1, 'Person', 0, 'seed', 0);
                 INSERT INTO node (id, type, place, origin, digest) VALUES (2, 'Organization', 0, 'seed', 0);
                 INSERT INTO organization (id, slug, name, sort_name, rank, founded_from, founded_before,
                     dissolved_from, dissolved_before) VALUES (2, 'x', 'X', 'x', 1, 0, 0, 0, 0);
                 INSERT INTO name (owner_id, rank, value, kind, folded)
                 VALUES (1, 1, 'Insti' || char(0xad) || 'tut', 'LABEL', 'insti tut');",
            )
            .unwrap();
        migrate(&mut connection).unwrap();
        let found = |sql: &str| -> i64 { connection.query_row(sql, [], |row| row.get(0)).unwrap() };
        assert_eq!(found("SELECT count(*) FROM name_words WHERE name_words MATCH 'institut'"), 1);
        assert_eq!(found("SELECT count(*) FROM name_words WHERE name_words MATCH 'insti'"), 0);
        assert_eq!(found("SELECT count(*) FROM word WHERE backwards = 'tutitsni'"), 1);
    }

    /// A plan that was merged stays a plan if it becomes a record of its own.
    #[test]
    fn merged_statements_keep_their_stage() {
        let mut connection = Connection::open_in_memory().unwrap();
        add_functions(&connection).unwrap();
        apply_steps(&mut connection, &STEPS[..24]).unwrap();
        connection
            .execute_batch(
                "INSERT INTO entity_type_word VALUES ('Affiliation'), ('Organization');
                 INSERT INTO basis_word VALUES ('STATED');
                 INSERT INTO affiliation_role_word VALUES ('MEMBER', 1, 2);
                 INSERT INTO origin (number, name) VALUES (1, 'ror');
                 INSERT INTO node (id, type, place, origin, digest) VALUES (1, 'Organization', 0, 'seed', 0),
                     (2, 'Organization', 0, 'seed', 0), (3, 'Affiliation', 0, 'seed', 0), (4, 'Affiliation', 0, 'seed', 0);
                 INSERT INTO organization (id, slug, name, sort_name, rank, founded_from, founded_before,
                     dissolved_from, dissolved_before) VALUES (1, 'x', 'X', 'x', 1, 0, 0, 0, 0), (2, 'y', 'Y', 'y', 2, 0, 0, 0, 0);
                 INSERT INTO affiliation (id, key, subject_id, role, object_id, rank, basis, start_from, start_before, end_from,
                     end_before, stage) VALUES (3, 'a', 1, 'MEMBER', 2, 1, 'STATED', 5, 6, 7, 8, 'REALIZED'),
                     (4, 'b', 1, 'MEMBER', 2, 2, 'STATED', 1000000000, 1000000000, -1000000000, -1000000000, 'PLANNED');
                 INSERT INTO merged_affiliation (key, origin, affiliation_id, digest)
                 VALUES ('ror:a', 1, 3, 0), ('ror:b', 1, 4, 0);",
            )
            .unwrap();
        migrate(&mut connection).unwrap();
        let merged = |key: &str| -> (String, i64, i64) {
            let sql = "SELECT stage, start_from, end_before FROM merged_fact WHERE key = ?1";
            let read = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            connection.query_row(sql, [key], read).unwrap()
        };
        assert_eq!(merged("ror:a"), ("REALIZED".to_owned(), -1_000_000_000, 1_000_000_000));
        assert_eq!(merged("ror:b"), ("PLANNED".to_owned(), 1_000_000_000, -1_000_000_000));
    }

    #[test]
    fn the_newest_version_is_the_number_of_steps() {
        assert_eq!(usize::try_from(NEWEST), Ok(STEPS.len()));
    }
}
