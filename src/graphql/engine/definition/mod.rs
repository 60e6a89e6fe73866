//! The definition of a schema: its types, and where the values of their fields come from.

pub(super) mod framework;
mod table;

pub use table::*;
