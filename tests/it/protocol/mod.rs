//! HTTP as clients see it: addresses, statuses, documents by id, caching, compression, other origins.

mod caching;
mod documents;
mod headers;
mod origins;
mod routes;
mod statuses;

use std::path::PathBuf;

use crate::server::Server;

pub const GRAPHQL: (&str, &str) = ("accept", "application/graphql-response+json");

/// A temporary folder, and a path in it for a database.
pub fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wire.db");
    (folder, path)
}

/// A server with a fresh database and these arguments.
pub fn server(arguments: &[&str]) -> (tempfile::TempDir, Server) {
    let (folder, path) = place();
    let server = Server::with(&path, arguments);
    (folder, server)
}

/// A text percent-encoded for the query of a URL.
pub fn encoded(text: &str) -> String {
    let safe = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    let letter = |byte: u8| match byte {
        byte if safe(&byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(letter).collect::<Vec<_>>().concat()
}

/// The URL of a GET request with this document.
pub fn address(query: &str) -> String {
    format!("/graphql?query={}", encoded(query))
}
