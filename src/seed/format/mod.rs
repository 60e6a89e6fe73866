//! The format of the seed's files: the keys of each record and the rules of their values.
//!
//! [`records`] is the only description of the format. The reader, the checks, the messages and the JSON
//! Schemas for editors follow from it.

pub mod field;
mod json_schema;
pub mod records;

pub use json_schema::schemas;
