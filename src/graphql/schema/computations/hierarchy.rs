//! The organizations above or below one in a hierarchy of affiliations.

use std::collections::HashSet;

use super::{
    affiliations::{AffiliationFilter, add_integer, filter_rows, integer},
    path,
};
use crate::domain::{
    certainty::Certainty,
    graph::{self, HierarchyNode, Node},
    role::{ROLE_DIRECTIONS, RoleDirection},
};
use crate::graphql::engine::{
    arguments::ArgumentValue,
    definition::{
        Computation, ComputedCall, ComputedColumn, ComputedList, ComputedOrder, ParameterId,
        PlanArguments, ResultRows, ResultShape, SelectedColumns, computed_row,
        computed_row_with_lists,
    },
    error::Error,
};
use crate::limits::network::{MAX_DEPTH, MAX_HIERARCHY_ITEMS};
use crate::store::{
    self, Snapshot,
    read::network::Network,
    sql::{ComputedRow, Value, tables::organization},
};

/// Number of affiliations between the organization and its ancestor or descendant.
pub const DEPTH: ComputedColumn = ComputedColumn::number("Hierarchy.depth", 0);
/// Row of the ancestor or descendant.
pub const ORGANIZATION: ComputedColumn = ComputedColumn::number("Hierarchy.organization", 1);
/// Row of the organization whose ancestor or descendant it is.
const OF: ComputedColumn = ComputedColumn::number("Hierarchy.of", 2);
/// Whether it was an ancestor or descendant on the date asked about.
pub const CERTAINTY: ComputedColumn = ComputedColumn::text("Hierarchy.certainty", 3);
/// The organizations of a shortest path, both ends included.
pub const PATH: ComputedList = ComputedList::new("Hierarchy.path", 0);

static NEAREST_FIRST: ComputedOrder = ComputedOrder {
    name: "DEPTH",
    keys: &[(DEPTH, false), (ORGANIZATION, false), (OF, false)],
    of_row: true,
    max_results: MAX_HIERARCHY_ITEMS,
};

/// The role whose affiliations are followed if no other is named.
const DEFAULT_ROLE: &str = "PARENT";

/// Whether a hierarchy is followed to what is above or below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// To the ancestors.
    Ancestors,
    /// To the descendants.
    Descendants,
}

/// A search for ancestors or descendants, by the arguments `roles`, `maxDepth`, `asOf`, `certainty` and `history`.
pub struct HierarchySearch {
    filter: AffiliationFilter,
    max_depth: ParameterId,
}

impl HierarchySearch {
    /// The search that the arguments of a field or a filter give.
    ///
    /// # Errors
    /// When possible affiliations are asked for beside every recorded one.
    pub fn of(arguments: &mut PlanArguments<'_>, toward: Toward) -> Result<Self, Error> {
        let directions = directions(arguments.get("roles"), toward);
        let filter = AffiliationFilter::of(arguments)?.along(directions);
        let max_depth = add_integer(arguments, "maxDepth", MAX_DEPTH, 1..=MAX_DEPTH);
        Ok(Self { filter, max_depth })
    }

    /// The ancestors or descendants of the organization in a row, in a request with these parameter values: the nearest
    /// first, and no more than `most`.
    pub fn find(
        &self,
        values: &[Value],
        network: &Network,
        organization: i64,
        most: usize,
    ) -> Vec<HierarchyNode> {
        let Some(start) = network.node(organization) else { return Vec::new() };
        let edges = self.filter.edges(values);
        graph::hierarchy(start, self.max_depth(values), most, |node| network.edges(node, edges))
    }

    /// The organizations that affiliations of this certainty lead to.
    fn nodes(
        &self,
        values: &[Value],
        network: &Network,
        start: i64,
        least: Certainty,
    ) -> HashSet<Node> {
        let Some(start) = network.node(start) else { return HashSet::new() };
        let edges = self.filter.edges_if(values, least);
        let found = graph::hierarchy(start, self.max_depth(values), usize::MAX, |node| {
            network.edges(node, edges)
        });
        found.into_iter().map(|it| it.node).collect()
    }

    fn max_depth(&self, values: &[Value]) -> u32 {
        let depth = integer(values, self.max_depth).unwrap_or(MAX_DEPTH);
        u32::try_from(depth).unwrap_or(u32::MAX)
    }
}

/// The directions of the roles given that lead up or down, a bit for each; those of [`DEFAULT_ROLE`] where no role is
/// given.
fn directions(roles: &ArgumentValue, toward: Toward) -> u64 {
    let roles: Vec<_> = if roles.is_given() {
        roles.items().iter().filter_map(ArgumentValue::enum_value).collect()
    } else {
        vec![DEFAULT_ROLE]
    };
    let leads = match toward {
        Toward::Ancestors => RoleDirection::leads_up,
        Toward::Descendants => RoleDirection::leads_down,
    };
    let followed = ROLE_DIRECTIONS.iter().filter(|it| leads(it) && roles.contains(&it.role));
    followed.fold(0, |all, direction| all | 1 << direction.code)
}

/// The fields `ancestors` and `descendants`.
pub struct HierarchyField(pub Toward);

struct Call {
    search: HierarchySearch,
    selects_path: bool,
    selects_certainty: bool,
}

impl Computation for HierarchyField {
    fn shape(&self, _: &ArgumentValue) -> ResultShape {
        ResultShape::Connection(&NEAREST_FIRST)
    }

    fn charged_rows(&self, _: &ArgumentValue) -> u64 {
        1
    }

    fn searched_rows(&self, arguments: &ArgumentValue) -> u64 {
        filter_rows(arguments)
    }

    fn result_rows(&self) -> Option<ResultRows> {
        Some(ResultRows { table: organization::TABLE, id: ORGANIZATION })
    }

    fn prepare(&self, arguments: &mut PlanArguments<'_>) -> Result<Box<dyn ComputedCall>, Error> {
        let search = HierarchySearch::of(arguments, self.0)?;
        Ok(Box::new(Call { search, selects_path: false, selects_certainty: false }))
    }
}

impl ComputedCall for Call {
    fn select(&mut self, selected: &SelectedColumns) {
        self.selects_path = selected.has_list(PATH);
        self.selects_certainty = selected.has(CERTAINTY);
    }

    fn run(
        &self,
        values: &[Value],
        snapshot: &Snapshot<'_>,
        row: Option<i64>,
    ) -> Result<Vec<ComputedRow>, store::Error> {
        let Some(of) = row else { return Ok(Vec::new()) };
        let network = snapshot.network()?;
        // One more than is listed shows that there are more.
        let found = self.search.find(values, &network, of, MAX_HIERARCHY_ITEMS + 1);
        let certainty = self.certainty_of(values, &network, of);
        let mut rows: Vec<_> = found.iter().enumerate().collect();
        rows.sort_by_key(|(_, it)| (it.depth, network.row(it.node)));
        let rows = rows.into_iter().map(|(index, reached)| {
            let path =
                if self.selects_path { steps(&network, of, &found, index) } else { Vec::new() };
            computed_row_with_lists(
                [
                    (DEPTH, Value::Int(reached.depth.into())),
                    (ORGANIZATION, Value::Int(network.row(reached.node))),
                    (OF, Value::Int(of)),
                    (CERTAINTY, certainty(reached.node)),
                ],
                [(PATH, path)],
            )
        });
        Ok(rows.collect())
    }
}

impl Call {
    /// The certainty of each ancestor or descendant on the date asked about, as a word; null if it was none on that date.
    fn certainty_of(
        &self,
        values: &[Value],
        network: &Network,
        of: i64,
    ) -> impl Fn(Node) -> Value + use<> {
        let nodes = |least| {
            if self.selects_certainty {
                self.search.nodes(values, network, of, least)
            } else {
                HashSet::new()
            }
        };
        let (certain, possible) = (nodes(Certainty::Certain), nodes(Certainty::Possible));
        move |node| {
            if certain.contains(&node) {
                "CERTAIN".into()
            } else if possible.contains(&node) {
                "POSSIBLE".into()
            } else {
                Value::Null
            }
        }
    }
}

/// The steps of the path from the organization in the row `of` to the node at this index of `found`.
fn steps(network: &Network, of: i64, found: &[HierarchyNode], index: usize) -> Vec<ComputedRow> {
    let start = (of, Value::Null);
    let path = graph::path_to(found, index).into_iter();
    let path = path.map(|(node, affiliation)| (network.row(node), Value::Int(affiliation)));
    let step = |(organization, affiliation)| {
        computed_row([
            (path::ORGANIZATION, Value::Int(organization)),
            (path::AFFILIATION, affiliation),
        ])
    };
    std::iter::once(start).chain(path).map(step).collect()
}
