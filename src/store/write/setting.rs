//! What the database knows about itself: the seed it was filled from and the version of its data.
//!
//! - `seed_digest`, `seed_writer`: the seed applied last and the writer that wrote it; absent while a
//!   record is kept only because of an import, so that each start looks again.
//! - `data_version`: raised by every change of the data.
//! - `newest_source_day`: the last day on which the newest source can have been written.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Changes, Error, digest::WRITER};

/// Whether the seed with this digest was applied last, by this writer.
pub fn is_applied(connection: &Connection, seed_digest: &str) -> Result<bool, Error> {
    Ok(get(connection, "seed_digest")?.as_deref() == Some(seed_digest)
        && get(connection, "seed_writer")? == Some(WRITER.to_string()))
}

/// Notes that a seed has been applied.
pub(super) fn record(
    connection: &Connection,
    seed_digest: &str,
    changes: &Changes,
) -> Result<(), Error> {
    if changes.any() {
        touch(connection)?;
    }
    if changes.kept.is_empty() {
        set(connection, "seed_digest", seed_digest)?;
        set(connection, "seed_writer", &WRITER.to_string())
    } else {
        let forget = "DELETE FROM setting WHERE name IN ('seed_digest', 'seed_writer')";
        connection.prepare_cached(forget)?.execute([])?;
        Ok(())
    }
}

/// Raises the version of the data and finds the day of its newest source again.
pub(super) fn touch(connection: &Connection) -> Result<(), Error> {
    connection
        .prepare_cached(
            "UPDATE setting SET value = CAST(value AS INTEGER) + 1 WHERE name = 'data_version'",
        )?
        .execute([])?;
    let newest: Option<i64> = connection
        .prepare_cached("SELECT max(latest_before) - 1 FROM source")?
        .query_row([], |row| row.get(0))?;
    match newest {
        Some(day) => set(connection, "newest_source_day", &day.to_string()),
        None => Ok(()),
    }
}

/// How often the data was changed.
pub(in crate::store) fn data_version(connection: &Connection) -> Result<String, Error> {
    Ok(get(connection, "data_version")?.unwrap_or_default())
}

/// The last day on which the newest source can have been written.
pub(in crate::store) fn newest_source_day(connection: &Connection) -> Result<Option<i64>, Error> {
    Ok(get(connection, "newest_source_day")?.and_then(|day| day.parse().ok()))
}

fn get(connection: &Connection, name: &str) -> Result<Option<String>, Error> {
    let mut statement = connection.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}

fn set(connection: &Connection, name: &str, value: &str) -> Result<(), Error> {
    connection
        .prepare_cached(
            "INSERT INTO setting (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )?
        .execute(params![name, value])?;
    Ok(())
}
