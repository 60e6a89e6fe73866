//! The schema of this registry: types, filters, orders, keys, and where their values come from.

mod arguments;
mod common;
pub mod computations;
mod conditions;
mod connection;
mod declare;
mod descriptions;
mod entity;
mod entry_points;
mod evidence;
mod filters;
mod graph;
mod interfaces;
mod keys;
mod location;
mod names;
mod orders;
pub mod parameters;
mod query;
mod search;
mod source_record;
mod table_arguments;

use crate::domain::{
    entity_type::EntityType,
    vocabulary::{self as words, Vocabulary},
};
use crate::graphql::engine::definition::{
    EnumType, EnumValue, InheritedArgument, LeafKind, RowAccess, ScalarType, SchemaDefinition,
};
use crate::store::sql::tables;
use parameters::dates::{DateAsked, Today};

pub use table_arguments::TableArguments;

/// Description of the schema.
const SCHEMA: &str = "A registry of research organizations and the relations between them. Every fact cites its \
                      source and has its dates, as far as a source gives them. `asOf` asks about a date in the past; it \
                      applies to its field and to everything below it. Lists are connections as Relay specifies them. \
                      In filters, text is compared without case, accents and punctuation, and a value that cannot \
                      exist is an error, as is null for a key, a list or a text; null for a whole filter or an \
                      optional argument is the same as leaving it out.";

/// Dates known to the year, the month or the day.
const PARTIAL_DATE: ScalarType = ScalarType {
    name: "PartialDate",
    doc: "A calendar date known to the year, the month or the day: `2022`, `2022-02` or `2006-12-09` (EDTF \
          level 0). In a fact, `2005` means on some day of 2005. In an argument, `2007` means the whole \
          year, from 2007-01-01 to 2007-12-31.",
    specified_by: "https://www.loc.gov/standards/datetime/",
    kind: LeafKind::Date,
};

/// Dates as sources state them.
const EDTF: ScalarType = ScalarType {
    name: "EDTF",
    doc: "A date as a source states it, in the Extended Date/Time Format: a `PartialDate`; a decade (`201X`), a century \
          (`19XX`) or another date of which digits are missing (`2004-XX`); bounds between which the date lies: `[2023..2024]` \
          or `[2023,2024]` is in one of these years, `[..2021]` by the end of 2021, `[2026..]` in 2026 or later, `2023/2024` is \
          read as `[2023..2024]`; a season (`2023-25` is the northern spring), quarter (`2023-33` is the first) or half \
          (`2023-40`) of a year; a date that is uncertain (`2007?`), approximate (`2007~`) or both (`2007%`). The last three \
          have the place of 2007 in a list and bound nothing: a relation since `2007~` is as certain as one without a date. \
          Beside each field of this type stands one of type `PartialDate`, which is null unless the date is a single year, \
          month or day.",
    specified_by: "https://www.loc.gov/standards/datetime/",
    kind: LeafKind::Date,
};

/// The date that a query asks about. It applies to its field and to everything below it. Default: today.
const AS_OF: InheritedArgument = InheritedArgument {
    name: "asOf",
    default: || Box::new(Today),
    given: |date| Box::new(DateAsked(date)),
};

/// The definition of the whole schema. The type `Query` comes first.
#[must_use]
pub fn definition() -> SchemaDefinition {
    let mut objects = vec![query::query()];
    objects.extend(EntityType::ALL.into_iter().flat_map(entity::types_of));
    objects.extend(evidence::types());
    objects.extend(names::types());
    objects.extend(location::types());
    objects.extend(source_record::types());
    objects.extend(search::types());
    objects.extend(graph::types());
    objects.extend(connection::shared_types());
    let mut inputs =
        [keys::types(), filters::types(), graph::hierarchy::inputs(), orders::types()].concat();
    let mut orders = orders::ORDERS.to_vec();
    for entry_points in entity::things().chain([entity::source::entry_points()]) {
        inputs.extend(entry_points.inputs);
        orders.push(entry_points.orders);
    }
    SchemaDefinition {
        doc: SCHEMA,
        objects,
        abstracts: interfaces::types(),
        inputs,
        enums: [
            &words::ORGANIZATION_KIND,
            &words::ORGANIZATION_STATUS,
            &words::NAME_KIND,
            &words::IDENTIFIER_SCHEME,
            &words::CONTINENT,
            &words::LINK_KIND,
            &words::AFFILIATION_ROLE,
            &words::AFFILIATION_DEGREE,
            &words::ROLE_DIRECTION,
            &words::RELATED_VIA,
            &words::RELATED_ORDER,
            &words::CO_PARTICIPANT_ORDER,
            &words::POSITION_ROLE,
            &words::PROGRAM_KIND,
            &words::EVENT_KIND,
            &words::EVENT_STATUS,
            &words::PARTICIPATION_ROLE,
            &words::TOPIC_KIND,
            &words::MATCHED_FIELD,
            &words::MEASURE,
            &words::QUALIFIER,
            &words::BASIS,
            &words::SOURCE_KIND,
            &words::DISCREPANCY_ORIGIN,
            &words::CERTAINTY,
            &words::STAGE,
            &words::DIRECTION,
            &words::GROUP_KEY,
            &words::GROUP_ORDER,
            &entity::THING_TYPE,
            &entity::FACT_TYPE,
        ]
        .map(enum_type)
        .into(),
        scalars: vec![PARTIAL_DATE, EDTF],
        orders,
        inherited: Some(AS_OF),
        rows: RowAccess { table_of, id: tables::ID, has_id: &tables::HAS_ID },
    }
}

/// The table of an object type whose rows are read by their id.
fn table_of(type_name: &str) -> Option<&'static str> {
    EntityType::of_name(type_name).map(EntityType::table)
}

/// A vocabulary as an enum type.
fn enum_type(vocabulary: &'static Vocabulary) -> EnumType {
    let values = vocabulary.words.iter();
    let values = values.map(|(name, doc)| EnumValue { name, doc, deprecation: None });
    EnumType { name: vocabulary.name, doc: vocabulary.doc, values: values.collect() }
}
