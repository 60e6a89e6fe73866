//! The organizations that take part in the same programs as another.

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
    sync::Arc,
};

use serde_json::Value as Json;

use super::{
    super::parameters::within::add_within,
    affiliations::{AffiliationFilter, filter_rows, integers},
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
        network::EdgeFilter,
        participations::{self, ProgramParticipation, StartDate},
    },
    sql::{ComputedRow, ComputedRows, Value, tables::organization},
};

/// How many programs both take part in.
pub const COUNT: ComputedColumn = ComputedColumn::number("CoParticipant.programCount", 0);
/// What the latest of their dates sorts by; the least number without one.
const LATEST_ORDER: ComputedColumn = ComputedColumn::number("CoParticipant.latestOrder", 1);
/// What the name of the other organization sorts by.
const NAME: ComputedColumn = ComputedColumn::text("CoParticipant.sortName", 2);
/// Row of the other organization.
pub const ORGANIZATION: ComputedColumn = ComputedColumn::number("CoParticipant.organization", 3);
/// Row of the organization that has the field.
const OF: ComputedColumn = ComputedColumn::number("CoParticipant.of", 4);
/// The first of their dates, if it is known to the year, the month or the day.
pub const EARLIEST_SINCE: ComputedColumn = ComputedColumn::text("CoParticipant.earliestSince", 5);
/// The first of their dates as stated.
pub const EARLIEST_SINCE_STATED: ComputedColumn =
    ComputedColumn::text("CoParticipant.earliestSinceStated", 6);
/// The latest of their dates, if it is known to the year, the month or the day.
pub const LATEST_SINCE: ComputedColumn = ComputedColumn::text("CoParticipant.latestSince", 7);
/// The latest of their dates as stated.
pub const LATEST_SINCE_STATED: ComputedColumn =
    ComputedColumn::text("CoParticipant.latestSinceStated", 8);
/// The programs, the latest first.
pub const PROGRAMS: ComputedList = ComputedList::new("CoParticipant.programs", 0);

/// Row of the program.
pub const PROGRAM: ComputedColumn = ComputedColumn::number("SharedProgram.program", 0);
/// Since when both take part, if it is known to the year, the month or the day.
pub const SINCE: ComputedColumn = ComputedColumn::text("SharedProgram.since", 1);
/// Since when both take part, as stated.
pub const SINCE_STATED: ComputedColumn = ComputedColumn::text("SharedProgram.sinceStated", 2);
/// The participations of both.
pub const PARTICIPATIONS: ComputedList = ComputedList::new("SharedProgram.participations", 0);
/// Row of such a participation.
pub const PARTICIPATION: ComputedColumn = ComputedColumn::number("SharedProgram.participation", 0);

static MOST_PROGRAMS_FIRST: ComputedOrder = ComputedOrder {
    name: "PROGRAM_COUNT",
    keys: &[(COUNT, true), (LATEST_ORDER, true), (NAME, false), (ORGANIZATION, false), (OF, false)],
    of_row: true,
    max_results: MAX_RELATED,
};

static LATEST_FIRST: ComputedOrder = ComputedOrder {
    name: "LATEST",
    keys: &[(LATEST_ORDER, true), (COUNT, true), (NAME, false), (ORGANIZATION, false), (OF, false)],
    ..MOST_PROGRAMS_FIRST
};

static BY_NAME: ComputedOrder = ComputedOrder {
    name: "NAME",
    keys: &[(NAME, false), (ORGANIZATION, false), (OF, false)],
    ..MOST_PROGRAMS_FIRST
};

/// The order that the argument `orderBy` asks for.
fn order(arguments: &ArgumentValue) -> &'static ComputedOrder {
    let orders = [&LATEST_FIRST, &BY_NAME];
    let given = arguments.field(argument::ORDER_BY).enum_value();
    orders.into_iter().find(|it| given == Some(it.name)).unwrap_or(&MOST_PROGRAMS_FIRST)
}

/// A program that two organizations take part in.
pub struct SharedProgram {
    /// Row of the program.
    program: i64,
    /// The first participations of the two, those of the one that has the field before the others.
    participations: Vec<i64>,
    /// Since when both take part: the later of their starts, or the start of the program if neither has one.
    since: Option<Arc<StartDate>>,
}

/// Which participations count.
pub struct Participations {
    /// The time, the basis and the stages.
    pub filter: EdgeFilter,
    /// The roles of the organization that has the field; None for any.
    pub own_roles: Option<Vec<String>>,
    /// The roles of the other organization; None for any.
    pub roles: Option<Vec<String>>,
    /// The kinds of programs, as a JSON list; None for any.
    pub kinds: Option<String>,
    /// Whether the participations of the parts of the organization count as its own.
    pub counts_parts: bool,
}

impl Participations {
    /// The programs that the organization in a row shares with each other organization.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn shared(
        &self,
        snapshot: &Snapshot<'_>,
        of: i64,
    ) -> Result<HashMap<i64, Vec<SharedProgram>>, store::Error> {
        let mut own_rows = vec![of];
        if self.counts_parts {
            own_rows.extend(participations::direct_parts(snapshot, of)?);
        }
        let mut shared: HashMap<_, Vec<SharedProgram>> = HashMap::new();
        let is_own: HashSet<_> = own_rows.iter().copied().collect();
        let kinds = self.kinds.as_deref();
        participations::in_each_program_of(snapshot, &own_rows, kinds, |in_program| {
            let counted = in_program.iter().filter(|it| it.is_accepted(&self.filter));
            let (own, others): (Vec<_>, Vec<_>) =
                counted.partition(|it| is_own.contains(&it.organization));
            let own = with_role(own, self.own_roles.as_deref());
            if own.is_empty() {
                return;
            }
            let mut by_other: HashMap<i64, Vec<&ProgramParticipation>> = HashMap::new();
            for other in with_role(others, self.roles.as_deref()) {
                by_other.entry(other.organization).or_default().push(other);
            }
            for (organization, others) in by_other {
                shared.entry(organization).or_default().push(SharedProgram::of(&own, &others));
            }
        })?;
        for programs in shared.values_mut() {
            programs.sort_by_key(|it| (Reverse(it.order()), it.program));
        }
        Ok(shared)
    }
}

fn with_role<'p>(
    participations: Vec<&'p ProgramParticipation>,
    roles: Option<&[String]>,
) -> Vec<&'p ProgramParticipation> {
    let Some(roles) = roles else { return participations };
    participations.into_iter().filter(|it| roles.contains(&it.role)).collect()
}

impl SharedProgram {
    fn of(own: &[&ProgramParticipation], others: &[&ProgramParticipation]) -> Self {
        let first =
            |of: &[&ProgramParticipation]| of.iter().filter_map(|it| it.start.clone()).min();
        let since = first(own).max(first(others)).or_else(|| own[0].program_start.clone());
        let participations = own.iter().chain(others).map(|it| it.participation);
        let participations = participations.take(MAX_PARTS).collect();
        Self { program: own[0].program, participations, since }
    }

    fn order(&self) -> i64 {
        self.since.as_ref().map_or(i64::MIN, |date| date.order)
    }

    fn row(&self) -> ComputedRow {
        let participations = self.participations.iter();
        let participations =
            participations.map(|row| computed_row([(PARTICIPATION, Value::Int(*row))]));
        let (since, stated) = cells(self.since.as_deref());
        computed_row_with_lists(
            [(PROGRAM, Value::Int(self.program)), (SINCE, since), (SINCE_STATED, stated)],
            [(PARTICIPATIONS, participations.collect::<Vec<_>>())],
        )
    }
}

/// The list of the first of these programs. It is made when it is read: ten times as large as the programs.
pub fn program_rows(mut programs: Vec<SharedProgram>) -> ComputedRows {
    programs.truncate(MAX_LISTED);
    programs.shrink_to_fit();
    ComputedRows::on_read(move || programs.iter().map(SharedProgram::row).collect())
}

/// No list.
pub fn no_rows() -> ComputedRows {
    Vec::new().into()
}

/// A date known to the year, the month or the day, and as stated.
fn cells(date: Option<&StartDate>) -> (Value, Value) {
    let Some(date) = date else { return (Value::Null, Value::Null) };
    let stated = Value::from(date.stated.as_str());
    (if date.is_partial { stated.clone() } else { Value::Null }, stated)
}

/// The words of a list argument; None if it is not given.
pub fn words(argument: &ArgumentValue) -> Option<Vec<String>> {
    let words = || argument.items().iter().filter_map(ArgumentValue::enum_value);
    argument.is_given().then(|| words().map(str::to_owned).collect())
}

/// Adds the parameter of the argument `within`, if it is given.
///
/// # Errors
/// As [`add_within`].
pub fn within(arguments: &mut PlanArguments<'_>) -> Result<Option<ParameterId>, Error> {
    arguments.object("within").map(|mut it| add_within(&mut it, "within")).transpose()
}

/// Whether an organization is one of those of the argument `within`.
pub fn is_within(values: &[Value], within: Option<ParameterId>) -> impl Fn(i64) -> bool + use<> {
    let rows: Option<HashSet<_>> = within.map(|it| integers(values, it).into_iter().collect());
    move |row| rows.as_ref().is_none_or(|rows| rows.contains(&row))
}

/// The field `coParticipants`.
pub struct CoParticipantsField;

struct Call {
    /// The time, the basis and the stages of the participations.
    filter: AffiliationFilter,
    own_roles: Option<Vec<String>>,
    roles: Option<Vec<String>>,
    kinds: Option<String>,
    counts_parts: bool,
    within: Option<ParameterId>,
    order: &'static ComputedOrder,
    selects_programs: bool,
}

impl Computation for CoParticipantsField {
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
        vec![(PROGRAMS, MAX_LISTED as u64), (PARTICIPATIONS, MAX_PARTS as u64)]
    }

    fn prepare(&self, arguments: &mut PlanArguments<'_>) -> Result<Box<dyn ComputedCall>, Error> {
        let kinds = words(arguments.get("programKinds")).map(|it| Json::from(it).to_string());
        Ok(Box::new(Call {
            filter: AffiliationFilter::of(arguments)?,
            own_roles: words(arguments.get("ownRoles")),
            roles: words(arguments.get("roles")),
            kinds,
            counts_parts: arguments.get("includeParts").is_true(),
            within: within(arguments)?,
            order: order(arguments.all()),
            selects_programs: false,
        }))
    }
}

impl ComputedCall for Call {
    fn select(&mut self, selected: &SelectedColumns) {
        self.selects_programs = selected.has_list(PROGRAMS);
    }

    fn run(
        &self,
        values: &[Value],
        snapshot: &Snapshot<'_>,
        row: Option<i64>,
    ) -> Result<Vec<ComputedRow>, store::Error> {
        let Some(of) = row else { return Ok(Vec::new()) };
        let counted = Participations {
            filter: self.filter.edges(values),
            own_roles: self.own_roles.clone(),
            roles: self.roles.clone(),
            kinds: self.kinds.clone(),
            counts_parts: self.counts_parts,
        };
        let mut shared = counted.shared(snapshot, of)?;
        let is_within = is_within(values, self.within);
        shared.retain(|organization, _| is_within(*organization));
        let names = lookup::sort_names(snapshot, shared.keys().copied())?;
        let mut found: Vec<_> = shared.into_iter().collect();
        found.sort_by_cached_key(|(organization, programs)| {
            let count = i64::try_from(programs.len()).unwrap_or(i64::MAX);
            let latest = programs.first().map_or(i64::MIN, SharedProgram::order);
            let numbers = match self.order.name {
                "NAME" => (0, 0),
                "LATEST" => (latest, count),
                _ => (count, latest),
            };
            (Reverse(numbers), names.get(organization).cloned(), *organization)
        });
        // One more than is listed shows that there are more.
        found.truncate(MAX_RELATED + 1);
        let rows = found.into_iter().map(|(organization, programs)| {
            let name = names.get(&organization).map_or("", |name| name);
            self.row(of, organization, name, programs)
        });
        Ok(rows.collect())
    }
}

impl Call {
    /// The result for an organization; its programs are sorted, the latest first, those without a date last.
    fn row(
        &self,
        of: i64,
        organization: i64,
        name: &str,
        programs: Vec<SharedProgram>,
    ) -> ComputedRow {
        let count = programs.len().try_into().unwrap_or(i64::MAX);
        let mut dates = programs.iter().filter_map(|it| it.since.as_deref());
        let latest = dates.next();
        let (first, first_stated) = cells(dates.next_back().or(latest));
        let order = latest.map_or(i64::MIN, |date| date.order);
        let (latest, latest_stated) = cells(latest);
        let listed = if self.selects_programs { program_rows(programs) } else { no_rows() };
        computed_row_with_lists(
            [
                (COUNT, Value::Int(count)),
                (LATEST_ORDER, Value::Int(order)),
                (NAME, name.into()),
                (ORGANIZATION, Value::Int(organization)),
                (OF, Value::Int(of)),
                (EARLIEST_SINCE, first),
                (EARLIEST_SINCE_STATED, first_stated),
                (LATEST_SINCE, latest),
                (LATEST_SINCE_STATED, latest_stated),
            ],
            [(PROGRAMS, listed)],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{allocator::measure, store::sql::Row};

    /// `docs/limits.md` says how much the results of a call hold at their bounds.
    #[test]
    fn an_organization_holds_few_bytes_until_its_programs_are_read() {
        let since = Some(Arc::new(StartDate {
            order: 0,
            stated: "2020-01-01".to_owned(),
            is_partial: true,
        }));
        let program = |program| SharedProgram {
            program,
            participations: (0..).take(MAX_PARTS).collect(),
            since: since.clone(),
        };
        let (rows, held) = measure(|| program_rows((0..40).map(program).collect()));
        let result = ComputedRow { cells: Vec::new(), lists: vec![rows] };
        let (made, read) = Row::Computed(&result)
            .read_list(0, |rows| (rows.len(), measure(|| program(0).row()).1 * rows.len()));
        assert_eq!(made, MAX_LISTED);
        assert!((1_000..=2_500).contains(&held), "{held} bytes");
        assert!(read > 4 * held, "{held} bytes are {read} when they are read");
    }
}
