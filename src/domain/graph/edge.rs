//! Nodes and edges of the graph.

/// The number of an organization in the graph, from 0.
pub type Node = u32;

/// In lists by node: the search has not reached this one.
pub(super) const UNREACHED: u32 = u32::MAX;

/// An affiliation as seen from one of its organizations. Each affiliation is an edge of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The organization at the other end.
    pub to: Node,
    /// Row id of the affiliation.
    pub affiliation: i64,
}

/// The length of a list as an entry of another. There are fewer organizations and affiliations than
/// [`UNREACHED`].
pub(super) fn to_u32(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(UNREACHED)
}
