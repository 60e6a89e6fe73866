//! The part of the graph around one node or several.

use super::edge::{Edge, Node, UNREACHED, to_u32};

/// The nodes within some distance of the start nodes, and the edges between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighborhood {
    /// The nodes in the order in which they were reached, the start nodes first.
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
    /// For each node the start nodes within the distance of it.
    pub starts: bool,
}

/// A node of a neighborhood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReachedNode {
    /// The node.
    pub node: Node,
    /// The number of edges on a shortest path from a start node.
    pub distance: u32,
    /// How many of the neighborhood's affiliations the node has. 0 unless these were asked for.
    pub degree: u32,
    /// The start nodes within the distance of it: bit `n` stands for the start node number `n`. 0 unless asked for.
    pub starts: u64,
}

/// Finds the nodes at most `max_distance` edges from one of `starts` in a graph of `size` nodes: the nearest
/// first, and no more than `max_nodes`. The start nodes are distinct; if it is asked which of them are near, at most 64.
pub fn neighborhood<E: Iterator<Item = Edge>>(
    size: usize,
    starts: &[Node],
    max_distance: u32,
    max_nodes: usize,
    parts: Parts,
    edges: impl Fn(Node) -> E,
) -> Neighborhood {
    // For each node of the graph its index in the neighborhood.
    let mut index = vec![UNREACHED; size];
    let mut found = Neighborhood::default();
    for start in starts {
        found.reach(*start, 0, &mut index);
    }
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
            found.reach(edge.to, distance + 1, &mut index);
        }
    }
    if parts.total || found.nodes.len() > max_nodes {
        found.keep_nearest(max_nodes, &mut index, parts.total);
    }
    if parts.affiliations {
        found.add_affiliations(&index, &edges);
    }
    if parts.starts {
        let near = starts_near(size, starts, max_distance, &edges);
        for reached in &mut found.nodes {
            reached.starts = near[reached.node as usize];
        }
    }
    found
}

/// For each node of the graph the start nodes that are at most `max_distance` edges away, a bit for each. Every round
/// hands on what the round before has found, one edge further.
fn starts_near<E: Iterator<Item = Edge>>(
    size: usize,
    starts: &[Node],
    max_distance: u32,
    edges: &impl Fn(Node) -> E,
) -> Vec<u64> {
    let mut near = vec![0; size];
    for (number, start) in starts.iter().enumerate() {
        near[*start as usize] |= 1_u64 << number;
    }
    let mut changed = starts.to_vec();
    for _ in 0..max_distance {
        let mut further = Vec::new();
        for node in changed {
            let starts: u64 = near[node as usize];
            let to = edges(node).filter(|edge| starts & !near[edge.to as usize] != 0);
            further.extend(to.map(|edge| (edge.to, starts)));
        }
        changed = Vec::new();
        for (node, starts) in further {
            if starts & !near[node as usize] != 0 {
                near[node as usize] |= starts;
                changed.push(node);
            }
        }
        changed.sort_unstable();
        changed.dedup();
    }
    near
}

impl Neighborhood {
    /// Adds a node that the search has reached.
    fn reach(&mut self, node: Node, distance: u32, index: &mut [u32]) {
        index[node as usize] = to_u32(self.nodes.len());
        self.nodes.push(ReachedNode { node, distance, degree: 0, starts: 0 });
    }

    /// Leaves out the nodes beyond the first `max_nodes`, and counts all of them if `counts` is set. Nodes are reached in
    /// the order of their distance, so those kept are the ones that a search that stops there finds.
    fn keep_nearest(&mut self, max_nodes: usize, index: &mut [u32], counts: bool) {
        if counts {
            self.total = self.nodes.len();
        }
        self.truncated |= self.nodes.len() > max_nodes;
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
        edges: &impl Fn(Node) -> E,
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

    const PARTS: Parts = Parts { affiliations: true, total: false, starts: false };

    #[test]
    fn a_neighborhood_has_distances_affiliations_and_degrees() {
        let edges = &[(1, 2), (2, 3), (1, 3), (3, 4), (4, 5)];
        let found = neighborhood(6, &[1], 2, 10, PARTS, edges_of(edges));
        let nodes: Vec<_> =
            found.nodes.iter().map(|it| (it.node, it.distance, it.degree)).collect();
        assert_eq!(nodes, [(1, 0, 2), (2, 1, 2), (3, 1, 3), (4, 2, 1)]);
        assert_eq!(found.affiliations, [0, 2, 1, 3]);
        assert!(!found.truncated);
    }

    #[test]
    fn a_neighborhood_is_truncated_only_if_nodes_are_left_out() {
        let edges = &[(1, 2), (1, 3), (2, 3)];
        let found = neighborhood(4, &[1], 1, 2, PARTS, edges_of(edges));
        assert_eq!((found.nodes.len(), found.affiliations.as_slice()), (2, &[0][..]));
        assert!(found.truncated);
        assert!(!neighborhood(4, &[1], 1, 3, PARTS, edges_of(edges)).truncated);
    }

    #[test]
    fn counting_all_nodes_changes_nothing_else() {
        let edges = &[(1, 2), (1, 3), (2, 3), (2, 4), (3, 5), (5, 6)];
        for (distance, most) in [(1, 1), (1, 2), (2, 3), (2, 4), (3, 5), (3, 9)] {
            let counted = Parts { total: true, ..PARTS };
            let counted = neighborhood(7, &[1], distance, most, counted, edges_of(edges));
            assert_eq!(counted.total, [1, 3, 5, 6][distance as usize]);
            let found = neighborhood(7, &[1], distance, most, PARTS, edges_of(edges));
            assert_eq!(Neighborhood { total: 0, ..counted }, found);
        }
    }

    #[test]
    fn a_neighborhood_of_several_nodes_knows_which_of_them_are_near() {
        let edges = &[(1, 2), (2, 3), (3, 4), (4, 5), (6, 7)];
        let parts = Parts { starts: true, ..PARTS };
        let found = |starts: &[Node], distance| -> Vec<_> {
            let found = neighborhood(8, starts, distance, 9, parts, edges_of(edges));
            found.nodes.iter().map(|it| (it.node, it.distance, it.starts)).collect()
        };
        assert_eq!(
            found(&[1, 5, 6], 2),
            [(1, 0, 1), (5, 0, 2), (6, 0, 4), (2, 1, 1), (4, 1, 2), (7, 1, 4), (3, 2, 3)]
        );
        // A start node is near another one.
        assert_eq!(found(&[2, 1], 1), [(2, 0, 3), (1, 0, 3), (3, 1, 1)]);
        assert_eq!(found(&[1, 4], 3), [(1, 0, 3), (4, 0, 3), (2, 1, 3), (3, 1, 3), (5, 1, 2)]);
    }

    #[test]
    fn start_nodes_count_towards_the_most_nodes() {
        let edges = &[(1, 2), (3, 4)];
        for total in [false, true] {
            let parts = Parts { total, ..PARTS };
            let found = neighborhood(5, &[1, 3], 1, 1, parts, edges_of(edges));
            let nodes: Vec<_> = found.nodes.iter().map(|it| it.node).collect();
            assert_eq!((nodes, found.truncated), (vec![1], true));
            assert_eq!(found.total, if total { 4 } else { 0 });
            let none = neighborhood(5, &[], 1, 3, parts, edges_of(edges));
            assert_eq!((none.nodes.len(), none.truncated), (0, false));
        }
    }
}
