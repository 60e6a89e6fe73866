//! Listening: connections, their bounds, and their end.

pub mod connections;
mod hyper_refusal;
mod lingering;
pub mod run;
