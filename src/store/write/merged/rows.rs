//! The rows of merged statements.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{
    kind::{KINDS, Kind, PERIOD},
    statement::{StatedPeriod, Statement},
};
use crate::{
    domain::{certainty::Bounds, date::StatedDate, entity_type::EntityType, rank},
    store::{
        error::Error,
        write::rows::{node, origin::Origin},
    },
};

/// A statement that is merged with a record.
pub(in crate::store::write) struct StoredStatement {
    /// Number of its origin.
    pub(in crate::store::write) origin: i64,
    pub(in crate::store::write) digest: i64,
    /// The record that shows it.
    pub(in crate::store::write) fact: i64,
}

/// The statements that several origins may make of one fact, by fact, and then by precedence.
pub(super) fn shared_statements(
    connection: &Connection,
    kind: &Kind,
) -> Result<Vec<Statement>, Error> {
    let (table, identity, context) = (kind.ty.table(), kind.identity, kind.context);
    let merged_context = context.replace("f.", "m.");
    let period = |of: &str| {
        let column = |it| if kind.is_relation { format!("{of}.{it}") } else { "NULL".to_owned() };
        PERIOD.split(", ").map(column).collect::<Vec<_>>().join(", ")
    };
    let (own_period, merged_period) = (period("f"), period("m"));
    let sql = format!(
        "WITH stated (identity, origin, key, record, shown_by, context, rank, {PERIOD}) AS (
             SELECT {identity}, origin.number, f.key, f.id, NULL, {context}, f.rank, {own_period}
             FROM {table} AS f JOIN node AS n ON n.id = f.id JOIN origin ON origin.name = n.origin
             UNION ALL
             SELECT {identity}, m.origin, m.key, NULL, m.fact_id, {merged_context}, m.rank, {merged_period}
             FROM merged_fact AS m JOIN {table} AS f ON f.id = m.fact_id WHERE m.type = ?1
         ),
         grouped AS (
             SELECT *, min(origin) OVER same AS first, max(origin) OVER same AS last FROM stated
             WINDOW same AS (PARTITION BY identity)
         )
         SELECT identity, origin, key, record, shown_by, CAST(context AS TEXT) AS context, {PERIOD}
         FROM grouped WHERE first <> last ORDER BY identity, origin, rank, key"
    );
    let mut select = connection.prepare_cached(&sql)?;
    let found = select.query_map([kind.ty.name()], |row| statement(row, kind))?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn statement(row: &Row<'_>, kind: &Kind) -> rusqlite::Result<Statement> {
    let date = |text: Option<String>| text.and_then(|it| it.parse::<StatedDate>().ok());
    let period = if kind.is_relation {
        Some(StatedPeriod {
            since: date(row.get("since")?),
            until: date(row.get("until")?),
            bounds: Bounds {
                start_from: row.get("start_from")?,
                start_before: row.get("start_before")?,
                end_from: row.get("end_from")?,
                end_before: row.get("end_before")?,
            },
            stage: row.get("stage")?,
            ends_with_another: row.get::<_, Option<i64>>("ended_with_id")?.is_some(),
        })
    } else {
        None
    };
    Ok(Statement {
        identity: row.get("identity")?,
        origin: row.get("origin")?,
        key: row.get("key")?,
        record: row.get("record")?,
        shown_by: row.get("shown_by")?,
        context: row.get("context")?,
        period,
    })
}

/// Makes a record a statement of the fact that the record `owner` shows: its citations move there, and it is deleted.
pub(super) fn merge(
    connection: &Connection,
    kind: &Kind,
    record: i64,
    owner: i64,
    origin: i64,
) -> Result<(), Error> {
    let (table, kept) = (kind.ty.table(), kind.kept());
    connection
        .prepare_cached(&format!(
            "INSERT INTO merged_fact (type, key, origin, fact_id, id, digest, rank, {kept})
             SELECT ?4, key, ?3, ?2, id, node.digest, rank, {kept} FROM {table} JOIN node USING (id)
             WHERE id = ?1"
        ))?
        .execute(params![record, owner, origin, kind.ty.name()])?;
    for table in ["citation", "discrepancy_fact"] {
        let sql = format!("UPDATE OR REPLACE {table} SET fact_id = ?2 WHERE fact_id = ?1");
        connection.prepare_cached(&sql)?.execute([record, owner])?;
    }
    node::delete(connection, record)
}

/// Makes a merged statement a record of its own again, with its citations, and returns the id of its node.
pub(super) fn restore(connection: &Connection, kind: &Kind, key: &str) -> Result<i64, Error> {
    let (table, ty) = (kind.ty.table(), kind.ty.name());
    let mut find = connection.prepare_cached(
        "SELECT m.origin, m.fact_id, m.rank FROM merged_fact AS m WHERE m.type = ?1 AND m.key = ?2",
    )?;
    let (origin, fact, rank): (i64, i64, i64) =
        find.query_row([ty, key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    connection
        .prepare_cached(
            "INSERT INTO node (id, type, origin, digest, place)
             SELECT m.id, m.type, origin.name, m.digest, ?3
             FROM merged_fact AS m JOIN origin ON origin.number = m.origin
             WHERE m.type = ?1 AND m.key = ?2",
        )?
        .execute(params![ty, key, rank::position(kind.ty, rank)])?;
    let id = connection.last_insert_rowid();
    let columns = |of: &str, list: &str| {
        list.split(',').map(|it| format!("{of}.{}", it.trim())).collect::<Vec<_>>().join(", ")
    };
    let (common, kept) = (kind.common, kind.kept());
    connection
        .prepare_cached(&format!(
            "INSERT INTO {table} (id, key, rank, {common}, {kept})
             SELECT ?3, m.key, m.rank, {}, {} FROM merged_fact AS m JOIN {table} AS f ON f.id = m.fact_id
             WHERE m.type = ?1 AND m.key = ?2",
            columns("f", common),
            columns("m", &kept)
        ))?
        .execute(params![ty, key, id])?;
    let ranks = Origin(origin).part_ranks();
    connection
        .prepare_cached(
            "UPDATE citation SET fact_id = ?2 WHERE fact_id = ?1 AND rank >= ?3 AND rank < ?4",
        )?
        .execute(params![fact, id, ranks.start, ranks.end])?;
    delete(connection, kind.ty, key)?;
    Ok(id)
}

/// Makes the statements that are merged with a record records of their own, before that is deleted or written again: it may become
/// a record of something else.
pub(in crate::store::write) fn separate(
    connection: &Connection,
    ty: EntityType,
    record: i64,
) -> Result<(), Error> {
    let Some(kind) = KINDS.iter().find(|kind| kind.ty == ty) else { return Ok(()) };
    let mut find = connection
        .prepare_cached("SELECT key FROM merged_fact WHERE fact_id = ?1 ORDER BY origin, key")?;
    let keys = find.query_map([record], |row| row.get(0))?;
    let keys: Vec<String> = keys.collect::<Result<_, _>>()?;
    for key in &keys {
        restore(connection, kind, key)?;
    }
    Ok(())
}

/// The records that show statements of others.
pub(in crate::store::write) fn shared_facts(
    connection: &Connection,
) -> Result<HashSet<i64>, Error> {
    let mut find = connection.prepare_cached("SELECT DISTINCT fact_id FROM merged_fact")?;
    let found = find.query_map([], |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The statement with that key, if it is merged with a record.
pub(in crate::store::write) fn stored(
    connection: &Connection,
    ty: EntityType,
    key: &str,
) -> Result<Option<StoredStatement>, Error> {
    let mut find = connection.prepare_cached(
        "SELECT origin, digest, fact_id FROM merged_fact WHERE type = ?1 AND key = ?2",
    )?;
    let found = find.query_row([ty.name(), key], |row| {
        Ok(StoredStatement { origin: row.get(0)?, digest: row.get(1)?, fact: row.get(2)? })
    });
    Ok(found.optional()?)
}

/// Deletes a merged statement and its citations.
pub(in crate::store::write) fn remove(
    connection: &Connection,
    ty: EntityType,
    key: &str,
) -> Result<(), Error> {
    let Some(StoredStatement { origin, fact, .. }) = stored(connection, ty, key)? else {
        return Ok(());
    };
    let ranks = Origin(origin).part_ranks();
    connection
        .prepare_cached("DELETE FROM citation WHERE fact_id = ?1 AND rank >= ?2 AND rank < ?3")?
        .execute(params![fact, ranks.start, ranks.end])?;
    delete(connection, ty, key)
}

fn delete(connection: &Connection, ty: EntityType, key: &str) -> Result<(), Error> {
    connection
        .prepare_cached("DELETE FROM merged_fact WHERE type = ?1 AND key = ?2")?
        .execute([ty.name(), key])?;
    Ok(())
}

/// The columns of the period that a relation without dates has of its own.
const OWN_PERIOD: &str =
    "start_from, start_before, end_from, end_before, planned_from, planned_before, ended_with_id";

/// Shows the period of a merged statement with a record that has no dates.
pub(super) fn show_period(
    connection: &Connection,
    kind: &Kind,
    key: &str,
    owner: i64,
) -> Result<(), Error> {
    let table = kind.ty.table();
    connection
        .prepare_cached(&format!(
            "INSERT INTO own_period (fact_id, {OWN_PERIOD})
             SELECT id, {OWN_PERIOD} FROM {table} WHERE id = ?1"
        ))?
        .execute([owner])?;
    connection
        .prepare_cached(&format!(
            "UPDATE {table} SET ({PERIOD}) = (
                 SELECT {PERIOD} FROM merged_fact WHERE type = ?2 AND key = ?3) WHERE id = ?1"
        ))?
        .execute(params![owner, kind.ty.name(), key])?;
    Ok(())
}

/// Gives every relation without dates its own period back.
pub(super) fn give_back_periods(connection: &Connection) -> Result<(), Error> {
    for kind in KINDS.iter().filter(|kind| kind.is_relation) {
        let sql = format!(
            "UPDATE {} AS f SET since = NULL, until = NULL, ({OWN_PERIOD}) = (
                 SELECT {OWN_PERIOD} FROM own_period WHERE fact_id = f.id)
             WHERE id IN (SELECT fact_id FROM own_period)",
            kind.ty.table()
        );
        connection.prepare_cached(&sql)?.execute([])?;
    }
    connection.prepare_cached("DELETE FROM own_period")?.execute([])?;
    Ok(())
}
