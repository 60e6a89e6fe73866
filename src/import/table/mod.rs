//! The importer of tables: CSV files whose columns a map describes.

mod importer;
mod map;
mod records;
mod row;

pub use self::importer::TableImporter;
