//! Shortest paths between two organizations.

use super::{
    super::parameters::keys::add_checked_key,
    affiliations::{AffiliationFilter, add_integer, integer},
};
use crate::domain::{
    entity_type::EntityType,
    graph::{self, Path},
};
use crate::graphql::engine::{
    arguments::ArgumentValue,
    definition::{
        Computation, ComputedCall, ComputedColumn, ComputedList, ParameterId, PlanArguments,
        ResultShape, computed_row, computed_row_with_lists,
    },
    error::Error,
};
use crate::limits::network::{MAX_PATH_LENGTH, MAX_PATHS, PATH_ROWS};
use crate::store::{
    self, Snapshot,
    sql::{ComputedRow, Value},
};

/// How many affiliations the path has.
pub const LENGTH: ComputedColumn = ComputedColumn::number("Path.length", 0);
/// Whether there are more paths of this length than `limit`.
pub const TRUNCATED: ComputedColumn = ComputedColumn::truncation("Path.truncated", 1);
/// The organizations along the path.
pub const STEPS: ComputedList = ComputedList::new("Path.steps", 0);
/// Other paths of the same length.
pub const ALTERNATIVES: ComputedList = ComputedList::new("Path.alternatives", 1);

/// Row of the organization of a step.
pub const ORGANIZATION: ComputedColumn = ComputedColumn::number("PathStep.organization", 0);
/// Row of the affiliation that leads to it; null at the first step.
pub const AFFILIATION: ComputedColumn = ComputedColumn::number("PathStep.affiliation", 1);

/// The field `path`.
pub struct PathField;

struct Call {
    from: ParameterId,
    to: ParameterId,
    limit: ParameterId,
    filter: AffiliationFilter,
}

impl Computation for PathField {
    fn shape(&self, _: &ArgumentValue) -> ResultShape {
        ResultShape::Object
    }

    fn charged_rows(&self, _: &ArgumentValue) -> u64 {
        PATH_ROWS
    }

    fn prepare(&self, arguments: &mut PlanArguments<'_>) -> Result<Box<dyn ComputedCall>, Error> {
        let (from, to) = (arguments.get("from"), arguments.get("to"));
        Ok(Box::new(Call {
            from: add_checked_key(arguments, EntityType::Organization, from, "from")?,
            to: add_checked_key(arguments, EntityType::Organization, to, "to")?,
            limit: add_integer(arguments, "limit", 1, 1..=MAX_PATHS),
            filter: AffiliationFilter::of(arguments)?,
        }))
    }
}

impl ComputedCall for Call {
    fn run(
        &self,
        values: &[Value],
        snapshot: &Snapshot<'_>,
        _: Option<i64>,
    ) -> Result<Vec<ComputedRow>, store::Error> {
        let (Some(from), Some(to)) = (integer(values, self.from), integer(values, self.to)) else {
            return Ok(Vec::new());
        };
        if from == to {
            return Ok(result(&[vec![(from, None)]], false));
        }
        let (filter, network) = (self.filter.edges(values), snapshot.network()?);
        let (Some(from), Some(to)) = (network.node(from), network.node(to)) else {
            return Ok(Vec::new());
        };
        let limit = integer(values, self.limit).and_then(|limit| usize::try_from(limit).ok());
        let (limit, size) = (limit.unwrap_or(1), network.size());
        // One more than is returned shows whether there are more.
        let mut paths =
            graph::shortest_paths(size, (from, to), MAX_PATH_LENGTH, limit + 1, |node| {
                network.edges(node, filter)
            });
        let truncated = paths.len() > limit;
        paths.truncate(limit);
        let rows = |path: Path| -> Vec<_> {
            path.into_iter().map(|(node, by)| (network.row(node), by)).collect()
        };
        Ok(result(&paths.into_iter().map(rows).collect::<Vec<_>>(), truncated))
    }
}

/// The first path, with the others below it. A path has the rows of its organizations and of the
/// affiliations that lead to them.
fn result(paths: &[Vec<(i64, Option<i64>)>], truncated: bool) -> Vec<ComputedRow> {
    let path = |steps: &Vec<(i64, Option<i64>)>, alternatives| {
        let length = i64::try_from(steps.len() - 1).unwrap_or_default();
        let steps = steps.iter().map(|(organization, affiliation)| {
            computed_row([
                (ORGANIZATION, Value::Int(*organization)),
                (AFFILIATION, affiliation.map_or(Value::Null, Value::Int)),
            ])
        });
        computed_row_with_lists(
            [(LENGTH, Value::Int(length)), (TRUNCATED, Value::Int(i64::from(truncated)))],
            [(STEPS, steps.collect()), (ALTERNATIVES, alternatives)],
        )
    };
    let Some((first, others)) = paths.split_first() else { return Vec::new() };
    vec![path(first, others.iter().map(|steps| path(steps, Vec::new())).collect())]
}
