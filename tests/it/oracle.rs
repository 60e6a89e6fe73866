//! Compares responses and errors with those of graphql-js, the reference implementation of GraphQL.
//!
//! `tests/oracle/oracle.mjs` does the work. Run it by hand for more documents and other random seeds.

#![expect(clippy::print_stdout, reason = "reports what was compared, or why the test is skipped")]

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

fn is_installed(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

/// Installs graphql-js unless it is installed.
fn install() {
    if folder().join("node_modules").is_dir() {
        return;
    }
    let npm = Command::new("npm").args(["ci", "--ignore-scripts"]).current_dir(folder()).output();
    let npm = npm.unwrap();
    assert!(npm.status.success(), "npm ci: {}", String::from_utf8_lossy(&npm.stderr));
}

#[test]
fn graphql_js_gives_the_same_response_to_every_document() {
    if !(is_installed("node") && is_installed("npm")) {
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
