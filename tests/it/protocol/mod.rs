//! GraphQL over HTTP as it goes over the wire: statuses, documents without text, tags, packing, origins.

mod caching;
mod documents;
mod origins;
mod routes;
mod statuses;

use std::path::PathBuf;

use crate::server::Server;

pub const GRAPHQL: (&str, &str) = ("accept", "application/graphql-response+json");

/// A folder that vanishes, and a path in it for a database.
pub fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wire.db");
    (folder, path)
}

/// A server over the first edition, with these arguments.
pub fn server(arguments: &[&str]) -> (tempfile::TempDir, Server) {
    let (folder, path) = place();
    let server = Server::with(&path, arguments);
    (folder, server)
}

/// A parameter as it stands in an address.
pub fn encoded(text: &str) -> String {
    let safe = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    let letter = |byte: u8| match byte {
        byte if safe(&byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(letter).collect::<Vec<_>>().concat()
}

/// The address that asks for a document.
pub fn address(query: &str) -> String {
    format!("/graphql?query={}", encoded(query))
}
