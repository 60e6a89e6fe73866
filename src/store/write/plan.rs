//! Comparing a registry with what the seed wrote before.

use std::collections::HashMap;

use rusqlite::Connection;

use super::{Error, bounds::Dating, digest::digest, item::Item, rank};
use crate::domain::entity::EntityType;

/// The records that the seed wrote before, by kind and slug or key.
pub(super) struct Before(HashMap<(EntityType, String), Stored>);

/// A record of the registry and its node.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) item: &'a Item<'a>,
    /// Its digest now.
    pub(super) digest: i64,
    /// Id of its node; 0 until a new record has been given one.
    pub(super) id: i64,
}

/// A record of the database that the registry no longer has.
pub(super) struct Missing {
    pub(super) ty: EntityType,
    pub(super) key: String,
    pub(super) id: i64,
}

/// What has to happen to every record.
pub(super) struct Plan<'a> {
    pub(super) added: Vec<Entry<'a>>,
    pub(super) changed: Vec<Entry<'a>>,
    /// The same but for its place among its kind.
    pub(super) moved: Vec<Entry<'a>>,
    pub(super) unchanged: Vec<Entry<'a>>,
    pub(super) missing: Vec<Missing>,
}

struct Stored {
    id: i64,
    rank: i64,
    digest: i64,
}

impl<'a> Plan<'a> {
    pub(super) fn new(before: Before, items: &'a [Item<'a>], dating: &Dating) -> Self {
        let mut stored = before.0;
        let (mut added, mut changed) = (Vec::new(), Vec::new());
        let (mut moved, mut unchanged) = (Vec::new(), Vec::new());
        for item in items {
            let digest = digest(item.record, dating.bounds(item.record));
            let before = stored.remove(&(item.ty, item.key.to_owned()));
            let list = match &before {
                None => &mut added,
                Some(before) if before.digest != digest => &mut changed,
                Some(before) if before.rank != item.rank => &mut moved,
                Some(_) => &mut unchanged,
            };
            list.push(Entry { item, digest, id: before.map_or(0, |before| before.id) });
        }
        let missing = stored.into_iter();
        let missing = missing.map(|((ty, key), row)| Missing { ty, key, id: row.id }).collect();
        Self { added, changed, moved, unchanged, missing }
    }
}

impl Before {
    /// Every record the seed wrote.
    pub(super) fn read(connection: &Connection) -> Result<Self, Error> {
        let mut all = HashMap::new();
        for ty in EntityType::ALL {
            let (table, column) = (ty.table(), ty.key_column());
            let mut statement = connection.prepare_cached(&format!(
                "SELECT {column}, id, rank, digest FROM {table} JOIN node USING (id)
                 WHERE origin = 'seed'"
            ))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let stored = Stored { id: row.get(1)?, rank: row.get(2)?, digest: row.get(3)? };
                all.insert((ty, row.get(0)?), stored);
            }
        }
        Ok(Self(all))
    }

    /// Gives every record its rank among its kind: the one it had, where the order allows.
    pub(super) fn rank(&self, items: &mut [Item]) {
        for of_kind in items.chunk_by_mut(|one, next| one.ty == next.ty) {
            let had = of_kind
                .iter()
                .map(|item| self.0.get(&(item.ty, item.key.to_owned())).map(|stored| stored.rank));
            let ranks = rank::settle(&had.collect::<Vec<_>>());
            for (item, rank) in of_kind.iter_mut().zip(ranks) {
                item.rank = rank;
            }
        }
    }
}
