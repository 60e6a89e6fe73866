//! The command line: every command and option, and the environment variable that sets each option.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use clap::{Args, Parser, Subcommand, builder::BoolishValueParser, value_parser};

use crate::{
    limits::{
        Limits, RequestLimits, ServerLimits, TableLimits,
        byte_size::{ByteSize, parse_byte_size},
        memory::parse_memory,
        options::{MAX_CACHE_BYTES, MAX_CONCURRENCY, MAX_COUNT, MAX_TIME_MS},
        tables::MIN_SPOOL_BYTES,
    },
    web::{AllowedOrigins, IpNet, parse_network},
};

/// A registry of a research ecosystem: facts with dates and sources, behind a GraphQL API.
///
/// Without a command it serves the registry. The options below can stand before or after the command that uses them.
#[derive(Clone, Debug, Parser)]
#[command(name = "consortia", version, about, long_about = None, after_help = EXIT_CODES)]
pub struct CommandLine {
    /// The command to run.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Options of every command.
    #[command(flatten)]
    pub global: GlobalOptions,
    /// Options of the server.
    #[command(flatten)]
    pub serve: ServeOptions,
}

const EXIT_CODES: &str = "Exit codes: 0 success; 1 the command failed, and standard error says why; 2 the command line is wrong.
Each option can also be set by the environment variable that is shown with it. CONSORTIA_LOG sets
which messages are logged: error, warn, info (the default), debug or trace.";

/// Options of every command.
#[derive(Clone, Debug, Args)]
pub struct GlobalOptions {
    /// The database file. If it does not exist, it is created and filled from the seed.
    #[arg(long, env = "CONSORTIA_DB", value_name = "FILE", default_value = "consortia.db")]
    pub db: PathBuf,
    /// Write the log as JSON lines instead of text.
    #[arg(long, env = "CONSORTIA_LOG_JSON", value_parser = BoolishValueParser::new())]
    pub log_json: bool,
}

/// Options of the server.
#[derive(Clone, Debug, Args)]
pub struct ServeOptions {
    /// Address and port to listen on. Port 0 takes any free port.
    #[arg(
        long,
        env = "CONSORTIA_LISTEN",
        value_name = "ADDRESS",
        default_value = "127.0.0.1:8080"
    )]
    pub listen: SocketAddr,
    /// Folder of .graphql files to add to the persisted documents, which clients run by name or hash.
    #[arg(long, env = "CONSORTIA_PERSISTED_DOCUMENTS", value_name = "FOLDER")]
    pub persisted_documents: Option<PathBuf>,
    /// Reject every document that is not a persisted document.
    #[arg(long, env = "CONSORTIA_ONLY_PERSISTED_DOCUMENTS", value_parser = BoolishValueParser::new())]
    pub only_persisted_documents: bool,
    /// Serve in one process, without the supervisor that starts the server again if it dies. For debuggers and service managers.
    #[arg(long, env = "CONSORTIA_NO_SUPERVISOR", value_parser = BoolishValueParser::new())]
    pub no_supervisor: bool,
    /// Origins whose pages may read responses: *, none, or a list such as `https://a.example,https://b.example`.
    #[arg(long, env = "CONSORTIA_CORS", value_name = "ORIGINS", default_value = "*")]
    pub cors: AllowedOrigins,
    /// Units that one client may spend per minute. A unit is 0.1 ms of processor time; each request costs at least one.
    #[arg(long, env = "CONSORTIA_RATE_LIMIT", value_name = "UNITS", default_value_t = ServerLimits::default().rate_limit, value_parser = value_parser!(u64).range(1..=MAX_COUNT))]
    pub rate_limit: u64,
    /// File of API keys, one per line: a name, the key and, optionally, a rate limit of its own.
    #[arg(long, env = "CONSORTIA_API_KEYS", value_name = "FILE")]
    pub api_keys: Option<PathBuf>,
    /// Proxies whose X-Forwarded-For header is trusted: addresses or networks such as 10.0.0.0/8, separated by commas.
    #[arg(long, env = "CONSORTIA_TRUSTED_PROXIES", value_name = "NETWORKS", value_delimiter = ',', value_parser = parse_network)]
    pub trusted_proxies: Vec<IpNet>,
    /// Memory that the server may take, such as 512MB or 2GiB [default: half of the memory limit of its control group, or of the memory of the machine].
    #[arg(long, env = "CONSORTIA_MEMORY", value_name = "SIZE", value_parser = parse_memory)]
    pub memory: Option<u64>,
    /// Disk space that temporary files may take, such as 512MB or 2GiB: tables being written, read or cached, and copies of the database [default: 4 GiB, or half of the free space if that is less].
    #[arg(long, env = "CONSORTIA_SPOOL", value_name = "SIZE", value_parser = parse_spool)]
    pub spool: Option<u64>,
    /// Size of the response cache in bytes; 0 turns it off [default: its part of --memory].
    #[arg(long, env = "CONSORTIA_RESPONSE_CACHE_BYTES", value_name = "BYTES", value_parser = value_parser!(u64).range(0..=MAX_CACHE_BYTES))]
    pub response_cache_bytes: Option<u64>,
    /// Log queries that take at least this many milliseconds.
    #[arg(
        long,
        env = "CONSORTIA_SLOW_QUERY_MS",
        value_name = "MILLISECONDS",
        default_value_t = 500, value_parser = value_parser!(u64).range(0..=MAX_TIME_MS))]
    pub slow_query_ms: u64,
    /// Time that executing one operation may take, in milliseconds.
    #[arg(long, env = "CONSORTIA_EXECUTION_TIME_MS", value_name = "MILLISECONDS", default_value_t = milliseconds(RequestLimits::default().execution_time), value_parser = value_parser!(u64).range(1..=MAX_TIME_MS))]
    pub execution_time_ms: u64,
    /// Rows that one table may have.
    #[arg(long, env = "CONSORTIA_TABLE_ROWS", value_name = "COUNT", default_value_t = TableLimits::default().rows, value_parser = value_parser!(u64).range(1..=MAX_COUNT))]
    pub table_rows: u64,
    /// Time that writing one table may take, in milliseconds.
    #[arg(long, env = "CONSORTIA_TABLE_TIME_MS", value_name = "MILLISECONDS", default_value_t = milliseconds(TableLimits::default().time), value_parser = value_parser!(u64).range(1..=MAX_TIME_MS))]
    pub table_time_ms: u64,
    /// Requests that may be in progress at the same time.
    #[arg(long, env = "CONSORTIA_CONCURRENT_REQUESTS", value_name = "COUNT", default_value_t = ServerLimits::default().concurrent_requests, value_parser = value_parser!(u64).range(1..=MAX_CONCURRENCY))]
    pub concurrent_requests: u64,
    /// Connections that may be open at the same time. If all are in use, a new one closes an idle one of the client that has the most.
    #[arg(long, env = "CONSORTIA_CONNECTIONS", value_name = "COUNT", default_value_t = ServerLimits::default().connections, value_parser = value_parser!(u64).range(1..=MAX_CONCURRENCY))]
    pub connections: u64,
}

impl ServeOptions {
    /// The default limits with those that the options set.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits {
            request: RequestLimits {
                execution_time: Duration::from_millis(self.execution_time_ms),
                ..RequestLimits::default()
            },
            server: ServerLimits {
                connections: self.connections,
                concurrent_requests: self.concurrent_requests,
                rate_limit: self.rate_limit,
                ..ServerLimits::default()
            },
            table: TableLimits {
                rows: self.table_rows,
                time: Duration::from_millis(self.table_time_ms),
                ..TableLimits::default()
            },
            ..Limits::default()
        }
    }
}

/// Parses the value of `--spool`.
fn parse_spool(text: &str) -> Result<u64, String> {
    let bytes = parse_byte_size(text)?;
    if bytes < MIN_SPOOL_BYTES {
        let smallest = ByteSize(MIN_SPOOL_BYTES);
        return Err(format!("tables need at least {smallest}; give {MIN_SPOOL_BYTES} or more"));
    }
    Ok(bytes)
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// The commands.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Serve the registry over HTTP. This is the default command.
    Serve,
    /// Check a database file for damage, or validate seed files and list every problem.
    Check {
        /// A database file or a folder of seed files [default: the seed that is part of the program]
        path: Option<PathBuf>,
    },
    /// Update the database to the seed that is part of the program, and print what changed.
    Seed,
    /// Import a release of another registry, or a table of your own, into the database.
    #[command(subcommand)]
    Import(ImportCommand),
    /// Import the files of registers, print who founded a cluster and whom its founders work with, and serve the registry.
    Demo(DemoOptions),
    /// List the pairs of imported records and organizations that may be the same, the likeliest first, or decide on one.
    Candidates(CandidatesOptions),
    /// Print the GraphQL schema.
    Schema,
    /// Run a GraphQL query without a server and print the response, or write it as a table.
    Query(QueryOptions),
    /// Write reports as files, without a server.
    Export(ExportOptions),
    /// Copy the database to a new file, even while it is in use, and verify the copy.
    Backup {
        /// The new file. It must not exist.
        to: PathBuf,
    },
    /// Replace the content of the database with that of a backup, even while it is served, and keep the previous content in a file beside it.
    Restore {
        /// The backup. It is not changed.
        from: PathBuf,
        /// Do not keep a copy of the previous content.
        #[arg(long)]
        no_copy: bool,
    },
    /// Ask the server at the listen address whether it is healthy; fail if it is not.
    Health,
}

/// Options of `consortia demo`.
#[derive(Clone, Debug, Args)]
pub struct DemoOptions {
    /// A file of a register to import: a release of ROR, the register of research structures (RNSR), the projects and the partners of
    /// the ANR. Its name must say which it is, and of which date. Can be repeated [default: none, only the seed].
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub with: Vec<PathBuf>,
}

/// Options of `consortia query`.
#[derive(Clone, Debug, Args)]
pub struct QueryOptions {
    /// File with the GraphQL document; - reads standard input.
    pub file: PathBuf,
    /// Variables, as a JSON object.
    #[arg(long, value_name = "JSON", default_value = "{}")]
    pub variables: String,
    /// Name of the operation to run, if the document has several.
    #[arg(long, value_name = "NAME")]
    pub operation: Option<String>,
    /// Run the query this many times and print the last response (for measurements).
    #[arg(long, value_name = "COUNT", default_value_t = 1, conflicts_with = "format", value_parser = value_parser!(u32).range(1..))]
    pub repeat: u32,
    /// Write the response as a table in this format, such as csv, xlsx or ndjson.
    #[arg(long)]
    pub format: Option<String>,
    /// File for the table; - writes to standard output [default: table.FORMAT]
    #[arg(long, requires = "format", value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Parameter of the table, such as rows=organizations or columns=short. Can be repeated.
    #[arg(long, requires = "format", value_name = "NAME=VALUE")]
    pub set: Vec<String>,
}

/// Options of `consortia candidates`.
#[derive(Clone, Debug, Args)]
pub struct CandidatesOptions {
    /// What is decided; without it, the candidates are listed.
    #[command(subcommand)]
    pub decision: Option<CandidateDecision>,
    /// Only records of this registry or list, such as ror or the name in a map.
    #[arg(long, value_name = "NAME")]
    pub origin: Option<String>,
    /// How many are listed at most [default: 50]
    #[arg(long, value_name = "COUNT")]
    pub limit: Option<u32>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// List what was decided instead.
    #[arg(long)]
    pub decided: bool,
}

/// What `consortia candidates` decides.
#[derive(Clone, Debug, Subcommand)]
pub enum CandidateDecision {
    /// The record is the organization: join them now.
    Link {
        /// Key of the record.
        key: String,
        /// Slug of the organization.
        slug: String,
        /// The registry or list of the record, such as rnsr, if several have a record with the key.
        #[arg(long, value_name = "NAME")]
        origin: Option<String>,
    },
    /// The record is not the organization: no import joins them.
    NoMatch {
        /// Key of the record.
        key: String,
        /// Slug of the organization.
        slug: String,
        /// The registry or list of the record, such as rnsr, if several have a record with the key.
        #[arg(long, value_name = "NAME")]
        origin: Option<String>,
    },
    /// The record is an organization of its own: no import joins it with another.
    New {
        /// Key of the record.
        key: String,
        /// The registry or list of the record, such as rnsr, if several have a record with the key.
        #[arg(long, value_name = "NAME")]
        origin: Option<String>,
    },
}

/// Options of `consortia export`.
#[derive(Clone, Debug, Args)]
pub struct ExportOptions {
    /// Names of reports [default: every report that has no required parameter]
    #[arg(value_name = "REPORT")]
    pub names: Vec<String>,
    /// Formats, separated by commas.
    #[arg(long, default_value = "csv", value_delimiter = ',')]
    pub format: Vec<String>,
    /// Folder for the files. It is created if it does not exist.
    #[arg(long, value_name = "FOLDER", default_value = "export")]
    pub output: PathBuf,
    /// Parameter of the reports, such as asOf=2007 or organization.slug=pscc. Can be repeated.
    #[arg(long, value_name = "NAME=VALUE")]
    pub set: Vec<String>,
}

/// Whether a command uses an option of [`CommandLine`]. An option that it does not use is refused.
#[must_use]
pub fn uses(command: &str, option: &str) -> bool {
    match option {
        "log_json" => true,
        "db" => !matches!(command, "check" | "health" | "schema"),
        "listen" => matches!(command, "demo" | "health" | "serve"),
        _ => matches!(command, "demo" | "serve"),
    }
}

/// What `consortia import` can import.
#[derive(Clone, Debug, Subcommand)]
pub enum ImportCommand {
    /// A release of the Research Organization Registry (schema v2): .json, .jsonl, either with .gz, or the .zip that ROR publishes.
    Ror {
        /// The file.
        file: PathBuf,
        /// Version and date of the release, such as v2.9-2026-06-23. Required if the file name does not start with them.
        #[arg(long, env = "CONSORTIA_ROR_RELEASE")]
        release: Option<String>,
        /// Print what the import would change, and write nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// The French register of research structures (RNSR), as the ministry publishes it: .csv, plain or with .gz.
    Rnsr {
        /// The file fr-esr-structures-recherche-publiques-actives.csv.
        file: PathBuf,
        /// Month or day of the file, such as 2022-02. Required if the file name does not have it, as rnsr-2022-02.csv.gz has.
        #[arg(long, value_name = "DATE")]
        date: Option<String>,
        /// Print what the import would change, and write nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Projects of the Programme d'investissements d'avenir and their partners, as the ANR publishes them: .csv, plain or with .gz.
    AnrPia {
        /// The file of projects.
        projects: PathBuf,
        /// The file of partners.
        partners: PathBuf,
        /// Month or day of the files, such as 2022-05-12. Required if their names do not have it.
        #[arg(long, value_name = "DATE")]
        date: Option<String>,
        /// Print what the import would change, and write nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// CSV tables of your own, or those of another registry. A map file says what their columns mean; docs/import.md describes it.
    Table {
        /// The tables, as CSV in UTF-8, also compressed with gzip: by the names that the map gives them, or in its order.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// The map, as TOML.
        #[arg(long, value_name = "FILE")]
        map: PathBuf,
        /// Print what the import would change, and write nothing.
        #[arg(long)]
        dry_run: bool,
        /// Skip the rows that are not valid, and import the others.
        #[arg(long)]
        skip_invalid_rows: bool,
    },
}
