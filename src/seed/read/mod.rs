//! From the text of files to parsed records.

mod files;
mod parser;
mod value;

pub use files::tables;
