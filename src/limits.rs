//! Every limit of the service in one place: what one document, one request, one client and all together may.
//!
//! A refusal names the limit by the name it has here, what was asked and what is allowed. What the numbers
//! are for stands in `docs/http.md`, whose table a test holds to [`Limits::table`].

use std::time::Duration;

/// What may be asked of the service; each has a default that leaves ordinary use alone.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a document.
    pub bytes: u64,
    /// Names, numbers, texts and punctuation of a document.
    pub tokens: u64,
    /// Brackets, braces and parentheses open at once in a document.
    pub nesting: u64,
    /// Fields of a document, with every fragment opened.
    pub fields: u64,
    /// Aliases of a document, with every fragment opened.
    pub aliases: u64,
    /// Directives of a document, with every fragment opened.
    pub directives: u64,
    /// Levels of fields of a document, with every fragment opened.
    pub depth: u64,
    /// Lists of introspection within each other; what `GraphiQL` and code generators ask has three.
    pub schema_depth: u64,
    /// Fields of introspection at the root of a document.
    pub schemas: u64,
    /// Items of a list in the variables.
    pub list: u64,
    /// Rows that all pages of an operation together ask for, pages within pages multiplied.
    pub rows: u64,
    /// How long one request may read.
    pub time: Duration,
    /// Bytes of an answer, and so of the memory that making it takes.
    pub answer: u64,
    /// Bytes of a request's body.
    pub body: u64,
    /// How long a client may take to send the head of a request, and how long a connection may be idle.
    pub header_time: Duration,
    /// How long a client may take to send a request's body.
    pub body_time: Duration,
    /// How long a client may read nothing of an answer that is being sent.
    pub write_time: Duration,
    /// Requests in flight.
    pub requests: u64,
    /// Requests that may wait or run on threads of their own, because they look at many rows.
    pub heavy: u64,
    /// Connections; the one that has been silent longest leaves for a new one.
    pub connections: u64,
    /// Units that one client may spend in a minute: one a request, and one for each 100 rows asked for.
    pub budget: u64,
    /// Rows of a table.
    pub table_rows: u64,
    /// Bytes of a table's file.
    pub table_bytes: u64,
    /// How long a table may be read.
    pub table_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 20_000,
            tokens: 5_000,
            nesting: 64,
            fields: 2_000,
            aliases: 30,
            directives: 50,
            depth: 24,
            schema_depth: 3,
            schemas: 4,
            list: 500,
            rows: 200_000,
            time: Duration::from_secs(5),
            answer: 16_000_000,
            body: 100_000,
            header_time: Duration::from_secs(10),
            body_time: Duration::from_secs(10),
            write_time: Duration::from_secs(20),
            requests: 256,
            heavy: 16,
            connections: 800,
            budget: 6_000_000,
            table_rows: 1_000_000,
            table_bytes: 1 << 30,
            table_time: Duration::from_mins(1),
        }
    }
}

impl Limits {
    /// Name, default and unit of every limit, as the documentation lists them.
    #[must_use]
    pub fn table(&self) -> Vec<(&'static str, String)> {
        let count = |number: u64, unit: &str| format!("{number} {unit}");
        let seconds = |time: Duration| format!("{} s", time.as_secs_f64());
        vec![
            ("bytes", count(self.bytes, "bytes")),
            ("tokens", count(self.tokens, "tokens")),
            ("nesting", count(self.nesting, "brackets")),
            ("fields", count(self.fields, "fields")),
            ("aliases", count(self.aliases, "aliases")),
            ("directives", count(self.directives, "directives")),
            ("depth", count(self.depth, "levels")),
            ("schema_depth", count(self.schema_depth, "lists")),
            ("schemas", count(self.schemas, "fields")),
            ("list", count(self.list, "items")),
            ("rows", count(self.rows, "rows")),
            ("time", seconds(self.time)),
            ("answer", count(self.answer, "bytes")),
            ("body", count(self.body, "bytes")),
            ("header_time", seconds(self.header_time)),
            ("body_time", seconds(self.body_time)),
            ("write_time", seconds(self.write_time)),
            ("requests", count(self.requests, "requests")),
            ("heavy", count(self.heavy, "requests")),
            ("connections", count(self.connections, "connections")),
            ("budget", count(self.budget, "units a minute")),
            ("table_rows", count(self.table_rows, "rows")),
            ("table_bytes", count(self.table_bytes, "bytes")),
            ("table_time", seconds(self.table_time)),
        ]
    }
}
