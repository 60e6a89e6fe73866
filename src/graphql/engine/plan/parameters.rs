//! Slots: the values a plan's statements bind, worked out from a request before anything runs.
//!
//! Every rule that the types of the schema cannot express is checked here: page sizes, dates, cursors,
//! keys of things. All that breaks one is reported in one go, and nothing has been executed.

use async_graphql::Pos;
use serde_json::Value as Json;

use crate::{
    domain::{
        date::{Day, PartialDate},
        text::fold,
    },
    store::{
        Snapshot,
        read::lookup,
        sql::{ColumnType, Value},
    },
};

use crate::graphql::{
    engine::{
        cursor,
        error::Error,
        global_id,
        plan::{arguments::Source, variables::Variables},
    },
    schema::{
        computations::node_list,
        parameters::key::{self, Key, NO_ID},
    },
};

/// Rows of a page where nobody says how many.
pub const DEFAULT_PAGE: i64 = 25;
/// Rows of a page at most.
pub const LARGEST_PAGE: i64 = 100;
/// Letters of a text to search for; no name has so many, and each word costs the index a walk.
const LONGEST_TEXT: usize = 1_000;

/// A value to work out, or several next to each other.
pub struct Slot {
    /// What the argument is called in the document, for messages.
    pub argument: String,
    /// Where the field stands in the document.
    pub pos: Pos,
    /// How.
    pub fill: Fill,
}

/// How a slot is filled.
pub enum Fill {
    /// Always the same.
    Fixed(Value),
    /// Today: its day and the day after.
    Today,
    /// A text, number or truth value as it is.
    Plain(Source),
    /// A text folded.
    Folded(Source),
    /// A date: its first day and the day after its last.
    Span(Source),
    /// Two dates, the first not after the second, as two spans.
    Spans(Source, Source),
    /// From the first day of one date to the last of another: the first day and the day after.
    Between(Option<Source>, Option<Source>),
    /// A page size: itself, and one more, so that a further row shows that there is one.
    PageSize(Option<Source>),
    /// A page size of our own, as [`Fill::PageSize`] makes it.
    Rows(i64),
    /// A whole number between two.
    Bounded(Source, i64, i64),
    /// A cursor of the order with keys of these kinds: its values.
    Cursor(Source, String, Vec<ColumnType>),
    /// Texts, as one JSON list.
    Texts(Vec<Source>),
    /// The thing with that key: its row id, or null.
    Row(Key),
    /// The rows in slots before this one, as one JSON list.
    RowList(Vec<usize>),
    /// The things with these global ids: type and row of each as one JSON list.
    Nodes(Vec<Source>),
}

impl Fill {
    /// How many values it makes.
    #[must_use]
    pub fn width(&self) -> usize {
        match self {
            Self::Today | Self::Span(_) | Self::Between(..) | Self::PageSize(_) | Self::Rows(_) => {
                2
            }
            Self::Spans(..) => 4,
            Self::Cursor(_, _, keys) => keys.len(),
            _ => 1,
        }
    }
}

/// The slots of a request, and what its client should know of how they came about.
pub struct Filled {
    /// The values, slot after slot.
    pub values: Vec<Value>,
    /// For `extensions.warnings`.
    pub warnings: Vec<Json>,
}

/// Works out all slots, in order.
///
/// # Errors
/// Every argument that breaks its rule.
pub fn fill(
    slots: &[Slot],
    width: usize,
    variables: &Variables,
    snapshot: &Snapshot<'_>,
    today: Day,
) -> Result<Filled, Vec<Error>> {
    let mut values = Vec::with_capacity(width);
    let mut errors = Vec::new();
    let mut warnings = Vec::new();
    for slot in slots {
        let made = values.len();
        if let Err(error) = one(slot, variables, snapshot, today, &mut values, &mut warnings) {
            errors.push(error.at(slot.pos));
            values.resize(made + slot.fill.width(), Value::Null);
        }
    }
    if errors.is_empty() { Ok(Filled { values, warnings }) } else { Err(errors) }
}

fn one(
    slot: &Slot,
    variables: &Variables,
    snapshot: &Snapshot<'_>,
    today: Day,
    values: &mut Vec<Value>,
    warnings: &mut Vec<Json>,
) -> Result<(), Error> {
    let refuse = |rule: &str| Error::bad_input(&slot.argument, rule);
    match &slot.fill {
        Fill::Fixed(value) => values.push(value.clone()),
        Fill::Today => values.extend([Value::Int(today), Value::Int(today + 1)]),
        Fill::Plain(source) => values.push(plain(source.value(variables))),
        Fill::Folded(source) => {
            let text = source.value(variables).as_str().unwrap_or_default();
            let too_long = |text: &str| text.chars().nth(LONGEST_TEXT).is_some();
            // Folding spells letters out, some in eighteen others.
            let folded = (!too_long(text)).then(|| fold(text)).filter(|folded| !too_long(folded));
            let rule = || refuse(&format!("give {LONGEST_TEXT} letters at most"));
            values.push(folded.ok_or_else(rule)?.as_str().into());
        }
        Fill::Span(source) => {
            let span = date(source, variables, &slot.argument)?.span();
            values.extend([Value::Int(span.first), Value::Int(span.end)]);
        }
        Fill::Spans(from, to) => {
            let from = date(from, variables, "from")?.span();
            let to = date(to, variables, "to")?.span();
            if from.first >= to.end {
                return Err(refuse("`from` must not be after `to`"));
            }
            values.extend([from.first, from.end, to.first, to.end].map(Value::Int));
        }
        Fill::Between(from, to) => {
            values.extend(between(slot, from.as_ref(), to.as_ref(), variables)?);
        }
        Fill::PageSize(source) => {
            let size = match source {
                None => DEFAULT_PAGE,
                Some(source) => whole(source.value(variables), 1, LARGEST_PAGE)
                    .ok_or_else(|| refuse(&format!("give a whole number from 1 to {LARGEST_PAGE}; follow `pageInfo` for more")))?,
            };
            values.extend([Value::Int(size), Value::Int(size + 1)]);
        }
        Fill::Rows(size) => values.extend([Value::Int(*size), Value::Int(size + 1)]),
        Fill::Bounded(source, least, most) => {
            let number = whole(source.value(variables), *least, *most)
                .ok_or_else(|| refuse(&format!("give a whole number from {least} to {most}")))?;
            values.push(Value::Int(number));
        }
        Fill::Cursor(source, order, keys) => {
            let text = source.value(variables).as_str().unwrap_or_default();
            values.extend(cursor::decode(text, order, keys).map_err(refuse)?);
        }
        Fill::Texts(sources) => {
            let texts = sources.iter().map(|source| source.value(variables).clone()).collect();
            values.push(Json::Array(texts).to_string().as_str().into());
        }
        Fill::Row(key) => {
            let row = key::row(key, &slot.argument, variables, snapshot, warnings)?;
            values.push(row.map_or(Value::Null, Value::Int));
        }
        Fill::RowList(slots) => {
            let rows = slots.iter().filter_map(|slot| match values[*slot] {
                Value::Int(row) => Some(row),
                _ => None,
            });
            let rows = Json::from(rows.collect::<Vec<_>>());
            values.push(rows.to_string().as_str().into());
        }
        Fill::Nodes(ids) => {
            let nodes = ids.iter().map(|id| node(id, &slot.argument, variables, snapshot));
            values.push(node_list(&nodes.collect::<Result<Vec<_>, _>>()?));
        }
    }
    Ok(())
}

fn node(
    id: &Source,
    argument: &str,
    variables: &Variables,
    snapshot: &Snapshot<'_>,
) -> Result<Option<(String, i64)>, Error> {
    let id = id.value(variables).as_str().unwrap_or_default();
    match global_id::decode(id) {
        Some((ty, key)) if lookup::table_of(&ty).is_some() => {
            let row = lookup::by_key(snapshot, &ty, &key)?;
            Ok(row.map(|row| (ty, row)))
        }
        _ => Err(Error::bad_input(argument, NO_ID)),
    }
}

fn between(
    slot: &Slot,
    from: Option<&Source>,
    to: Option<&Source>,
    variables: &Variables,
) -> Result<[Value; 2], Error> {
    use crate::domain::date::{ALWAYS, NEVER};
    let end = |source: Option<&Source>, name: &str| {
        let argument = format!("{}.{name}", slot.argument);
        source.map(|source| date(source, variables, &argument)).transpose()
    };
    let first = end(from, "from")?.map_or(ALWAYS, |date| date.span().first);
    let last = end(to, "to")?.map_or(NEVER, |date| date.span().end);
    if first >= last {
        return Err(Error::bad_input(&slot.argument, "`from` must not be after `to`"));
    }
    Ok([Value::Int(first), Value::Int(last)])
}

fn plain(value: &Json) -> Value {
    match value {
        Json::String(text) => text.as_str().into(),
        Json::Number(number) => match number.as_i64() {
            Some(number) => Value::Int(number),
            None => number.as_f64().map_or(Value::Null, Value::Real),
        },
        Json::Bool(value) => Value::Int(i64::from(*value)),
        _ => Value::Null,
    }
}

fn date(source: &Source, variables: &Variables, argument: &str) -> Result<PartialDate, Error> {
    let text = source.value(variables).as_str().unwrap_or_default();
    text.parse().map_err(|rule| Error::bad_input(argument, rule))
}

fn whole(value: &Json, least: i64, most: i64) -> Option<i64> {
    value.as_i64().filter(|number| (least..=most).contains(number))
}
