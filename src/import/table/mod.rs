//! The importer of tables: CSV files whose columns a map describes.

mod importer;
mod map;
mod records;
mod row;
mod same_as;

pub use self::importer::TableImporter;
