//! Comparing a registry with what the seed wrote before.

use std::collections::HashMap;

use rusqlite::Connection;

use super::{Error, Kind, bounds::Dating, digest::digest, item::Item};

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
    pub(super) kind: Kind,
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
    pub(super) fn new(
        connection: &Connection,
        items: &'a [Item<'a>],
        dating: &Dating,
    ) -> Result<Self, Error> {
        let mut stored = stored(connection)?;
        let (mut added, mut changed) = (Vec::new(), Vec::new());
        let (mut moved, mut unchanged) = (Vec::new(), Vec::new());
        for item in items {
            let attested = item.record.cite_of_relation().and_then(|cite| dating.attested(cite));
            let digest = digest(item.record, attested);
            let before = stored.remove(&(item.kind, item.key.to_owned()));
            let list = match &before {
                None => &mut added,
                Some(before) if before.digest != digest => &mut changed,
                Some(before) if before.rank != item.rank => &mut moved,
                Some(_) => &mut unchanged,
            };
            list.push(Entry { item, digest, id: before.map_or(0, |before| before.id) });
        }
        let missing = stored.into_iter();
        let missing = missing.map(|((kind, key), row)| Missing { kind, key, id: row.id }).collect();
        Ok(Self { added, changed, moved, unchanged, missing })
    }
}

/// Every record the seed wrote, by kind and slug or key.
fn stored(connection: &Connection) -> Result<HashMap<(Kind, String), Stored>, Error> {
    let mut all = HashMap::new();
    for kind in Kind::ALL {
        let (table, column) = (kind.table(), kind.key_column());
        let mut statement = connection.prepare_cached(&format!(
            "SELECT {column}, id, rank, digest FROM {table} JOIN node USING (id)
             WHERE origin = 'seed'"
        ))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let stored = Stored { id: row.get(1)?, rank: row.get(2)?, digest: row.get(3)? };
            all.insert((kind, row.get(0)?), stored);
        }
    }
    Ok(all)
}
