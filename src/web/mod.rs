//! HTTP: the addresses of the service and what serves them.
//!
//! | module | what it is for |
//! | --- | --- |
//! | [`service`] | puts all of it together |
//! | [`server`] | listens, serves connections, stops |
//! | `supervisor` | starts the server as a process of its own, and again if it dies |
//! | [`routes`], [`router`], [`dispatch`] | the table of addresses, the router built from it, and what surrounds every request |
//! | [`admission`] | bounds on connections, concurrent requests and what each client may spend |
//! | [`graphql_http`] | GraphQL over HTTP |
//! | [`tables`] | reports, any document as a table, the database as a file |
//! | [`pages`] | the Explorer and GraphiQL |
//! | [`monitoring`], [`metrics`] | health checks and metrics |
//! | [`processor_time`], [`idle_time`] | the processor time of requests, and the idle time of threads |
//! | [`response`] | statuses, media types, content encoding, headers |
//! | `integrity` | checks the database thoroughly while it is served |
//! | `overwrite` | stops the server if another program overwrites the database file |
//! | [`state`], [`settings`], [`request_context`], [`cors`] | what handlers share, what can be set, what is known of a request, other origins |

mod admission;
mod cors;
mod dispatch;
mod graphql_http;
pub mod idle_time;
mod integrity;
mod metrics;
pub mod monitoring;
mod overwrite;
pub mod pages;
mod processor_time;
mod request_context;
mod response;
mod router;
pub mod routes;
mod server;
mod service;
mod settings;
mod state;
#[cfg(target_os = "linux")]
pub mod supervisor;
mod tables;

pub use admission::parse_network;
pub use cors::AllowedOrigins;
pub use ipnet::IpNet;
pub use response::outcome::{Outcome, STATUSES, StatusRow};
pub use server::bind;
pub use service::serve;
pub use settings::Settings;
pub use tokio::net::TcpSocket;
