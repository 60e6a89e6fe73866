//! Admission: bounds on open connections, on concurrent requests, and on what each client may spend; fairness among
//! clients.
//!
//! What a single document may request is bounded separately, before it is executed: see `graphql`.

mod body;
mod budget;
mod charge;
mod client;
mod concurrency;
mod connection_activity;
mod connection_limit;
mod fair_queue;
mod fair_share;
mod log_limit;
mod rate_limiter;
pub mod refusal;
pub mod room;
mod service;
mod trusted_network;
mod worker_threads;

pub use budget::{Budget, Reservation};
pub use charge::Usage;
pub use client::{Client, Clients};
pub use connection_activity::{Activity, ExchangeGuard};
pub use connection_limit::{ConnectionLimit, ConnectionSlot};
pub use service::{Admission, AdmittedRequest};
pub use trusted_network::parse_network;
pub use worker_threads::Work;
