//! The tests that use the crate from outside, in one binary.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod architecture;
mod cli;
mod docs;
mod http;
mod oracle;
mod queries;
mod schema;
mod seeded;
mod server;
mod statements;
mod store;
