//! The Explorer and GraphiQL.

pub mod assets;
pub mod explorer;
