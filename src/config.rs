//! Everything that can be set, each as a flag and as an environment variable.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};

/// A registry of a research ecosystem: dated, sourced facts behind a nested GraphQL API.
///
/// Without a command it serves the registry.
#[derive(Debug, Parser)]
#[command(name = "consortia", version, about, long_about = None)]
pub struct Config {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What every command needs to know.
    #[command(flatten)]
    pub common: Common,
    /// How to serve.
    #[command(flatten)]
    pub serve: Serve,
}

/// What every command needs to know.
#[derive(Clone, Debug, Args)]
pub struct Common {
    /// The database file; made and filled from the seed where there is none.
    #[arg(long, global = true, env = "CONSORTIA_DB", default_value = "consortia.db")]
    pub db: PathBuf,
    /// Write the log as JSON lines instead of text.
    #[arg(long, global = true, env = "CONSORTIA_LOG_JSON", value_parser = clap::builder::BoolishValueParser::new())]
    pub log_json: bool,
}

/// How to serve.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Address and port to listen on; port 0 takes any free one.
    #[arg(long, env = "CONSORTIA_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
}

/// What to do.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Serve the registry (what happens without a command).
    Serve(Serve),
    /// Validate seed files, and list every problem with its place and cure.
    Check {
        /// Folder of seed files; the seed inside the program unless given.
        folder: Option<PathBuf>,
    },
    /// Bring the database up to date with the seed inside the program, and say what changed.
    Seed,
    /// Take in what another registry or a list of your own says, beside what is there.
    #[command(subcommand)]
    Import(Import),
    /// Print the schema of the API.
    Schema,
    /// Answer a GraphQL document without a server; fails where the answer has errors.
    Query {
        /// File with the document; - reads it from standard input.
        file: PathBuf,
        /// Variables as a JSON object.
        #[arg(long, default_value = "{}")]
        variables: String,
        /// Which operation of the document.
        #[arg(long)]
        operation: Option<String>,
    },
    /// Copy the database to a new file while it is being used, and verify the copy.
    Backup {
        /// The new file; must not exist.
        to: PathBuf,
    },
    /// Look for damage in the database.
    Inspect,
    /// Ask the server at the listen address whether it is alive; fails where it is not.
    Health(Serve),
}

/// What to import.
#[derive(Clone, Debug, Subcommand)]
pub enum Import {
    /// The Research Organization Registry, schema v2: .json, .jsonl, either gzipped, or ROR's own .zip.
    Ror {
        /// The file.
        file: PathBuf,
        /// Version and day of the release, such as v2.9-2026-06-23; needed where the file's name does not begin so.
        #[arg(long, env = "CONSORTIA_RELEASE")]
        release: Option<String>,
        /// Report what would be done and write nothing.
        #[arg(long)]
        dry_run: bool,
    },
}
