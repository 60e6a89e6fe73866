//! The nodes that a node is related to, each once: by edges between the two, or by edges of both to a third node.

use std::collections::HashMap;

use super::edge::{Edge, Node};

/// A node that another one has edges to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbor {
    /// The node.
    pub node: Node,
    /// Row ids of the affiliations between the two, in the order of the edges.
    pub affiliations: Vec<i64>,
}

/// A node that another one has a third in common with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joint {
    /// The node.
    pub node: Node,
    /// What the two have in common.
    pub units: Vec<JointUnit>,
}

/// A node that two others have edges to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JointUnit {
    /// The node.
    pub unit: Node,
    /// Row ids of its affiliations with the first of the two.
    pub own: Vec<i64>,
    /// Row ids of its affiliations with the other.
    pub other: Vec<i64>,
}

/// The nodes at the other end of `edges`, in the order in which they first come.
pub fn neighbors(edges: impl Iterator<Item = Edge>) -> Vec<Neighbor> {
    let (mut found, mut places) = (Vec::new(), HashMap::new());
    for Edge { to, affiliation } in edges {
        let place = *places.entry(to).or_insert(found.len());
        if place == found.len() {
            found.push(Neighbor { node: to, affiliations: Vec::new() });
        }
        found[place].affiliations.push(affiliation);
    }
    found
}

/// The nodes that have a unit in common with `start`: `down` leads from `start` to its units, `up` from a unit to the nodes
/// that it belongs to. `start` is none of them.
pub fn joint<D: Iterator<Item = Edge>, U: Iterator<Item = Edge>>(
    start: Node,
    down: impl Fn(Node) -> D,
    up: impl Fn(Node) -> U,
) -> Vec<Joint> {
    let (mut found, mut places) = (Vec::new(), HashMap::new());
    for Neighbor { node: unit, affiliations: own } in neighbors(down(start)) {
        for Neighbor { node, affiliations: other } in neighbors(up(unit)) {
            if node == start {
                continue;
            }
            let place = *places.entry(node).or_insert(found.len());
            if place == found.len() {
                found.push(Joint { node, units: Vec::new() });
            }
            found[place].units.push(JointUnit { unit, own: own.clone(), other });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The edges that lead on from a node; each affiliation's row id is its position in the list.
    fn down(pairs: &'static [(Node, Node)]) -> impl Fn(Node) -> std::vec::IntoIter<Edge> {
        edges(pairs, |(from, to)| (from, to))
    }

    /// The edges that lead to a node, backwards.
    fn up(pairs: &'static [(Node, Node)]) -> impl Fn(Node) -> std::vec::IntoIter<Edge> {
        edges(pairs, |(from, to)| (to, from))
    }

    fn edges(
        pairs: &'static [(Node, Node)],
        turn: fn((Node, Node)) -> (Node, Node),
    ) -> impl Fn(Node) -> std::vec::IntoIter<Edge> {
        move |node| {
            let edges = pairs.iter().zip(0..).map(|(pair, at)| (turn(*pair), at));
            let edges = edges.filter(|((from, _), _)| *from == node);
            let edges = edges.map(|((_, to), affiliation)| Edge { to, affiliation });
            edges.collect::<Vec<_>>().into_iter()
        }
    }

    #[test]
    fn a_neighbor_comes_once_with_all_affiliations() {
        let pairs = &[(1, 2), (1, 3), (1, 2), (3, 2)];
        let found: Vec<_> = neighbors(down(pairs)(1)).into_iter().collect();
        let found: Vec<_> = found.into_iter().map(|it| (it.node, it.affiliations)).collect();
        assert_eq!(found, [(2, vec![0, 2]), (3, vec![1])]);
    }

    #[test]
    fn joint_units_have_the_affiliations_of_both() {
        // 1 and 2 share the units 7 (twice from 1) and 8; 3 shares 8; 4 shares nothing.
        let pairs = &[(1, 7), (2, 7), (1, 8), (2, 8), (3, 8), (1, 7), (4, 9)];
        let found = joint(1, down(pairs), up(pairs));
        let unit = |unit, own: &[i64], other: &[i64]| JointUnit {
            unit,
            own: own.into(),
            other: other.into(),
        };
        let expected = [
            Joint { node: 2, units: vec![unit(7, &[0, 5], &[1]), unit(8, &[2], &[3])] },
            Joint { node: 3, units: vec![unit(8, &[2], &[4])] },
        ];
        assert_eq!(found, expected);
        assert_eq!(joint(4, down(pairs), up(pairs)), []);
    }
}
