//! Responses as tables want them: the selection tree of a document, and its whole response in slices.
//!
//! A slice is a response with some of the rows of one list, the *rows* of the table. All slices together
//! have every row once, in order, out of one snapshot. None has more than a few hundred rows, so the
//! memory that a table takes does not grow with its rows.

mod added_fields;
mod engine;
mod tree;
mod variables;

pub use super::{
    definition::LeafKind,
    execute::slices::Stopped,
    plan::compile::{ArgumentSupplier, FieldArguments, IS_INCOMPLETE, InheritedFrom},
};
pub use added_fields::{AddedField, AddedFields};
pub use engine::{TableDocument, TablePlan};
pub use tree::{Node, Role};
pub use variables::DeclaredVariable;
