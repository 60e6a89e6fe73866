//! The importer of tables: CSV files whose columns a map describes.

mod importer;
mod map;
mod row;

pub use self::importer::TableImporter;
