//! Admission: bounds on open connections, on concurrent requests, and on what each client may spend.
//!
//! What a single document may request is bounded separately, before it is executed: see `graphql`.

mod body;
#[cfg_attr(not(test), expect(dead_code, reason = "its users follow"))]
mod budget;
mod client;
mod concurrency;
mod connection_limit;
mod rate_limiter;
pub mod refusal;
mod service;
mod trusted_network;

#[expect(unused_imports, reason = "its users follow")]
pub use budget::{Budget, Reservation};
pub use client::Clients;
pub use connection_limit::{ConnectionLimit, ConnectionSlot};
pub use service::{Admission, AdmittedRequest};
pub use trusted_network::parse_network;
