//! What a request is charged against [`ServerLimits::rate_limit`].

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
