//! Deletes the records that the seed no longer has, unless imported facts refer to them.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, params};

use super::{
    changes::RetainedRecord,
    comparison::{Comparison, DroppedRecord},
    rows::node,
};
use crate::{
    domain::{entity::EntityType, record::Registry},
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
    let rewritten: HashSet<_> = comparison.changed.iter().map(|entry| entry.id).collect();
    let mut referred = HashMap::new();
    for &id in &dropped {
        referred.insert(id, referrers(connection, id)?);
    }
    let mut needed = HashSet::new();
    loop {
        let stays =
            |id: &i64| needed.contains(id) || !(dropped.contains(id) || rewritten.contains(id));
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

/// The columns that refer to a node and that deleting it does not clear: table, column, and the column with the id of
/// the node that the row belongs to.
const REFERENCES: [(&str, &str, &str); 15] = [
    ("source", "publisher_id", "id"),
    ("program", "part_of_id", "id"),
    ("affiliation", "subject_id", "id"),
    ("affiliation", "object_id", "id"),
    ("position", "person_id", "id"),
    ("position", "organization_id", "id"),
    ("participation", "organization_id", "id"),
    ("participation", "person_id", "id"),
    ("participation", "program_id", "id"),
    ("participation", "event_id", "id"),
    ("figure", "about_id", "id"),
    ("discrepancy_fact", "fact_id", "discrepancy_id"),
    ("citation", "source_id", "fact_id"),
    ("contribution", "organization_id", "source_id"),
    ("contribution", "source_id", "organization_id"),
];

/// Ids of the nodes that refer to node `id`.
fn referrers(connection: &Connection, id: i64) -> Result<Vec<i64>, Error> {
    let select = |(table, column, node): (&str, &str, &str)| {
        format!("SELECT {node} FROM {table} WHERE {column} = ?1 AND {node} IS NOT NULL")
    };
    let sql = REFERENCES.map(select).join(" UNION ALL ");
    let mut statement = connection.prepare_cached(&sql)?;
    let ids = statement.query_map([id], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn every_reference_that_keeps_a_record_is_listed() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("a.db")).unwrap();
        let connection = Connection::open(store.path()).unwrap();
        let sql = "SELECT t.name, k.\"from\", k.\"table\" FROM sqlite_schema AS t,
                       pragma_foreign_key_list(t.name) AS k
                   WHERE t.type = 'table' AND k.on_delete <> 'CASCADE'";
        let mut references = connection.prepare(sql).unwrap();
        let references =
            references.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        let is_node = |table: &str| table == "node" || EntityType::of_noun(table).is_some();
        for reference in references {
            let (table, column, parent): (String, String, String) = reference.unwrap();
            let listed = REFERENCES.iter().any(|(t, c, _)| (*t, *c) == (&*table, &*column));
            assert!(listed || !is_node(&parent), "{table}.{column} is not in REFERENCES");
        }
    }
}
