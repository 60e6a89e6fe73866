//! What the database knows about itself.
//!
//! - `seed_digest`: the seed that was applied last. Absent while records are retained only because an import refers to
//!   them, so that each start tries again to remove them.
//! - `derivation:ORIGIN`: the version of the derivation by which the rows of an origin were written.
//! - `data_version`: raised by every change of the data.
//! - `change_id`: a random id of the last change of the data; `previous_change_id`: that of the change before.

use rusqlite::{Connection, OptionalExtension, params};

use super::changes::Changes;
use crate::{
    domain::origin::{ROR, SEED},
    store::error::Error,
};

/// The version of the derivation: how columns such as folded names, bounds and positions are computed from records.
/// Whoever changes that raises it. Rows of older versions are then written again, and reported as unchanged.
const DERIVATION: i64 = 6;

/// Whether the seed with this digest was applied last, and its derived columns are current.
pub fn is_applied(connection: &Connection, seed_digest: &str) -> Result<bool, Error> {
    Ok(get(connection, "seed_digest")?.as_deref() == Some(seed_digest)
        && is_derivation_current(connection, SEED)?)
}

/// Whether the derived columns of an origin's rows were computed by this version of the derivation.
pub(super) fn is_derivation_current(connection: &Connection, origin: &str) -> Result<bool, Error> {
    let version = get(connection, &format!("derivation:{origin}"))?;
    Ok(version == Some(DERIVATION.to_string()))
}

/// The first version of the derivation that keeps the coordinates of imported places.
const FIRST_WITH_COORDINATES: i64 = 4;

/// Whether the file has an import of ROR by an earlier version of the program, which did not keep coordinates.
pub(in crate::store) fn lacks_coordinates(connection: &Connection) -> Result<bool, Error> {
    let mut find = connection.prepare_cached("SELECT 1 FROM origin WHERE name = ?1")?;
    if !find.exists([ROR])? {
        return Ok(false);
    }
    let version = get(connection, &format!("derivation:{ROR}"))?;
    let version = version.and_then(|version| version.parse().ok()).unwrap_or(0);
    Ok(version < FIRST_WITH_COORDINATES)
}

/// Notes that the derived columns of an origin's rows are current.
pub(super) fn set_derivation_current(connection: &Connection, origin: &str) -> Result<(), Error> {
    set(connection, &format!("derivation:{origin}"), &DERIVATION.to_string())
}

/// Notes that a seed has been applied.
pub(super) fn record_seed(
    connection: &Connection,
    seed_digest: &str,
    changes: &Changes,
) -> Result<(), Error> {
    if changes.any() {
        raise_data_version(connection)?;
    }
    if changes.retained.is_empty() {
        set(connection, "seed_digest", seed_digest)
    } else {
        connection.prepare_cached("DELETE FROM setting WHERE name = 'seed_digest'")?.execute([])?;
        Ok(())
    }
}

/// Raises the version of the data.
pub(super) fn raise_data_version(connection: &Connection) -> Result<(), Error> {
    connection
        .prepare_cached(
            "UPDATE setting SET value = CAST(value AS INTEGER) + 1 WHERE name = 'data_version'",
        )?
        .execute([])?;
    let previous = change_id(connection)?;
    set_change_id(connection, previous.as_deref())
}

/// The version of the data.
pub(in crate::store) fn data_version(connection: &Connection) -> Result<String, Error> {
    Ok(get(connection, "data_version")?.unwrap_or_default())
}

/// The id of the last change of the data; `None` before the first.
pub(in crate::store) fn change_id(connection: &Connection) -> Result<Option<String>, Error> {
    get(connection, "change_id")
}

/// Gives the data a new id, and notes the one that it replaces.
pub(in crate::store) fn set_change_id(
    connection: &Connection,
    previous: Option<&str>,
) -> Result<(), Error> {
    let id: String =
        connection.query_row("SELECT lower(hex(randomblob(16)))", [], |row| row.get(0))?;
    set(connection, "change_id", &id)?;
    set(connection, "previous_change_id", previous.unwrap_or_default())
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
