//! Answers and refusals held against graphql-js, the reference implementation of GraphQL.
//!
//! The work is done by `tests/oracle/oracle.mjs`; run it by hand for more documents and other seeds.

#![expect(clippy::print_stdout, reason = "what was compared, or why nothing was")]

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use crate::server::Server;

const SEED: &str = "1";
const DOCUMENTS: &str = "40";
const SECONDS: &str = "60";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle")
}

fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

/// Fetches graphql-js where it is not there yet.
fn install() {
    if folder().join("node_modules").is_dir() {
        return;
    }
    let npm = Command::new("npm").args(["ci", "--ignore-scripts"]).current_dir(folder()).output();
    let npm = npm.unwrap();
    assert!(npm.status.success(), "npm ci: {}", String::from_utf8_lossy(&npm.stderr));
}

#[test]
fn graphql_js_makes_the_same_of_every_document() {
    if !(is_there("node") && is_there("npm")) {
        assert_ne!(env::var("CI").as_deref(), Ok("true"), "node and npm are missing");
        println!("skipped: node and npm are missing");
        return;
    }
    install();
    let place = tempfile::tempdir().unwrap();
    let server = Server::start(&place.path().join("oracle.db"));
    let address = format!("http://{}", server.address);
    let output = Command::new("node")
        .args(["oracle.mjs", &address, "--seed", SEED, "--count", DOCUMENTS, "--seconds", SECONDS])
        .current_dir(folder())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    println!("{text}");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}\n{errors}");
    assert!(text.trim_end().ends_with(" 0 failed"), "{text}");
}
