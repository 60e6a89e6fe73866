//! Tests of the engine over a small schema of their own: it needs no registry.

mod deprecation;
pub(super) mod library;
mod schema;
