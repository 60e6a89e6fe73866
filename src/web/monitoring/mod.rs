//! Health checks and metrics: what an operator and the tools of an operator request.

mod endpoints;
pub mod probe;

pub use endpoints::{liveness, metrics, readiness};
