//! Bringing the database to what a registry says, touching only what differs.
//!
//! A record is known by its kind and its slug or key. Its node keeps a digest of what it was written
//! from; where the digest is the same, nothing is written. A changed record's rows are taken out and
//! put back under the same id, so that there is one way to write a record, whether new or changed.
//!
//! What a thing has several of carries in its rank who wrote it, so that the seed and each import take out
//! and put back their own rows and no others; `origin` has the numbers, [`contribution`] the fields that an
//! organization has once.
//!
//! Foreign keys are checked at the commit: publishers cite sources and sources have publishers, so no
//! order of writing would satisfy them one by one.

mod absorb;
mod bounds;
mod changes;
mod contribution;
mod digest;
mod facts;
pub(super) mod import;
mod item;
mod parts;
mod plan;
mod rank;
mod removal;
pub(super) mod setting;
mod things;
pub(super) mod vocabulary;

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

pub use self::changes::{Changes, Count, Kept};
use self::{
    bounds::Dating,
    item::{Item, Record},
    plan::{Before, Entry, Plan},
};
use super::Error;
use crate::domain::{entity::EntityType, record::Registry};

/// Everything the writing of a record needs beside the record.
struct Writer<'a> {
    connection: &'a Connection,
    /// Whose rows it writes.
    origin: Origin,
    ids: Ids<'a>,
    dating: Dating<'a>,
}

/// Who writes: the seed or an import, by its number in the table `origin`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin(i64);

impl Origin {
    pub(super) const SEED: Self = Self(0);

    /// The ranks of what it writes, of whatever a thing has several of.
    fn ranks(self) -> std::ops::Range<i64> {
        self.0 << 20..(self.0 + 1) << 20
    }
}

/// Where the ids of records come from.
enum Ids<'a> {
    /// All records of the registry, those that have no rows yet among them.
    Known(HashMap<(EntityType, &'a str), i64>),
    /// What the database holds.
    Stored,
}

impl Writer<'_> {
    /// The id of the record of kind `kind` that `item` names by its slug or key.
    fn id(&self, item: &Item, ty: EntityType, key: &str) -> Result<i64, Error> {
        let id = match &self.ids {
            Ids::Known(ids) => ids.get(&(ty, key)).copied(),
            Ids::Stored => {
                let (table, column) = (ty.table(), ty.key_column());
                let find = format!("SELECT id FROM {table} WHERE {column} = ?1");
                let mut find = self.connection.prepare_cached(&find)?;
                find.query_row([key], |row| row.get(0)).optional()?
            }
        };
        id.ok_or_else(|| Error::Dangling {
            kind: item.ty.noun(),
            key: item.key.to_owned(),
            target: format!("{}:{key}", ty.noun()),
        })
    }
}

/// See [`super::Store::apply`].
pub(super) fn apply(
    connection: &mut Connection,
    registry: &Registry,
    seed_digest: &str,
) -> Result<Changes, Error> {
    if setting::is_applied(connection, seed_digest)? {
        return Ok(Changes::none(registry));
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.pragma_update(None, "defer_foreign_keys", true)?;
    let changes = reconcile(&transaction, registry)?;
    setting::record(&transaction, seed_digest, &changes)?;
    transaction.commit()?;
    // Readers map the file, not its log. Should this fail, a later checkpoint does the same.
    let _ = connection.execute_batch("PRAGMA wal_checkpoint(PASSIVE)");
    Ok(changes)
}

fn reconcile(transaction: &Transaction, registry: &Registry) -> Result<Changes, Error> {
    let dating = Dating::new(registry);
    let mut items = item::items(registry);
    let before = Before::read(transaction)?;
    before.rank(&mut items);
    let mut plan = Plan::new(before, &items, &dating);
    let kept = removal::remove(transaction, registry, &plan)?;
    for entry in &plan.changed {
        clear(transaction, Origin::SEED, entry.item.ty, entry.id)?;
    }
    for entry in &mut plan.added {
        entry.id = allocate(transaction, "seed", entry.item)?;
    }
    let changes = Changes::new(&plan, kept);
    let written = plan.added.iter().chain(&plan.changed);
    let ids = written.clone().chain(&plan.moved).chain(&plan.unchanged);
    let ids = ids.map(|entry| ((entry.item.ty, entry.item.key), entry.id)).collect();
    let ids = Ids::Known(ids);
    let writer = Writer { connection: transaction, origin: Origin::SEED, ids, dating };
    for entry in written {
        write(&writer, entry.item, entry.id)?;
        set_digest(transaction, entry.id, entry.digest)?;
        place(transaction, entry.item, entry.id)?;
    }
    for entry in &plan.moved {
        rerank(transaction, entry)?;
        place(transaction, entry.item, entry.id)?;
    }
    Ok(changes)
}

/// Takes out everything that an origin wrote of a record, but its node. The row of an organization
/// stays and is written over: it shows what others say as well.
fn clear(connection: &Connection, origin: Origin, ty: EntityType, id: i64) -> Result<(), Error> {
    let ranks = origin.ranks();
    let take_out = |table: &str, owner: &str| -> Result<(), Error> {
        let sql = format!("DELETE FROM {table} WHERE {owner} = ?1 AND rank >= ?2 AND rank < ?3");
        connection.prepare_cached(&sql)?.execute([id, ranks.start, ranks.end])?;
        Ok(())
    };
    take_out("name", "owner_id")?;
    take_out("citation", "fact_id")?;
    if ty == EntityType::Organization {
        take_out("organization_kind", "organization_id")?;
        take_out("identifier", "organization_id")
    } else {
        let sql = format!("DELETE FROM {} WHERE id = ?1", ty.table());
        connection.prepare_cached(&sql)?.execute([id])?;
        Ok(())
    }
}

/// A node for a new record, whose slug or key must be free. What the seed itself dropped is gone by now.
fn allocate(connection: &Connection, origin: &str, item: &Item) -> Result<i64, Error> {
    let (table, column) = (item.ty.table(), item.ty.key_column());
    let holder = format!("SELECT origin FROM {table} JOIN node USING (id) WHERE {column} = ?1");
    if let Some(row) = connection.prepare_cached(&holder)?.query([item.key])?.next()? {
        return Err(item.taken(format!("this {column}"), row.get(0)?));
    }
    connection
        .prepare_cached("INSERT INTO node (type, origin, digest) VALUES (?1, ?2, 0)")?
        .execute([item.ty.name(), origin])?;
    Ok(connection.last_insert_rowid())
}

fn write(writer: &Writer, item: &Item, id: i64) -> Result<(), Error> {
    match item.record {
        Record::Source(source) => things::source(writer, item, id, source),
        Record::Organization(organization) => things::organization(writer, item, id, organization),
        Record::Person(person) => things::person(writer, item, id, person),
        Record::Program(program) => things::program(writer, item, id, program),
        Record::Event(event) => things::event(writer, item, id, event),
        Record::Affiliation(affiliation) => facts::affiliation(writer, item, id, affiliation),
        Record::Position(position) => facts::position(writer, item, id, position),
        Record::Participation(part) => facts::participation(writer, item, id, part),
        Record::Figure(figure) => facts::figure(writer, item, id, figure),
        Record::Discrepancy(discrepancy) => facts::discrepancy(writer, item, id, discrepancy),
    }
}

fn set_digest(connection: &Connection, id: i64, digest: i64) -> Result<(), Error> {
    connection
        .prepare_cached("UPDATE node SET digest = ?2 WHERE id = ?1")?
        .execute([id, digest])?;
    Ok(())
}

/// Gives a record its new rank among its kind.
fn rerank(connection: &Connection, entry: &Entry) -> Result<(), Error> {
    let table = entry.item.ty.table();
    connection
        .prepare_cached(&format!("UPDATE {table} SET rank = ?2 WHERE id = ?1"))?
        .execute(params![entry.id, entry.item.rank])?;
    Ok(())
}

/// Gives a record its place among all: kind by kind, and by rank within its kind.
fn place(connection: &Connection, item: &Item, id: i64) -> Result<(), Error> {
    let place = (i64::from(item.ty.definition().number) << 40) + item.rank;
    connection
        .prepare_cached("UPDATE node SET place = ?2 WHERE id = ?1")?
        .execute(params![id, place])?;
    Ok(())
}
