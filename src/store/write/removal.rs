//! Taking out what the seed no longer says, unless an import still leans on it.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, params};

use super::{
    Error, Kept,
    plan::{Missing, Plan},
    set_digest,
};
use crate::domain::{entity::EntityType, record::Registry};

/// Deletes the missing records but those that something staying refers to, and returns these.
pub(super) fn remove(
    connection: &Connection,
    registry: &Registry,
    plan: &Plan,
) -> Result<Vec<Kept>, Error> {
    let needed = needed(connection, plan)?;
    let (kept, leaving): (Vec<_>, Vec<_>) =
        plan.missing.iter().partition(|missing| needed.contains(&missing.id));
    let mut delete = connection.prepare_cached("DELETE FROM node WHERE id = ?1")?;
    for missing in leaving {
        delete.execute([missing.id])?;
    }
    release_identifiers(connection, registry, &kept)?;
    let mut kept: Vec<_> =
        kept.into_iter().map(|it| Kept { ty: it.ty, key: it.key.clone() }).collect();
    kept.sort_unstable();
    Ok(kept)
}

/// Ids of missing records that must stay: those referred to by a row that neither leaves nor is about
/// to be written anew, and what these themselves refer to.
fn needed(connection: &Connection, plan: &Plan) -> Result<HashSet<i64>, Error> {
    let missing: HashSet<_> = plan.missing.iter().map(|missing| missing.id).collect();
    let rewritten: HashSet<_> = plan.changed.iter().map(|entry| entry.id).collect();
    let mut referred = HashMap::new();
    for &id in &missing {
        referred.insert(id, referrers(connection, id)?);
    }
    let mut needed = HashSet::new();
    loop {
        let stays =
            |id: &i64| needed.contains(id) || !(missing.contains(id) || rewritten.contains(id));
        let more: Vec<_> = missing
            .iter()
            .filter(|id| !needed.contains(*id) && referred[*id].iter().any(stays))
            .copied()
            .collect();
        if more.is_empty() {
            return Ok(needed);
        }
        needed.extend(more);
    }
}

/// Ids of the nodes that refer to node `id`.
fn referrers(connection: &Connection, id: i64) -> Result<Vec<i64>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM source WHERE publisher_id = ?1
         UNION ALL SELECT id FROM program WHERE part_of_id = ?1
         UNION ALL SELECT id FROM affiliation WHERE subject_id = ?1
         UNION ALL SELECT id FROM affiliation WHERE object_id = ?1
         UNION ALL SELECT id FROM position WHERE person_id = ?1
         UNION ALL SELECT id FROM position WHERE organization_id = ?1
         UNION ALL SELECT id FROM participation WHERE organization_id = ?1
         UNION ALL SELECT id FROM participation WHERE person_id = ?1
         UNION ALL SELECT id FROM participation WHERE program_id = ?1
         UNION ALL SELECT id FROM participation WHERE event_id = ?1
         UNION ALL SELECT id FROM figure WHERE about_id = ?1
         UNION ALL SELECT discrepancy_id FROM discrepancy_fact WHERE fact_id = ?1
         UNION ALL SELECT fact_id FROM citation WHERE source_id = ?1
         UNION ALL SELECT source_id FROM contribution WHERE organization_id = ?1 AND source_id > 0
         UNION ALL SELECT organization_id FROM contribution WHERE source_id = ?1",
    )?;
    let ids = statement.query_map([id], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// A kept organization gives up the identifiers that the registry now gives to another: the record
/// lives on under a new slug. Its digest is forgotten, so that it is written anew should it come back.
fn release_identifiers(
    connection: &Connection,
    registry: &Registry,
    kept: &[&Missing],
) -> Result<(), Error> {
    let mut release = connection.prepare_cached(
        "DELETE FROM identifier WHERE organization_id = ?1 AND scheme = ?2 AND value = ?3",
    )?;
    for missing in kept.iter().filter(|missing| missing.ty == EntityType::Organization) {
        for claimed in registry.organizations.iter().flat_map(|it| &it.identifiers) {
            if release.execute(params![missing.id, claimed.scheme, claimed.value])? > 0 {
                set_digest(connection, missing.id, 0)?;
            }
        }
    }
    Ok(())
}
