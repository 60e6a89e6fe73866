//! Execution: runs a plan over one snapshot of the data and writes its response.

mod failure;
mod page;
mod run;
pub mod slices;
#[cfg(test)]
mod tests;
mod writer;

pub use failure::{FieldError, Stop};
pub use run::run;
