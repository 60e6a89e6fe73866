//! Citations, and values that sources give besides the one that is shown.

use super::{
    common,
    declare::{field, join, object},
};
use crate::{
    graphql::engine::definition::{
        FieldDefinition,
        FieldSource::{Column, Join, Rows},
        ListItem, ObjectType, RowList,
    },
    store::sql::{
        self, Condition,
        tables::{
            self,
            citation::{self, discrepancy},
            organization::alternative_value,
        },
    },
};

/// The types about evidence.
pub fn types() -> Vec<ObjectType> {
    vec![citation_type(), alternative_value_type()]
}

/// The citations of a fact.
pub fn citations() -> Vec<FieldDefinition> {
    cited(&citation::OF, tables::ID)
}

/// The citations of a part of a record, such as one of its names. `parent` is the column that `of` takes.
pub fn cited(of: &'static Condition, parent: sql::Column) -> Vec<FieldDefinition> {
    let citations =
        RowList { table: citation::TABLE, of, parent, item: ListItem::Row, order: &[tables::RANK] };
    vec![field(
        "citations: [Citation!]!",
        Rows(citations),
        "The sources that support it, each with the location in the document.",
    )]
}

/// The discrepancies that a fact is part of.
pub fn discrepancies() -> Vec<FieldDefinition> {
    let discrepancies = RowList {
        table: discrepancy::FACTS,
        of: &discrepancy::OF_FACT,
        parent: tables::ID,
        item: ListItem::Joined(&discrepancy::DISCREPANCY),
        order: &[discrepancy::DISCREPANCY_RANK],
    };
    vec![field(
        "discrepancies: [Discrepancy!]!",
        Rows(discrepancies),
        "Discrepancies that involve this record. Empty if no source disagrees.",
    )]
}

/// What the sources of a fact say, and how.
pub fn evidence() -> Vec<FieldDefinition> {
    join([
        vec![field(
            "basis: Basis!",
            Column(tables::BASIS),
            "Whether the source states the fact or implies it.",
        )],
        common::note(),
        citations(),
        discrepancies(),
    ])
}

fn citation_type() -> ObjectType {
    object(
        "Citation",
        "The source of a fact and the location in that source. The registry does not copy the text \
         of its sources.",
        vec![
            field("source: Source!", Join(&citation::SOURCE), "The cited document."),
            field(
                "part: SourcePart",
                Join(&citation::PART),
                "The part of the document, if it was written at another time than the rest. Example: \
                 the frame around an article.",
            ),
            field(
                "dated: DateEstimate!",
                Join(&citation::DATED),
                "When the cited text was written: the dates of `part`, or those of `source` if `part` \
                 is null. To compare facts over time, use these dates and not those of `source`.",
            ),
            field(
                "locator: String!",
                Column(citation::LOCATOR),
                "Heading and line in the retrieved text, or an address. Example: `Our members: \
                 Sorbonne Université (line 11)`.",
            ),
            field(
                "fields: [String!]!",
                Column(citation::FIELDS),
                "Names of the fields that the citation supports. Empty if it supports the whole \
                 record. `ended` appears as `until`. Example: `[\"foundedOn\"]`.",
            ),
        ],
    )
}

fn alternative_value_type() -> ObjectType {
    object(
        "AlternativeValue",
        "A value that an import gives for a field that displays another value. The displayed value \
         comes from a curator or from another source.",
        vec![
            field(
                "field: String!",
                Column(alternative_value::FIELD),
                "Name of the field. Example: `foundedOn`.",
            ),
            field(
                "value: String!",
                Column(alternative_value::VALUE),
                "The other value, as text. Example: `1926`.",
            ),
            field(
                "source: Source!",
                Join(&alternative_value::SOURCE),
                "The document that gives the value.",
            ),
            field(
                "locator: String!",
                Column(alternative_value::LOCATOR),
                "Location in the document. Example: `https://ror.org/0321g0743`.",
            ),
        ],
    )
}
