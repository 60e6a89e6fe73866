//! The records of a registry, each with its rank among the records of its type.

use crate::{
    domain::{
        entity_type::EntityType,
        record::{Record, Registry},
    },
    store::error::Error,
};

/// A record and its rank among the records of its type.
#[derive(Clone, Copy, Debug)]
pub struct RankedRecord<'a> {
    pub record: Record<'a>,
    pub rank: i64,
}

impl<'a> RankedRecord<'a> {
    pub fn ty(&self) -> EntityType {
        self.record.entity_type()
    }

    pub fn key(&self) -> &'a str {
        self.record.key()
    }

    /// The error for something that the record claims and that `origin` already has.
    pub fn already_owned(&self, what: String, origin: String) -> Error {
        Error::AlreadyOwned { noun: self.ty().noun(), key: self.key().to_owned(), what, origin }
    }
}

/// The records of a registry, type by type. Their ranks are still to be assigned.
pub fn ranked_records(registry: &Registry) -> Vec<RankedRecord<'_>> {
    registry.records().map(|record| RankedRecord { record, rank: 0 }).collect()
}
