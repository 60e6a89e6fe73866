//! Things that the arguments `stages` and `asOf` of a list choose.

use super::{
    omitted,
    stages::{list, omitted_plans, stages},
};
use crate::domain::stage::Stage;
use crate::graphql::engine::{
    definition::{PlanArguments, RowChoice, RowCondition, RowConditions},
    error::Error,
};
use crate::store::sql::{
    Condition, Predicate,
    tables::{self, organization, program},
};

/// Things of a list, and figures, that may have existed on the date of the argument `asOf`: the condition takes the values
/// that `store::sql::tables::period` describes. Without the argument, all of them.
pub struct MayExist(pub &'static Condition);

/// The things that the argument `stages` chooses.
pub static CHOSEN_THINGS: RowChoice =
    RowChoice { rows: &Things, left_out: &[(omitted::PLANNED, &OmittedThings)] };

/// The organizations that the arguments `stages` and `asOf` choose.
pub static CHOSEN_ORGANIZATIONS: RowChoice = RowChoice {
    rows: &DatedThings(&Things, &OF_ORGANIZATIONS),
    left_out: &[
        (omitted::PLANNED, &DatedThings(&OmittedThings, &OF_ORGANIZATIONS)),
        (omitted::ENDED, &EndedThings(&OF_ORGANIZATIONS)),
        (omitted::NOT_STARTED, &ThingsNotStarted(&OF_ORGANIZATIONS)),
    ],
};

/// The programs that the arguments `stages` and `asOf` choose.
pub static CHOSEN_PROGRAMS: RowChoice = RowChoice {
    rows: &DatedThings(&Things, &OF_PROGRAMS),
    left_out: &[
        (omitted::PLANNED, &DatedThings(&OmittedThings, &OF_PROGRAMS)),
        (omitted::ENDED, &EndedThings(&OF_PROGRAMS)),
        (omitted::NOT_STARTED, &ThingsNotStarted(&OF_PROGRAMS)),
    ],
};

impl RowCondition for MayExist {
    fn conditions(&self, arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
        if arguments.get("asOf").scalar().is_none() {
            return Ok(RowConditions::default());
        }
        Ok(RowConditions::of(Predicate::Is(self.0, arguments.inherited())))
    }
}

/// When things of a table existed, in the values that `store::sql::tables::period` describes.
struct Existence {
    /// They may have existed on the date asked about.
    may_exist: MayExist,
    /// They certainly started to exist after it.
    not_started: &'static Condition,
}

static OF_ORGANIZATIONS: Existence = Existence {
    may_exist: MayExist(&organization::MAY_EXIST),
    not_started: &organization::NOT_FOUNDED,
};
static OF_PROGRAMS: Existence =
    Existence { may_exist: MayExist(&program::MAY_EXIST), not_started: &program::NOT_STARTED };

/// Things of a choice by stage that may have existed on the date of the argument `asOf`, if it is given.
struct DatedThings(&'static dyn RowCondition, &'static Existence);

/// Things of the chosen stages that certainly ended before the date of the argument `asOf`.
struct EndedThings(&'static Existence);

/// Things of the chosen stages that certainly started after the date of the argument `asOf`.
struct ThingsNotStarted(&'static Existence);

impl RowCondition for DatedThings {
    fn conditions(&self, arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
        let mut conditions = self.0.conditions(arguments)?;
        conditions.predicates.extend(self.1.may_exist.conditions(arguments)?.predicates);
        Ok(conditions)
    }
}

impl RowCondition for EndedThings {
    fn conditions(&self, arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
        let mut conditions = things_at_other_times(arguments)?;
        for condition in [self.0.may_exist.0, self.0.not_started] {
            let holds = Predicate::Is(condition, arguments.inherited());
            conditions.predicates.push(Predicate::Not(Box::new(holds)));
        }
        Ok(conditions)
    }
}

impl RowCondition for ThingsNotStarted {
    fn conditions(&self, arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
        let mut conditions = things_at_other_times(arguments)?;
        conditions.predicates.push(Predicate::Is(self.0.not_started, arguments.inherited()));
        Ok(conditions)
    }
}

/// The things of the chosen stages if the argument `asOf` is given, which leaves some out; otherwise none.
fn things_at_other_times(arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
    if arguments.get("asOf").scalar().is_none() {
        return Ok(RowConditions::of(Predicate::Any(Vec::new())));
    }
    Things.conditions(arguments)
}

/// Things whose stage the argument `stages` names.
struct Things;

/// Things that are announced or planned, which the argument `stages` leaves out.
struct OmittedThings;

impl RowCondition for Things {
    fn conditions(&self, arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
        let chosen = stages(arguments);
        let mut any = Vec::new();
        if chosen.contains(Stage::Realized) {
            any.push(Predicate::Is(&tables::REALIZED, Vec::new()));
        }
        any.extend(plans_in(chosen.words_of_plans(), arguments));
        Ok(RowConditions::of(Predicate::Any(any)))
    }
}

impl RowCondition for OmittedThings {
    fn conditions(&self, arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
        let plans = plans_in(omitted_plans(stages(arguments)), arguments);
        Ok(RowConditions::of(Predicate::Any(plans.into_iter().collect())))
    }
}

/// Things that are plans in one of these stages; None without stages.
fn plans_in(
    stages: impl Iterator<Item = &'static str>,
    arguments: &mut PlanArguments<'_>,
) -> Option<Predicate> {
    list(stages, arguments).map(|stages| Predicate::Is(&tables::PLAN_IN, vec![stages]))
}
