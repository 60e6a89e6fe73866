//! The database file: opening, checking, migrating and copying it, and the state of its data.

pub(in crate::store) mod backup;
pub(in crate::store) mod connection;
pub mod data_version;
pub(in crate::store) mod identity;
pub(in crate::store) mod inspect;
pub(in crate::store) mod migrate;
pub(in crate::store) mod portable;
pub(in crate::store) mod wal_index;
