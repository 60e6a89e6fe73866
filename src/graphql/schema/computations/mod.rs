//! Fields that a search works out rather than a statement: what they take and what they give.

use std::cmp::Ordering;

use serde_json::Value as Json;

use crate::{
    domain::{
        date::Span,
        graph::{self, Neighborhood, Path},
        interval::Certainty,
    },
    store::{
        Error, Snapshot,
        read::network::{EdgeFilter, Network},
        read::search,
        sql::{Computed, Value},
    },
};

/// Steps from one organization to another at most; beyond that a connection says nothing.
const LONGEST_PATH: u32 = 12;

/// Which search a field of the schema asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Computation {
    /// What surrounds an organization.
    Network,
    /// How two organizations are connected.
    Path,
    /// What changed between two dates.
    Changes,
    /// Things by words of their names.
    Search,
    /// The thing with a global id.
    Node,
    /// The things with global ids.
    Nodes,
}

/// A search in a plan: its arguments are in slots.
pub enum Call {
    /// Around the row in `around`, `hops` steps, `most` organizations at most; `linked`: with what ties them.
    Network { around: usize, hops: usize, most: usize, linked: bool, ties: TieSlots },
    /// From row to row; `count` paths.
    Path { from: usize, to: usize, count: usize, ties: TieSlots },
    /// Of the row in `organization` between two spans.
    Changes { organization: usize, from: usize, to: usize, readings: u64 },
    /// For the folded text in `query` among things of some types.
    Search { query: usize, types: Vec<&'static str> },
    /// The things in a JSON list of type and row.
    Nodes { ids: usize },
}

/// Which ties count.
pub struct TieSlots {
    /// The readings by their codes, a bit for each.
    pub readings: u64,
    /// Slot of the date asked about; None for any time.
    pub held: Option<(usize, Certainty)>,
}

impl TieSlots {
    fn filter(&self, slots: &[Value]) -> EdgeFilter {
        let held = self.held.map(|(slot, certainty)| (span(slots, slot), certainty));
        EdgeFilter { directions: self.readings, during: held }
    }
}

/// Cells of what [`Call::Search`] finds that say where it stands: best score first, then by place, which
/// the row makes unique.
pub const FOUND_ORDER: [usize; 3] = [2, 4, 1];

/// Whether a thing found comes before, at or after the position `at`, in the terms of [`FOUND_ORDER`].
#[must_use]
pub fn compare(found: &Computed, at: &[Value]) -> Ordering {
    let number = |value: &Value| match value {
        Value::Int(number) => (0.0, *number),
        Value::Real(number) => (*number, 0),
        _ => (0.0, 0),
    };
    let [score, rest @ ..] = FOUND_ORDER.map(|cell| number(&found.cells[cell]));
    let by_score = number(&at[0]).0.total_cmp(&score.0);
    by_score.then_with(|| rest.map(|key| key.1).cmp(&[number(&at[1]).1, number(&at[2]).1]))
}

/// Runs a search.
///
/// # Errors
/// When the database cannot be read.
pub fn run(call: &Call, slots: &[Value], snapshot: &Snapshot<'_>) -> Result<Vec<Computed>, Error> {
    match call {
        Call::Network { around, hops, most, linked, ties } => {
            let Some(around) = whole(slots, *around) else { return Ok(Vec::new()) };
            let (hops, most) = (whole(slots, *hops).unwrap_or(1), whole(slots, *most).unwrap_or(1));
            let (ties, network) = (ties.filter(slots), snapshot.network()?);
            let Some(start) = network.node(around) else { return Ok(vec![alone(around)]) };
            let hops = u32::try_from(hops).unwrap_or(1);
            let most = usize::try_from(most).unwrap_or(1);
            let found = graph::neighborhood(network.size(), start, hops, most, *linked, |node| {
                network.edges(node, ties)
            });
            Ok(vec![network_answer(&found, &network)])
        }
        Call::Path { from, to, count, ties } => {
            let (Some(from), Some(to)) = (whole(slots, *from), whole(slots, *to)) else {
                return Ok(Vec::new());
            };
            if from == to {
                return Ok(path_answer(&[vec![(from, None)]]));
            }
            let (ties, network) = (ties.filter(slots), snapshot.network()?);
            let (Some(from), Some(to)) = (network.node(from), network.node(to)) else {
                return Ok(Vec::new());
            };
            let count = whole(slots, *count).and_then(|count| usize::try_from(count).ok());
            let (count, size) = (count.unwrap_or(1), network.size());
            let paths = graph::shortest_paths(size, (from, to), LONGEST_PATH, count, |node| {
                network.edges(node, ties)
            });
            let of_rows = |path: Path| -> Vec<_> {
                path.into_iter().map(|(node, by)| (network.row(node), by)).collect()
            };
            Ok(path_answer(&paths.into_iter().map(of_rows).collect::<Vec<_>>()))
        }
        Call::Changes { organization, from, to, readings } => {
            let Some(organization) = whole(slots, *organization) else { return Ok(Vec::new()) };
            let network = snapshot.network()?;
            let ties = EdgeFilter { directions: *readings, during: None };
            let mut lists = vec![Vec::new(); 4];
            let node = network.node(organization).into_iter();
            for (tie, bounds) in node.flat_map(|node| network.edges_with_bounds(node, ties)) {
                let list = match (
                    bounds.certainty_at(span(slots, *from)),
                    bounds.certainty_at(span(slots, *to)),
                ) {
                    (None, None) => continue,
                    (None, Some(Certainty::Certain)) => 0,
                    (Some(Certainty::Certain), None) => 1,
                    (Some(Certainty::Certain), Some(Certainty::Certain)) => 2,
                    _ => 3,
                };
                lists[list].push(of_rows(&[network.row(tie.to), tie.affiliation]));
            }
            Ok(vec![Computed { cells: Vec::new(), lists }])
        }
        Call::Search { query, types } => {
            let Value::Text(query) = &slots[*query] else { return Ok(Vec::new()) };
            let hits = search::search(snapshot, query, types)?;
            let hits = hits.into_iter().map(|hit| {
                let (ty, matched) = (hit.ty.as_str().into(), hit.matched_name.as_str().into());
                let (row, place) = (Value::Int(hit.row), Value::Int(hit.tie_break.number()));
                Computed::of(vec![ty, row, Value::Real(hit.score), matched, place])
            });
            Ok(hits.collect())
        }
        Call::Nodes { ids } => {
            let Value::Text(ids) = &slots[*ids] else { return Ok(Vec::new()) };
            let ids: Vec<Option<(String, i64)>> = serde_json::from_str(ids).unwrap_or_default();
            let nodes = ids.into_iter().map(|id| match id {
                Some((ty, row)) => Computed::of(vec![ty.as_str().into(), Value::Int(row)]),
                None => Computed::of(vec![Value::Null, Value::Null]),
            });
            Ok(nodes.collect())
        }
    }
}

fn network_answer(found: &Neighborhood, network: &Network) -> Computed {
    let nodes = found
        .nodes
        .iter()
        .map(|near| of_rows(&[network.row(near.node), near.distance.into(), near.degree.into()]));
    let links = found.affiliations.iter().map(|link| of_rows(&[*link]));
    Computed {
        cells: vec![Value::Int(i64::from(found.truncated))],
        lists: vec![nodes.collect(), links.collect()],
    }
}

/// The network around an organization that has no ties.
fn alone(row: i64) -> Computed {
    Computed { cells: vec![Value::Int(0)], lists: vec![vec![of_rows(&[row, 0, 0])], Vec::new()] }
}

/// The first path, with the others below it: rows of organizations, and of the affiliations they were reached by.
fn path_answer(paths: &[Vec<(i64, Option<i64>)>]) -> Vec<Computed> {
    let mut answers = paths.iter().map(|path| {
        let steps = path.iter().map(|(node, affiliation)| {
            Computed::of(vec![Value::Int(*node), affiliation.map_or(Value::Null, Value::Int)])
        });
        let length = i64::try_from(path.len() - 1).unwrap_or_default();
        Computed { cells: vec![Value::Int(length)], lists: vec![steps.collect(), Vec::new()] }
    });
    let Some(mut first) = answers.next() else { return Vec::new() };
    first.lists[1] = answers.collect();
    vec![first]
}

fn of_rows(rows: &[i64]) -> Computed {
    Computed::of(rows.iter().copied().map(Value::Int).collect())
}

fn whole(slots: &[Value], slot: usize) -> Option<i64> {
    match slots[slot] {
        Value::Int(number) => Some(number),
        _ => None,
    }
}

fn span(slots: &[Value], slot: usize) -> Span {
    Span {
        first: whole(slots, slot).unwrap_or_default(),
        end: whole(slots, slot + 1).unwrap_or_default(),
    }
}

/// What the items of a list have in a cell, as a JSON list of numbers.
#[must_use]
pub fn list_of(items: &[Computed], cell: usize) -> Value {
    let mut list = String::with_capacity(2 + 8 * items.len());
    list.push('[');
    for (place, item) in items.iter().enumerate() {
        list.push_str(if place == 0 { "" } else { "," });
        match item.cells.get(cell) {
            Some(Value::Int(number)) => list.push_str(itoa::Buffer::new().format(*number)),
            _ => list.push_str("null"),
        }
    }
    list.push(']');
    list.as_str().into()
}

/// Types and rows of things as the JSON list that [`Call::Nodes`] reads.
#[must_use]
pub fn node_list(nodes: &[Option<(String, i64)>]) -> Value {
    let nodes = nodes.iter().map(|node| match node {
        Some((ty, row)) => serde_json::json!([ty, row]),
        None => Json::Null,
    });
    Json::Array(nodes.collect()).to_string().as_str().into()
}
