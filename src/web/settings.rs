//! How to serve, beside the store and the address.

use std::{path::PathBuf, time::Duration};

use ipnet::IpNet;

use super::cors::AllowedOrigins;
use crate::{
    graphql::PersistedDocuments,
    limits::{Limits, memory::MemoryPlan},
};

/// How to serve, beside the store and the address.
#[derive(Debug)]
pub struct Settings {
    /// The limits that clients can exceed.
    pub limits: Limits,
    /// The persisted documents.
    pub persisted_documents: PersistedDocuments,
    /// Whether only persisted documents are executed.
    pub only_persisted: bool,
    /// The origins whose pages may read responses.
    pub allowed_origins: AllowedOrigins,
    /// A file of API keys, some with rate limits of their own.
    pub api_keys: Option<PathBuf>,
    /// The proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// What the memory of the server is for.
    pub memory: MemoryPlan,
    /// Bytes of all temporary files on disk; by default what is reasonable for the disk.
    pub spool: Option<u64>,
    /// Operations that take at least this long are logged.
    pub slow_query: Duration,
    /// How often a server process has died and was started again.
    pub restarts: u64,
}
