//! Deletes the records that the seed no longer has, unless imported facts refer to them.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, params};

use super::{
    changes::RetainedRecord,
    comparison::{Comparison, DroppedRecord},
    discrepancies, merged,
    rows::{
        node,
        references::{Reference, restricting},
    },
};
use crate::{
    domain::{entity_type::EntityType, record::Registry},
    store::error::Error,
};

/// Deletes the dropped records, except those that a remaining row refers to, and returns these.
pub(super) fn remove_dropped(
    connection: &Connection,
    registry: &Registry,
    comparison: &Comparison,
) -> Result<Vec<RetainedRecord>, Error> {
    let needed = needed(connection, comparison)?;
    let (retained, leaving): (Vec<_>, Vec<_>) =
        comparison.dropped.iter().partition(|dropped| needed.contains(&dropped.id));
    for dropped in leaving {
        // What imports state as well is theirs from now on.
        merged::separate(connection, dropped.ty, dropped.id)?;
        node::delete(connection, dropped.id)?;
    }
    release_identifiers(connection, registry, &retained)?;
    let retained = retained.into_iter();
    let retained = retained.map(|it| RetainedRecord { ty: it.ty, key: it.key.clone() });
    let mut retained: Vec<_> = retained.collect();
    retained.sort_unstable();
    Ok(retained)
}

/// Ids of dropped records that must stay: those that are referred to by a row that is neither deleted nor about to be
/// written again, and those that such records refer to.
fn needed(connection: &Connection, comparison: &Comparison) -> Result<HashSet<i64>, Error> {
    let dropped: HashSet<_> = comparison.dropped.iter().map(|dropped| dropped.id).collect();
    let mut rewritten: HashSet<_> = comparison.changed.iter().map(|entry| entry.id).collect();
    rewritten.extend(discrepancies::ids(connection)?);
    let is_stated_by_imports = merged::shared_facts(connection)?;
    let mut select = connection.prepare(&select_referrers(connection)?)?;
    let mut referred = HashMap::new();
    for &id in &dropped {
        let ids = select.query_map([id], |row| row.get(0))?;
        referred.insert(id, ids.collect::<Result<Vec<i64>, _>>()?);
    }
    let mut needed = HashSet::new();
    loop {
        let stays = |id: &i64| {
            needed.contains(id)
                || is_stated_by_imports.contains(id)
                || !(dropped.contains(id) || rewritten.contains(id))
        };
        let more: Vec<_> = dropped
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

/// Selects the ids of the nodes that refer to node `?1`.
fn select_referrers(connection: &Connection) -> Result<String, Error> {
    // A contribution of an import goes with its organization, which therefore stays: its source refers to it.
    let contributed = "SELECT source_id FROM contribution \
                       WHERE organization_id = ?1 AND source_id IS NOT NULL";
    let references = restricting(connection)?.into_iter();
    let mut selects: Vec<_> = references
        .map(|Reference { table, column, owner }| {
            format!("SELECT {owner} FROM {table} WHERE {column} = ?1 AND {owner} IS NOT NULL")
        })
        .collect();
    selects.push(contributed.to_owned());
    Ok(selects.join(" UNION ALL "))
}

/// Deletes the identifiers of retained organizations that the registry now gives to others: the record probably has a
/// new slug. Their digests are reset, so that they are written again if they come back.
fn release_identifiers(
    connection: &Connection,
    registry: &Registry,
    retained: &[&DroppedRecord],
) -> Result<(), Error> {
    let mut release = connection.prepare_cached(
        "DELETE FROM identifier WHERE organization_id = ?1 AND scheme = ?2 AND value = ?3",
    )?;
    for dropped in retained.iter().filter(|dropped| dropped.ty == EntityType::Organization) {
        for claimed in registry.organizations.iter().flat_map(|it| &it.identifiers) {
            if release.execute(params![dropped.id, claimed.scheme, claimed.value])? > 0 {
                node::set_digest(connection, dropped.id, 0)?;
            }
        }
    }
    Ok(())
}
