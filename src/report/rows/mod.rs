//! The rows of a table: from the answer of the engine to cells.

pub mod cell;
pub mod expand;
