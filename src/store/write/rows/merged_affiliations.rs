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

/// Two affiliations that state one relation, by their rows, and the number of the import.
struct SameRelation {
    of_seed: i64,
    of_import: i64,
    origin: i64,
}

/// Merges affiliations of imports into those of the seed with the same subject, role and object; of a symmetric role the
/// ends may be exchanged. If the seed has several, for several periods, the one that has not ended counts. An affiliation with
/// other dates than the seed's stays beside it, so that no date is lost.
pub fn merge_into_seed(connection: &Connection) -> Result<(), Error> {
    let sql = "SELECT seed.id, other.id, origin.number FROM node AS n JOIN affiliation AS seed ON seed.id = n.id
         JOIN affiliation_role_word AS w ON w.word = seed.role
         JOIN affiliation AS other ON other.role = seed.role AND other.id <> seed.id
             AND ((other.subject_id = seed.subject_id AND other.object_id = seed.object_id)
                 OR (w.subject_reading = w.object_reading
                     AND other.subject_id = seed.object_id AND other.object_id = seed.subject_id))
         JOIN node AS o ON o.id = other.id AND o.origin <> n.origin
         JOIN origin ON origin.name = o.origin
         WHERE n.origin = ?1 AND n.type = ?2 AND seed.stage = other.stage
             AND (other.since IS NULL OR other.since IS seed.since)
             AND (other.until IS NULL OR other.until IS seed.until)
         ORDER BY other.id, seed.end_from < 1000000000, seed.rank";
    let mut find = connection.prepare_cached(sql)?;
    let pairs = find.query_map([SEED, EntityType::Affiliation.name()], |row| {
        Ok(SameRelation { of_seed: row.get(0)?, of_import: row.get(1)?, origin: row.get(2)? })
    })?;
    let mut pairs = pairs.collect::<Result<Vec<_>, _>>()?;
    pairs.dedup_by_key(|pair| pair.of_import);
    for pair in pairs {
        merge(connection, &pair)?;
    }
    Ok(())
}

fn merge(connection: &Connection, pair: &SameRelation) -> Result<(), Error> {
    let SameRelation { of_seed, of_import, origin } = pair;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO merged_affiliation (key, origin, affiliation_id, digest)
             SELECT a.key, ?3, ?1, n.digest FROM affiliation AS a JOIN node AS n USING (id)
             WHERE a.id = ?2",
        )?
        .execute(params![of_seed, of_import, origin])?;
    for table in ["citation", "discrepancy_fact"] {
        let sql = format!("UPDATE OR REPLACE {table} SET fact_id = ?1 WHERE fact_id = ?2");
        connection.prepare_cached(&sql)?.execute([of_seed, of_import])?;
    }
    node::delete(connection, *of_import)
}

/// The digest of what an import states about the affiliation with that key, if that was merged.
pub fn digest(connection: &Connection, key: &str) -> Result<Option<i64>, Error> {
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

/// Gives an affiliation that the seed no longer states to the first import that states it, and returns whether there is
/// one. The affiliation has no dates until that import runs again.
pub fn hand_over(connection: &Connection, id: i64) -> Result<bool, Error> {
    let mut find = connection.prepare_cached(
        "SELECT m.key, origin.name FROM merged_affiliation AS m JOIN origin ON origin.number = m.origin
         WHERE m.affiliation_id = ?1 ORDER BY m.origin LIMIT 1",
    )?;
    let next = find.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((key, origin)): Option<(String, String)> = next else { return Ok(false) };
    let seed = Origin::SEED.part_ranks();
    connection
        .prepare_cached("DELETE FROM citation WHERE fact_id = ?1 AND rank < ?2")?
        .execute([id, seed.end])?;
    connection
        .prepare_cached(
            "UPDATE affiliation SET key = ?2, since = NULL, until = NULL, note = NULL, basis = 'STATED',
                 start_from = -1000000000, start_before = 1000000000,
                 end_from = 1000000000, end_before = 1000000000, ended_with_id = NULL WHERE id = ?1",
        )?
        .execute(params![id, key])?;
    connection
        .prepare_cached("UPDATE node SET origin = ?2, digest = 0 WHERE id = ?1")?
        .execute(params![id, origin])?;
    connection.prepare_cached("DELETE FROM merged_affiliation WHERE key = ?1")?.execute([key])?;
    Ok(true)
}
