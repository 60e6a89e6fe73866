//! The affiliations as a graph in memory, for the searches of `domain::graph`.
//!
//! A search visits the affiliations of thousands of organizations; one SQL statement for each would cost
//! ten times the search itself. The graph is read once for each state of the data and shared by all
//! snapshots of that state.

use std::collections::HashMap;

use rusqlite::Rows;

use super::super::Error;
use crate::domain::{
    certainty::{AskedDate, Bounds, Certainty},
    date::Span,
    graph::{Edge, Node},
    stage::{Stage, StageSet},
};

/// Selects the edges to follow.
#[derive(Clone, Copy, Debug)]
pub struct EdgeFilter {
    /// The role directions to follow: bit `n` stands for the direction with code `n`.
    pub directions: u64,
    /// Only affiliations with this basis. `None`: with any.
    pub basis: Option<Basis>,
    /// Only affiliations that held on this date: certainly, or also possibly; of plans, those for this date. `None`: at any
    /// time.
    pub during: Option<(AskedDate, Certainty)>,
    /// Only affiliations in these stages.
    pub stages: StageSet,
}

/// Whether a source states an affiliation or implies it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// It states it.
    Stated,
    /// It implies it.
    Implied,
}

impl EdgeFilter {
    /// Every role direction.
    pub const ALL_DIRECTIONS: u64 = u64::MAX;
    /// Every edge that is no plan, whenever it held.
    pub const ALL: Self = Self {
        directions: Self::ALL_DIRECTIONS,
        basis: None,
        during: None,
        stages: StageSet::REALIZED,
    };

    fn accepts(&self, end: &AffiliationEnd) -> bool {
        let follows = self.directions >> end.direction & 1 == 1;
        follows && self.admits(end.stage, end.basis, end.bounds)
    }

    /// Whether it selects relations of this stage and basis with these bounds, whatever their roles. The bounds of a plan are
    /// [`Bounds::of_plan`].
    #[must_use]
    pub fn admits(&self, stage: Stage, basis: Basis, bounds: Bounds) -> bool {
        self.stages.contains(stage)
            && self.basis.is_none_or(|asked| asked == basis)
            && self.during.is_none_or(|(asked, least)| held_on(stage, bounds, asked, least))
    }
}

/// An affiliation as seen from one of its two organizations.
struct AffiliationEnd {
    edge: Edge,
    /// Code of the role direction.
    direction: u8,
    basis: Basis,
    stage: Stage,
    /// Those of a plan are [`Bounds::of_plan`].
    bounds: Bounds,
}

/// Whether a relation held on a date, at least so certainly; of a plan, whether it is planned for the date.
fn held_on(stage: Stage, bounds: Bounds, asked: AskedDate, least: Certainty) -> bool {
    if !stage.is_realized() {
        return bounds.is_planned_for(asked);
    }
    match bounds.certainty_at(asked) {
        None => false,
        Some(Certainty::Certain) => true,
        Some(Certainty::Possible) => least == Certainty::Possible,
    }
}

/// The graph of all affiliations. Its nodes are the organizations that have any, numbered from 0 without
/// gaps; the edges of a node stand side by side, in the order of the documents.
pub struct Network {
    /// The node of each organization, by row id; [`NO_NODE`] in rows of anything else.
    nodes: Vec<Node>,
    /// The row id of each node's organization.
    rows: Vec<u32>,
    /// Where the ends of each node begin in `ends`; the last element is the length of `ends`.
    offsets: Vec<u32>,
    ends: Vec<AffiliationEnd>,
    /// How many of the ends of a node are plans, if any.
    plan_counts: HashMap<Node, usize>,
}

/// Affiliations that are only planned, by row id: their stage, and the days on which they are to hold.
pub(super) type Plans = HashMap<i64, (Stage, Span)>;

/// The statement that [`read_plans`] reads.
pub(super) const PLANS_QUERY: &str =
    "SELECT id, stage, planned_from, planned_before FROM affiliation WHERE stage <> 'REALIZED'";

/// The plans in the rows of [`PLANS_QUERY`].
pub(super) fn read_plans(mut rows: Rows<'_>) -> Result<Plans, Error> {
    let mut plans = Plans::new();
    while let Some(row) = rows.next()? {
        let stage: String = row.get(1)?;
        let span = Span { first: row.get(2)?, end: row.get(3)? };
        plans.insert(row.get(0)?, (Stage::of_word(&stage).unwrap_or_default(), span));
    }
    Ok(plans)
}

/// Marks rows that are no node of the graph.
const NO_NODE: Node = Node::MAX;

/// The statement that [`Network::from_rows`] reads.
pub(super) const NETWORK_QUERY: &str = "SELECT organization_id, other_id, affiliation_id, reading, \
     start_from, start_before, end_from, end_before, \
     affiliation_id IN (SELECT id FROM affiliation WHERE basis = 'IMPLIED') \
     FROM affiliation_end ORDER BY organization_id, rank, affiliation_id";

impl Network {
    /// Builds the graph from the rows of [`NETWORK_QUERY`] and the plans among the affiliations.
    pub(super) fn from_rows(mut rows: Rows<'_>, plans: &Plans) -> Result<Self, Error> {
        let mut network = Self {
            nodes: Vec::new(),
            rows: Vec::new(),
            offsets: Vec::new(),
            ends: Vec::new(),
            plan_counts: HashMap::new(),
        };
        while let Some(row) = rows.next()? {
            let organization = row.get(0)?;
            if network.rows.last() != Some(&organization) {
                network.add_node(organization);
            }
            let mut end = AffiliationEnd {
                // The row id of the other organization; `resolve_nodes` turns it into a node.
                edge: Edge { to: row.get(1)?, affiliation: row.get(2)? },
                direction: row.get(3)?,
                basis: if row.get(8)? { Basis::Implied } else { Basis::Stated },
                stage: Stage::Realized,
                bounds: Bounds {
                    start_from: row.get(4)?,
                    start_before: row.get(5)?,
                    end_from: row.get(6)?,
                    end_before: row.get(7)?,
                },
            };
            if end.bounds == Bounds::NONE
                && let Some((stage, span)) = plans.get(&end.edge.affiliation)
            {
                (end.stage, end.bounds) = (*stage, Bounds::of_plan(*span));
                let node = to_u32(network.rows.len() - 1);
                *network.plan_counts.entry(node).or_default() += 1;
            }
            network.ends.push(end);
        }
        network.offsets.push(to_u32(network.ends.len()));
        network.resolve_nodes()?;
        Ok(network)
    }

    /// Adds the organization in `row`, whose ends follow.
    fn add_node(&mut self, row: u32) {
        self.nodes.resize(row as usize + 1, NO_NODE);
        self.nodes[row as usize] = to_u32(self.rows.len());
        self.rows.push(row);
        self.offsets.push(to_u32(self.ends.len()));
    }

    /// Replaces the row id at the far end of each edge by the node of that row.
    fn resolve_nodes(&mut self) -> Result<(), Error> {
        for AffiliationEnd { edge, .. } in &mut self.ends {
            edge.to = match self.nodes.get(edge.to as usize) {
                Some(node) if *node != NO_NODE => *node,
                // Triggers keep both ends of an affiliation in the table.
                _ => {
                    return Err(Error::Corrupt {
                        table: "affiliation_end",
                        column: "other_id",
                        row: edge.affiliation,
                    });
                }
            };
        }
        Ok(())
    }

    /// How many nodes the graph has.
    #[must_use]
    pub fn size(&self) -> usize {
        self.rows.len()
    }

    /// The node of the organization in a row; `None` if it has no affiliations.
    #[must_use]
    pub fn node(&self, row: i64) -> Option<Node> {
        let node = self.nodes.get(usize::try_from(row).ok()?);
        node.copied().filter(|node| *node != NO_NODE)
    }

    /// The row id of a node's organization.
    #[must_use]
    pub fn row(&self, node: Node) -> i64 {
        self.rows[node as usize].into()
    }

    /// How many edges `node` has that are no plans.
    #[must_use]
    pub fn degree(&self, node: Node) -> usize {
        let at = node as usize;
        let all = (self.offsets[at + 1] - self.offsets[at]) as usize;
        all - self.plan_counts.get(&node).copied().unwrap_or_default()
    }

    /// The edges of `node` that `filter` accepts.
    pub fn edges(&self, node: Node, filter: EdgeFilter) -> impl Iterator<Item = Edge> {
        self.accepted(node, filter).map(|end| end.edge)
    }

    /// The edges of `node` that `filter` accepts, with the bounds of their affiliations.
    pub fn edges_with_bounds(
        &self,
        node: Node,
        filter: EdgeFilter,
    ) -> impl Iterator<Item = (Edge, Bounds)> {
        self.accepted(node, filter).map(|end| (end.edge, end.bounds))
    }

    fn accepted(&self, node: Node, filter: EdgeFilter) -> impl Iterator<Item = &AffiliationEnd> {
        let at = node as usize;
        let ends = &self.ends[self.offsets[at] as usize..self.offsets[at + 1] as usize];
        ends.iter().filter(move |end| filter.accepts(end))
    }
}

/// A length as a node or an offset. Row ids and ends of a file fit in 32 bits.
fn to_u32(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
