//! Full-text search over names, topics and descriptions.

use serde_json::Value as Json;

use super::super::parameters::text::SearchText;
use crate::domain::entity_type::{EntityType, Group};
use crate::graphql::engine::{
    arguments::{ArgumentValue, ScalarSource},
    definition::{
        Computation, ComputedCall, ComputedColumn, ComputedOrder, ParameterId, PlanArguments,
        ResultRows, ResultShape, SelectedColumns, TypedRow, computed_row,
    },
    error::Error,
    global_id,
};
use crate::limits::{cost::SEARCH_SCAN, search::MAX_RESULTS};
use crate::store::{
    self, Snapshot,
    read::{lookup, search},
    sql::{ComputedRow, Value, tables::citation::node},
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

/// The words of the query that do not match, as a JSON list.
pub const IGNORED_WORDS: ComputedColumn = ComputedColumn::json("SearchHit.ignoredWords", 5);

/// What of the record matches.
pub const MATCHED_FIELD: ComputedColumn = ComputedColumn::text("SearchHit.matchedField", 6);

static BEST_FIRST: ComputedOrder = ComputedOrder {
    name: "FOUND",
    keys: &[(SCORE, true), (TIE_BREAK, false), (RECORD.id, false)],
    of_row: false,
    max_results: MAX_RESULTS,
};

/// The field `search`.
pub struct SearchField;

struct Call {
    query: ParameterId,
    types: Vec<&'static str>,
    selects_words: bool,
}

impl Computation for SearchField {
    fn shape(&self, _: &ArgumentValue) -> ResultShape {
        ResultShape::Connection(&BEST_FIRST)
    }

    fn charged_rows(&self, _: &ArgumentValue) -> u64 {
        1
    }

    fn scan(&self) -> u64 {
        SEARCH_SCAN
    }

    fn result_rows(&self) -> Option<ResultRows> {
        Some(ResultRows { table: node::TABLE, id: RECORD.id })
    }

    fn prepare(&self, arguments: &mut PlanArguments<'_>) -> Result<Box<dyn ComputedCall>, Error> {
        let query = arguments.get("query").scalar().cloned();
        let query = SearchText(query.unwrap_or(ScalarSource::Literal("".into())));
        let query = arguments.add("query", query);
        let types = searched_types(arguments.get("types"));
        Ok(Box::new(Call { query, types, selects_words: false }))
    }
}

impl ComputedCall for Call {
    fn select(&mut self, selected: &SelectedColumns) {
        self.selects_words = selected.has(IGNORED_WORDS);
    }

    fn run(
        &self,
        values: &[Value],
        snapshot: &Snapshot<'_>,
        _: Option<i64>,
    ) -> Result<Vec<ComputedRow>, store::Error> {
        let Value::Text(query) = &values[self.query.0] else { return Ok(Vec::new()) };
        let known = self.record_with_id(query, snapshot)?;
        let found = search::search(snapshot, query, &self.types, known)?;
        let types: Vec<_> = self.types.iter().map(|ty| (*ty, Value::from(*ty))).collect();
        let none = Value::from("[]");
        let rows = found.hits.iter().map(|hit| {
            let ty = types.iter().find(|(ty, _)| *ty == hit.ty).map(|(_, value)| value.clone());
            let all_match = hit.ignored == 0 && found.query.left_over.is_empty();
            let ignored = if all_match || !self.selects_words {
                none.clone()
            } else {
                Json::from(found.query.written(hit.ignored)).to_string().as_str().into()
            };
            computed_row([
                (RECORD.type_name, ty.unwrap_or(Value::Null)),
                (RECORD.id, Value::Int(hit.row)),
                (SCORE, Value::Real(hit.score)),
                (MATCHED_NAME, hit.matched_name.as_str().into()),
                (TIE_BREAK, Value::Int(hit.tie_break.number())),
                (IGNORED_WORDS, ignored),
                (MATCHED_FIELD, hit.field.word().into()),
            ])
        });
        Ok(rows.collect())
    }
}

impl Call {
    /// The record whose global id the text is.
    fn record_with_id(
        &self,
        text: &str,
        snapshot: &Snapshot<'_>,
    ) -> Result<Option<i64>, store::Error> {
        let Some((ty, key)) = global_id::decode(text.trim()) else { return Ok(None) };
        let is_searched = self.types.iter().any(|known| *known == ty);
        if is_searched { lookup::by_key(snapshot, &ty, &key) } else { Ok(None) }
    }
}

fn searched_types(types: &ArgumentValue) -> Vec<&'static str> {
    let given: Vec<_> = types.items().iter().filter_map(ArgumentValue::enum_value).collect();
    let all = !types.is_given();
    let is_wanted = |ty: &EntityType| all || given.contains(&ty.word().as_str());
    EntityType::of_group(Group::Thing).filter(is_wanted).map(EntityType::name).collect()
}
