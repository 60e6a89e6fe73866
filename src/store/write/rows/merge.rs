//! Merges two organizations that turn out to be one.

use rusqlite::{Connection, params};

use super::{
    contribution::refresh_displayed_fields, node, origin::Origin, ranked::RankedRecord,
    references::to_organizations,
};
use crate::{
    domain::{entity_type::EntityType, matching::is_exclusive, origin::SEED},
    store::{error::Error, write::merged},
};

/// Merges the imported organization that has an identifier of the seed's organization `id` into it, if only one
/// organization can have it, and deletes the identifier that an import wrote there: the seed states it itself.
///
/// # Errors
/// [`Error::AlreadyOwned`] if the seed gives the identifier to another organization, or if the two cannot be merged
/// because one import has a record of each.
pub fn merge_owners(
    connection: &Connection,
    record: &RankedRecord,
    id: i64,
    scheme: &str,
    value: &str,
) -> Result<(), Error> {
    let mut find = connection.prepare_cached(
        "SELECT i.organization_id, node.origin FROM identifier AS i
         JOIN node ON node.id = i.organization_id
         WHERE i.scheme = ?1 AND i.value = ?2 AND i.organization_id <> ?3",
    )?;
    let owners =
        find.query_map(params![scheme, value, id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let owners: Vec<(i64, String)> = owners.collect::<Result<_, _>>()?;
    // The number of a company or public body does not tell which of its parts this one is, and neither does an identifier
    // that several imported organizations share.
    if is_exclusive(scheme)
        && let [(owner, origin)] = &owners[..]
    {
        if origin == SEED || !can_merge(connection, *owner, id)? {
            return Err(record.already_owned(format!("{scheme} {value}"), origin.clone()));
        }
        merge(connection, *owner, id)?;
    }
    connection
        .prepare_cached(
            "DELETE FROM identifier WHERE organization_id = ?1 AND scheme = ?2 AND value = ?3",
        )?
        .execute(params![id, scheme, value])?;
    Ok(())
}

/// Whether two organizations can be merged: no origin has a record of each.
pub fn can_merge(connection: &Connection, one: i64, other: i64) -> Result<bool, Error> {
    let mut both = connection.prepare_cached(
        "SELECT 1 FROM contribution AS a JOIN contribution AS b ON b.origin = a.origin
         WHERE a.organization_id = ?1 AND b.organization_id = ?2",
    )?;
    Ok(!both.exists([one, other])?)
}

/// Moves everything of the organization `from` to the organization `to`, deletes `from`, and redirects its slug. The facts that
/// several origins state must be worked out again after it ([`merged::reconcile`]).
pub fn merge(connection: &Connection, from: i64, to: i64) -> Result<(), Error> {
    let run = |sql: &str| -> Result<(), Error> {
        connection.prepare_cached(sql)?.execute([from, to])?;
        Ok(())
    };
    // Affiliations between the two would connect the organization with itself.
    run("DELETE FROM node WHERE id IN (SELECT id FROM affiliation
         WHERE (subject_id = ?1 AND object_id = ?2) OR (subject_id = ?2 AND object_id = ?1))")?;
    // Statements that are merged with others become records again first, so that each is compared with those of its origin.
    release_assignments(connection, [from, to])?;
    // Of two assignments of one topic by one origin, that of the other organization stays.
    run("DELETE FROM node WHERE id IN (SELECT own.id FROM topic_assignment AS own
         JOIN node AS own_node ON own_node.id = own.id
         JOIN topic_assignment AS other ON other.topic_id = own.topic_id AND other.thing_id = ?2
         JOIN node AS other_node ON other_node.id = other.id AND other_node.origin = own_node.origin
         WHERE own.thing_id = ?1)")?;
    for (table, column) in to_organizations(connection)? {
        // Where the other organization has the same kind or identifier, its own row stays.
        run(&format!("UPDATE OR IGNORE {table} SET {column} = ?2 WHERE {column} = ?1"))?;
    }
    run("INSERT OR REPLACE INTO redirect (scheme, value, organization_id)
         SELECT 'SLUG', slug, ?2 FROM organization WHERE id = ?1")?;
    node::delete(connection, from)?;
    delete_repeated_names(connection, to)?;
    refresh_displayed_fields(connection, to)
}

fn release_assignments(connection: &Connection, organizations: [i64; 2]) -> Result<(), Error> {
    let mut find = connection
        .prepare_cached("SELECT id FROM topic_assignment WHERE thing_id IN (?1, ?2) ORDER BY id")?;
    let found = find.query_map(organizations, |row| row.get(0))?;
    for id in found.collect::<Result<Vec<i64>, _>>()? {
        merged::separate(connection, EntityType::TopicAssignment, id)?;
    }
    Ok(())
}

/// Lets the next run of each import write its record of an organization again: the import may now state what the seed
/// has ceased to state.
pub fn invalidate_imports(connection: &Connection, organization: i64) -> Result<(), Error> {
    connection
        .prepare_cached(
            "UPDATE contribution SET digest = 0 WHERE organization_id = ?1 AND origin <> ?2",
        )?
        .execute([organization, Origin::SEED.0])?;
    Ok(())
}

/// Deletes names of imports that repeat a name of a lower rank: same value, kind and language.
pub fn delete_repeated_names(connection: &Connection, organization: i64) -> Result<(), Error> {
    connection
        .prepare_cached(
            "DELETE FROM name AS n WHERE n.owner_id = ?1 AND n.rank >= ?2 AND EXISTS (
                 SELECT 1 FROM name AS m WHERE m.owner_id = n.owner_id AND m.rank < n.rank
                 AND m.value = n.value AND m.kind = n.kind AND m.language IS n.language)",
        )?
        .execute([organization, Origin::SEED.part_ranks().end])?;
    Ok(())
}
