//! Every limit of the program: page sizes, bounds on documents, requests and tables, sizes of caches.
//!
//! There are two kinds. [`Limits`] has those that a client can exceed: an error names the limit in
//! `extensions.limit`, by the name that [`Limits::table`] gives it, and `docs/limits.md` lists them all (a test
//! compares). Options of `consortia serve` set some of them. The modules below hold the constants,
//! grouped by what they bound; each name has its unit, unless it counts things.

pub mod arguments;
pub mod byte_size;
pub mod caches;
pub mod cost;
pub mod fairness;
pub mod http;
pub mod imports;
pub mod memory;
pub mod network;
pub mod options;
pub mod pages;
pub mod previews;
pub mod responses;
pub mod search;
pub mod storage;
pub mod supervisor;
pub mod tables;

use std::time::Duration;

use memory::MemoryPlan;

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
    /// Fields of the operation, counted for each type that an interface can have.
    pub expanded_fields: u64,
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
    /// Open connections. If all are in use, a new one closes an idle one of the client that has the most.
    pub connections: u64,
    /// Requests in progress.
    pub concurrent_requests: u64,
    /// Requests that wait for a worker thread: operations that may read many rows run there.
    pub queued_requests: u64,
    /// Units that one client may spend in a minute: one for each [`cost::UNIT_PROCESSOR_TIME`].
    pub rate_limit: u64,
    /// Time that a request may wait because its client has used more than its share of the processors.
    pub fair_share_time: Duration,
    /// Time that a client may take to send the head of a request, and that a connection may be idle.
    pub request_head_time: Duration,
    /// Time that a client may take to send the body of a request.
    pub request_body_time: Duration,
    /// Time that a client may go without reading anything of a response.
    pub response_write_time: Duration,
    /// Bytes of bodies that are being received; one client may hold a quarter. A part of `--memory`.
    pub receiving_bytes: u64,
    /// Bytes of responses that are being written or sent; one client may hold a quarter, or one response if that is more.
    /// A part of `--memory`.
    pub sending_bytes: u64,
}

/// How large one table may be.
#[derive(Clone, Copy, Debug)]
pub struct TableLimits {
    /// Rows.
    pub rows: u64,
    /// Bytes of the file.
    pub bytes: u64,
    /// Bytes of one cell, as text.
    pub cell_bytes: u64,
    /// Bytes of one row: of its cells as text, and of the part of the response that they come from.
    pub row_bytes: u64,
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
            expanded_fields: 5_000,
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
            fair_share_time: Duration::from_secs(3),
            request_head_time: Duration::from_secs(10),
            request_body_time: Duration::from_secs(10),
            response_write_time: Duration::from_secs(20),
            receiving_bytes: MemoryPlan::default().bodies,
            sending_bytes: MemoryPlan::default().answers,
        }
    }
}

impl Default for TableLimits {
    fn default() -> Self {
        Self {
            rows: 1_000_000,
            bytes: 1 << 30,
            cell_bytes: 1_000_000,
            row_bytes: 4_000_000,
            time: Duration::from_mins(1),
        }
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
            ("expanded_fields", count(request.expanded_fields, "fields")),
            ("request_rows", count(request.rows, "rows")),
            ("execution_time", seconds(request.execution_time)),
            ("response_bytes", count(request.response_bytes, "bytes")),
            ("connections", count(server.connections, "connections")),
            ("concurrent_requests", count(server.concurrent_requests, "requests")),
            ("queued_requests", count(server.queued_requests, "requests")),
            ("rate_limit", count(server.rate_limit, "units per minute")),
            ("fair_share_time", seconds(server.fair_share_time)),
            ("request_head_time", seconds(server.request_head_time)),
            ("request_body_time", seconds(server.request_body_time)),
            ("response_write_time", seconds(server.response_write_time)),
            ("receiving_bytes", count(server.receiving_bytes, "bytes")),
            ("sending_bytes", count(server.sending_bytes, "bytes")),
            ("table_rows", count(table.rows, "rows")),
            ("table_bytes", count(table.bytes, "bytes")),
            ("table_row_bytes", count(table.row_bytes, "bytes")),
            ("table_cell_bytes", count(table.cell_bytes, "bytes")),
            ("table_row_values", count(tables::MAX_ROW_VALUES as u64, "values")),
            ("table_columns", count(tables::MAX_COLUMNS as u64, "columns")),
            ("table_column_name_bytes", count(tables::MAX_COLUMN_NAME_BYTES as u64, "bytes")),
            ("table_parameters", count(tables::MAX_PARAMETERS as u64, "parameters")),
            ("table_option_bytes", count(tables::MAX_OPTION_BYTES as u64, "bytes")),
            ("table_separator_bytes", count(tables::MAX_SEPARATOR_BYTES as u64, "bytes")),
            ("table_row_lists", count(tables::MAX_ROW_LISTS as u64, "lists")),
            ("table_time", seconds(table.time)),
            ("spool_bytes", count(tables::DEFAULT_SPOOL_BYTES, "bytes")),
            ("tables_at_once", "by memory".to_owned()),
        ]
    }
}
