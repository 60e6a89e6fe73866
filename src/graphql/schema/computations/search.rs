//! Full-text search over names.

use super::super::parameters::text::FoldedText;
use crate::domain::entity_type::{EntityType, Group};
use crate::graphql::engine::{
    arguments::{ArgumentValue, ScalarSource},
    definition::{
        Computation, ComputedCall, ComputedColumn, ComputedOrder, ParameterId, PlanArguments,
        ResultShape, TypedRow, computed_row,
    },
    error::Error,
};
use crate::store::{
    self, Snapshot,
    read::search,
    sql::{ComputedRow, Value},
};

/// The type and the row of the record.
pub const RECORD: TypedRow = TypedRow {
    type_name: ComputedColumn::text("SearchHit.type", 0),
    id: ComputedColumn::number("SearchHit.record", 1),
};
/// How well the record matches, from 0 to 1.
pub const SCORE: ComputedColumn = ComputedColumn::number("SearchHit.score", 2);
/// The name that matches.
pub const MATCHED_NAME: ComputedColumn = ComputedColumn::text("SearchHit.matchedName", 3);
/// Decides between equal scores.
const TIE_BREAK: ComputedColumn = ComputedColumn::number("SearchHit.tieBreak", 4);

static BEST_FIRST: ComputedOrder =
    ComputedOrder { name: "FOUND", keys: &[(SCORE, true), (TIE_BREAK, false), (RECORD.id, false)] };

/// The field `search`.
pub struct SearchField;

struct Call {
    query: ParameterId,
    types: Vec<&'static str>,
}

impl Computation for SearchField {
    fn shape(&self) -> ResultShape {
        ResultShape::Connection(&BEST_FIRST)
    }

    fn charged_rows(&self, _: &ArgumentValue) -> u64 {
        1
    }

    fn prepare(&self, arguments: &mut PlanArguments<'_>) -> Result<Box<dyn ComputedCall>, Error> {
        let query = arguments.get("query").scalar().cloned();
        let query = FoldedText(query.unwrap_or(ScalarSource::Literal("".into())));
        let query = arguments.add("query", query);
        Ok(Box::new(Call { query, types: searched_types(arguments.get("types")) }))
    }
}

impl ComputedCall for Call {
    fn run(
        &self,
        values: &[Value],
        snapshot: &Snapshot<'_>,
    ) -> Result<Vec<ComputedRow>, store::Error> {
        let Value::Text(query) = &values[self.query.0] else { return Ok(Vec::new()) };
        let hits = search::search(snapshot, query, &self.types)?;
        let hits = hits.into_iter().map(|hit| {
            computed_row([
                (RECORD.type_name, hit.ty.as_str().into()),
                (RECORD.id, Value::Int(hit.row)),
                (SCORE, Value::Real(hit.score)),
                (MATCHED_NAME, hit.matched_name.as_str().into()),
                (TIE_BREAK, Value::Int(hit.tie_break.number())),
            ])
        });
        Ok(hits.collect())
    }
}

fn searched_types(types: &ArgumentValue) -> Vec<&'static str> {
    let given: Vec<_> = types.items().iter().filter_map(ArgumentValue::enum_value).collect();
    let all = !types.is_given();
    let is_wanted = |ty: &&str| all || given.contains(&ty.to_uppercase().as_str());
    EntityType::of_group(Group::Thing).map(EntityType::name).filter(is_wanted).collect()
}
