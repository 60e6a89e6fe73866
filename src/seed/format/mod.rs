//! The format of the seed's files: the fields of each record and the types of their values.
//!
//! [`records`] is the only description of the format. The parser, the checks, the messages and the JSON
//! Schemas for editors follow from it.

mod facts;
pub mod field;
mod json_schema;
mod organization;
pub mod records;
mod shared;
mod things;
mod topics;

pub use json_schema::schemas;
