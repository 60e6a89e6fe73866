//! The compiler: from a selection to a plan, field by field as the definition says.
//!
//! One statement reads one list of rows with all that was selected of them: columns of the rows, and of
//! the rows they refer to. Lists and connections below are statements of their own, run for each row. So
//! the number of statements follows the number of lists shown, never the number of fields.

mod compiler;
mod computed;
mod connection;
mod counts;
mod entity;
mod filter;
mod groups;
mod object;
mod operation;
mod order;
mod quantified;
mod row;
mod table;
mod table_options;

pub use operation::compile;
pub use table_options::{
    ArgumentSupplier, FieldArguments, IS_INCOMPLETE, InheritedFrom, TableOptions,
};
