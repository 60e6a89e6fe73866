//! Searches over the network of organizations: breadth first, and the same answer every time.
//!
//! The graph is handed in as a function from an organization to its ties, so that the search asks
//! for just what it visits. Ties come in a fixed order; that order settles every draw.

use std::collections::{HashMap, HashSet, VecDeque};

/// Row of an organization.
pub type Node = i64;

/// One affiliation seen from an organization: the other end, and the affiliation that ties them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The organization at the other end.
    pub other: Node,
    /// The affiliation.
    pub affiliation: i64,
}

/// What surrounds an organization.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbourhood {
    /// Organizations in the order they were reached, with their distance in hops.
    pub nodes: Vec<(Node, i64)>,
    /// Affiliations between them, each once.
    pub links: Vec<i64>,
    /// How many of the links touch each organization.
    pub degrees: HashMap<Node, i64>,
    /// Whether something was left out because the limit was reached.
    pub truncated: bool,
}

/// Everything at most `hops` steps from `start`, nearest first, `max_nodes` organizations at most.
///
/// `ties` gives the ties of an organization, the same ones in the same order each time.
pub fn neighbourhood<T: Iterator<Item = Tie>>(
    start: Node,
    hops: i64,
    max_nodes: usize,
    ties: impl Fn(Node) -> T,
) -> Neighbourhood {
    let mut found = Neighbourhood { nodes: vec![(start, 0)], ..Neighbourhood::default() };
    let mut distance = HashMap::from([(start, 0)]);
    let mut edges = Vec::new();
    let mut next = 0;
    while let Some(&(node, hop)) = found.nodes.get(next) {
        next += 1;
        for tie in ties(node) {
            if hop < hops && !distance.contains_key(&tie.other) {
                if found.nodes.len() >= max_nodes {
                    found.truncated = true;
                } else {
                    distance.insert(tie.other, hop + 1);
                    found.nodes.push((tie.other, hop + 1));
                }
            }
            edges.push((node, tie));
        }
    }
    let mut seen = HashSet::new();
    for (node, tie) in edges {
        if distance.contains_key(&tie.other) && seen.insert(tie.affiliation) {
            found.links.push(tie.affiliation);
            *found.degrees.entry(node).or_default() += 1;
            *found.degrees.entry(tie.other).or_default() += 1;
        }
    }
    found
}

/// A walk from one organization to another: each step names the affiliation it came by.
pub type Path = Vec<(Node, Option<i64>)>;

/// Up to `count` shortest paths between two organizations, no longer than `max_length` steps.
///
/// All of them have the length of the shortest. Paths are told apart by the organizations they pass;
/// between two neighbours the first tie in order stands for all.
pub fn shortest_paths<T: Iterator<Item = Tie>>(
    from: Node,
    to: Node,
    max_length: usize,
    count: usize,
    ties: impl Fn(Node) -> T,
) -> Vec<Path> {
    let mut distance = HashMap::from([(from, 0_usize)]);
    let mut came_from: HashMap<Node, Vec<(Node, i64)>> = HashMap::new();
    let mut queue = VecDeque::from([from]);
    while let Some(node) = queue.pop_front() {
        let here = distance[&node];
        if here >= max_length || distance.get(&to).is_some_and(|&end| here >= end) {
            break;
        }
        let mut stepped = HashSet::new();
        for tie in ties(node) {
            let there = *distance.entry(tie.other).or_insert_with(|| {
                queue.push_back(tie.other);
                here + 1
            });
            if there == here + 1 && stepped.insert(tie.other) {
                came_from.entry(tie.other).or_default().push((node, tie.affiliation));
            }
        }
    }
    if !distance.contains_key(&to) {
        return Vec::new();
    }
    let mut paths = Vec::new();
    unwind(from, to, &came_from, &mut Vec::new(), count, &mut paths);
    paths
}

/// Walks the predecessors of `node` back to `from`, first found first, and keeps `count` walks.
fn unwind(
    from: Node,
    node: Node,
    came_from: &HashMap<Node, Vec<(Node, i64)>>,
    tail: &mut Path,
    count: usize,
    paths: &mut Vec<Path>,
) {
    if paths.len() >= count {
        return;
    }
    if node == from {
        let mut path = vec![(from, None)];
        path.extend(tail.iter().rev().copied());
        paths.push(path);
        return;
    }
    for &(before, affiliation) in came_from.get(&node).into_iter().flatten() {
        tail.push((node, Some(affiliation)));
        unwind(from, before, came_from, tail, count, paths);
        tail.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Undirected edges; the affiliation is the position in the list.
    fn graph(edges: &'static [(Node, Node)]) -> impl Fn(Node) -> std::vec::IntoIter<Tie> {
        move |node| {
            let ties = edges.iter().zip(0..).filter_map(|(&(a, b), affiliation)| {
                let other = if a == node {
                    b
                } else if b == node {
                    a
                } else {
                    return None;
                };
                Some(Tie { other, affiliation })
            });
            ties.collect::<Vec<_>>().into_iter()
        }
    }

    #[test]
    fn a_neighbourhood_has_distances_links_and_degrees() {
        let edges = &[(1, 2), (2, 3), (1, 3), (3, 4), (4, 5)];
        let found = neighbourhood(1, 2, 10, graph(edges));
        assert_eq!(found.nodes, [(1, 0), (2, 1), (3, 1), (4, 2)]);
        assert_eq!(found.links, [0, 2, 1, 3]);
        assert_eq!(found.degrees[&3], 3);
        assert!(!found.truncated);
    }

    #[test]
    fn a_neighbourhood_says_when_it_was_cut() {
        let edges = &[(1, 2), (1, 3), (2, 3)];
        let found = neighbourhood(1, 1, 2, graph(edges));
        assert_eq!((found.nodes.len(), found.links.as_slice()), (2, &[0][..]));
        assert!(found.truncated);
        assert!(!neighbourhood(1, 1, 3, graph(edges)).truncated);
    }

    #[test]
    fn shortest_paths_come_in_the_order_of_the_ties() {
        let edges = &[(1, 3), (1, 2), (2, 4), (3, 4), (4, 5), (1, 2)];
        let paths = shortest_paths(1, 5, 9, 9, graph(edges));
        let nodes: Vec<Vec<_>> = paths.iter().map(|p| p.iter().map(|s| s.0).collect()).collect();
        assert_eq!(nodes, [[1, 3, 4, 5], [1, 2, 4, 5]]);
        assert_eq!(shortest_paths(1, 5, 9, 1, graph(edges)), paths[..1]);
    }

    #[test]
    fn no_path_is_no_error_and_oneself_is_no_step_away() {
        let edges = &[(1, 2), (3, 4)];
        assert!(shortest_paths(1, 4, 9, 3, graph(edges)).is_empty());
        assert!(shortest_paths(1, 2, 0, 3, graph(edges)).is_empty());
        assert_eq!(shortest_paths(1, 1, 9, 3, graph(edges)), [vec![(1, None)]]);
    }
}
