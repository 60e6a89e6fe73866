//! Conditions of this schema that depend on arguments: the date asked about, and common affiliates.

use super::parameters::keys::add_checked_key;
use crate::domain::entity_type::EntityType;
use crate::graphql::engine::{
    definition::{ArgumentCondition, PlanArguments, RowConditions},
    error::Error,
    plan::sources::IntegerList,
};
use crate::limits::arguments::MAX_COMMON_AFFILIATES;
use crate::store::sql::{
    Condition, Predicate,
    tables::{organization, period},
};

/// The conditions of a connection over relations: they hold at the date asked about, and have the basis
/// asked for.
pub fn dated(basis_is: &'static Condition) -> Vec<ArgumentCondition> {
    vec![ArgumentCondition::Schema(&holds), ArgumentCondition::EnumValue("basis", basis_is)]
}

/// Whether every recorded relation counts: the argument `history`.
///
/// # Errors
/// When possible relations are asked for, too: that would change nothing. `CERTAIN` is what fields have that are told
/// nothing, and programs fill in defaults, so it passes.
pub fn at_any_time(arguments: &PlanArguments<'_>) -> Result<bool, Error> {
    let possible = arguments.get("certainty").enum_value() == Some("POSSIBLE");
    let any_time = arguments.get("history").is_true();
    if any_time && possible {
        let rule = "POSSIBLE changes nothing where `history` is true, which returns every recorded relation; leave one \
                    of the two out, or set `history: false`";
        return Err(Error::bad_input("certainty", rule));
    }
    Ok(any_time)
}

/// Relations that hold at the date asked about: the arguments `asOf`, `certainty` and `history`.
///
/// # Errors
/// When possible relations are asked for beside every recorded one.
pub fn holds(arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
    if at_any_time(arguments)? {
        return Ok(RowConditions::default());
    }
    let condition = match arguments.get("certainty").enum_value() {
        Some("POSSIBLE") => &period::POSSIBLE,
        _ => &period::CERTAIN,
    };
    Ok(RowConditions::of(Predicate::Is(condition, arguments.inherited())))
}

/// Organizations affiliated with each of those in the argument `of`. Their rows are shared with the
/// fields below, as a list.
///
/// # Errors
/// When `of` has too few or too many organizations, or a malformed key, or possible affiliations are
/// asked for beside every recorded one.
pub fn affiliated_with_all(arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
    let any_time = at_any_time(arguments)?;
    let condition = match arguments.get("certainty").enum_value() {
        _ if any_time => &organization::AFFILIATED_EVER,
        Some("POSSIBLE") => &organization::AFFILIATED_POSSIBLY,
        _ => &organization::AFFILIATED_CERTAINLY,
    };
    let mut rows = Vec::new();
    let mut predicates = Vec::new();
    for (at, key) in arguments.get("of").items().iter().enumerate() {
        let row = add_checked_key(arguments, EntityType::Organization, key, &format!("of[{at}]"))?;
        rows.push(row);
        let mut binds = vec![row.bind()];
        binds.extend(arguments.inherited());
        predicates.push(Predicate::Is(condition, binds));
    }
    if !(2..=MAX_COMMON_AFFILIATES).contains(&rows.len()) {
        let rule = format!("give at least two organizations, and {MAX_COMMON_AFFILIATES} at most");
        return Err(Error::bad_input("of", rule));
    }
    let shared = Some(arguments.add("of", IntegerList(rows)));
    Ok(RowConditions { predicates, shared })
}
