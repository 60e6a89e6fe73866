//! What a request is charged against [`ServerLimits::rate_limit`].

use std::time::Duration;

/// Processor time that costs one unit.
pub const UNIT_PROCESSOR_TIME: Duration = Duration::from_micros(100);
/// Rows that cost one unit, before it is known what the request takes.
pub const ROWS_PER_UNIT: u64 = 100;
/// Units of a request for a document or a table, in addition to its rows.
pub const BASE_UNITS: u64 = 1;
/// Units of a request that reads the samples of all reports, or the whole database.
pub const FULL_SCAN_UNITS: u64 = 20;
/// What one condition of a filter may read, in hundredths of all things that there are. Weighed by time: reading the
/// rows of a response takes longer than passing over others.
pub const FILTER_CONDITION_SCAN: u64 = 25;
/// What a count or a computed field may read, in hundredths of all things.
pub const COUNT_SCAN: u64 = 2;
/// What a count by value may read, in hundredths of all things.
pub const FACET_SCAN: u64 = 10;
/// What a search may read, in hundredths of all things.
pub const SEARCH_SCAN: u64 = 5;
