//! Sizes of pages of connections.

/// Items of a page if neither `first` nor `last` is given.
pub const DEFAULT_SIZE: i64 = 25;
/// The largest `first` or `last`.
pub const MAX_SIZE: i64 = 100;
