//! The importer of tables: CSV files whose columns a map describes.

mod columns;
mod facts;
mod files;
mod findings;
mod importer;
mod keys;
mod map;
mod offices;
mod organization;
mod repeated;
mod row;
mod state;
mod values;

pub use self::importer::TableImporter;
pub(super) use self::map::Map;
