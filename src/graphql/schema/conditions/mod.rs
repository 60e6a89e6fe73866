//! Conditions of this schema that depend on arguments: the date asked about, plans, and common affiliates.

pub mod omitted;
mod stages;
mod things;

use self::stages::{list, omitted_plans};
pub use self::{
    stages::stages,
    things::{CHOSEN_ORGANIZATIONS, CHOSEN_PROGRAMS, CHOSEN_THINGS, MayExist},
};
use super::parameters::keys::add_checked_key;
use crate::domain::{
    date::{ALWAYS, NEVER},
    entity_type::EntityType,
    stage::Stage,
};
use crate::graphql::engine::{
    arguments::ArgumentValue,
    definition::{ArgumentCondition, PlanArguments, RowChoice, RowCondition, RowConditions},
    error::Error,
    plan::sources::{Constant, IntegerList},
};
use crate::limits::arguments::MAX_COMMON_AFFILIATES;
use crate::store::sql::{
    Bind, Condition, Predicate,
    tables::{affiliation::end, organization, period},
};

/// Relations as the arguments `asOf`, `certainty`, `history` and `stages` choose them, from a table with their bounds.
pub struct Relations {
    /// Holds for the plans of the table whose stages are `$1` and that are planned for the span `$2` to `$3`.
    planned: &'static Condition,
    /// The same, for an earlier time.
    plan_ended: &'static Condition,
    /// The same, for a later time.
    plan_not_started: &'static Condition,
}

/// Relations that the arguments leave out although they may have held on the date asked about.
struct OmittedPossible;

/// Plans that the arguments leave out.
struct OmittedPlans(&'static Relations);

/// Relations that the arguments leave out because they ended before the date asked about.
struct OmittedEnded(&'static Relations);

/// Relations that the arguments leave out because they started after the date asked about.
struct OmittedNotStarted(&'static Relations);

/// Relations in a table of their own: affiliations, positions, participations.
pub static RELATIONS: Relations = Relations {
    planned: &period::PLANNED,
    plan_ended: &period::PLAN_ENDED,
    plan_not_started: &period::PLAN_NOT_STARTED,
};
/// Affiliations, as an organization at one end of them sees them.
pub static RELATIONS_OF_ENDS: Relations = Relations {
    planned: &end::PLANNED,
    plan_ended: &end::PLAN_ENDED,
    plan_not_started: &end::PLAN_NOT_STARTED,
};

/// The relations of a table that the arguments choose.
pub static CHOSEN: RowChoice = RowChoice {
    rows: &RELATIONS,
    left_out: &[
        (omitted::POSSIBLE, &OmittedPossible),
        (omitted::PLANNED, &OmittedPlans(&RELATIONS)),
        (omitted::ENDED, &OmittedEnded(&RELATIONS)),
        (omitted::NOT_STARTED, &OmittedNotStarted(&RELATIONS)),
    ],
};

/// The ends of affiliations that the arguments choose.
pub static CHOSEN_ENDS: RowChoice = RowChoice {
    rows: &RELATIONS_OF_ENDS,
    left_out: &[
        (omitted::POSSIBLE, &OmittedPossible),
        (omitted::PLANNED, &OmittedPlans(&RELATIONS_OF_ENDS)),
        (omitted::ENDED, &OmittedEnded(&RELATIONS_OF_ENDS)),
        (omitted::NOT_STARTED, &OmittedNotStarted(&RELATIONS_OF_ENDS)),
    ],
};

/// The conditions of a connection over relations: they are chosen by the arguments about time, and have the basis
/// asked for.
pub fn dated(chosen: &'static RowChoice, basis_is: &'static Condition) -> Vec<ArgumentCondition> {
    vec![ArgumentCondition::Choice(chosen), ArgumentCondition::EnumValue("basis", basis_is)]
}

/// Whether every recorded relation counts: the argument `history`.
///
/// # Errors
/// When possible relations are asked for, too: that would change nothing. `CERTAIN` is what fields have that are told
/// nothing, and programs fill in defaults, so it passes.
pub fn at_any_time(arguments: &PlanArguments<'_>) -> Result<bool, Error> {
    let any_time = arguments.get("history").is_true();
    if any_time && takes_possible(arguments) {
        let rule = "POSSIBLE changes nothing where `history` is true, which returns every recorded relation; leave one \
                    of the two out, or set `history: false`";
        return Err(Error::bad_input("certainty", rule));
    }
    Ok(any_time)
}

/// Whether relations count that may have held: the argument `certainty`.
fn takes_possible(arguments: &PlanArguments<'_>) -> bool {
    arguments.get("certainty").enum_value() == Some("POSSIBLE")
}

impl RowCondition for Relations {
    fn conditions(&self, arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
        let (any_time, stages) = (at_any_time(arguments)?, stages(arguments));
        let mut any = Vec::new();
        if stages.contains(Stage::Realized) {
            any.push(match takes_possible(arguments) {
                _ if any_time => Predicate::Is(&period::REALIZED, Vec::new()),
                true => Predicate::Is(&period::POSSIBLE, arguments.inherited()),
                false => Predicate::Is(&period::CERTAIN, arguments.inherited()),
            });
        }
        let planned = if any_time { Planned::AnyTime } else { Planned::During };
        any.extend(self.plans(stages.words_of_plans(), planned, arguments));
        Ok(RowConditions::of(Predicate::Any(any)))
    }
}

impl Relations {
    /// The plans of these stages for that time; None without stages.
    fn plans(
        &self,
        stages: impl Iterator<Item = &'static str>,
        planned: Planned,
        arguments: &mut PlanArguments<'_>,
    ) -> Option<Predicate> {
        let stages = list(stages, arguments)?;
        let condition = match planned {
            Planned::AnyTime | Planned::During => self.planned,
            Planned::Before => self.plan_ended,
            Planned::After => self.plan_not_started,
        };
        let days = match planned {
            Planned::AnyTime => [ALWAYS, NEVER].map(Bind::Int).into(),
            _ => arguments.inherited()[3..].to_vec(),
        };
        Some(Predicate::Is(condition, [vec![stages], days].concat()))
    }

    /// The relations that the date asked about leaves out: those for which `fact` holds, and plans of the chosen stages for
    /// that time.
    fn at_other_times(
        &self,
        fact: &'static Condition,
        planned: Planned,
        arguments: &mut PlanArguments<'_>,
    ) -> Result<RowConditions, Error> {
        let mut any = Vec::new();
        if !at_any_time(arguments)? {
            let stages = stages(arguments);
            if stages.contains(Stage::Realized) {
                any.push(Predicate::Is(fact, arguments.inherited()));
            }
            any.extend(self.plans(stages.words_of_plans(), planned, arguments));
        }
        Ok(RowConditions::of(Predicate::Any(any)))
    }
}

/// For when something is planned, compared with the date asked about.
#[derive(Clone, Copy)]
enum Planned {
    AnyTime,
    Before,
    During,
    After,
}

impl RowCondition for OmittedPossible {
    fn conditions(&self, arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
        let omits = !at_any_time(arguments)?
            && !takes_possible(arguments)
            && stages(arguments).contains(Stage::Realized);
        if !omits {
            return Ok(RowConditions::of(Predicate::Any(Vec::new())));
        }
        let certain = Predicate::Is(&period::CERTAIN, arguments.inherited());
        let predicates = vec![
            Predicate::Is(&period::POSSIBLE, arguments.inherited()),
            Predicate::Not(Box::new(certain)),
        ];
        Ok(RowConditions { predicates, shared: None })
    }
}

impl RowCondition for OmittedPlans {
    fn conditions(&self, arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
        let (any_time, chosen) = (at_any_time(arguments)?, stages(arguments));
        let planned = if any_time { Planned::AnyTime } else { Planned::During };
        let plans = self.0.plans(omitted_plans(chosen), planned, arguments);
        Ok(RowConditions::of(Predicate::Any(plans.into_iter().collect())))
    }
}

impl RowCondition for OmittedEnded {
    fn conditions(&self, arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
        self.0.at_other_times(&period::ENDED, Planned::Before, arguments)
    }
}

impl RowCondition for OmittedNotStarted {
    fn conditions(&self, arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
        self.0.at_other_times(&period::NOT_STARTED, Planned::After, arguments)
    }
}

/// Organizations that are not withdrawn, unless the argument `filter` asks for those.
pub struct Listed;

impl RowCondition for Listed {
    fn conditions(&self, arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
        if asks_for_withdrawn(arguments.get("filter")) {
            return Ok(RowConditions::default());
        }
        Ok(RowConditions::of(Predicate::Is(&organization::IS_LISTED, Vec::new())))
    }
}

/// Whether a filter, or a filter within it, names the status of withdrawn organizations.
fn asks_for_withdrawn(filter: &ArgumentValue) -> bool {
    let is_withdrawn = |word: &ArgumentValue| word.enum_value() == Some("WITHDRAWN");
    match filter {
        ArgumentValue::Object(fields) => fields.iter().any(|(name, value)| match &**name {
            // Both may stand below `not`.
            "statuses" => ["in", "notIn"]
                .iter()
                .any(|list| value.field(list).items().iter().any(is_withdrawn)),
            _ => asks_for_withdrawn(value),
        }),
        ArgumentValue::List(filters) => filters.iter().any(asks_for_withdrawn),
        _ => false,
    }
}

/// Organizations affiliated with each of those in the argument `of`, not only by plan. Their rows are shared with the
/// fields below, as a list.
///
/// # Errors
/// When `of` has too few or too many organizations, or a malformed key, or possible affiliations are
/// asked for beside every recorded one.
pub fn affiliated_with_all(arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
    let basis = arguments.get("basis").enum_value();
    let basis = basis.map(|it| arguments.add("basis", Constant(it.into())).bind());
    let mut rows = Vec::new();
    let mut predicates = Vec::new();
    for (at, key) in arguments.get("of").items().iter().enumerate() {
        let row = add_checked_key(arguments, EntityType::Organization, key, &format!("of[{at}]"))?;
        rows.push(row);
        let mut of_ends = vec![Predicate::Is(&end::OF, vec![row.bind()])];
        of_ends.extend(RELATIONS_OF_ENDS.conditions(arguments)?.predicates);
        of_ends.extend(basis.map(|it| Predicate::Is(&end::BASIS_IN, vec![it])));
        let of_ends = Box::new(Predicate::All(of_ends));
        predicates.push(Predicate::ReferredTo(&organization::OTHER_ENDS, of_ends));
    }
    if !(2..=MAX_COMMON_AFFILIATES).contains(&rows.len()) {
        let rule = format!("give at least two organizations, and {MAX_COMMON_AFFILIATES} at most");
        return Err(Error::bad_input("of", rule));
    }
    let shared = Some(arguments.add("of", IntegerList(rows)));
    Ok(RowConditions { predicates, shared })
}
