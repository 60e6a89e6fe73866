//! What a request is charged against [`ServerLimits::rate_limit`](super::ServerLimits::rate_limit).

use std::time::Duration;

/// Processor time that costs one unit.
pub const UNIT_PROCESSOR_TIME: Duration = Duration::from_micros(100);
/// Rows for which one unit is reserved before a request is executed.
pub const ROWS_PER_UNIT: u64 = 100;
/// Units that every request costs at least, and that are reserved in addition to its rows.
pub const BASE_UNITS: u64 = 1;
/// Units that are reserved for a request that reads the samples of all reports, or the whole database.
pub const FULL_SCAN_UNITS: u64 = 20;
/// Processor time that one row is expected to take.
pub const ROW_PROCESSOR_TIME: Duration = Duration::from_nanos(2_500);
/// The share of all records that one condition of a filter is assumed to read, in percent. It is less than all of them,
/// because skipping a row takes less time than writing it to the response.
pub const FILTER_CONDITION_SCAN: u64 = 25;
/// The share of all records that a count or a computed field is assumed to read, in percent.
pub const COUNT_SCAN: u64 = 2;
/// The share of all records that a count by value is assumed to read, in percent.
pub const FACET_SCAN: u64 = 10;
/// The share of all records that a search is assumed to read, in percent.
pub const SEARCH_SCAN: u64 = 5;
