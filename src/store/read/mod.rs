//! Reading: a pool of read-only connections, the snapshot that a request reads from, and the queries
//! that are more than one generated statement.

pub mod lookup;
pub mod network;
pub mod reader_pool;
pub mod search;
pub mod snapshot;
