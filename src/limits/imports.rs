//! Imports of files from other registries.

/// Bytes of one record. The largest record of ROR has 112 KB.
pub const MAX_RECORD_BYTES: u64 = 4 << 20;
/// Characters of a text of one line, such as a name. No name that is searched for is longer.
pub const MAX_TEXT_CHARS: usize = 1_000;
/// Characters of a text of several lines, such as a description.
pub const MAX_LONG_TEXT_CHARS: usize = 10_000;
/// Bytes of a message about a record or a file, which may quote what the file says.
pub const MAX_MESSAGE_BYTES: usize = 1_000;
/// Rejected records and omitted parts that a report lists; it counts the others.
pub const MAX_LISTED_PROBLEMS: usize = 200;
/// Ranges of lines that a report lists, of rejected and of blank rows each; it counts the others.
pub const MAX_LISTED_RANGES: usize = 200;
/// Changed records that a report lists, and statements of one sort that contradict others; it counts the rest.
pub const MAX_LISTED_CHANGES: usize = 100;
/// Relations that a newer release no longer has and that a report names; it counts the others.
pub const MAX_LISTED_REMOVALS: i64 = 20;
/// Possible matches that a report lists; it counts the others.
pub const MAX_LISTED_CANDIDATES: usize = 200;
/// Bytes that are read from a file at a time.
pub const READ_BYTES: usize = 64 << 10;
/// KiB of the page cache of the connection that writes an import. With less, pages are written to the log and read
/// again, which takes longer than the rest of the import.
pub const PAGE_CACHE_KIB: i64 = 64 << 10;
/// Relations that are read before any of them is written. A statement must not see what is written meanwhile.
pub const RELATION_BATCH: usize = 1_000;
/// Successors of a withdrawn record that are followed. Records can name each other in a cycle.
pub const MAX_SUCCESSIONS: usize = 8;
