//! Plans: an operation and its variables, compiled to statements and to the steps that write its response.

pub mod coerce_arguments;
pub mod coerce_variables;
pub mod compile;
pub mod parameters;
pub mod selection;
pub mod sources;
pub mod steps;
