//! Reads the text of files into parsed records.

mod files;
mod parser;
mod value;

pub use files::parse;
