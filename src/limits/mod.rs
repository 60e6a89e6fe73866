//! Every limit of the program: page sizes, bounds on documents, requests and tables, sizes of caches.
//!
//! There are two kinds. [`Limits`] has those that a client can exceed: an error names the limit in
//! `extensions.limit`, by the name that [`Limits::table`] gives it, and `docs/http.md` lists them all (a test
//! compares). Options of `consortia serve` set some of them. The modules below hold the constants,
//! grouped by what they bound; each name has its unit, unless it counts things.

pub mod options;
pub mod tables;

use std::time::Duration;

/// The limits that a client can exceed, with defaults that ordinary use never reaches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limits {
    /// What one GraphQL document may contain.
    pub document: DocumentLimits,
    /// What one request may ask for.
    pub request: RequestLimits,
    /// What the server does at once, and how long it waits for a client.
    pub server: ServerLimits,
    /// How large one table may be.
    pub table: TableLimits,
}

/// What one GraphQL document may contain. Fields, aliases and directives of a fragment count at each spread.
#[derive(Clone, Copy, Debug)]
pub struct DocumentLimits {
    /// Bytes of the text.
    pub bytes: u64,
    /// Tokens: names, numbers, strings and punctuation.
    pub tokens: u64,
    /// Brackets, braces and parentheses open at the same time.
    pub nesting: u64,
    /// Fields.
    pub fields: u64,
    /// Aliases.
    pub aliases: u64,
    /// Directives.
    pub directives: u64,
    /// Levels of fields.
    pub depth: u64,
    /// Lists of introspection nested in each other. `GraphiQL` and code generators nest three.
    pub introspection_depth: u64,
    /// Fields `__schema` and `__type`.
    pub introspection_fields: u64,
}

/// What one request may ask for.
#[derive(Clone, Copy, Debug)]
pub struct RequestLimits {
    /// Bytes of the body.
    pub body_bytes: u64,
    /// Items of one list in the variables.
    pub variable_list_items: u64,
    /// Rows that all pages of the operation together can return; nested pages multiply.
    pub rows: u64,
    /// Time that executing the operation may take.
    pub execution_time: Duration,
    /// Bytes of the response, and of the memory that it takes to write it.
    pub response_bytes: u64,
}

/// What the server does at once, and how long it waits for a client.
#[derive(Clone, Copy, Debug)]
pub struct ServerLimits {
    /// Open connections. A new one closes the one that has been idle for longest.
    pub connections: u64,
    /// Requests in progress.
    pub concurrent_requests: u64,
    /// Requests that wait for a worker thread. Those that may read many rows run on such threads.
    pub queued_requests: u64,
    /// Units that one client may spend in a minute: one for each request, and one for each
    /// [`cost::ROWS_PER_UNIT`] rows.
    pub rate_limit: u64,
    /// Time that a client may take to send the head of a request, and that a connection may be idle.
    pub request_head_time: Duration,
    /// Time that a client may take to send the body of a request.
    pub request_body_time: Duration,
    /// Time that a client may go without reading anything of a response.
    pub response_write_time: Duration,
}

/// How large one table may be.
#[derive(Clone, Copy, Debug)]
pub struct TableLimits {
    /// Rows.
    pub rows: u64,
    /// Bytes of the file.
    pub bytes: u64,
    /// Time that writing it may take.
    pub time: Duration,
}

impl Default for DocumentLimits {
    fn default() -> Self {
        Self {
            bytes: 20_000,
            tokens: 5_000,
            nesting: 64,
            fields: 2_000,
            aliases: 30,
            directives: 50,
            depth: 24,
            introspection_depth: 3,
            introspection_fields: 4,
        }
    }
}

impl Default for RequestLimits {
    fn default() -> Self {
        Self {
            body_bytes: 100_000,
            variable_list_items: 500,
            rows: 200_000,
            execution_time: Duration::from_secs(5),
            response_bytes: 16_000_000,
        }
    }
}

impl Default for ServerLimits {
    fn default() -> Self {
        Self {
            connections: 800,
            concurrent_requests: 256,
            queued_requests: 16,
            rate_limit: 6_000_000,
            request_head_time: Duration::from_secs(10),
            request_body_time: Duration::from_secs(10),
            response_write_time: Duration::from_secs(20),
        }
    }
}

impl Default for TableLimits {
    fn default() -> Self {
        Self { rows: 1_000_000, bytes: 1 << 30, time: Duration::from_mins(1) }
    }
}

impl Limits {
    /// Public name and value with its unit of every limit, in the order of the documentation.
    #[must_use]
    pub fn table(&self) -> Vec<(&'static str, String)> {
        let count = |number: u64, unit: &str| format!("{number} {unit}");
        let seconds = |time: Duration| format!("{} s", time.as_secs_f64());
        let Self { document, request, server, table } = self;
        vec![
            ("document_bytes", count(document.bytes, "bytes")),
            ("document_tokens", count(document.tokens, "tokens")),
            ("document_nesting", count(document.nesting, "brackets")),
            ("document_fields", count(document.fields, "fields")),
            ("document_aliases", count(document.aliases, "aliases")),
            ("document_directives", count(document.directives, "directives")),
            ("document_depth", count(document.depth, "levels")),
            ("introspection_depth", count(document.introspection_depth, "lists")),
            ("introspection_fields", count(document.introspection_fields, "fields")),
            ("request_body_bytes", count(request.body_bytes, "bytes")),
            ("variable_list_items", count(request.variable_list_items, "items")),
            ("request_rows", count(request.rows, "rows")),
            ("execution_time", seconds(request.execution_time)),
            ("response_bytes", count(request.response_bytes, "bytes")),
            ("connections", count(server.connections, "connections")),
            ("concurrent_requests", count(server.concurrent_requests, "requests")),
            ("queued_requests", count(server.queued_requests, "requests")),
            ("rate_limit", count(server.rate_limit, "units per minute")),
            ("request_head_time", seconds(server.request_head_time)),
            ("request_body_time", seconds(server.request_body_time)),
            ("response_write_time", seconds(server.response_write_time)),
            ("table_rows", count(table.rows, "rows")),
            ("table_bytes", count(table.bytes, "bytes")),
            ("table_time", seconds(table.time)),
        ]
    }
}

/// What a request is charged against [`ServerLimits::rate_limit`].
pub mod cost {
    /// Rows that cost one unit.
    pub const ROWS_PER_UNIT: u64 = 100;
    /// Units of a request for a document or a table, in addition to its rows.
    pub const BASE_UNITS: u64 = 1;
    /// Units of a request that reads the samples of all reports, or the whole database.
    pub const FULL_SCAN_UNITS: u64 = 20;
    /// Rows that one condition of a filter is assumed to read, to estimate the time of an operation.
    pub const FILTER_CONDITION_ROWS: u64 = 500;
    /// Rows that a count or a computed field is assumed to read, to estimate the time of an operation.
    pub const COUNTED_ROWS: u64 = 1_000;
}

/// Sizes of pages of connections.
pub mod pages {
    /// Items of a page if neither `first` nor `last` is given.
    pub const DEFAULT_SIZE: i64 = 25;
    /// The largest `first` or `last`.
    pub const MAX_SIZE: i64 = 100;
}

/// Connections and the HTTP protocol.
pub mod http {
    use std::{num::NonZeroUsize, time::Duration};

    /// Connections that may wait to be accepted. With fewer, a burst of clients fills the queue, and those that come
    /// then retry only after a second.
    pub const LISTEN_BACKLOG: u32 = 4_096;
    /// Time to wait after a connection could not be accepted, before the next one is.
    pub const ACCEPT_RETRY_DELAY: Duration = Duration::from_millis(50);
    /// Bytes of the head of a request.
    pub const MAX_HEAD_BYTES: usize = 64 << 10;
    /// Time for requests in progress to end after the server was told to stop.
    pub const SHUTDOWN_GRACE: Duration = Duration::from_secs(10);
    /// Time for connections to close after the last request has ended.
    pub const CLOSE_GRACE: Duration = Duration::from_secs(1);
    /// Time that a closing connection waits for its client to read the response.
    pub const LINGER_TIME: Duration = Duration::from_millis(500);
    /// Bytes that a closing connection receives and discards.
    pub const LINGER_BYTES: usize = 4 << 20;
    /// Time for a server to accept a connection, and to respond, in a health check.
    pub const HEALTH_CHECK_TIMEOUT: Duration = Duration::from_secs(2);
    /// Clients whose spending is remembered.
    pub const MAX_REMEMBERED_CLIENTS: NonZeroUsize = NonZeroUsize::new(10_000).unwrap();
    /// Rows that an operation may read on the thread of its request. Operations that may read more run on worker
    /// threads.
    pub const MAX_INLINE_ROWS: u64 = 3_000;
    /// Bytes of a response above which it is compressed.
    pub const MIN_COMPRESS_BYTES: u64 = 1 << 10;
    /// Time that a browser may keep the response to a preflight request.
    pub const CORS_MAX_AGE: Duration = Duration::from_hours(24);
}

/// Arguments of fields.
pub mod arguments {
    /// Conditions of all filters of one operation.
    pub const MAX_FILTER_CONDITIONS: u64 = 200;
    /// Characters of a text to search for. No name is that long, and each word costs a walk of the index.
    pub const MAX_TEXT_CHARS: usize = 1_000;
    /// Global ids in the argument `ids` of `nodes`.
    pub const MAX_IDS: usize = 100;
    /// Organizations in the argument `of` of `commonAffiliates`.
    pub const MAX_COMMON_AFFILIATES: usize = 20;
}

/// Searches in the network of affiliations.
pub mod network {
    /// The largest `hops` of `network`.
    pub const MAX_HOPS: i64 = 4;
    /// Organizations of a network if `maxNodes` is not given.
    pub const DEFAULT_NODES: i64 = 150;
    /// The largest `maxNodes` of `network`.
    pub const MAX_NODES: i64 = 1_000;
    /// Affiliations of a path.
    pub const MAX_PATH_LENGTH: u32 = 12;
    /// The largest `limit` of `path`.
    pub const MAX_PATHS: i64 = 20;
    /// Rows that `path` is charged for.
    pub const PATH_ROWS: u64 = 100;
    /// Rows that `changes` is charged for.
    pub const CHANGES_ROWS: u64 = 100;
}

/// Responses.
pub mod responses {
    /// Errors of one response.
    pub const MAX_ERRORS: usize = 20;
    /// Bytes of one error message.
    pub const MAX_MESSAGE_BYTES: usize = 600;
    /// Bytes of a client's value that an error message quotes.
    pub const MAX_EXCERPT_BYTES: usize = 40;
    /// Candidates that the error for an ambiguous key lists.
    pub const MAX_CANDIDATES: usize = 20;
    /// Bytes that are reserved for a response before it is written.
    pub const MAX_RESERVED_BYTES: usize = 1 << 20;
}

/// Caches.
pub mod caches {
    /// Bytes of text of the parsed documents that are kept.
    pub const DOCUMENT_BYTES: usize = 2 << 20;
    /// Bytes of text of the documents whose plans are kept. A document of 15 KB can have a plan of 1.3 MB.
    pub const PLAN_BYTES: usize = 1 << 20;
    /// Bytes of the response cache, unless `--response-cache-bytes` sets another size.
    pub const RESPONSE_BYTES: usize = 32 << 20;
    /// Bytes of the largest response that is cached.
    pub const MAX_CACHED_RESPONSE_BYTES: usize = 1 << 20;
    /// Bytes that a cached response takes in addition to its body and its key, roughly.
    pub const RESPONSE_OVERHEAD_BYTES: usize = 256;
    /// Bytes of the documents that clients have registered by their hash.
    pub const REGISTERED_DOCUMENT_BYTES: usize = 2 << 20;
}

/// Connections to the database file.
pub mod storage {
    use std::time::Duration;

    /// Time that a statement waits for a lock of another process.
    pub const BUSY_TIMEOUT: Duration = Duration::from_secs(3);
    /// Prepared statements that a connection caches. The program has fewer.
    pub const CACHED_STATEMENTS: usize = 256;
    /// Bytes of the file that a reader maps into memory.
    pub const MAX_MAPPED_BYTES: i64 = 1 << 30;
    /// Bytes of the page cache of a reader that does not map the file.
    pub const PAGE_CACHE_BYTES: i64 = 16 << 20;
    /// Bytes of the write-ahead log after a checkpoint.
    pub const MAX_LOG_BYTES: i64 = 64 << 20;
    /// Idle connections that map the file. They take little memory.
    pub const MAX_IDLE_MAPPED: usize = 16;
    /// Idle connections that have a page cache.
    pub const MAX_IDLE_CACHED: usize = 2;
    /// Steps of SQLite's virtual machine between two checks of the deadline. They take a fraction of a millisecond.
    pub const STEPS_BETWEEN_DEADLINE_CHECKS: i32 = 10_000;
    /// Threads that check the tables of a file. More would not help: the largest table is a fifth of the file.
    pub const MAX_CHECK_THREADS: usize = 4;
    /// Time to wait before each further attempt to open a file that seems damaged.
    pub const CHECK_RETRY_DELAYS: [Duration; 2] =
        [Duration::from_millis(50), Duration::from_millis(200)];
}

/// Searches by text.
pub mod search {
    /// Things that one search lists. If there are more, the total count is this number, a lower bound.
    pub const MAX_RESULTS: usize = 10_000;
    /// Words of a search that must all be found, before some are left out.
    pub const MAX_REQUIRED_WORDS: usize = 24;
    /// Words of a search of which each is left out in turn.
    pub const MAX_WORDS_LEFT_OUT_IN_TURN: usize = 6;
    /// Words of the longest name that is looked for within a longer text.
    pub const MAX_NAME_WORDS: usize = 16;
    /// Words that the name of a place can have.
    pub const MAX_PLACE_WORDS: usize = 4;
    /// Words of a search of which each may be misspelled. Of more words, those that no name has may be.
    pub const MAX_CORRECTED_WORDS: usize = 8;
    /// Corrections of one misspelled word.
    pub const MAX_CORRECTIONS: usize = 12;
    /// Names that have a word, above which names are not looked for by that word alone.
    pub const MAX_NAMES_OF_RARE_WORD: u32 = 1_500;
    /// Names that are compared with a text of which not all words are found.
    pub const MAX_PARTIAL_NAMES: usize = 6_000;
    /// Things that are compared in full with such a text: all their names, their place and their relations.
    pub const MAX_PARTIAL_THINGS: usize = 300;
    /// Keys of other registries in a text that are looked up.
    pub const MAX_IDENTIFIERS: usize = 8;
}

/// Link previews of the pages.
pub mod previews {
    /// Characters of the description.
    pub const MAX_DESCRIPTION_CHARS: usize = 200;
}

/// Imports of files from other registries.
pub mod imports {
    /// Bytes of one record. The largest record of ROR has 112 KB.
    pub const MAX_RECORD_BYTES: u64 = 4 << 20;
    /// Rejected records and omitted parts that a report lists; it counts the others.
    pub const MAX_LISTED_PROBLEMS: usize = 200;
    /// Ranges of lines that a report lists, of rejected and of blank rows each; it counts the others.
    pub const MAX_LISTED_RANGES: usize = 200;
    /// Changed records that a report lists; it counts the others.
    pub const MAX_LISTED_CHANGES: usize = 100;
    /// Bytes that are read from a file at a time.
    pub const READ_BYTES: usize = 64 << 10;
    /// KiB of the page cache of the connection that writes an import. With less, pages are written to the log and read
    /// again, which takes longer than the rest of the import.
    pub const PAGE_CACHE_KIB: i64 = 64 << 10;
    /// Relations that are read before any of them is written. A statement must not see what is written meanwhile.
    pub const RELATION_BATCH: usize = 1_000;
    /// Successors of a withdrawn record that are followed. Records can name each other in a cycle.
    pub const MAX_SUCCESSIONS: usize = 8;
}
