//! The network of organizations around one of them.

use super::{
    super::parameters::{directions::directions, keys::add_key},
    affiliations::{AffiliationFilter, add_integer, integer, most_rows},
};
use crate::domain::{
    entity_type::EntityType,
    graph::{self, Neighborhood, Parts},
};
use crate::graphql::engine::{
    arguments::ArgumentValue,
    definition::{
        Computation, ComputedCall, ComputedColumn, ComputedList, ParameterId, PlanArguments,
        ResultShape, SelectedColumns, computed_row, computed_row_with_lists,
    },
    error::Error,
};
use crate::limits::network::{DEFAULT_NODES, MAX_HOPS, MAX_NODES};
use crate::store::{
    self, Snapshot,
    read::network::{EdgeFilter, Network},
    sql::{ComputedRow, Value},
};

/// Whether organizations within reach were left out.
pub const TRUNCATED: ComputedColumn = ComputedColumn::truncation("Network.truncated", 0);
/// How many organizations are within reach.
pub const TOTAL_COUNT: ComputedColumn = ComputedColumn::number("Network.totalCount", 1);
/// The organizations, nearest first.
pub const NODES: ComputedList = ComputedList::new("Network.nodes", 0);
/// The affiliations between them.
pub const LINKS: ComputedList = ComputedList::new("Network.links", 1);

/// Row of the organization of a node.
pub const ORGANIZATION: ComputedColumn = ComputedColumn::number("NetworkNode.organization", 0);
/// How many affiliations away from the middle it is.
pub const HOPS: ComputedColumn = ComputedColumn::number("NetworkNode.hops", 1);
/// How many links of the network touch it.
pub const DEGREE: ComputedColumn = ComputedColumn::number("NetworkNode.degree", 2);

/// Row of the affiliation of a link.
pub const AFFILIATION: ComputedColumn = ComputedColumn::number("NetworkLink.affiliation", 0);

/// The field `network`.
pub struct NetworkField;

struct Call {
    around: ParameterId,
    hops: ParameterId,
    max_nodes: ParameterId,
    filter: AffiliationFilter,
    /// The directions of the center's own affiliations, a bit for each.
    directions: u64,
    /// What is computed beside the nodes, as far as it is selected.
    parts: Parts,
}

impl Computation for NetworkField {
    fn shape(&self) -> ResultShape {
        ResultShape::Object
    }

    fn charged_rows(&self, arguments: &ArgumentValue) -> u64 {
        most_rows(arguments, "maxNodes", DEFAULT_NODES.unsigned_abs())
    }

    fn prepare(&self, arguments: &mut PlanArguments<'_>) -> Result<Box<dyn ComputedCall>, Error> {
        let around = arguments.get("around");
        Ok(Box::new(Call {
            around: add_key(arguments, EntityType::Organization, around, "around")?,
            hops: add_integer(arguments, "hops", 1, 1..=MAX_HOPS),
            max_nodes: add_integer(arguments, "maxNodes", DEFAULT_NODES, 1..=MAX_NODES),
            filter: AffiliationFilter::of(arguments)?,
            directions: own_directions(arguments.get("directions")),
            parts: Parts { affiliations: true, total: true },
        }))
    }
}

impl ComputedCall for Call {
    fn select(&mut self, selected: &SelectedColumns) {
        self.parts = Parts {
            affiliations: selected.has_list(LINKS) || selected.has(DEGREE),
            total: selected.has(TOTAL_COUNT),
        };
    }

    fn run(
        &self,
        values: &[Value],
        snapshot: &Snapshot<'_>,
        _: Option<i64>,
    ) -> Result<Vec<ComputedRow>, store::Error> {
        let Some(around) = integer(values, self.around) else { return Ok(Vec::new()) };
        let hops = integer(values, self.hops).and_then(|hops| u32::try_from(hops).ok());
        let most = integer(values, self.max_nodes).and_then(|most| usize::try_from(most).ok());
        let (hops, most) = (hops.unwrap_or(1), most.unwrap_or(1));
        let (filter, network) = (self.filter.edges(values), snapshot.network()?);
        let Some(start) = network.node(around) else { return Ok(vec![isolated(around)]) };
        let own = EdgeFilter { directions: filter.directions & self.directions, ..filter };
        let found = graph::neighborhood(network.size(), start, hops, most, self.parts, |node| {
            network.edges(node, if node == start { own } else { filter })
        });
        Ok(vec![result(&found, &network)])
    }
}

/// A bit for each direction that the argument names; all where it is not given.
fn own_directions(argument: &ArgumentValue) -> u64 {
    if !argument.is_given() {
        return EdgeFilter::ALL_DIRECTIONS;
    }
    directions(argument).fold(0, |all, direction| all | 1 << direction.code)
}

fn result(found: &Neighborhood, network: &Network) -> ComputedRow {
    let nodes = found.nodes.iter();
    let nodes = nodes.map(|near| node(network.row(near.node), near.distance, near.degree));
    let links = found.affiliations.iter();
    let links = links.map(|affiliation| computed_row([(AFFILIATION, Value::Int(*affiliation))]));
    computed_row_with_lists(
        [
            (TRUNCATED, Value::Int(i64::from(found.truncated))),
            (TOTAL_COUNT, Value::Int(found.total.try_into().unwrap_or(i64::MAX))),
        ],
        [(NODES, nodes.collect()), (LINKS, links.collect())],
    )
}

/// The network around an organization without affiliations.
fn isolated(organization: i64) -> ComputedRow {
    computed_row_with_lists(
        [(TRUNCATED, Value::Int(0)), (TOTAL_COUNT, Value::Int(1))],
        [(NODES, vec![node(organization, 0, 0)]), (LINKS, Vec::new())],
    )
}

fn node(organization: i64, hops: impl Into<i64>, degree: impl Into<i64>) -> ComputedRow {
    computed_row([
        (ORGANIZATION, Value::Int(organization)),
        (HOPS, Value::Int(hops.into())),
        (DEGREE, Value::Int(degree.into())),
    ])
}
