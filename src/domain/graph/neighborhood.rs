//! The part of the graph around one node.

use super::edge::{Edge, Node, UNREACHED, to_u32};

/// The nodes within some distance of a start node, and the edges between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighborhood {
    /// The nodes in the order in which they were reached, the start node first.
    pub nodes: Vec<ReachedNode>,
    /// Row ids of the affiliations between these nodes, each once. Empty unless asked for.
    pub affiliations: Vec<i64>,
    /// Whether nodes were left out because there were more than allowed.
    pub truncated: bool,
}

/// A node of a neighborhood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReachedNode {
    /// The node.
    pub node: Node,
    /// The number of edges on a shortest path from the start node.
    pub distance: u32,
    /// How many of the neighborhood's affiliations the node has. 0 unless these were asked for.
    pub degree: u32,
}

/// Finds the nodes at most `max_distance` edges from `start` in a graph of `size` nodes: the nearest
/// first, and no more than `max_nodes`.
///
/// `with_affiliations` asks for the affiliations between them and the degrees, too, which takes longer
/// than finding the nodes.
pub fn neighborhood<E: Iterator<Item = Edge>>(
    size: usize,
    start: Node,
    max_distance: u32,
    max_nodes: usize,
    with_affiliations: bool,
    edges: impl Fn(Node) -> E,
) -> Neighborhood {
    // For each node of the graph its index in the neighborhood.
    let mut index = vec![UNREACHED; size];
    index[start as usize] = 0;
    let mut found = Neighborhood::default();
    found.nodes.push(ReachedNode { node: start, distance: 0, degree: 0 });
    let mut next = 0;
    while let Some(&ReachedNode { node, distance, .. }) = found.nodes.get(next)
        && distance < max_distance
    {
        next += 1;
        for edge in edges(node) {
            if index[edge.to as usize] != UNREACHED {
                continue;
            }
            if found.nodes.len() >= max_nodes {
                found.truncated = true;
                break;
            }
            index[edge.to as usize] = to_u32(found.nodes.len());
            found.nodes.push(ReachedNode { node: edge.to, distance: distance + 1, degree: 0 });
        }
    }
    if with_affiliations {
        found.add_affiliations(&index, edges);
    }
    found
}

impl Neighborhood {
    /// Adds the affiliations between the nodes, and counts them for each node.
    fn add_affiliations<E: Iterator<Item = Edge>>(
        &mut self,
        index: &[u32],
        edges: impl Fn(Node) -> E,
    ) {
        for at in 0..self.nodes.len() {
            for edge in edges(self.nodes[at].node) {
                let other = index[edge.to as usize];
                // Both nodes have this edge; it is added once, from the node that was reached first.
                if other != UNREACHED && other as usize > at {
                    self.affiliations.push(edge.affiliation);
                    self.nodes[at].degree += 1;
                    self.nodes[other as usize].degree += 1;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::test_graph::edges_of, *};

    #[test]
    fn a_neighborhood_has_distances_affiliations_and_degrees() {
        let edges = &[(1, 2), (2, 3), (1, 3), (3, 4), (4, 5)];
        let found = neighborhood(6, 1, 2, 10, true, edges_of(edges));
        let nodes: Vec<_> =
            found.nodes.iter().map(|it| (it.node, it.distance, it.degree)).collect();
        assert_eq!(nodes, [(1, 0, 2), (2, 1, 2), (3, 1, 3), (4, 2, 1)]);
        assert_eq!(found.affiliations, [0, 2, 1, 3]);
        assert!(!found.truncated);
    }

    #[test]
    fn a_neighborhood_is_truncated_only_if_nodes_are_left_out() {
        let edges = &[(1, 2), (1, 3), (2, 3)];
        let found = neighborhood(4, 1, 1, 2, true, edges_of(edges));
        assert_eq!((found.nodes.len(), found.affiliations.as_slice()), (2, &[0][..]));
        assert!(found.truncated);
        assert!(!neighborhood(4, 1, 1, 3, true, edges_of(edges)).truncated);
    }
}
