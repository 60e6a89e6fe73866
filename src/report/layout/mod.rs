//! The layout of a table: its columns and rows, made from the outline of a document and the options alone.
//! Because no data is read, the columns are the same for every response.

mod builder;
mod choose_rows;
pub(super) mod column;
pub(super) mod field_layout;
mod handling;
mod lay_out;
mod lists;
mod names;
pub(super) mod network;
pub(super) mod table;

pub use self::{
    column::Column,
    lay_out::lay_out,
    network::{NodeTable, lay_out_network},
    table::Table,
};
