//! Small graphs for tests.

use super::edge::{Edge, Node};

/// The graph with these undirected edges; each affiliation's row id is its position in the list.
pub(super) fn edges_of(
    pairs: &'static [(Node, Node)],
) -> impl Fn(Node) -> std::vec::IntoIter<Edge> {
    move |node| {
        let edges = pairs.iter().zip(0..).filter_map(|(&(a, b), affiliation)| {
            let to = if a == node {
                b
            } else if b == node {
                a
            } else {
                return None;
            };
            Some(Edge { to, affiliation })
        });
        edges.collect::<Vec<_>>().into_iter()
    }
}
