//! Parameters that need to know what the arguments of this schema mean: dates, folded text, keys of
//! records and global ids.

pub mod dates;
pub mod directions;
mod key;
mod key_lookup;
pub mod keys;
pub mod near;
pub mod node_ids;
pub mod numbers;
pub mod read;
pub mod text;
pub mod within;
