//! Nodes: the row that every record has whatever its type, and the rows that belong to it.

use rusqlite::{Connection, params};

use super::{origin::Origin, ranked::RankedRecord};
use crate::{
    domain::{entity_type::EntityType, rank},
    store::error::Error,
};

/// Inserts the node of a new record and returns its id.
///
/// # Errors
/// [`Error::AlreadyOwned`] if another record has its slug or key.
pub fn insert(connection: &Connection, origin: &str, record: &RankedRecord) -> Result<i64, Error> {
    let (table, column) = (record.ty().table(), record.ty().key_column());
    let owner = format!(
        "SELECT origin FROM {table} JOIN node USING (id) WHERE {column} = ?1
         UNION ALL SELECT origin.name FROM merged_fact AS m JOIN origin ON origin.number = m.origin
         WHERE m.type = ?2 AND m.key = ?1"
    );
    let identity = [record.key(), record.ty().name()];
    if let Some(row) = connection.prepare_cached(&owner)?.query(identity)?.next()? {
        return Err(record.already_owned(format!("this {column}"), row.get(0)?));
    }
    connection
        .prepare_cached("INSERT INTO node (type, origin, digest) VALUES (?1, ?2, 0)")?
        .execute([record.ty().name(), origin])?;
    Ok(connection.last_insert_rowid())
}

/// Deletes a node and, by its foreign keys, everything that belongs to it.
pub fn delete(connection: &Connection, id: i64) -> Result<(), Error> {
    connection.prepare_cached("DELETE FROM node WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Deletes everything that an origin wrote of a record, except its node. The row of an organization stays too,
/// because it shows values of other origins; writing the record again updates it.
pub fn delete_rows(
    connection: &Connection,
    origin: Origin,
    ty: EntityType,
    id: i64,
) -> Result<(), Error> {
    let ranks = origin.part_ranks();
    let delete = |table: &str, owner: &str| -> Result<(), Error> {
        let sql = format!("DELETE FROM {table} WHERE {owner} = ?1 AND rank >= ?2 AND rank < ?3");
        connection.prepare_cached(&sql)?.execute([id, ranks.start, ranks.end])?;
        Ok(())
    };
    delete("name", "owner_id")?;
    delete("citation", "fact_id")?;
    if ty == EntityType::Organization {
        for table in ["organization_kind", "identifier", "place", "link"] {
            delete(table, "organization_id")?;
        }
        return delete("domain", "organization_id");
    }
    for (table, column) in [(ty.table(), "id"), ("own_period", "fact_id")] {
        let sql = format!("DELETE FROM {table} WHERE {column} = ?1");
        connection.prepare_cached(&sql)?.execute([id])?;
    }
    Ok(())
}

/// Stores the digest of the record that a node was written from; 0 lets the next run write it again.
pub fn set_digest(connection: &Connection, id: i64, digest: i64) -> Result<(), Error> {
    connection
        .prepare_cached("UPDATE node SET digest = ?2 WHERE id = ?1")?
        .execute([id, digest])?;
    Ok(())
}

/// Changes the rank of a record that is otherwise the same.
pub fn set_rank(connection: &Connection, record: &RankedRecord, id: i64) -> Result<(), Error> {
    let sql = format!("UPDATE {} SET rank = ?2 WHERE id = ?1", record.ty().table());
    connection.prepare_cached(&sql)?.execute([id, record.rank])?;
    set_position(connection, record, id)
}

/// Stores the position of a record among all records.
pub fn set_position(connection: &Connection, record: &RankedRecord, id: i64) -> Result<(), Error> {
    connection
        .prepare_cached("UPDATE node SET place = ?2 WHERE id = ?1")?
        .execute(params![id, rank::position(record.ty(), record.rank)])?;
    Ok(())
}
