//! Searches over the graph of organizations and their affiliations.
//!
//! A graph is given as a function from a node to its edges. It gives the same edges in the same order each
//! time, and that order decides between results that are otherwise equal. Nodes are numbered from 0
//! without gaps, so a search keeps what it knows of them in lists instead of maps: a search over thousands
//! of nodes takes microseconds.

mod cycles;
mod edge;
mod hierarchy;
mod neighborhood;
mod related;
mod shortest_paths;
#[cfg(test)]
mod test_graph;

pub use self::{
    cycles::cycles,
    edge::{Edge, Node},
    hierarchy::{HierarchyNode, hierarchy, path_to},
    neighborhood::{Neighborhood, Parts, ReachedNode, neighborhood},
    related::{Joint, JointUnit, Neighbor, joint, neighbors},
    shortest_paths::{Path, shortest_paths},
};
