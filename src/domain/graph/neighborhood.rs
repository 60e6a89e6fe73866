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
    /// The number of nodes within the distance, with those left out. 0 unless asked for.
    pub total: usize,
}

/// What is computed beside the nodes of a neighborhood. Each takes longer than finding the nodes.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    /// The affiliations between the nodes, and the degrees.
    pub affiliations: bool,
    /// The number of all nodes within the distance.
    pub total: bool,
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
pub fn neighborhood<E: Iterator<Item = Edge>>(
    size: usize,
    start: Node,
    max_distance: u32,
    max_nodes: usize,
    parts: Parts,
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
            if found.nodes.len() >= max_nodes && !parts.total {
                found.truncated = true;
                break;
            }
            index[edge.to as usize] = to_u32(found.nodes.len());
            found.nodes.push(ReachedNode { node: edge.to, distance: distance + 1, degree: 0 });
        }
    }
    if parts.total {
        found.keep_nearest(max_nodes, &mut index);
    }
    if parts.affiliations {
        found.add_affiliations(&index, edges);
    }
    found
}

impl Neighborhood {
    /// Counts the nodes and leaves out those beyond the first `max_nodes`. Nodes are reached in the order of
    /// their distance, so these are the ones that a search that stops there finds.
    fn keep_nearest(&mut self, max_nodes: usize, index: &mut [u32]) {
        self.total = self.nodes.len();
        self.truncated = self.total > max_nodes;
        let left_out = self.nodes.get(max_nodes..).unwrap_or_default();
        for ReachedNode { node, .. } in left_out {
            index[*node as usize] = UNREACHED;
        }
        self.nodes.truncate(max_nodes);
    }

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

    const PARTS: Parts = Parts { affiliations: true, total: false };

    #[test]
    fn a_neighborhood_has_distances_affiliations_and_degrees() {
        let edges = &[(1, 2), (2, 3), (1, 3), (3, 4), (4, 5)];
        let found = neighborhood(6, 1, 2, 10, PARTS, edges_of(edges));
        let nodes: Vec<_> =
            found.nodes.iter().map(|it| (it.node, it.distance, it.degree)).collect();
        assert_eq!(nodes, [(1, 0, 2), (2, 1, 2), (3, 1, 3), (4, 2, 1)]);
        assert_eq!(found.affiliations, [0, 2, 1, 3]);
        assert!(!found.truncated);
    }

    #[test]
    fn a_neighborhood_is_truncated_only_if_nodes_are_left_out() {
        let edges = &[(1, 2), (1, 3), (2, 3)];
        let found = neighborhood(4, 1, 1, 2, PARTS, edges_of(edges));
        assert_eq!((found.nodes.len(), found.affiliations.as_slice()), (2, &[0][..]));
        assert!(found.truncated);
        assert!(!neighborhood(4, 1, 1, 3, PARTS, edges_of(edges)).truncated);
    }

    #[test]
    fn counting_all_nodes_changes_nothing_else() {
        let edges = &[(1, 2), (1, 3), (2, 3), (2, 4), (3, 5), (5, 6)];
        for (distance, most) in [(1, 1), (1, 2), (2, 3), (2, 4), (3, 5), (3, 9)] {
            let counted = Parts { total: true, ..PARTS };
            let counted = neighborhood(7, 1, distance, most, counted, edges_of(edges));
            assert_eq!(counted.total, [1, 3, 5, 6][distance as usize]);
            let found = neighborhood(7, 1, distance, most, PARTS, edges_of(edges));
            assert_eq!(Neighborhood { total: 0, ..counted }, found);
        }
    }
}
