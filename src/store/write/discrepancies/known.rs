//! What curators know already.

use std::collections::HashSet;

use rusqlite::{Connection, params};

use crate::{
    domain::{entity_type::EntityType, origin::PROGRAM},
    store::error::Error,
};

/// Pairs of facts of one type that a curator has put in one discrepancy, the lower id first.
pub(super) fn pairs(connection: &Connection, ty: EntityType) -> Result<HashSet<(i64, i64)>, Error> {
    let mut select = connection.prepare_cached(
        "SELECT one.fact_id, other.fact_id FROM discrepancy_fact AS one
         JOIN discrepancy_fact AS other USING (discrepancy_id)
         JOIN node AS found ON found.id = one.discrepancy_id AND found.origin <> ?1
         JOIN node AS first ON first.id = one.fact_id AND first.type = ?2
         JOIN node AS second ON second.id = other.fact_id AND second.type = ?2
         WHERE one.fact_id < other.fact_id",
    )?;
    let pairs =
        select.query_map(params![PROGRAM, ty.name()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(pairs.collect::<Result<_, _>>()?)
}
