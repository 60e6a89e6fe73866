//! Parses and validates documents, checks their limits, and caches them.

mod checks;
mod guard;
mod operation;
mod parser_gaps;
mod store;
mod strings;
mod text;
mod validation;

pub use guard::{DocumentCost, check_expanded_fields, check_rows, check_variables};
pub use operation::select_operation;
pub use store::{Document, Documents};
#[cfg(test)]
pub use {
    checks::reject_duplicate_fields,
    guard::{scan, walk},
};
