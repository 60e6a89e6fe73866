//! Conditions of this schema that depend on arguments: the date asked about, plans, and common affiliates.

use serde_json::Value as Json;

use super::parameters::keys::add_checked_key;
use crate::domain::{
    date::{ALWAYS, NEVER},
    entity_type::EntityType,
    stage::{Stage, StageSet},
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
    tables::{self, affiliation::end, organization, period},
};

/// Relations as the arguments `asOf`, `certainty`, `history` and `stages` choose them, from a table with their bounds.
pub struct Relations {
    /// Holds for the plans of the table whose stages are `$1` and that are planned for the span `$2` to `$3`.
    planned: &'static Condition,
}

/// Relations that the arguments leave out although they may have held on the date asked about.
struct OmittedPossible;

/// Plans that the arguments leave out.
struct OmittedPlans(&'static Relations);

/// Relations in a table of their own: affiliations, positions, participations.
pub static RELATIONS: Relations = Relations { planned: &period::PLANNED };
/// Affiliations, as an organization at one end of them sees them.
pub static RELATIONS_OF_ENDS: Relations = Relations { planned: &end::PLANNED };

/// Things of a list, and figures, that may have existed on the date of the argument `asOf`: the condition takes the values
/// that `store::sql::tables::period` describes. Without the argument, all of them.
pub struct MayExist(pub &'static Condition);

/// The names of the counts of what a connection leaves out.
pub mod omitted {
    /// Relations that may have held on the date asked about.
    pub const POSSIBLE: &str = "possible";
    /// Plans.
    pub const PLANNED: &str = "planned";
}

/// The relations of a table that the arguments choose.
pub static CHOSEN: RowChoice = RowChoice {
    rows: &RELATIONS,
    left_out: &[
        (omitted::POSSIBLE, &OmittedPossible),
        (omitted::PLANNED, &OmittedPlans(&RELATIONS)),
    ],
};

/// The ends of affiliations that the arguments choose.
pub static CHOSEN_ENDS: RowChoice = RowChoice {
    rows: &RELATIONS_OF_ENDS,
    left_out: &[
        (omitted::POSSIBLE, &OmittedPossible),
        (omitted::PLANNED, &OmittedPlans(&RELATIONS_OF_ENDS)),
    ],
};

/// The things that the argument `stages` chooses.
pub static CHOSEN_THINGS: RowChoice =
    RowChoice { rows: &Things, left_out: &[(omitted::PLANNED, &OmittedThings)] };

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

/// The stages that count: the argument `stages`. A field that does not take it knows no plans.
pub fn stages(arguments: &PlanArguments<'_>) -> StageSet {
    let given = arguments.get("stages");
    if !given.is_given() {
        return StageSet::REALIZED;
    }
    let items = given.items().iter();
    items.filter_map(ArgumentValue::enum_value).filter_map(Stage::of_word).collect()
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
        any.extend(self.plans(stages.words_of_plans(), any_time, arguments));
        Ok(RowConditions::of(Predicate::Any(any)))
    }
}

impl Relations {
    /// The plans of these stages, for the date asked about or for any; None without stages.
    fn plans(
        &self,
        stages: impl Iterator<Item = &'static str>,
        any_time: bool,
        arguments: &mut PlanArguments<'_>,
    ) -> Option<Predicate> {
        let stages = list(stages, arguments)?;
        Some(Predicate::Is(self.planned, [vec![stages], planned_for(any_time, arguments)].concat()))
    }
}

/// The days between which plans are asked for: those of the date asked about, or all.
fn planned_for(any_time: bool, arguments: &PlanArguments<'_>) -> Vec<Bind> {
    if any_time { [ALWAYS, NEVER].map(Bind::Int).into() } else { arguments.inherited()[3..].into() }
}

/// A parameter for a list of words; None if there are none.
fn list(
    words: impl Iterator<Item = &'static str>,
    arguments: &mut PlanArguments<'_>,
) -> Option<Bind> {
    let words: Json = words.collect();
    let is_empty = words.as_array().is_none_or(Vec::is_empty);
    (!is_empty).then(|| {
        let words = Constant(words.to_string().as_str().into());
        arguments.add("stages", words).bind_list()
    })
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
        let plans = self.0.plans(omitted_plans(chosen), any_time, arguments);
        Ok(RowConditions::of(Predicate::Any(plans.into_iter().collect())))
    }
}

/// The stages of what is announced or planned, without those chosen. What is cancelled is no plan any more.
fn omitted_plans(chosen: StageSet) -> impl Iterator<Item = &'static str> {
    let plans = [Stage::Announced, Stage::Planned].into_iter();
    plans.filter(move |stage| !chosen.contains(*stage)).map(Stage::word)
}

impl RowCondition for MayExist {
    fn conditions(&self, arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
        if arguments.get("asOf").scalar().is_none() {
            return Ok(RowConditions::default());
        }
        Ok(RowConditions::of(Predicate::Is(self.0, arguments.inherited())))
    }
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
