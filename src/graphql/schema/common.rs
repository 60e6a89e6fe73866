//! Fields that several types share.

use super::{
    declare::{field, input, test},
    parameters::read,
};
use crate::{
    graphql::engine::definition::{
        FieldDefinition,
        FieldSource::{Column, ColumnWithArgument, DefaultColumn, InheritedColumn, Rows},
        FilterTest, ListItem, RowList,
    },
    store::sql::{
        self,
        tables::{self, figure, name, period},
    },
};

/// The global ID of a node.
pub fn id(column: sql::Column) -> Vec<FieldDefinition> {
    vec![field(
        "id: ID!",
        Column(column),
        "Global ID. Opaque, and the same in every database built from the same seed.",
    )]
}

/// The public key of a thing.
pub fn slug() -> Vec<FieldDefinition> {
    vec![field(
        "slug: String!",
        Column(tables::SLUG),
        "Public key: stable, in lower-case ASCII letters, digits and hyphens. Example: `ap-hp`.",
    )]
}

/// The names of a thing.
pub fn names() -> Vec<FieldDefinition> {
    let arguments = vec![
        input(
            "language: String",
            "Language of the name: a BCP 47 tag, upper or lower case. `en-GB` also finds names in \
             `en` (RFC 4647, lookup). Without a name in that language the display name is \
             returned; `names` says which languages there are. Default: the display name, whatever \
             its language. Example: \"fr\".",
        ),
        input(
            "asOf: PartialDate",
            "Return the name that was in use on this date, or may have been: a label or a former name \
             that its dates do not rule out. One with dates comes before one without, and of those \
             with dates one that certainly was in use; for a date ahead, a name that is announced \
             for it. Without such a name the display name is returned. Default: the \
             display name, whatever the date; `asOf` of a field above does not matter. Example: \
             \"2007\".",
        ),
    ];
    let names = RowList {
        table: name::TABLE,
        of: &name::OF,
        parent: tables::ID,
        item: ListItem::Row,
        order: &[tables::RANK],
    };
    vec![
        field(
            "name: String!",
            ColumnWithArgument(tables::NAME, name::CHOSEN, "language", read::language),
            "Display name: the first name that its sources give, or its name in the `language` and \
             on the date asked for.",
        )
        .with(arguments),
        field("names: [Name!]!", Rows(names), "All names, the display name first."),
    ]
}

/// What a curator writes about a record.
pub fn note() -> Vec<FieldDefinition> {
    vec![field("note: String", Column(tables::NOTE), "Note by the registry's curator. English.")]
}

/// The figures about a thing.
pub fn figures() -> Vec<FieldDefinition> {
    let figures = RowList {
        table: figure::TABLE,
        of: &figure::OF,
        parent: tables::ID,
        item: ListItem::Row,
        order: &[tables::RANK, tables::ID],
    };
    vec![field(
        "figures: [Figure!]!",
        Rows(figures),
        "Figures about it. Two sources that give the same number are two figures.",
    )
    .with(vec![test(
        "filter: FigureFilter",
        FilterTest::Filter,
        "Conditions that the figures must meet, as in `figures` of the root. Default: none. Example: { measureCode: { \
         in: [STAFF] } }.",
    )])]
}

/// How far a thing or a relation has come.
pub fn stage(doc: &'static str) -> FieldDefinition {
    field("stage: Stage!", Column(tables::STAGE), doc)
}

/// When a relation holds.
pub fn period() -> Vec<FieldDefinition> {
    vec![
        field(
            "since: PartialDate",
            Column(period::SINCE),
            "When the relation began, if a source says it to the year, the month or the day; \
             `sinceStated` has every form. Null if no source gives a start.",
        ),
        field(
            "sinceStated: EDTF",
            Column(period::SINCE_STATED),
            "When the relation began, as a source states it, also if that is no more than bounds. \
             Null if no source gives a start. Example: `[..2021]`, by the end of 2021.",
        ),
        field(
            "until: PartialDate",
            Column(period::UNTIL),
            "When the relation ended, if a source says it to the year, the month or the day; \
             `untilStated` has every form. Null if no source mentions an end of the relation: it \
             then continues until its organizations or its program end; `endedWith` says which has.",
        ),
        field(
            "untilStated: EDTF",
            Column(period::UNTIL_STATED),
            "When the relation ended, as a source states it, also if that is no more than bounds. \
             Null if no source mentions an end. Example: `[2026..]`, in 2026 or later.",
        ),
        stage(
            "Whether the relation is a fact, or only announced or planned. Its dates are then those \
             of the plan.",
        ),
        field(
            "isDated: Boolean!",
            Column(period::IS_DATED),
            "Whether a source gives a date, of the start or of the end.",
        ),
        field(
            "lastAttested: PartialDate",
            Column(period::LAST_ATTESTED),
            "Latest day on which the newest cited document can have been written, whether it states \
             the relation or its end; of a cited part with a date of its own, that of the part. \
             Without an end, the relation counts as continuing after that date, too. Example: \
             2017-12-31.",
        ),
        field(
            "isCurrent: Boolean!",
            DefaultColumn(period::HOLDS),
            "Whether the relation certainly holds today (UTC), or on the first day of the newest \
             source if that is later. Independent of `asOf`.",
        ),
    ]
}

/// The certainty of the relation that an edge follows.
pub fn certainty() -> Vec<FieldDefinition> {
    vec![field(
        "certainty: Certainty",
        InheritedColumn(period::CERTAINTY),
        "Whether the relation held on the date asked about (`asOf`). Null if it certainly did not, \
         which only happens with `history: true`, and for a plan.",
    )]
}
