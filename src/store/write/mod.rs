//! Bringing the database to what a registry says, touching only what differs.
//!
//! A record is known by its kind and its slug or key. Its node keeps a digest of what it was written
//! from; where the digest is the same, nothing is written. A changed record's rows are taken out and
//! put back under the same id, so that there is one way to write a record, whether new or changed.
//!
//! Foreign keys are checked at the commit: publishers cite sources and sources have publishers, so no
//! order of writing would satisfy them one by one.

mod bounds;
mod changes;
mod digest;
mod facts;
mod item;
mod kind;
mod parts;
mod plan;
mod rank;
mod removal;
pub(super) mod setting;
mod things;
pub(super) mod vocabulary;

use std::collections::HashMap;

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use self::{
    bounds::Dating,
    item::{Item, Record},
    plan::{Before, Entry, Plan},
};
pub use self::{
    changes::{Changes, Count, Kept},
    kind::Kind,
};
use super::Error;
use crate::domain::record::Registry;

/// Everything the writing of a record needs beside the record.
struct Writer<'a> {
    connection: &'a Connection,
    /// Ids of all records of the registry.
    ids: HashMap<(Kind, &'a str), i64>,
    dating: Dating<'a>,
}

impl Writer<'_> {
    /// The id of the record of kind `kind` that `item` names by its slug or key.
    fn id(&self, item: &Item, kind: Kind, key: &str) -> Result<i64, Error> {
        self.ids.get(&(kind, key)).copied().ok_or_else(|| Error::Dangling {
            kind: item.kind.noun(),
            key: item.key.to_owned(),
            target: format!("{}:{key}", kind.noun()),
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
        clear(transaction, entry.item.kind, entry.id)?;
    }
    for entry in &mut plan.added {
        entry.id = allocate(transaction, entry.item)?;
    }
    let changes = Changes::new(&plan, kept);
    let written = plan.added.iter().chain(&plan.changed);
    let ids = written.clone().chain(&plan.moved).chain(&plan.unchanged);
    let ids = ids.map(|entry| ((entry.item.kind, entry.item.key), entry.id)).collect();
    let writer = Writer { connection: transaction, ids, dating };
    for entry in written {
        write(&writer, entry.item, entry.id)?;
        set_digest(transaction, entry.id, entry.digest)?;
        place(transaction, entry)?;
    }
    for entry in &plan.moved {
        rerank(transaction, entry)?;
        place(transaction, entry)?;
    }
    Ok(changes)
}

/// Takes out everything of a record but its node.
fn clear(connection: &Connection, kind: Kind, id: i64) -> Result<(), Error> {
    let table = kind.table();
    connection.prepare_cached(&format!("DELETE FROM {table} WHERE id = ?1"))?.execute([id])?;
    connection.prepare_cached("DELETE FROM name WHERE owner_id = ?1")?.execute([id])?;
    connection.prepare_cached("DELETE FROM citation WHERE fact_id = ?1")?.execute([id])?;
    Ok(())
}

/// A node for a new record, whose slug or key must be free. What the seed itself dropped is gone by now.
fn allocate(connection: &Connection, item: &Item) -> Result<i64, Error> {
    let (table, column) = (item.kind.table(), item.kind.key_column());
    let holder = format!("SELECT origin FROM {table} JOIN node USING (id) WHERE {column} = ?1");
    if let Some(row) = connection.prepare_cached(&holder)?.query([item.key])?.next()? {
        return Err(item.taken(format!("this {column}"), row.get(0)?));
    }
    connection
        .prepare_cached("INSERT INTO node (type, origin, digest) VALUES (?1, 'seed', 0)")?
        .execute([item.kind.type_name()])?;
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
        Record::Contest(contest) => facts::contest(writer, item, id, contest),
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
    let table = entry.item.kind.table();
    connection
        .prepare_cached(&format!("UPDATE {table} SET rank = ?2 WHERE id = ?1"))?
        .execute(params![entry.id, entry.item.rank])?;
    Ok(())
}

/// Gives a record its place among all: kind by kind, and by rank within its kind.
fn place(connection: &Connection, entry: &Entry) -> Result<(), Error> {
    let place = ((entry.item.kind as i64) << 40) + entry.item.rank;
    connection
        .prepare_cached("UPDATE node SET place = ?2 WHERE id = ?1")?
        .execute(params![entry.id, place])?;
    Ok(())
}
