//! The largest values of options of the command line. Larger ones are slips, and some would overflow.

/// Milliseconds of a time: a day.
pub const MAX_TIME_MS: u64 = 24 * 60 * 60 * 1_000;
/// Connections or requests at the same time.
pub const MAX_CONCURRENCY: u64 = 1_000_000;
/// Rows, or units of a rate limit.
pub const MAX_COUNT: u64 = 1_000_000_000_000;
/// Bytes of the response cache.
pub const MAX_CACHE_BYTES: u64 = 1 << 40;
