//! Brings what the seed wrote to what a registry says now.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::{
    changes::Changes,
    comparison::{Comparison, StoredRecords},
    discrepancies, merged, regions, removal,
    rows::{
        bounds::DateContext,
        merge, node,
        origin::Origin,
        ranked::ranked_records,
        record,
        writer::{Ids, Writer},
    },
    setting, topics,
};
use crate::{
    domain::{entity_type::EntityType, origin::SEED, record::Registry},
    store::error::Error,
};

/// See [`Store::apply`](crate::store::Store::apply).
pub(in crate::store) fn apply(
    connection: &mut Connection,
    registry: &Registry,
    seed_digest: &str,
) -> Result<Changes, Error> {
    if setting::is_applied(connection, seed_digest)? {
        return Ok(Changes::unchanged(registry));
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.pragma_update(None, "defer_foreign_keys", true)?;
    let changes = reconcile(&transaction, registry)?;
    setting::record_seed(&transaction, seed_digest, &changes)?;
    transaction.commit()?;
    // Readers map the file, not its log. If this checkpoint fails, a later one does the same.
    let _ = connection.execute_batch("PRAGMA wal_checkpoint(PASSIVE)");
    Ok(changes)
}

fn reconcile(transaction: &Transaction, registry: &Registry) -> Result<Changes, Error> {
    let dates = DateContext::new(registry);
    let mut records = ranked_records(registry);
    let stored = StoredRecords::read(transaction)?;
    stored.assign_ranks(&mut records);
    let mut comparison = Comparison::new(stored, &records, &dates);
    // Rows whose derived columns an earlier version computed are written again, although their records are the same.
    let outdated = !setting::is_derivation_current(transaction, SEED)?;
    let retained = removal::remove_dropped(transaction, registry, &comparison)?;
    let same = comparison.unchanged.iter().chain(&comparison.moved).filter(|_| outdated);
    for entry in comparison.changed.iter().chain(same.clone()) {
        merged::separate(transaction, entry.record.ty(), entry.id)?;
        node::delete_rows(transaction, Origin::SEED, entry.record.ty(), entry.id)?;
    }
    discrepancies::give_way(transaction, &registry.discrepancies)?;
    for entry in &mut comparison.added {
        entry.id = node::insert(transaction, SEED, entry.record)?;
    }
    let changes = Changes::new(&comparison, retained);
    let ids = comparison.entries().map(|entry| ((entry.record.ty(), entry.record.key()), entry.id));
    let ids = Ids::Known(ids.collect());
    let writer = Writer { connection: transaction, origin: Origin::SEED, ids, dates };
    for entry in comparison.added.iter().chain(&comparison.changed) {
        record::write(&writer, entry.record, entry.id)?;
        node::set_digest(transaction, entry.id, entry.digest)?;
        node::set_position(transaction, entry.record, entry.id)?;
        if entry.record.ty() == EntityType::Organization {
            merge::invalidate_imports(transaction, entry.id)?;
        }
    }
    let mut refreshed = false;
    for entry in same {
        record::write(&writer, entry.record, entry.id)?;
        refreshed = true;
    }
    for entry in &comparison.moved {
        node::set_rank(transaction, entry.record, entry.id)?;
    }
    merged::reconcile(transaction)?;
    let others_found = discrepancies::refresh(transaction)?;
    if (refreshed || others_found) && !changes.any() {
        setting::raise_data_version(transaction)?;
    }
    regions::assign(transaction)?;
    topics::refresh(transaction)?;
    setting::set_derivation_current(transaction, SEED)?;
    Ok(changes)
}
