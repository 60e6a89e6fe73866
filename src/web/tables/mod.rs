//! Tables by address: reports, any document as a table, and a copy of the database.
//!
//! A table is written to a file first, out of one snapshot, and sent when it is complete; see [`files`].

mod catalog;
mod compressed_file;
mod database_copy;
mod file_response;
mod files;
mod handlers;
mod page_cache;
mod refusal;
mod request;
mod respond;
mod state;
mod write;
mod writing;

pub use catalog::{catalog_json_ld, catalog_page};
pub use database_copy::database_copy;
pub use handlers::{posted_table, report, table};
pub use state::Tables;
pub use write::TABLE_HEADERS;
