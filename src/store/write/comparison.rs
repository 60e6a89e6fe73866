//! Compares a registry with what the seed wrote before.

use std::collections::HashMap;

use rusqlite::Connection;

use super::{
    digest,
    rank_assignment::assign_ranks,
    rows::{bounds::DateContext, ranked::RankedRecord},
};
use crate::{
    domain::{entity_type::EntityType, origin::SEED},
    store::error::Error,
};

/// The records that the seed wrote before, by type and slug or key.
pub(super) struct StoredRecords(HashMap<(EntityType, String), Stored>);

struct Stored {
    id: i64,
    rank: i64,
    digest: i64,
}

/// A record of the registry and its node.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) record: &'a RankedRecord<'a>,
    /// The digest of the record as the registry has it now.
    pub(super) digest: i64,
    /// The id of its node; 0 until a new record has one.
    pub(super) id: i64,
}

/// A record of the database that the registry no longer has.
pub(super) struct DroppedRecord {
    pub(super) ty: EntityType,
    pub(super) key: String,
    pub(super) id: i64,
}

/// What differs between a registry and the database.
pub(super) struct Comparison<'a> {
    pub(super) added: Vec<Entry<'a>>,
    pub(super) changed: Vec<Entry<'a>>,
    /// Records that only have another rank.
    pub(super) moved: Vec<Entry<'a>>,
    pub(super) unchanged: Vec<Entry<'a>>,
    pub(super) dropped: Vec<DroppedRecord>,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(
        stored: StoredRecords,
        records: &'a [RankedRecord<'a>],
        dates: &DateContext,
    ) -> Self {
        let mut stored = stored.0;
        let (mut added, mut changed) = (Vec::new(), Vec::new());
        let (mut moved, mut unchanged) = (Vec::new(), Vec::new());
        for record in records {
            let digest = digest::of_record(record.record, dates.bounds(record.record));
            let before = stored.remove(&(record.ty(), record.key().to_owned()));
            let list = match &before {
                None => &mut added,
                Some(before) if before.digest != digest => &mut changed,
                Some(before) if before.rank != record.rank => &mut moved,
                Some(_) => &mut unchanged,
            };
            list.push(Entry { record, digest, id: before.map_or(0, |before| before.id) });
        }
        let dropped = stored.into_iter();
        let dropped = dropped.map(|((ty, key), row)| DroppedRecord { ty, key, id: row.id });
        Self { added, changed, moved, unchanged, dropped: dropped.collect() }
    }

    /// Every record of the registry.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry<'a>> {
        let written = self.added.iter().chain(&self.changed);
        written.chain(&self.moved).chain(&self.unchanged)
    }
}

impl StoredRecords {
    /// Reads every record that the seed wrote.
    pub(super) fn read(connection: &Connection) -> Result<Self, Error> {
        let mut all = HashMap::new();
        for ty in EntityType::ALL {
            let (table, column) = (ty.table(), ty.key_column());
            let mut statement = connection.prepare_cached(&format!(
                "SELECT {column}, id, rank, digest FROM {table} JOIN node USING (id)
                 WHERE origin = ?1"
            ))?;
            let mut rows = statement.query([SEED])?;
            while let Some(row) = rows.next()? {
                let stored = Stored { id: row.get(1)?, rank: row.get(2)?, digest: row.get(3)? };
                all.insert((ty, row.get(0)?), stored);
            }
        }
        Ok(Self(all))
    }

    /// Assigns every record its rank among the records of its type: the one it had, where the order allows.
    pub(super) fn assign_ranks(&self, records: &mut [RankedRecord]) {
        for of_type in records.chunk_by_mut(|one, next| one.ty() == next.ty()) {
            let before = of_type.iter().map(|record| {
                self.0.get(&(record.ty(), record.key().to_owned())).map(|stored| stored.rank)
            });
            let ranks = assign_ranks(&before.collect::<Vec<_>>());
            for (record, rank) in of_type.iter_mut().zip(ranks) {
                record.rank = rank;
            }
        }
    }
}
