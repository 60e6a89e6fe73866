//! The database file: opening, identifying, checking, migrating and copying it, and the version of its
//! data.

pub(super) mod backup;
pub(super) mod check;
pub(super) mod connection;
pub mod data_version;
pub(super) mod file_id;
pub(super) mod foreign_log;
mod functions;
pub(super) mod identify;
mod in_use;
mod log_pages;
pub(super) mod migrate;
pub(super) mod overwrite_watch;
mod paths;
pub(super) mod restore;
pub(super) mod wal_index;
