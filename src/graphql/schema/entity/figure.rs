//! Figures: numbers that documents state.

use crate::{
    domain::entity_type::EntityType,
    graphql::{
        engine::definition::{
            FieldDefinition,
            FieldSource::{AnyType, Column},
            ObjectType,
        },
        schema::{
            common,
            connection::{ConnectionType, facets},
            declare::{entity_type, field, join},
            evidence::evidence,
        },
    },
    store::sql::tables::{figure, label},
};

/// The types about figures.
pub fn types() -> Vec<ObjectType> {
    let connection = ConnectionType {
        facets: vec![
            field(
                "measureCodes: [Facet!]!",
                facets::facet(&[], figure::MEASURE_CODE, label::MEASURE),
                "Number of figures with each `measureCode`.",
            ),
            field(
                "unitCodes: [Facet!]!",
                facets::facet(&[], figure::UNIT_CODE, label::ITSELF),
                "Number of figures with each `unitCode`.",
            ),
        ],
        ..ConnectionType::of_rows("Figure", "a figure")
    };
    let mut types = vec![figure_type()];
    types.extend(connection.types());
    types
}

fn figure_type() -> ObjectType {
    entity_type(
        EntityType::Figure,
        "A number that a document states about an organization, a person, a program, an event or \
         something else. Two documents that give a number have two figures, even if the numbers are equal.",
        join([common::id(figure::GLOBAL_ID), subject(), number(), time(), evidence()]),
    )
}

/// What a figure is about, and what it measures.
fn subject() -> Vec<FieldDefinition> {
    vec![
        field(
            "about: Thing",
            AnyType(figure::ABOUT_TYPE, figure::ABOUT_ID),
            "The thing that the figure is about. Null if the registry has no record of that: then \
             `aboutText` says it.",
        ),
        field(
            "aboutText: String",
            Column(figure::ABOUT_TEXT),
            "What the figure is about, in words, if the registry has no record of that. \
             Example: `5-year survival, all cancers combined`.",
        ),
        field(
            "measure: String!",
            Column(figure::MEASURE),
            "What is counted or measured, in the words of the registry. Example: \
             `professionals`.",
        ),
        field(
            "measureCode: Measure!",
            Column(figure::MEASURE_CODE),
            "What is counted or measured, as one of a few values that figures of all documents share. \
             OTHER if none of them fits. Example: `STAFF`.",
        ),
        field(
            "population: String",
            Column(figure::POPULATION),
            "Which people or things are counted; of a share, the whole. Null if they are \
             all that the measure counts. Example: `women aged 40 to 70`.",
        ),
    ]
}

/// The number, and its unit.
fn number() -> Vec<FieldDefinition> {
    vec![
        field(
            "value: Float!",
            Column(figure::VALUE),
            "The number, or the lower end of a range, in `unit`. Example: 85000.",
        ),
        field(
            "valueMax: Float",
            Column(figure::VALUE_MAX),
            "The upper end of a range, in `unit`. Null for a single number. Example: 70 in \
             \"40 to 70\".",
        ),
        field(
            "outOf: Float",
            Column(figure::OUT_OF),
            "The total that `value` is a part of. Null if the figure is not a ratio. \
             Example: 5 in \"1 in 5\".",
        ),
        field(
            "unit: String!",
            Column(figure::UNIT),
            "Unit of the number, in the words of the registry. Examples: `professionals`, \
             `percent`.",
        ),
        field(
            "unitCode: String",
            Column(figure::UNIT_CODE),
            "Code of the unit in UCUM, or in ISO 4217 for money: `1` for people and things, \
             `%`, `a` for years, `min`, `EUR`; `/a` after it means per year. Null if the unit \
             has no code. Example: `%`.",
        ),
        field(
            "comparableValue: Float!",
            Column(figure::COMPARABLE_VALUE),
            "`value` converted to a base unit: 1, s, m, m2, t, or the currency. 20 percent and 1 of \
             5 are 0.2. Without `unitCode` it is `value` as it is, divided by `outOf` if that is \
             given. The order `VALUE` sorts by it.",
        ),
        field(
            "qualifier: Qualifier!",
            Column(figure::QUALIFIER),
            "How precise the number is, in the words of the document.",
        ),
    ]
}

/// When the number applies.
fn time() -> Vec<FieldDefinition> {
    vec![
        field(
            "date: PartialDate",
            Column(figure::DATE),
            "When the number applied or will apply, if the document says it to the year, \
             the month or the day; `dateStated` has every form. Example: `2030`.",
        ),
        field(
            "dateStated: EDTF",
            Column(figure::DATE_STATED),
            "When the number applied or will apply, as the document states it, also if that \
             is no more than bounds. Example: `[2023..2024]`, in 2023 or 2024.",
        ),
        field(
            "from: PartialDate",
            Column(figure::FROM),
            "When the period begins that the number is about, if the document says it to the \
             year, the month or the day. Null if the number is about no period. Example: \
             `2023` of \"for the period 2023-2027\".",
        ),
        field(
            "fromStated: EDTF",
            Column(figure::FROM_STATED),
            "When that period begins, as the document states it. Example: `[2023..2024]`.",
        ),
        field(
            "until: PartialDate",
            Column(figure::UNTIL),
            "When that period ends, if the document says it to the year, the month or the \
             day. Example: `2027`.",
        ),
        field(
            "untilStated: EDTF",
            Column(figure::UNTIL_STATED),
            "When that period ends, as the document states it. Example: `[..2030]`.",
        ),
        field(
            "isForecast: Boolean!",
            Column(figure::FORECAST),
            "Whether the number is an expectation and not an observation.",
        ),
    ]
}
