//! Finds cycles in a graph of parts and wholes, in which nothing may be a part of itself.

use std::{collections::HashMap, hash::Hash};

/// The state of a node in a depth-first search: on the current path, or finished.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    InProgress,
    Done,
}

/// The cycles of a graph whose edges lead from a part to its whole. Each cycle lists its nodes in order and repeats the
/// first at the end; its last two nodes are the edge that closes it. If cycles share edges, some of them may be missing.
#[must_use]
pub fn cycles<T: Copy + Eq + Hash>(edges: &[(T, T)]) -> Vec<Vec<T>> {
    let mut wholes: HashMap<T, Vec<T>> = HashMap::new();
    for (part, whole) in edges {
        wholes.entry(*part).or_default().push(*whole);
    }
    let (mut visits, mut cycles) = (HashMap::new(), Vec::new());
    for (start, _) in edges {
        if !visits.contains_key(start) {
            search_from(*start, &wholes, &mut visits, &mut cycles);
        }
    }
    cycles
}

/// Searches from `start` towards the wholes, depth first and without recursion. An edge to a node on the current path
/// closes a cycle.
fn search_from<T: Copy + Eq + Hash>(
    start: T,
    wholes: &HashMap<T, Vec<T>>,
    visits: &mut HashMap<T, Visit>,
    cycles: &mut Vec<Vec<T>>,
) {
    let mut path = vec![(start, 0)];
    visits.insert(start, Visit::InProgress);
    while let Some((part, next)) = path.last_mut() {
        let Some(&whole) = wholes.get(part).and_then(|wholes| wholes.get(*next)) else {
            visits.insert(*part, Visit::Done);
            path.pop();
            continue;
        };
        *next += 1;
        match visits.get(&whole) {
            None => {
                visits.insert(whole, Visit::InProgress);
                path.push((whole, 0));
            }
            Some(Visit::InProgress) => {
                let things = path.iter().map(|(thing, _)| *thing);
                cycles.push(things.skip_while(|it| *it != whole).chain([whole]).collect());
            }
            Some(Visit::Done) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cycle_is_found_once() {
        assert_eq!(cycles(&[("a", "b"), ("b", "c"), ("a", "c")]), Vec::<Vec<&str>>::new());
        let edges = [("a", "b"), ("b", "a"), ("c", "d"), ("d", "e"), ("e", "c"), ("f", "f")];
        let expected = [vec!["a", "b", "a"], vec!["c", "d", "e", "c"], vec!["f", "f"]];
        assert_eq!(cycles(&edges), expected);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let edges: Vec<_> = (0..200_000).map(|it| (it, (it + 1) % 200_000)).collect();
        assert_eq!(cycles(&edges).len(), 1);
    }
}
