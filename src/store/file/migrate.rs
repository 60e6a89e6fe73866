//! The schema of the database, as an ordered list of steps that only ever grows.
//!
//! A step is applied by its place in the list against `user_version`, in one transaction: a process
//! that dies in the middle leaves the file at the step before. A step is never edited once it has been
//! released. A step that gives the seed's records new columns raises `write::digest::WRITER` too, so
//! that they are written again.

use std::collections::BTreeMap;

use rusqlite::{Connection, TransactionBehavior};

use super::super::Error;

/// Marks a file as ours in its header: "cons" in ASCII.
pub(super) const APPLICATION_ID: i32 = 0x636f_6e73;

const STEPS: [&str; 3] = [
    include_str!("../migrations/0001_registry.sql"),
    include_str!("../migrations/0002_imports.sql"),
    include_str!("../migrations/0003_pages_in_order.sql"),
];

/// The newest schema version this program knows.
pub(super) const NEWEST: i32 = 3;

/// Brings the schema up to date; an up-to-date file is only read.
///
/// The version is read again under the write lock, so that two processes may start at once.
pub(in crate::store) fn migrate(connection: &mut Connection) -> Result<(), Error> {
    for (version, step) in (1_i32..).zip(STEPS) {
        if user_version(connection)? >= version {
            continue;
        }
        let step_taken = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if user_version(&step_taken)? < version {
            step_taken.execute_batch(step)?;
            step_taken.pragma_update(None, "application_id", APPLICATION_ID)?;
            step_taken.pragma_update(None, "user_version", version)?;
        }
        step_taken.commit()?;
    }
    Ok(())
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
    for (_, step) in (1..=version).zip(STEPS) {
        connection.execute_batch(step)?;
    }
    objects(&connection)
}

/// Version of the schema in the file; 0 for an empty one.
pub(super) fn user_version(connection: &Connection) -> Result<i32, Error> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrating_twice_is_migrating_once() {
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
    fn the_newest_version_is_the_number_of_steps() {
        assert_eq!(usize::try_from(NEWEST), Ok(STEPS.len()));
    }
}
