//! What the writing of a record needs besides the record.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use super::{bounds::DateContext, origin::Origin, ranked::RankedRecord};
use crate::{domain::entity_type::EntityType, store::error::Error};

/// Writes the rows of records for one origin.
pub struct Writer<'a> {
    pub connection: &'a Connection,
    pub origin: Origin,
    pub ids: Ids<'a>,
    pub dates: DateContext<'a>,
}

/// Where the ids of the records that a record refers to come from.
pub enum Ids<'a> {
    /// This map, which has every record of the registry, including those that are not written yet.
    Known(HashMap<(EntityType, &'a str), i64>),
    /// The database.
    Stored,
}

impl Writer<'_> {
    /// The id of the record that `record` refers to by type and public key.
    ///
    /// # Errors
    /// [`Error::UnknownReference`] if there is no such record.
    pub fn id(&self, record: &RankedRecord, ty: EntityType, key: &str) -> Result<i64, Error> {
        let id = match &self.ids {
            Ids::Known(ids) => ids.get(&(ty, key)).copied(),
            Ids::Stored => {
                let (table, column) = (ty.table(), ty.key_column());
                let mut find = format!("SELECT id FROM {table} WHERE {column} = ?1");
                if ty == EntityType::Organization {
                    // An organization that was joined with another one has its slug no more.
                    find += " UNION ALL SELECT organization_id FROM redirect
                              WHERE scheme = 'SLUG' AND value = ?1";
                }
                let mut find = self.connection.prepare_cached(&find)?;
                find.query_row([key], |row| row.get(0)).optional()?
            }
        };
        id.ok_or_else(|| Error::UnknownReference {
            noun: record.ty().noun(),
            key: record.key().to_owned(),
            target: format!("{}:{key}", ty.noun()),
        })
    }
}
