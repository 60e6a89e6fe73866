//! The importer of tables: CSV files whose columns a map describes.

mod columns;
mod facts;
mod importer;
mod map;
mod organization;
mod repeated;
mod row;
mod values;

pub use self::importer::TableImporter;
