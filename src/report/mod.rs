//! Reports: the answer to any document as a table, in the formats that people's tools open.
//!
//! What a table looks like is decided by the document and the schema, never by the data: `table.rs`
//! makes columns of an outline. `rows.rs` is one pure function from an answer to rows, and every format
//! is one writer behind it, so all formats have the same rows.

pub mod ask;
pub mod cell;
pub mod format;
pub mod graph;
mod layout;
pub mod library;
pub mod licence;
mod lists;
pub mod rows;
pub mod run;
pub mod table;

pub use ask::Ask;
pub use format::Format;
pub use table::Table;
