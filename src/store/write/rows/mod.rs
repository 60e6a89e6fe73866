//! The rows of one record: its node, the tables of its type, and its parts.

pub mod bounds;
pub mod contribution;
mod facts;
pub mod filter_keys;
pub mod merge;
pub mod node;
pub mod organization;
pub mod origin;
mod parts;
mod places;
pub mod ranked;
pub mod record;
pub mod references;
mod topic;
pub mod writer;
