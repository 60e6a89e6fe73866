//! Everything that can be set, each as a flag and as an environment variable.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    time::Duration,
};

use clap::{Args, Parser, Subcommand, builder::BoolishValueParser};

use crate::{
    limits::Limits,
    web::{IpNet, Origins},
};

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
    #[arg(long, global = true, env = "CONSORTIA_LOG_JSON", value_parser = BoolishValueParser::new())]
    pub log_json: bool,
}

/// How to serve.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Address and port to listen on; port 0 takes any free one.
    #[arg(long, env = "CONSORTIA_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Folder of further documents to publish: files that end in .graphql.
    #[arg(long, env = "CONSORTIA_PUBLISHED", value_name = "FOLDER")]
    pub published: Option<PathBuf>,
    /// Answer published documents alone.
    #[arg(long, env = "CONSORTIA_ONLY_PUBLISHED", value_parser = BoolishValueParser::new())]
    pub only_published: bool,
    /// Origins whose pages may read answers: *, none, or a list such as `https://a.example,https://b.example`.
    #[arg(long, env = "CONSORTIA_CORS", value_name = "ORIGINS", default_value = "*")]
    pub cors: Origins,
    /// Units that one client may spend in a minute: one a request, and one for each 100 rows asked for.
    #[arg(long, env = "CONSORTIA_BUDGET", value_name = "UNITS", default_value_t = Limits::default().budget)]
    pub budget: u64,
    /// File of API keys: a line each with a name, the key and, if it has its own budget, units a minute.
    #[arg(long, env = "CONSORTIA_API_KEYS", value_name = "FILE")]
    pub api_keys: Option<PathBuf>,
    /// Proxies whose X-Forwarded-For is believed: addresses or networks such as 10.0.0.0/8, parted by commas.
    #[arg(long, env = "CONSORTIA_TRUSTED_PROXIES", value_name = "NETWORKS", value_delimiter = ',', value_parser = network)]
    pub trusted_proxies: Vec<IpNet>,
    /// Megabytes of answers that are kept for those who ask the same while the data stays; 0 keeps none.
    #[arg(long, env = "CONSORTIA_KEEP", value_name = "MEGABYTES", default_value_t = 32)]
    pub keep: usize,
    /// Milliseconds from which on a query is logged as slow.
    #[arg(long, env = "CONSORTIA_SLOW", value_name = "MILLISECONDS", default_value_t = 500)]
    pub slow: u64,
    /// Milliseconds that one request may read.
    #[arg(long, env = "CONSORTIA_TIME", value_name = "MILLISECONDS", default_value_t = 5_000)]
    pub time: u64,
    /// Rows of a table.
    #[arg(long, env = "CONSORTIA_TABLE_ROWS", value_name = "COUNT", default_value_t = Limits::default().table_rows)]
    pub table_rows: u64,
    /// Milliseconds that one table may be read.
    #[arg(
        long,
        env = "CONSORTIA_TABLE_TIME",
        value_name = "MILLISECONDS",
        default_value_t = 60_000
    )]
    pub table_time: u64,
    /// Requests in flight.
    #[arg(long, env = "CONSORTIA_REQUESTS", value_name = "COUNT", default_value_t = Limits::default().requests)]
    pub requests: u64,
    /// Connections; the one that has been silent longest leaves for a new one.
    #[arg(long, env = "CONSORTIA_CONNECTIONS", value_name = "COUNT", default_value_t = Limits::default().connections)]
    pub connections: u64,
}

impl Serve {
    /// The limits, where they were set otherwise.
    #[must_use]
    pub fn limits(&self) -> Limits {
        let Self { budget, requests, connections, table_rows, .. } = *self;
        let [time, table_time] = [self.time, self.table_time].map(Duration::from_millis);
        let rest = Limits::default();
        Limits { time, requests, connections, budget, table_rows, table_time, ..rest }
    }
}

/// A network, or an address as a network of one.
fn network(text: &str) -> Result<IpNet, String> {
    let address = || text.parse::<IpAddr>().map(IpNet::from);
    text.parse()
        .or_else(|_| address())
        .map_err(|_| "give an address or a network such as 10.0.0.0/8".to_owned())
}

/// What to do.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Serve the registry (what happens without a command).
    Serve(Serve),
    /// Look for damage in a database, or validate a folder of seed files; every problem with place and cure.
    Check {
        /// A database file, or a folder of seed files; the seed inside the program unless given, whatever --db says.
        path: Option<PathBuf>,
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
        /// Answer it so often and say the last answer: to count what an answer takes.
        #[arg(long, default_value_t = 1, conflicts_with = "format")]
        times: u32,
        /// Write the answer as a table in this format: csv, xlsx, ndjson, ...
        #[arg(long)]
        format: Option<String>,
        /// Where the table goes; table.FORMAT unless given, - is standard output.
        #[arg(long, requires = "format")]
        to: Option<PathBuf>,
        /// A parameter of the table, such as rows=organizations or columns=short.
        #[arg(long, requires = "format", value_name = "NAME=VALUE")]
        set: Vec<String>,
    },
    /// Write reports as files, without a server.
    Export {
        /// Which reports; all that need no parameters unless given.
        names: Vec<String>,
        /// In which formats.
        #[arg(long, default_value = "csv", value_delimiter = ',')]
        format: Vec<String>,
        /// The folder they go to.
        #[arg(long, default_value = "export")]
        to: PathBuf,
        /// A parameter, such as asOf=2007 or organization=PSCC.
        #[arg(long, value_name = "NAME=VALUE")]
        set: Vec<String>,
    },
    /// Copy the database to a new file while it is being used, and verify the copy.
    Backup {
        /// The new file; must not exist.
        to: PathBuf,
    },
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
    /// A table of your own, as a map says which column is what (docs/import.md).
    Table {
        /// The table, as CSV in UTF-8.
        file: PathBuf,
        /// The map, as TOML.
        #[arg(long)]
        map: PathBuf,
        /// Report what would be done and write nothing.
        #[arg(long)]
        dry_run: bool,
        /// Leave out the rows that break a rule, and take in the others.
        #[arg(long)]
        keep_going: bool,
    },
}
