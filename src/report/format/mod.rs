//! The formats: each has a writer, and all writers receive the same rows.

mod create;
mod csvw;
mod delimited;
mod formats;
mod json;
mod network;
#[cfg(feature = "parquet")]
mod parquet;
mod rdf;
mod writer;
mod xlsx;

pub use self::{
    create::writer,
    formats::{FORMATS, Format, FormatInfo},
    writer::{Output, WriterInput},
};
