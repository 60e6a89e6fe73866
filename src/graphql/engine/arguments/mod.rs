//! What a request gives: argument values and variables.

mod value;
mod variables;

pub use value::{ArgumentValue, ScalarSource};
pub use variables::Variables;
