//! Reports: the answer to any document as a table, in the formats that people's tools open.
//!
//! What a table looks like is decided by the document and the schema, never by the data: `layout` makes
//! the columns. `rows` turns an answer into rows, and every format is one writer of those rows, so all
//! formats have the same rows.

pub mod definition;
pub mod format;
pub mod layout;
pub mod licence;
pub mod options;
pub mod prepared;
pub mod rows;

pub use format::Format;
pub use layout::table::Table;
pub use options::Ask;
