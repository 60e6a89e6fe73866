//! Two rows that turn out to be one organization: everything of the one passes to the other.

use rusqlite::{Connection, params};

use super::{Error, Origin, contribution::settle, item::Item};

/// Makes the imported organizations that hold an identifier of the seed's organization `id` part of it,
/// and takes the identifier out of what they brought: the seed says it itself.
///
/// # Errors
/// [`Error::Taken`] where the holder cannot be joined: the same import has another record for `id`.
pub(super) fn holders(
    connection: &Connection,
    item: &Item,
    id: i64,
    scheme: &str,
    value: &str,
) -> Result<(), Error> {
    let mut find = connection.prepare_cached(
        "SELECT i.organization_id, node.origin FROM identifier AS i
         JOIN node ON node.id = i.organization_id
         WHERE i.scheme = ?1 AND i.value = ?2 AND i.organization_id <> ?3",
    )?;
    let found = find.query_map(params![scheme, value, id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let found: Vec<(i64, String)> = found.collect::<Result<_, _>>()?;
    // A key that several imported organizations share says of none that it is this one.
    if let [(holder, origin)] = &found[..] {
        if origin == "seed" || !joinable(connection, *holder, id)? {
            return Err(item.taken(format!("{scheme} {value}"), origin.clone()));
        }
        absorb(connection, *holder, id)?;
    }
    connection
        .prepare_cached(
            "DELETE FROM identifier WHERE organization_id = ?1 AND scheme = ?2 AND value = ?3",
        )?
        .execute(params![id, scheme, value])?;
    Ok(())
}

/// Whether no origin has a record for both.
pub(super) fn joinable(connection: &Connection, one: i64, other: i64) -> Result<bool, Error> {
    let mut both = connection.prepare_cached(
        "SELECT 1 FROM contribution AS a JOIN contribution AS b ON b.origin = a.origin
         WHERE a.organization_id = ?1 AND b.organization_id = ?2",
    )?;
    Ok(!both.exists([one, other])?)
}

/// Passes everything of the organization `from` to the organization `to`. Its slug leads there from now on.
pub(super) fn absorb(connection: &Connection, from: i64, to: i64) -> Result<(), Error> {
    let run = |sql: &str| -> Result<(), Error> {
        connection.prepare_cached(sql)?.execute([from, to])?;
        Ok(())
    };
    // What tied the two to each other ties nothing any more.
    run("DELETE FROM node WHERE id IN (SELECT id FROM affiliation
         WHERE (subject_id = ?1 AND object_id = ?2) OR (subject_id = ?2 AND object_id = ?1))")?;
    run("UPDATE affiliation SET subject_id = ?2 WHERE subject_id = ?1")?;
    run("UPDATE affiliation SET object_id = ?2 WHERE object_id = ?1")?;
    run("UPDATE position SET organization_id = ?2 WHERE organization_id = ?1")?;
    run("UPDATE participation SET organization_id = ?2 WHERE organization_id = ?1")?;
    run("UPDATE figure SET about_id = ?2 WHERE about_id = ?1")?;
    run("UPDATE source SET publisher_id = ?2 WHERE publisher_id = ?1")?;
    run("UPDATE name SET owner_id = ?2 WHERE owner_id = ?1")?;
    run("UPDATE citation SET fact_id = ?2 WHERE fact_id = ?1")?;
    run("UPDATE OR IGNORE identifier SET organization_id = ?2 WHERE organization_id = ?1")?;
    run("UPDATE OR IGNORE organization_kind SET organization_id = ?2 WHERE organization_id = ?1")?;
    run("UPDATE contribution SET organization_id = ?2 WHERE organization_id = ?1")?;
    run("UPDATE redirect SET organization_id = ?2 WHERE organization_id = ?1")?;
    run("INSERT OR REPLACE INTO redirect (scheme, value, organization_id)
         SELECT 'SLUG', slug, ?2 FROM organization WHERE id = ?1")?;
    connection.prepare_cached("DELETE FROM node WHERE id = ?1")?.execute([from])?;
    drop_repeated_names(connection, to)?;
    settle(connection, to)
}

/// Forgets what the records of imports say of an organization, so that the next run writes them again:
/// what the seed said before and says no more may now be theirs to say.
pub(super) fn forget(connection: &Connection, organization: i64) -> Result<(), Error> {
    connection
        .prepare_cached(
            "UPDATE contribution SET digest = 0 WHERE organization_id = ?1 AND origin <> ?2",
        )?
        .execute([organization, Origin::SEED.0])?;
    Ok(())
}

/// Takes out the names that repeat one of a higher rank, letter for letter and in kind and language.
pub(super) fn drop_repeated_names(connection: &Connection, organization: i64) -> Result<(), Error> {
    connection
        .prepare_cached(
            "DELETE FROM name AS n WHERE n.owner_id = ?1 AND n.rank >= ?2 AND EXISTS (
                 SELECT 1 FROM name AS m WHERE m.owner_id = n.owner_id AND m.rank < n.rank
                 AND m.value = n.value AND m.kind = n.kind AND m.language IS n.language)",
        )?
        .execute([organization, Origin::SEED.ranks().end])?;
    Ok(())
}
