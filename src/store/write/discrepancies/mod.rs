//! Discrepancies that the program finds: it compares facts whenever they change, and offers those that differ to the
//! curators.
//!
//! They are records as those of the seed are, with an origin of their own ([`PROGRAM`]). What a curator has put in one
//! discrepancy already is not found again. Each kind of comparison has a file of its own.

mod directions;
mod figures;
mod known;

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use super::{
    digest,
    rows::{
        bounds::DateContext,
        node,
        origin::Origin,
        ranked::RankedRecord,
        record,
        writer::{Ids, Writer},
    },
};
use crate::{
    domain::{
        entity_type::EntityType,
        origin::PROGRAM,
        rank::FIRST_IMPORTED,
        record::{Discrepancy, Record},
    },
    store::error::Error,
};

/// A discrepancy that the program found before.
struct Stored {
    id: i64,
    rank: i64,
    /// 0 if one of its facts is gone.
    digest: i64,
}

/// Brings the discrepancies that the program finds to what the facts say now. Returns whether any changed.
pub(super) fn refresh(connection: &Connection) -> Result<bool, Error> {
    let taken = slugs_of_others(connection)?;
    let mut stored = stored(connection)?;
    let dates = DateContext::of_import([], []);
    let writer = Writer { connection, origin: Origin::SEED, ids: Ids::Stored, dates };
    let mut any = false;
    let found = find(connection)?.into_iter().filter(|it| !taken.contains(&it.slug));
    // Those of the curators come first.
    for (rank, it) in (FIRST_IMPORTED..).zip(found) {
        let before = stored.remove(&it.slug);
        any |= put(&writer, &RankedRecord { record: Record::Discrepancy(&it), rank }, before)?;
    }
    for gone in stored.values() {
        node::delete(connection, gone.id)?;
        any = true;
    }
    Ok(any)
}

/// Every discrepancy that the program finds, each with another slug.
fn find(connection: &Connection) -> Result<Vec<Discrepancy>, Error> {
    let mut found = figures::find(connection)?;
    found.extend(directions::find(connection)?);
    let mut slugs = HashSet::new();
    found.retain(|it| slugs.insert(it.slug.clone()));
    Ok(found)
}

/// Writes a discrepancy unless it is as before. Returns whether it wrote.
fn put(writer: &Writer, found: &RankedRecord, before: Option<Stored>) -> Result<bool, Error> {
    let connection = writer.connection;
    let digest = digest::of_record(found.record, None);
    let id = match before {
        Some(before) if before.digest == digest && before.rank == found.rank => return Ok(false),
        Some(before) => {
            node::delete_rows(connection, writer.origin, EntityType::Discrepancy, before.id)?;
            before.id
        }
        None => node::insert(connection, PROGRAM, found)?,
    };
    record::write(writer, found, id)?;
    node::set_digest(connection, id, digest)?;
    node::set_position(connection, found, id)?;
    Ok(true)
}

/// The ids of the discrepancies that the program found. They keep no fact from being deleted: they are found again after.
pub(super) fn ids(connection: &Connection) -> Result<HashSet<i64>, Error> {
    Ok(stored(connection)?.into_values().map(|it| it.id).collect())
}

/// Deletes those whose slug a curator gives to a discrepancy of the seed.
pub(super) fn give_way(connection: &Connection, seed: &[Discrepancy]) -> Result<(), Error> {
    let stored = stored(connection)?;
    for found in seed.iter().filter_map(|it| stored.get(&it.slug)) {
        node::delete(connection, found.id)?;
    }
    Ok(())
}

/// What the program found before, by slug.
fn stored(connection: &Connection) -> Result<HashMap<String, Stored>, Error> {
    let mut select = connection.prepare_cached(
        "SELECT slug, id, rank, iif(EXISTS (
             SELECT 1 FROM discrepancy_fact AS f WHERE f.discrepancy_id = discrepancy.id
             AND NOT EXISTS (SELECT 1 FROM node WHERE id = f.fact_id)), 0, digest)
         FROM discrepancy JOIN node USING (id) WHERE origin = ?1",
    )?;
    let rows = select.query_map([PROGRAM], |row| {
        Ok((row.get(0)?, Stored { id: row.get(1)?, rank: row.get(2)?, digest: row.get(3)? }))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The slugs of the discrepancies that the program did not find.
fn slugs_of_others(connection: &Connection) -> Result<HashSet<String>, Error> {
    let mut select = connection
        .prepare_cached("SELECT slug FROM discrepancy JOIN node USING (id) WHERE origin <> ?1")?;
    let slugs = select.query_map([PROGRAM], |row| row.get(0))?;
    Ok(slugs.collect::<Result<_, _>>()?)
}
