//! Figures: numbers that documents state.

use crate::{
    domain::entity_type::EntityType,
    graphql::{
        engine::definition::{
            FieldSource::{AnyType, Column},
            ObjectType,
        },
        schema::{
            common,
            connection::ConnectionType,
            declare::{entity_type, field, join},
            evidence::evidence,
        },
    },
    store::sql::tables::figure,
};

/// The types about figures.
pub fn types() -> Vec<ObjectType> {
    let connection = ConnectionType::of_rows("Figure", "a figure");
    let mut types = vec![figure_type()];
    types.extend(connection.types());
    types
}

fn figure_type() -> ObjectType {
    entity_type(
        EntityType::Figure,
        "A number that a document states about an organization, a person, a program, an event or a \
         topic. Two documents that give a number have two figures, even if the numbers are equal.",
        join([
            common::id(figure::GLOBAL_ID),
            vec![
                field(
                    "about: Thing",
                    AnyType(figure::ABOUT_TYPE, figure::ABOUT_ID),
                    "The thing that the figure is about. Null if it is about a topic.",
                ),
                field(
                    "topic: String",
                    Column(figure::TOPIC),
                    "The topic, if the figure is not about a thing in the registry. Example: \
                     `5-year survival, all cancers`.",
                ),
                field(
                    "measure: String!",
                    Column(figure::MEASURE),
                    "What is counted or measured, in the words of the registry. Example: \
                     `professionals`.",
                ),
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
                    "Unit of the number. Examples: `person`, `percent`.",
                ),
                field(
                    "qualifier: Qualifier!",
                    Column(figure::QUALIFIER),
                    "How precise the number is, in the words of the document.",
                ),
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
                    "isForecast: Boolean!",
                    Column(figure::FORECAST),
                    "Whether the number is an expectation and not an observation.",
                ),
            ],
            evidence(),
        ]),
    )
}
