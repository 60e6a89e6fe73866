//! Listening: connections, each bounded in time and number, and an orderly shutdown.
//!
//! Own code instead of `axum::serve`, which bounds neither: with it, a connection that sends its head byte by byte, or
//! sends nothing, stays open forever.

mod connection;
mod descriptors;
mod hyper_responses;
mod lingering;
mod listener;
mod signals;
mod tracked;

pub use descriptors::raise_limit;
pub use lingering::LingeringStream;
pub use listener::{bind, listen, serve};
pub use signals::stop_signal;
