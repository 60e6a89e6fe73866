//! The layout of a table: its rows and columns, made from a document's outline and the schema alone.

pub(super) mod build;
mod lists;
pub mod network;
pub mod table;
