//! Searches over the network of organizations: breadth first, and the same answer every time.
//!
//! The graph is handed in as a function from an organization to its ties. Ties come in a fixed order; that
//! order settles every draw. Organizations are numbered from 0 without gaps, so that what a search knows of
//! them lies in lists and not in maps: a walk over thousands costs microseconds.

/// Number of an organization in the graph, from 0.
pub type Node = u32;

/// One affiliation seen from an organization: the other end, and the affiliation that ties them. Both ends see
/// it.
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
    /// Organizations in the order they were reached.
    pub nodes: Vec<Near>,
    /// Affiliations between them, each once.
    pub links: Vec<i64>,
    /// Whether something was left out because the limit was reached.
    pub truncated: bool,
}

/// An organization of a neighbourhood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// Which.
    pub node: Node,
    /// How far it is from the middle.
    pub hops: u32,
    /// How many of the links touch it.
    pub degree: u32,
}

/// Not reached.
const NOWHERE: u32 = u32::MAX;

/// Everything at most `hops` steps from `start`, nearest first, `most` organizations at most, in a graph of `size`;
/// `linked`: with what ties it together, which takes longer than to find it.
///
/// `ties` gives the ties of an organization, the same ones in the same order each time.
pub fn neighbourhood<T: Iterator<Item = Tie>>(
    size: usize,
    start: Node,
    hops: u32,
    most: usize,
    linked: bool,
    ties: impl Fn(Node) -> T,
) -> Neighbourhood {
    let mut place = vec![NOWHERE; size];
    place[start as usize] = 0;
    let mut found = Neighbourhood::default();
    found.nodes.push(Near { node: start, hops: 0, degree: 0 });
    let mut next = 0;
    while let Some(&Near { node, hops: here, .. }) = found.nodes.get(next)
        && here < hops
    {
        next += 1;
        for tie in ties(node) {
            if place[tie.other as usize] != NOWHERE {
                continue;
            }
            if found.nodes.len() >= most {
                found.truncated = true;
                break;
            }
            place[tie.other as usize] = number(found.nodes.len());
            found.nodes.push(Near { node: tie.other, hops: here + 1, degree: 0 });
        }
    }
    if linked {
        found.link(&place, ties);
    }
    found
}

impl Neighbourhood {
    /// Finds the ties between the organizations, each of which stands at its place.
    fn link<T: Iterator<Item = Tie>>(&mut self, place: &[u32], ties: impl Fn(Node) -> T) {
        for at in 0..self.nodes.len() {
            for tie in ties(self.nodes[at].node) {
                let other = place[tie.other as usize];
                // Seen from both ends, it counts at the one that was reached first.
                if other != NOWHERE && other as usize > at {
                    self.links.push(tie.affiliation);
                    self.nodes[at].degree += 1;
                    self.nodes[other as usize].degree += 1;
                }
            }
        }
    }
}

/// A walk from one organization to another: each step names the affiliation it came by.
pub type Path = Vec<(Node, Option<i64>)>;

/// Up to `count` shortest paths between two organizations, no longer than `longest` steps, in a graph of `size`.
///
/// All of them have the length of the shortest. Paths are told apart by the organizations they pass;
/// between two neighbours the first tie in order stands for all.
pub fn shortest_paths<T: Iterator<Item = Tie>>(
    size: usize,
    (from, to): (Node, Node),
    longest: u32,
    count: usize,
    ties: impl Fn(Node) -> T,
) -> Vec<Path> {
    if from == to {
        return vec![vec![(from, None)]];
    }
    let Some(left) = steps_left(size, (from, to), longest, &ties) else { return Vec::new() };
    let mut walk = Walk { last: vec![NOWHERE; size], steps: Vec::new() };
    let (mut reached, mut next) = (vec![from], 0);
    // Where one path is enough, the first way to the end is its last step.
    while let Some(&node) = reached.get(next)
        && node != to
        && (count > 1 || walk.last[to as usize] == NOWHERE)
    {
        next += 1;
        for tie in ties(node) {
            let other = tie.other as usize;
            if left[other] != left[node as usize] - 1 {
                continue;
            }
            if walk.last[other] == NOWHERE {
                reached.push(tie.other);
            }
            walk.came(node, tie, count);
        }
    }
    let mut paths = Vec::new();
    walk.unwind(from, to, &mut Vec::new(), count, &mut paths);
    paths
}

/// For each organization on a shortest path how many steps are left to its end; None where there is no path of
/// at most `longest` steps. The search goes out from both ends until it meets itself: that is half as deep
/// as from one end, and looks at a fraction of the organizations.
///
/// Organizations on no shortest path may have a number, but never one less than a neighbour on one has, since
/// that would put them on a shortest path.
fn steps_left<T: Iterator<Item = Tie>>(
    size: usize,
    (from, to): (Node, Node),
    longest: u32,
    ties: &impl Fn(Node) -> T,
) -> Option<Vec<u32>> {
    let (mut there, mut back) = (Side::new(size, from), Side::new(size, to));
    let mut met = Vec::new();
    while met.is_empty() {
        let fewer = there.edge.len() <= back.edge.len();
        let (side, other) = if fewer { (&mut there, &back) } else { (&mut back, &there) };
        if side.edge.is_empty() || side.depth + other.depth >= longest {
            return None;
        }
        met = side.deeper(other, ties);
    }
    let (depth, mut left) = (there.depth, back.distance);
    // From where they met, back along what leads to the start.
    for step in 1..=depth {
        let mut before = Vec::new();
        for tie in met.into_iter().flat_map(ties) {
            let other = tie.other as usize;
            if there.distance[other] == depth - step && left[other] == NOWHERE {
                left[other] = back.depth + step;
                before.push(tie.other);
            }
        }
        met = before;
    }
    Some(left)
}

/// A search from one end of a path.
struct Side {
    distance: Vec<u32>,
    /// How far it has come.
    depth: u32,
    /// What is just that far away.
    edge: Vec<Node>,
}

impl Side {
    fn new(size: usize, start: Node) -> Self {
        let mut distance = vec![NOWHERE; size];
        distance[start as usize] = 0;
        Self { distance, depth: 0, edge: vec![start] }
    }

    /// Goes one step further, and answers where it met the other side.
    fn deeper<T: Iterator<Item = Tie>>(
        &mut self,
        other: &Self,
        ties: &impl Fn(Node) -> T,
    ) -> Vec<Node> {
        self.depth += 1;
        let (mut edge, mut met) = (Vec::new(), Vec::new());
        for tie in self.edge.iter().copied().flat_map(ties) {
            let there = &mut self.distance[tie.other as usize];
            if *there != NOWHERE {
                continue;
            }
            *there = self.depth;
            edge.push(tie.other);
            if other.distance[tie.other as usize] != NOWHERE {
                met.push(tie.other);
            }
        }
        self.edge = edge;
        met
    }
}

/// How a search came to what it reached.
struct Walk {
    /// For each organization the last of its steps.
    last: Vec<u32>,
    steps: Vec<Step>,
}

/// One way to come to an organization on a shortest path.
struct Step {
    from: Node,
    affiliation: i64,
    /// The way before it to the same organization, and how many there are with this one.
    before: u32,
    ways: usize,
}

impl Walk {
    /// Notes that `tie` leads from `from`; of more ways to one organization than paths are wanted, none is.
    fn came(&mut self, from: Node, tie: Tie, wanted: usize) {
        let before = self.last[tie.other as usize];
        let known = self.steps.get(before as usize);
        if known.is_some_and(|known| known.from == from || known.ways >= wanted) {
            return;
        }
        let ways = known.map_or(0, |known| known.ways) + 1;
        self.last[tie.other as usize] = number(self.steps.len());
        self.steps.push(Step { from, affiliation: tie.affiliation, before, ways });
    }

    /// Walks the steps to `node` back to `from`, the first one first, and keeps `count` walks.
    fn unwind(&self, from: Node, node: Node, tail: &mut Path, count: usize, paths: &mut Vec<Path>) {
        if node == from {
            let mut path = vec![(from, None)];
            path.extend(tail.iter().rev().copied());
            paths.push(path);
            return;
        }
        let last = self.steps.get(self.last[node as usize] as usize);
        let mut steps: Vec<_> =
            std::iter::successors(last, |step| self.steps.get(step.before as usize)).collect();
        while let Some(step) = steps.pop()
            && paths.len() < count
        {
            tail.push((node, Some(step.affiliation)));
            self.unwind(from, step.from, tail, count, paths);
            tail.pop();
        }
    }
}

/// Lists of a search are shorter than any number of organizations or affiliations, which fit.
fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(NOWHERE)
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
        let found = neighbourhood(6, 1, 2, 10, true, graph(edges));
        let nodes: Vec<_> = found.nodes.iter().map(|it| (it.node, it.hops, it.degree)).collect();
        assert_eq!(nodes, [(1, 0, 2), (2, 1, 2), (3, 1, 3), (4, 2, 1)]);
        assert_eq!(found.links, [0, 2, 1, 3]);
        assert!(!found.truncated);
    }

    #[test]
    fn a_neighbourhood_says_when_it_was_cut() {
        let edges = &[(1, 2), (1, 3), (2, 3)];
        let found = neighbourhood(4, 1, 1, 2, true, graph(edges));
        assert_eq!((found.nodes.len(), found.links.as_slice()), (2, &[0][..]));
        assert!(found.truncated);
        assert!(!neighbourhood(4, 1, 1, 3, true, graph(edges)).truncated);
    }

    #[test]
    fn shortest_paths_come_in_the_order_of_the_ties() {
        let edges = &[(1, 3), (1, 2), (2, 4), (3, 4), (4, 5), (1, 2)];
        let paths = shortest_paths(6, (1, 5), 9, 9, graph(edges));
        let nodes: Vec<Vec<_>> = paths.iter().map(|p| p.iter().map(|s| s.0).collect()).collect();
        assert_eq!(nodes, [[1, 3, 4, 5], [1, 2, 4, 5]]);
        assert_eq!(shortest_paths(6, (1, 5), 9, 1, graph(edges)), paths[..1]);
    }

    /// Every shortest path, found by going out from the start alone.
    fn from_one_end(edges: &[(Node, Node)], from: Node, to: Node) -> Vec<Vec<Node>> {
        let ties = |node: Node| {
            edges.iter().filter_map(move |&(a, b)| match (a == node, b == node) {
                (true, _) => Some(b),
                (_, true) => Some(a),
                _ => None,
            })
        };
        let mut ways = vec![vec![from]];
        // In each round every way is one step longer, and what was reached before is reached no more.
        let mut seen = vec![from];
        while !ways.is_empty() && !ways.iter().any(|way| way.ends_with(&[to])) {
            let mut reached = Vec::new();
            for way in &ways {
                reached.extend(ties(way[way.len() - 1]).filter(|other| !seen.contains(other)));
            }
            let mut longer: Vec<Vec<Node>> = Vec::new();
            for (way, other) in
                ways.iter().flat_map(|way| ties(way[way.len() - 1]).map(move |other| (way, other)))
            {
                let next: Vec<_> = way.iter().copied().chain([other]).collect();
                if !seen.contains(&other) && !longer.contains(&next) {
                    longer.push(next);
                }
            }
            seen.extend(reached);
            ways = longer;
        }
        ways.retain(|way| way.ends_with(&[to]));
        ways
    }

    proptest::proptest! {
        #[test]
        fn paths_from_both_ends_are_those_from_one(
            edges in proptest::collection::vec((0_u32..9, 0_u32..9), 0..24),
            from in 0_u32..9,
            to in 0_u32..9,
            longest in 0_u32..9,
        ) {
            let edges: &'static [_] = edges.leak();
            let nodes = |paths: Vec<Path>| -> Vec<Vec<Node>> {
                paths.into_iter().map(|path| path.into_iter().map(|step| step.0).collect()).collect()
            };
            let all = nodes(shortest_paths(9, (from, to), longest, usize::MAX, graph(edges)));
            let mut expected = from_one_end(edges, from, to);
            expected.retain(|path| path.len() <= longest as usize + 1);
            let mut sorted = (all.clone(), expected);
            sorted.0.sort();
            sorted.1.sort();
            proptest::prop_assert_eq!(sorted.0, sorted.1);
            for count in 1..4 {
                let few = nodes(shortest_paths(9, (from, to), longest, count, graph(edges)));
                proptest::prop_assert_eq!(&few[..], &all[..count.min(all.len())]);
            }
        }
    }

    #[test]
    fn no_path_is_no_error_and_oneself_is_no_step_away() {
        let edges = &[(1, 2), (3, 4)];
        assert!(shortest_paths(6, (1, 4), 9, 3, graph(edges)).is_empty());
        assert!(shortest_paths(6, (1, 2), 0, 3, graph(edges)).is_empty());
        assert_eq!(shortest_paths(6, (1, 1), 9, 3, graph(edges)), [vec![(1, None)]]);
    }
}
