//! Reading: a pool of read-only connections, the snapshot that a request reads from, and the queries that
//! take more than one generated statement.

mod deadline;
pub mod lookup;
pub mod network;
mod network_cache;
pub mod participations;
mod reader_pool;
pub mod search;
pub mod similar_keys;
mod snapshot;

pub use self::{reader_pool::ReaderPool, snapshot::Snapshot};
