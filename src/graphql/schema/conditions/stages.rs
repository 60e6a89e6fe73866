//! The stages that the argument `stages` asks for.

use serde_json::Value as Json;

use crate::domain::stage::{Stage, StageSet};
use crate::graphql::engine::{
    arguments::ArgumentValue, definition::PlanArguments, plan::sources::Constant,
};
use crate::store::sql::Bind;

/// The stages that count: the argument `stages`. A field that does not take it knows no plans.
pub fn stages(arguments: &PlanArguments<'_>) -> StageSet {
    let given = arguments.get("stages");
    if !given.is_given() {
        return StageSet::REALIZED;
    }
    let items = given.items().iter();
    items.filter_map(ArgumentValue::enum_value).filter_map(Stage::of_word).collect()
}

/// A parameter for a list of words; None if there are none.
pub fn list(
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

/// The stages of what is announced or planned, without those chosen. What is cancelled is no plan any more.
pub fn omitted_plans(chosen: StageSet) -> impl Iterator<Item = &'static str> {
    let plans = [Stage::Announced, Stage::Planned].into_iter();
    plans.filter(move |stage| !chosen.contains(*stage)).map(Stage::word)
}
