//! The shortest paths between two nodes.

use super::edge::{Edge, Node, UNREACHED, to_u32};

/// A path from one node to another: each node with the affiliation that leads to it, `None` for the first.
pub type Path = Vec<(Node, Option<i64>)>;

/// Finds up to `max_paths` shortest paths from `start` to `end`, of at most `max_length` edges, in a graph
/// of `size` nodes.
///
/// All paths found have the same length. Two paths differ in at least one node; of several edges between
/// the same two nodes, only the first is used.
pub fn shortest_paths<E: Iterator<Item = Edge>>(
    size: usize,
    (start, end): (Node, Node),
    max_length: u32,
    max_paths: usize,
    edges: impl Fn(Node) -> E,
) -> Vec<Path> {
    if start == end {
        return vec![vec![(start, None)]];
    }
    let Some(to_end) = distances_to_end(size, (start, end), max_length, &edges) else {
        return Vec::new();
    };
    let mut arrivals = Arrivals { last: vec![UNREACHED; size], list: Vec::new() };
    let (mut reached, mut next) = (vec![start], 0);
    // For a single path the first arrival at the end is enough.
    while let Some(&node) = reached.get(next)
        && node != end
        && (max_paths > 1 || arrivals.last[end as usize] == UNREACHED)
    {
        next += 1;
        for edge in edges(node) {
            let to = edge.to as usize;
            if to_end[to] != to_end[node as usize] - 1 {
                continue;
            }
            if arrivals.last[to] == UNREACHED {
                reached.push(edge.to);
            }
            arrivals.add(node, edge, max_paths);
        }
    }
    let mut paths = Vec::new();
    arrivals.trace_back(start, end, &mut Vec::new(), max_paths, &mut paths);
    paths
}

/// For each node on a shortest path its distance to `end`; `None` if no path has at most `max_length`
/// edges.
///
/// The search is bidirectional: it goes out from both nodes until the two sides meet. Each side is half as
/// deep as a search from one node alone, and so looks at a fraction of the nodes.
///
/// Some nodes that are on no shortest path have an entry as well. But none of these is one less than the
/// entry of a neighbor on a shortest path, because that would put the node on one.
fn distances_to_end<E: Iterator<Item = Edge>>(
    size: usize,
    (start, end): (Node, Node),
    max_length: u32,
    edges: &impl Fn(Node) -> E,
) -> Option<Vec<u32>> {
    let (mut forward, mut backward) = (Side::new(size, start), Side::new(size, end));
    let mut met = Vec::new();
    while met.is_empty() {
        let forward_is_smaller = forward.frontier.len() <= backward.frontier.len();
        let (side, other) =
            if forward_is_smaller { (&mut forward, &backward) } else { (&mut backward, &forward) };
        if side.frontier.is_empty() || side.depth + other.depth >= max_length {
            return None;
        }
        met = side.advance(other, edges);
    }
    let mut distances = backward.distance;
    // From the nodes where the sides met, back to the start.
    for step in 1..=forward.depth {
        let mut previous = Vec::new();
        for edge in met.into_iter().flat_map(edges) {
            let to = edge.to as usize;
            if forward.distance[to] == forward.depth - step && distances[to] == UNREACHED {
                distances[to] = backward.depth + step;
                previous.push(edge.to);
            }
        }
        met = previous;
    }
    Some(distances)
}

/// One side of a bidirectional search.
struct Side {
    /// The distance of each node from where this side began.
    distance: Vec<u32>,
    /// The distance that the search has reached.
    depth: u32,
    /// The nodes at that distance.
    frontier: Vec<Node>,
}

impl Side {
    fn new(size: usize, origin: Node) -> Self {
        let mut distance = vec![UNREACHED; size];
        distance[origin as usize] = 0;
        Self { distance, depth: 0, frontier: vec![origin] }
    }

    /// Goes one edge further; returns the new nodes that the other side has reached as well.
    fn advance<E: Iterator<Item = Edge>>(
        &mut self,
        other: &Self,
        edges: &impl Fn(Node) -> E,
    ) -> Vec<Node> {
        self.depth += 1;
        let (mut frontier, mut met) = (Vec::new(), Vec::new());
        for edge in self.frontier.iter().copied().flat_map(edges) {
            let distance = &mut self.distance[edge.to as usize];
            if *distance != UNREACHED {
                continue;
            }
            *distance = self.depth;
            frontier.push(edge.to);
            if other.distance[edge.to as usize] != UNREACHED {
                met.push(edge.to);
            }
        }
        self.frontier = frontier;
        met
    }
}

/// The edges by which the search arrived at each node, as linked lists within one vector.
struct Arrivals {
    /// For each node the index of its last arrival in `list`.
    last: Vec<u32>,
    list: Vec<Arrival>,
}

/// An edge by which the search arrived at a node.
struct Arrival {
    from: Node,
    affiliation: i64,
    /// Index of the arrival before this one at the same node.
    previous: u32,
    /// How many arrivals the node has, up to this one.
    count: usize,
}

impl Arrivals {
    /// Adds the arrival by `edge` from the node `from`, unless the last one at that node is from there as
    /// well, or there are `max` already.
    fn add(&mut self, from: Node, edge: Edge, max: usize) {
        let previous = self.last[edge.to as usize];
        let known = self.list.get(previous as usize);
        if known.is_some_and(|known| known.from == from || known.count >= max) {
            return;
        }
        let count = known.map_or(0, |known| known.count) + 1;
        self.last[edge.to as usize] = to_u32(self.list.len());
        self.list.push(Arrival { from, affiliation: edge.affiliation, previous, count });
    }

    /// Follows the arrivals from `node` back to `start`, the first arrival at each node first, and adds up
    /// to `max_paths` paths to `paths`. `tail` is the part of the path behind `node`, in reverse.
    fn trace_back(
        &self,
        start: Node,
        node: Node,
        tail: &mut Path,
        max_paths: usize,
        paths: &mut Vec<Path>,
    ) {
        if node == start {
            let mut path = vec![(start, None)];
            path.extend(tail.iter().rev().copied());
            paths.push(path);
            return;
        }
        let last = self.list.get(self.last[node as usize] as usize);
        let mut arrivals: Vec<_> =
            std::iter::successors(last, |it| self.list.get(it.previous as usize)).collect();
        while let Some(arrival) = arrivals.pop()
            && paths.len() < max_paths
        {
            tail.push((node, Some(arrival.affiliation)));
            self.trace_back(start, arrival.from, tail, max_paths, paths);
            tail.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::test_graph::edges_of, *};

    fn nodes_of(paths: &[Path]) -> Vec<Vec<Node>> {
        paths.iter().map(|path| path.iter().map(|(node, _)| *node).collect()).collect()
    }

    #[test]
    fn shortest_paths_come_in_the_order_of_the_edges() {
        let edges = &[(1, 3), (1, 2), (2, 4), (3, 4), (4, 5), (1, 2)];
        let paths = shortest_paths(6, (1, 5), 9, 9, edges_of(edges));
        assert_eq!(nodes_of(&paths), [[1, 3, 4, 5], [1, 2, 4, 5]]);
        assert_eq!(shortest_paths(6, (1, 5), 9, 1, edges_of(edges)), paths[..1]);
    }

    #[test]
    fn without_a_path_the_result_is_empty() {
        let edges = &[(1, 2), (3, 4)];
        assert!(shortest_paths(6, (1, 4), 9, 3, edges_of(edges)).is_empty());
        assert!(shortest_paths(6, (1, 2), 0, 3, edges_of(edges)).is_empty());
    }

    #[test]
    fn the_path_from_a_node_to_itself_has_no_edge() {
        let edges = &[(1, 2), (3, 4)];
        assert_eq!(shortest_paths(6, (1, 1), 9, 3, edges_of(edges)), [vec![(1, None)]]);
    }

    /// Every shortest path, found by a plain breadth-first search of paths from the start.
    fn reference_paths(pairs: &[(Node, Node)], start: Node, end: Node) -> Vec<Vec<Node>> {
        let neighbors = |node: Node| {
            pairs.iter().filter_map(move |&(a, b)| match (a == node, b == node) {
                (true, _) => Some(b),
                (_, true) => Some(a),
                _ => None,
            })
        };
        let mut paths = vec![vec![start]];
        // Each round makes every path one edge longer; nodes reached in earlier rounds are not visited again.
        let mut seen = vec![start];
        while !paths.is_empty() && !paths.iter().any(|path| path.ends_with(&[end])) {
            let mut longer: Vec<Vec<Node>> = Vec::new();
            for path in &paths {
                for neighbor in neighbors(path[path.len() - 1]) {
                    let next = [path.as_slice(), &[neighbor]].concat();
                    if !seen.contains(&neighbor) && !longer.contains(&next) {
                        longer.push(next);
                    }
                }
            }
            seen.extend(longer.iter().map(|path| path[path.len() - 1]));
            paths = longer;
        }
        paths.retain(|path| path.ends_with(&[end]));
        paths
    }

    proptest::proptest! {
        #[test]
        fn the_bidirectional_search_finds_the_paths_of_a_plain_one(
            pairs in proptest::collection::vec((0_u32..9, 0_u32..9), 0..24),
            start in 0_u32..9,
            end in 0_u32..9,
            max_length in 0_u32..9,
        ) {
            let pairs: &'static [_] = pairs.leak();
            let search = |max_paths: usize| {
                let paths = shortest_paths(9, (start, end), max_length, max_paths, edges_of(pairs));
                nodes_of(&paths)
            };
            let all = search(usize::MAX);
            let mut expected = reference_paths(pairs, start, end);
            expected.retain(|path| path.len() <= max_length as usize + 1);
            let mut sorted = (all.clone(), expected);
            sorted.0.sort();
            sorted.1.sort();
            proptest::prop_assert_eq!(sorted.0, sorted.1);
            for max_paths in 1..4 {
                proptest::prop_assert_eq!(&search(max_paths)[..], &all[..max_paths.min(all.len())]);
            }
        }
    }
}
