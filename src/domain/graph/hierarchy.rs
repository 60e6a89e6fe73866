//! The nodes that a graph leads to in one direction, such as the ancestors of a node.

use std::collections::HashSet;

use super::edge::{Edge, Node};

/// A node above or below the start node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HierarchyNode {
    /// The node.
    pub node: Node,
    /// The number of edges on a shortest path from the start node.
    pub depth: u32,
    /// Row id of the affiliation that leads to it on such a path.
    pub affiliation: i64,
    /// The index of the node before it on that path; `None` if that is the start node.
    pub previous: Option<usize>,
}

/// Finds the nodes that `edges` lead to from `start`, in at most `max_depth` steps: the nearest first, and no more than
/// `max_nodes`. The start node is none of them, even if a cycle leads back to it.
pub fn hierarchy<E: Iterator<Item = Edge>>(
    start: Node,
    max_depth: u32,
    max_nodes: usize,
    edges: impl Fn(Node) -> E,
) -> Vec<HierarchyNode> {
    let (mut seen, mut found) = (HashSet::from([start]), Vec::new());
    let (mut node, mut depth, mut previous) = (start, 0, None);
    let mut next = 0;
    while depth < max_depth {
        for edge in edges(node) {
            if !seen.insert(edge.to) {
                continue;
            }
            if found.len() == max_nodes {
                return found;
            }
            let affiliation = edge.affiliation;
            found.push(HierarchyNode { node: edge.to, depth: depth + 1, affiliation, previous });
        }
        let Some(reached) = found.get(next) else { break };
        (node, depth, previous) = (reached.node, reached.depth, Some(next));
        next += 1;
    }
    found
}

/// The path from the start node to the node at this index of `found`: each node with the affiliation that leads to it.
#[must_use]
pub fn path_to(found: &[HierarchyNode], index: usize) -> Vec<(Node, i64)> {
    let mut path = Vec::new();
    let mut at = found.get(index);
    while let Some(reached) = at {
        path.push((reached.node, reached.affiliation));
        at = reached.previous.and_then(|index| found.get(index));
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The graph with these directed edges; each affiliation's row id is its position in the list.
    fn edges_of(pairs: &'static [(Node, Node)]) -> impl Fn(Node) -> std::vec::IntoIter<Edge> {
        move |node| {
            let edges = pairs.iter().zip(0..);
            let edges = edges.filter(|((from, _), _)| *from == node);
            let edges = edges.map(|((_, to), affiliation)| Edge { to: *to, affiliation });
            edges.collect::<Vec<_>>().into_iter()
        }
    }

    fn found(pairs: &'static [(Node, Node)], max_depth: u32, max_nodes: usize) -> Vec<(Node, u32)> {
        let found = hierarchy(1, max_depth, max_nodes, edges_of(pairs));
        found.iter().map(|it| (it.node, it.depth)).collect()
    }

    #[test]
    fn each_node_is_found_once_at_its_least_depth() {
        let pairs = &[(1, 2), (1, 3), (2, 4), (3, 4), (4, 5), (1, 5), (6, 1)];
        assert_eq!(found(pairs, 9, 9), [(2, 1), (3, 1), (5, 1), (4, 2)]);
        assert_eq!(found(pairs, 1, 9), [(2, 1), (3, 1), (5, 1)]);
        assert_eq!(found(pairs, 0, 9), []);
        assert_eq!(found(pairs, 9, 2), [(2, 1), (3, 1)]);
    }

    #[test]
    fn a_cycle_ends_and_does_not_lead_to_the_start() {
        assert_eq!(found(&[(1, 2), (2, 3), (3, 1), (3, 2)], 9, 9), [(2, 1), (3, 2)]);
        assert_eq!(found(&[(1, 1)], 9, 9), []);
    }

    #[test]
    fn a_path_leads_from_the_start_to_the_node() {
        let found = hierarchy(1, 9, 9, edges_of(&[(1, 2), (1, 3), (3, 4), (4, 5)]));
        assert_eq!(path_to(&found, 3), [(3, 1), (4, 2), (5, 3)]);
        assert_eq!(path_to(&found, 0), [(2, 0)]);
    }
}
