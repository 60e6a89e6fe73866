//! Relations that the seed and an import both state: one affiliation with the citations of both.
//!
//! The affiliation is the seed's, with its key and its dates. What the import says of it is kept: its citations, in the
//! ranks of the import, and the key that it would have given the affiliation, which leads to the seed's.

use rusqlite::{Connection, OptionalExtension, params};

use super::{node, origin::Origin};
use crate::{
    domain::{entity_type::EntityType, origin::SEED},
    store::error::Error,
};

/// An affiliation of an import that states the same relation as one of the seed.
struct Twin {
    own: i64,
    imported: i64,
    origin: i64,
}

/// Merges affiliations of imports into those of the seed with the same subject, role and object; of a symmetric role the
/// ends may be exchanged. If the seed has several, for several periods, the one that has not ended counts.
pub fn merge_twins(connection: &Connection) -> Result<(), Error> {
    let sql = "SELECT own.id, other.id, origin.number FROM node AS n JOIN affiliation AS own ON own.id = n.id
         JOIN affiliation_role_word AS w ON w.word = own.role
         JOIN affiliation AS other ON other.role = own.role AND other.id <> own.id
             AND ((other.subject_id = own.subject_id AND other.object_id = own.object_id)
                 OR (w.subject_reading = w.object_reading
                     AND other.subject_id = own.object_id AND other.object_id = own.subject_id))
         JOIN node AS o ON o.id = other.id AND o.origin <> n.origin
         JOIN origin ON origin.name = o.origin
         WHERE n.origin = ?1 AND n.type = ?2 AND own.stage = other.stage
         ORDER BY other.id, own.end_from < 1000000000, own.rank";
    let mut find = connection.prepare_cached(sql)?;
    let twins = find.query_map([SEED, EntityType::Affiliation.name()], |row| {
        Ok(Twin { own: row.get(0)?, imported: row.get(1)?, origin: row.get(2)? })
    })?;
    let mut twins = twins.collect::<Result<Vec<_>, _>>()?;
    twins.dedup_by_key(|twin| twin.imported);
    for twin in twins {
        merge(connection, &twin)?;
    }
    Ok(())
}

fn merge(connection: &Connection, twin: &Twin) -> Result<(), Error> {
    let Twin { own, imported, origin } = twin;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO merged_affiliation (key, origin, affiliation_id, digest)
             SELECT a.key, ?3, ?1, n.digest FROM affiliation AS a JOIN node AS n USING (id)
             WHERE a.id = ?2",
        )?
        .execute(params![own, imported, origin])?;
    for table in ["citation", "discrepancy_fact"] {
        let sql = format!("UPDATE OR REPLACE {table} SET fact_id = ?1 WHERE fact_id = ?2");
        connection.prepare_cached(&sql)?.execute([own, imported])?;
    }
    node::delete(connection, *imported)
}

/// The digest of the statements of an import whose affiliation with that key was merged.
pub fn merged_digest(connection: &Connection, key: &str) -> Result<Option<i64>, Error> {
    let mut find =
        connection.prepare_cached("SELECT digest FROM merged_affiliation WHERE key = ?1")?;
    Ok(find.query_row([key], |row| row.get(0)).optional()?)
}

/// Takes from the affiliations of the seed what an import no longer states: the citations and keys for which `is_stated`
/// is false.
pub fn remove_unstated(
    connection: &Connection,
    origin: Origin,
    is_stated: impl Fn(&str) -> bool,
) -> Result<u64, Error> {
    let mut find = connection
        .prepare_cached("SELECT key FROM merged_affiliation WHERE origin = ?1 ORDER BY key")?;
    let keys = find.query_map([origin.0], |row| row.get(0))?;
    let keys: Vec<String> = keys.collect::<Result<_, _>>()?;
    let mut removed = 0;
    for key in keys.iter().filter(|key| !is_stated(key)) {
        remove(connection, origin, key)?;
        removed += 1;
    }
    Ok(removed)
}

/// Takes from an affiliation of the seed what the import says of it under this key.
pub fn remove(connection: &Connection, origin: Origin, key: &str) -> Result<(), Error> {
    let ranks = origin.part_ranks();
    connection
        .prepare_cached(
            "DELETE FROM citation WHERE rank >= ?2 AND rank < ?3
             AND fact_id = (SELECT affiliation_id FROM merged_affiliation WHERE key = ?1)",
        )?
        .execute(params![key, ranks.start, ranks.end])?;
    connection.prepare_cached("DELETE FROM merged_affiliation WHERE key = ?1")?.execute([key])?;
    Ok(())
}

/// Gives an affiliation that the seed no longer states to the import that does. Whether there is one. Its dates are open
/// until the import runs again.
pub fn hand_over(connection: &Connection, id: i64) -> Result<bool, Error> {
    let mut find = connection.prepare_cached(
        "SELECT m.key, origin.name FROM merged_affiliation AS m JOIN origin ON origin.number = m.origin
         WHERE m.affiliation_id = ?1 ORDER BY m.origin LIMIT 1",
    )?;
    let heir = find.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((key, origin)): Option<(String, String)> = heir else { return Ok(false) };
    let seed = Origin::SEED.part_ranks();
    connection
        .prepare_cached("DELETE FROM citation WHERE fact_id = ?1 AND rank < ?2")?
        .execute([id, seed.end])?;
    connection
        .prepare_cached(
            "UPDATE affiliation SET key = ?2, since = NULL, until = NULL, note = NULL, basis = 'STATED',
                 start_from = -1000000000, start_before = 1000000000,
                 end_from = 1000000000, end_before = 1000000000 WHERE id = ?1",
        )?
        .execute(params![id, key])?;
    connection
        .prepare_cached("UPDATE node SET origin = ?2, digest = 0 WHERE id = ?1")?
        .execute(params![id, origin])?;
    connection.prepare_cached("DELETE FROM merged_affiliation WHERE key = ?1")?.execute([key])?;
    Ok(true)
}
