//! Searches in the network of affiliations.

/// The largest `hops` of `network`.
pub const MAX_HOPS: i64 = 4;
/// Organizations of a network if `maxNodes` is not given.
pub const DEFAULT_NODES: i64 = 150;
/// The largest `maxNodes` of `network`.
pub const MAX_NODES: i64 = 1_000;
/// Organizations in the argument `around` of `network`. Less than the bits of a `u64`, in which a search keeps them.
pub const MAX_CENTERS: usize = 50;
/// Rows that a network of more than one hop is charged for: a search of the whole graph takes as long.
pub const SEARCH_ROWS: u64 = 500;
/// Organizations that `related` or `coParticipants` list.
pub const MAX_RELATED: usize = 10_000;
/// Affiliations, programs or units that an item of `related` or `coParticipants` lists.
pub const MAX_LISTED: usize = 25;
/// Affiliations or participations that a joint unit or a shared program lists.
pub const MAX_PARTS: usize = 5;
/// Affiliations of a path.
pub const MAX_PATH_LENGTH: u32 = 12;
/// The largest `limit` of `path`.
pub const MAX_PATHS: i64 = 20;
/// Rows that `path` is charged for.
pub const PATH_ROWS: u64 = 100;
/// The largest `maxDepth` of `ancestors`, `descendants` and `within`, and its default.
pub const MAX_DEPTH: i64 = 100;
/// Organizations that `ancestors` or `descendants` list.
pub const MAX_HIERARCHY_ITEMS: usize = 10_000;
/// Rows that `changes` is charged for.
pub const CHANGES_ROWS: u64 = 100;
