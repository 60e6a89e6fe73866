//! The network of organizations around one of them or several.

use super::{
    super::parameters::{
        directions::directions,
        keys::{add_checked_key, add_key},
    },
    affiliations::{AffiliationFilter, add_integer, integer, integers, most_rows},
};
use crate::domain::{
    entity_type::EntityType,
    graph::{self, Neighborhood, Parts, ReachedNode},
};
use crate::graphql::engine::{
    arguments::{ArgumentValue, ScalarSource},
    definition::{
        Computation, ComputedCall, ComputedColumn, ComputedList, ParameterId, PlanArguments,
        ResultShape, SelectedColumns, computed_row, computed_row_with_lists,
    },
    error::Error,
    plan::sources::IntegerList,
};
use crate::limits::network::{DEFAULT_NODES, MAX_CENTERS, MAX_HOPS, MAX_NODES, SEARCH_ROWS};
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
/// How many affiliations away from the nearest center it is.
pub const HOPS: ComputedColumn = ComputedColumn::number("NetworkNode.hops", 1);
/// How many links of the network touch it.
pub const DEGREE: ComputedColumn = ComputedColumn::number("NetworkNode.degree", 2);
/// The centers within reach of it.
pub const CENTERS: ComputedList = ComputedList::new("NetworkNode.centers", 0);
/// Row of such a center.
pub const CENTER: ComputedColumn = ComputedColumn::number("NetworkNode.center", 0);

/// Row of the affiliation of a link.
pub const AFFILIATION: ComputedColumn = ComputedColumn::number("NetworkLink.affiliation", 0);

/// The fields `network`: of the root, around the organizations of an argument, and of an organization.
pub enum NetworkField {
    /// Around the organizations in the argument `around`.
    AroundKeys,
    /// Around the organization that has the field.
    AroundRow,
}

struct Call {
    /// The list of the organizations in the argument `around`; None around the organization that has the field.
    around: Option<ParameterId>,
    hops: ParameterId,
    max_nodes: ParameterId,
    filter: AffiliationFilter,
    /// The directions of the centers' own affiliations, a bit for each.
    directions: u64,
    /// What is computed beside the nodes, as far as it is selected.
    parts: Parts,
}

impl Computation for NetworkField {
    fn shape(&self, _: &ArgumentValue) -> ResultShape {
        match self {
            Self::AroundKeys => ResultShape::Object,
            Self::AroundRow => ResultShape::ObjectOfRow,
        }
    }

    fn charged_rows(&self, arguments: &ArgumentValue) -> u64 {
        most_rows(arguments, "maxNodes", DEFAULT_NODES.unsigned_abs())
    }

    fn searched_rows(&self, arguments: &ArgumentValue) -> u64 {
        match arguments.field("hops").scalar() {
            None => 0,
            Some(ScalarSource::Literal(hops)) if hops.as_i64() == Some(1) => 0,
            Some(_) => SEARCH_ROWS,
        }
    }

    fn charged_items(&self, arguments: &ArgumentValue) -> Vec<(ComputedList, u64)> {
        vec![(CENTERS, arguments.field("around").items().len().max(1) as u64)]
    }

    fn prepare(&self, arguments: &mut PlanArguments<'_>) -> Result<Box<dyn ComputedCall>, Error> {
        let around = match self {
            Self::AroundKeys => {
                let centers = centers(arguments)?;
                Some(arguments.add("around", IntegerList(centers)))
            }
            Self::AroundRow => None,
        };
        Ok(Box::new(Call {
            around,
            hops: add_integer(arguments, "hops", 1, 1..=MAX_HOPS),
            max_nodes: add_integer(arguments, "maxNodes", DEFAULT_NODES, 1..=MAX_NODES),
            filter: AffiliationFilter::of(arguments)?,
            directions: own_directions(arguments.get("directions")),
            parts: Parts { affiliations: true, total: true, starts: true },
        }))
    }
}

impl ComputedCall for Call {
    fn select(&mut self, selected: &SelectedColumns) {
        self.parts = Parts {
            affiliations: selected.has_list(LINKS) || selected.has(DEGREE),
            total: selected.has(TOTAL_COUNT),
            starts: selected.has_list(CENTERS),
        };
    }

    fn run(
        &self,
        values: &[Value],
        snapshot: &Snapshot<'_>,
        row: Option<i64>,
    ) -> Result<Vec<ComputedRow>, store::Error> {
        let mut centers: Vec<i64> = Vec::new();
        for row in self.around.map_or_else(|| row.into_iter().collect(), |it| integers(values, it))
        {
            if !centers.contains(&row) {
                centers.push(row);
            }
        }
        if centers.is_empty() {
            return Ok(Vec::new());
        }
        let hops = integer(values, self.hops).and_then(|hops| u32::try_from(hops).ok());
        let most = integer(values, self.max_nodes).and_then(|most| usize::try_from(most).ok());
        let (hops, most) = (hops.unwrap_or(1), most.unwrap_or(1));
        let (filter, network) = (self.filter.edges(values), snapshot.network()?);
        // A center without affiliations is no node of the graph.
        let (starts, isolated): (Vec<_>, Vec<_>) =
            centers.iter().partition(|row| network.node(**row).is_some());
        let starts: Vec<_> = starts.into_iter().filter_map(|row| network.node(row)).collect();
        let own = EdgeFilter { directions: filter.directions & self.directions, ..filter };
        let most_reached = most.saturating_sub(isolated.len());
        let found =
            graph::neighborhood(network.size(), &starts, hops, most_reached, self.parts, |node| {
                network.edges(node, if starts.contains(&node) { own } else { filter })
            });
        let rows = starts.iter().map(|node| network.row(*node)).collect();
        Ok(vec![FoundNetwork { reached: found, starts: rows, isolated, most }.result(&network)])
    }
}

/// The parameters of the organizations in the argument `around`. A key that no organization has makes the field null if it
/// is the only one; of several it fails the field, because null would not tell which.
fn centers(arguments: &mut PlanArguments<'_>) -> Result<Vec<ParameterId>, Error> {
    let ty = EntityType::Organization;
    match arguments.get("around").items() {
        [key] => Ok(vec![add_key(arguments, ty, key, "around")?]),
        keys if (1..=MAX_CENTERS).contains(&keys.len()) => {
            let keys = keys.iter().enumerate();
            keys.map(|(at, key)| add_checked_key(arguments, ty, key, &format!("around[{at}]")))
                .collect()
        }
        _ => {
            let rule = format!("give 1 to {MAX_CENTERS} organizations");
            Err(Error::bad_input("around", rule))
        }
    }
}

/// A bit for each direction that the argument names; all where it is not given.
fn own_directions(argument: &ArgumentValue) -> u64 {
    if !argument.is_given() {
        return EdgeFilter::ALL_DIRECTIONS;
    }
    directions(argument).fold(0, |all, direction| all | 1 << direction.code)
}

/// What was found around the centers.
struct FoundNetwork {
    /// The part of the graph around those that have affiliations.
    reached: Neighborhood,
    /// The rows of these centers.
    starts: Vec<i64>,
    /// The rows of the centers without affiliations.
    isolated: Vec<i64>,
    /// The most nodes to return.
    most: usize,
}

impl FoundNetwork {
    fn result(&self, network: &Network) -> ComputedRow {
        let Self { reached: found, starts, isolated, most } = self;
        let (centers, others) = found.nodes.split_at(starts.len().min(found.nodes.len()));
        let reached = |near: &ReachedNode| {
            let centers = self.centers(near.starts);
            node(network.row(near.node), near.distance, near.degree, centers)
        };
        let mut nodes: Vec<_> = centers.iter().map(reached).collect();
        nodes.extend(isolated.iter().map(|row| node(*row, 0, 0, vec![center(*row)])));
        nodes.extend(others.iter().map(reached));
        let truncated = found.truncated || nodes.len() > *most;
        nodes.truncate(*most);
        let total = found.total + isolated.len();
        let links = found.affiliations.iter();
        let links =
            links.map(|affiliation| computed_row([(AFFILIATION, Value::Int(*affiliation))]));
        computed_row_with_lists(
            [
                (TRUNCATED, Value::Int(i64::from(truncated))),
                (TOTAL_COUNT, Value::Int(total.try_into().unwrap_or(i64::MAX))),
            ],
            [(NODES, nodes), (LINKS, links.collect())],
        )
    }

    /// The centers whose bits are set.
    fn centers(&self, bits: u64) -> Vec<ComputedRow> {
        let starts = self.starts.iter().enumerate();
        starts.filter(|(number, _)| bits >> number & 1 == 1).map(|(_, row)| center(*row)).collect()
    }
}

fn node(
    organization: i64,
    hops: impl Into<i64>,
    degree: impl Into<i64>,
    centers: Vec<ComputedRow>,
) -> ComputedRow {
    computed_row_with_lists(
        [
            (ORGANIZATION, Value::Int(organization)),
            (HOPS, Value::Int(hops.into())),
            (DEGREE, Value::Int(degree.into())),
        ],
        [(CENTERS, centers)],
    )
}

fn center(organization: i64) -> ComputedRow {
    computed_row([(CENTER, Value::Int(organization))])
}
