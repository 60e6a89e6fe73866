//! The database file: opening, identifying, checking, migrating and copying it, and the version of its
//! data.

pub(super) mod backup;
pub(super) mod check;
pub(super) mod connection;
pub mod data_version;
pub(super) mod file_id;
pub(super) mod identify;
pub(super) mod migrate;
mod paths;
pub(super) mod wal_index;
