//! The organizations that another is related to, each once: by affiliations, by common programs or by joint units.

use std::{cmp::Reverse, collections::HashMap, sync::Arc};

use super::{
    affiliations::{AffiliationFilter, directions, filter_rows},
    co_participants::{
        PARTICIPATIONS, Participations, SharedProgram, is_within, no_rows, program_rows, within,
    },
};
use crate::domain::{
    graph::{self, JointUnit, Node},
    role::{ROLE_DIRECTIONS, Side},
};
use crate::graphql::engine::{
    arguments::ArgumentValue,
    definition::{
        Computation, ComputedCall, ComputedColumn, ComputedList, ComputedOrder, ParameterId,
        PlanArguments, ResultRows, ResultShape, SelectedColumns, argument, computed_row,
        computed_row_with_lists,
    },
    error::Error,
};
use crate::limits::network::{MAX_LISTED, MAX_PARTS, MAX_RELATED, SEARCH_ROWS};
use crate::store::{
    self, Snapshot,
    read::{
        lookup,
        network::{EdgeFilter, Network},
    },
    sql::{ComputedRow, ComputedRows, Value, tables::organization},
};

/// How many affiliations, programs or units relate the two.
pub const COUNT: ComputedColumn = ComputedColumn::number("Related.count", 0);
/// What the name of the other organization sorts by.
const NAME: ComputedColumn = ComputedColumn::text("Related.sortName", 1);
/// Row of the other organization.
pub const ORGANIZATION: ComputedColumn = ComputedColumn::number("Related.organization", 2);
/// Row of the organization that has the field.
const OF: ComputedColumn = ComputedColumn::number("Related.of", 3);
/// The affiliations between the two.
pub const AFFILIATIONS: ComputedList = ComputedList::new("Related.affiliations", 0);
/// The programs that both take part in.
pub const PROGRAMS: ComputedList = ComputedList::new("Related.programs", 1);
/// The units that both belong to.
pub const UNITS: ComputedList = ComputedList::new("Related.units", 2);

/// Row of an affiliation between the two, or of one of them with a unit.
pub const AFFILIATION: ComputedColumn = ComputedColumn::number("Related.affiliation", 0);
/// Row of a unit.
pub const UNIT: ComputedColumn = ComputedColumn::number("JointUnit.organization", 0);
/// The affiliations of both with the unit.
pub const UNIT_AFFILIATIONS: ComputedList = ComputedList::new("JointUnit.affiliations", 0);

static MOST_FIRST: ComputedOrder = ComputedOrder {
    name: "COUNT",
    keys: &[(COUNT, true), (NAME, false), (ORGANIZATION, false), (OF, false)],
    of_row: true,
    max_results: MAX_RELATED,
};

static BY_NAME: ComputedOrder = ComputedOrder {
    name: "NAME",
    keys: &[(NAME, false), (ORGANIZATION, false), (OF, false)],
    ..MOST_FIRST
};

/// The roles by which two organizations have a unit in common: each is one of its founders, wholes, supervisors or
/// participating institutions.
const UNIT_ROLES: [&str; 4] = ["FOUNDER", "PARENT", "PARTICIPANT", "SUPERVISOR"];

/// The field `related`.
pub struct RelatedField;

/// What relates two organizations.
enum Via {
    /// Affiliations between them, in these directions.
    Affiliations(u64),
    /// Programs that both take part in.
    Programs,
    /// Units, to which these directions lead.
    Units(u64),
}

struct Call {
    via: Via,
    filter: AffiliationFilter,
    within: Option<ParameterId>,
    order: &'static ComputedOrder,
    selects_affiliations: bool,
    selects_programs: bool,
    selects_units: bool,
}

/// An organization that another is related to.
struct Found {
    organization: i64,
    count: usize,
    programs: Vec<SharedProgram>,
    units: Vec<JointUnit>,
}

impl Computation for RelatedField {
    fn shape(&self, arguments: &ArgumentValue) -> ResultShape {
        ResultShape::Connection(order(arguments))
    }

    fn charged_rows(&self, _: &ArgumentValue) -> u64 {
        1
    }

    fn searched_rows(&self, arguments: &ArgumentValue) -> u64 {
        SEARCH_ROWS + filter_rows(arguments)
    }

    fn result_rows(&self) -> Option<ResultRows> {
        Some(ResultRows { table: organization::TABLE, id: ORGANIZATION })
    }

    fn charged_items(&self, _: &ArgumentValue) -> Vec<(ComputedList, u64)> {
        let (listed, parts) = (MAX_LISTED as u64, MAX_PARTS as u64);
        vec![
            (AFFILIATIONS, listed),
            (PROGRAMS, listed),
            (PARTICIPATIONS, parts),
            (UNITS, listed),
            (UNIT_AFFILIATIONS, parts),
        ]
    }

    fn prepare(&self, arguments: &mut PlanArguments<'_>) -> Result<Box<dyn ComputedCall>, Error> {
        let roles = arguments.get("roles");
        let via = match arguments.get("via").enum_value() {
            Some("PROGRAM") if roles.is_given() => {
                let rule = "roles of affiliations do not apply to programs; leave it out, or use `coParticipants`, which \
                            takes roles of participations";
                return Err(Error::bad_input("roles", rule));
            }
            Some("PROGRAM") => Via::Programs,
            Some("UNIT") => Via::Units(unit_directions(roles)?),
            _ => Via::Affiliations(directions(roles)),
        };
        Ok(Box::new(Call {
            via,
            filter: AffiliationFilter::of(arguments)?.along(EdgeFilter::ALL_DIRECTIONS),
            within: within(arguments)?,
            order: order(arguments.all()),
            selects_affiliations: false,
            selects_programs: false,
            selects_units: false,
        }))
    }
}

/// The order that the argument `orderBy` asks for.
fn order(arguments: &ArgumentValue) -> &'static ComputedOrder {
    let given = arguments.field(argument::ORDER_BY).enum_value();
    if given == Some(BY_NAME.name) { &BY_NAME } else { &MOST_FIRST }
}

/// The directions that lead to units, a bit for each: those of the roles given, or of all that can.
fn unit_directions(roles: &ArgumentValue) -> Result<u64, Error> {
    let given: Vec<_> = roles.items().iter().filter_map(ArgumentValue::enum_value).collect();
    if let Some(role) = given.iter().find(|role| !UNIT_ROLES.contains(role)) {
        let rule = format!(
            "{role} does not make a joint unit; use {} with `via: UNIT`",
            UNIT_ROLES.join(", ")
        );
        return Err(Error::bad_input("roles", rule));
    }
    let roles = if roles.is_given() { given } else { UNIT_ROLES.to_vec() };
    let to_units = ROLE_DIRECTIONS.iter().filter(|it| it.side == Side::Subject);
    let to_units = to_units.filter(|it| roles.contains(&it.role));
    Ok(to_units.fold(0, |all, direction| all | 1 << direction.code))
}

/// The directions that lead back from the other end.
fn reversed(directions: u64) -> u64 {
    let is_in = |code: i64| directions >> code & 1 == 1;
    let roles: Vec<_> =
        ROLE_DIRECTIONS.iter().filter(|it| is_in(it.code)).map(|it| it.role).collect();
    let back = ROLE_DIRECTIONS.iter().filter(|it| it.side == Side::Object);
    let back = back.filter(|it| roles.contains(&it.role));
    back.fold(0, |all, direction| all | 1 << direction.code)
}

impl ComputedCall for Call {
    fn select(&mut self, selected: &SelectedColumns) {
        self.selects_affiliations = selected.has_list(AFFILIATIONS);
        self.selects_programs = selected.has_list(PROGRAMS);
        self.selects_units = selected.has_list(UNITS);
    }

    fn run(
        &self,
        values: &[Value],
        snapshot: &Snapshot<'_>,
        row: Option<i64>,
    ) -> Result<Vec<ComputedRow>, store::Error> {
        let Some(of) = row else { return Ok(Vec::new()) };
        let network = snapshot.network()?;
        let filter = self.filter.edges(values);
        let mut found = match self.via {
            Via::Affiliations(directions) => {
                affiliated(&network, of, EdgeFilter { directions, ..filter })
            }
            Via::Units(directions) => with_joint_units(&network, of, directions, filter),
            Via::Programs => with_common_programs(snapshot, of, filter)?,
        };
        let is_within = is_within(values, self.within);
        found.retain(|it| is_within(it.organization));
        let names = lookup::sort_names(snapshot, found.iter().map(|it| it.organization))?;
        found.sort_by_cached_key(|it| {
            let count = if self.order.name == BY_NAME.name { 0 } else { it.count };
            (Reverse(count), names.get(&it.organization).cloned(), it.organization)
        });
        // One more than is listed shows that there are more.
        found.truncate(MAX_RELATED + 1);
        let mut between = if self.selects_affiliations {
            let directions = match self.via {
                Via::Affiliations(directions) => directions,
                _ => EdgeFilter::ALL_DIRECTIONS,
            };
            neighbors(&network, of, EdgeFilter { directions, ..filter })
        } else {
            HashMap::new()
        };
        let rows = found.into_iter().map(|it| {
            let name = names.get(&it.organization).map_or("", |name| name);
            let affiliations = between.remove(&it.organization).unwrap_or_default();
            self.row(&network, of, it, name, affiliations)
        });
        Ok(rows.collect())
    }
}

/// The affiliations of the organization in a row, by the row of the other organization.
fn neighbors(network: &Network, of: i64, filter: EdgeFilter) -> HashMap<i64, Vec<i64>> {
    let Some(start) = network.node(of) else { return HashMap::new() };
    let found = graph::neighbors(network.edges(start, filter)).into_iter();
    found.map(|it| (network.row(it.node), it.affiliations)).collect()
}

fn affiliated(network: &Network, of: i64, filter: EdgeFilter) -> Vec<Found> {
    let found = neighbors(network, of, filter).into_iter().map(|(organization, affiliations)| {
        Found { organization, count: affiliations.len(), programs: Vec::new(), units: Vec::new() }
    });
    found.collect()
}

fn with_joint_units(network: &Network, of: i64, directions: u64, filter: EdgeFilter) -> Vec<Found> {
    let Some(start) = network.node(of) else { return Vec::new() };
    let (down, up) = (
        EdgeFilter { directions, ..filter },
        EdgeFilter { directions: reversed(directions), ..filter },
    );
    let along = |filter| move |node: Node| network.edges(node, filter);
    let found = graph::joint(start, along(down), along(up)).into_iter().map(|it| Found {
        organization: network.row(it.node),
        count: it.units.len(),
        programs: Vec::new(),
        units: it.units,
    });
    found.collect()
}

fn with_common_programs(
    snapshot: &Snapshot<'_>,
    of: i64,
    filter: EdgeFilter,
) -> Result<Vec<Found>, store::Error> {
    let counted =
        Participations { filter, own_roles: None, roles: None, kinds: None, counts_parts: false };
    let found = counted.shared(snapshot, of)?.into_iter().map(|(organization, programs)| Found {
        organization,
        count: programs.len(),
        programs,
        units: Vec::new(),
    });
    Ok(found.collect())
}

impl Call {
    fn row(
        &self,
        network: &Arc<Network>,
        of: i64,
        found: Found,
        name: &str,
        affiliations: Vec<i64>,
    ) -> ComputedRow {
        let programs = if self.selects_programs { program_rows(found.programs) } else { no_rows() };
        let units = if self.selects_units { unit_rows(network, found.units) } else { no_rows() };
        computed_row_with_lists(
            [
                (COUNT, Value::Int(found.count.try_into().unwrap_or(i64::MAX))),
                (NAME, name.into()),
                (ORGANIZATION, Value::Int(found.organization)),
                (OF, Value::Int(of)),
            ],
            [
                (AFFILIATIONS, listed_affiliations(affiliations)),
                (PROGRAMS, programs),
                (UNITS, units),
            ],
        )
    }
}

/// The lists are made when they are read, as those of programs are.
fn listed_affiliations(mut rows: Vec<i64>) -> ComputedRows {
    rows.truncate(MAX_LISTED);
    rows.shrink_to_fit();
    ComputedRows::on_read(move || affiliation_rows(rows.iter()))
}

fn unit_rows(network: &Arc<Network>, mut units: Vec<JointUnit>) -> ComputedRows {
    units.truncate(MAX_LISTED);
    units.shrink_to_fit();
    let network = network.clone();
    ComputedRows::on_read(move || units.iter().map(|it| unit_row(&network, it)).collect())
}

fn unit_row(network: &Network, it: &JointUnit) -> ComputedRow {
    let affiliations = it.own.iter().chain(&it.other).take(MAX_PARTS);
    computed_row_with_lists(
        [(UNIT, Value::Int(network.row(it.unit)))],
        [(UNIT_AFFILIATIONS, affiliation_rows(affiliations))],
    )
}

fn affiliation_rows<'r>(rows: impl Iterator<Item = &'r i64>) -> Vec<ComputedRow> {
    rows.map(|row| computed_row([(AFFILIATION, Value::Int(*row))])).collect()
}
