//! Sizes of pages of connections.

/// Items of a page if neither `first` nor `last` is given.
pub const DEFAULT_SIZE: i64 = 25;
/// The largest `first` or `last`.
pub const MAX_SIZE: i64 = 100;
/// Groups of a list if `first` is not given.
pub const DEFAULT_GROUPS: i64 = 100;
/// The largest `first` of groups.
pub const MAX_GROUPS: i64 = 1_000;
