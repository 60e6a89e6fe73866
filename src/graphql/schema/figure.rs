//! Figures: numbers that somebody stated.

use crate::store::sql::tables::{self, figure};

use crate::graphql::{
    engine::definition::{FieldSource, ListItem, ObjectType, RowList, field},
    schema::{affiliation::evidence_fields, connection::connection},
};

/// Figures about a thing.
pub fn figures() -> RowList {
    RowList {
        table: figure::TABLE,
        of: &figure::OF,
        parent: tables::ID,
        item: ListItem::Row,
        order: &[tables::RANK, tables::ID],
    }
}

/// The types about figures.
pub fn objects() -> Vec<ObjectType> {
    let leaf = |name, ty, column, doc| field(name, ty, FieldSource::Column(column), doc);
    let mut fields = vec![
        leaf(
            "id",
            "ID!",
            figure::GLOBAL_ID,
            "Global id, opaque; the same in every database built from the same seed.",
        ),
        field(
            "about",
            "Thing",
            FieldSource::AnyType(figure::ABOUT_TYPE, figure::ABOUT_ID),
            "What it is about; null where that is a topic.",
        ),
        leaf(
            "topic",
            "String",
            figure::TOPIC,
            "What it is about where that is no thing of the registry. Example: `5-year survival, all cancers`.",
        ),
        leaf(
            "measure",
            "String!",
            figure::MEASURE,
            "What is counted or measured, in the registry's words. Example: `professionals`.",
        ),
        leaf(
            "value",
            "Float!",
            figure::VALUE,
            "The number, or the lower end of a range, in `unit`. Example: 85000.",
        ),
        leaf(
            "valueMax",
            "Float",
            figure::VALUE_MAX,
            "The upper end of a range; null for a single number. Example: 70 in \"40 to 70\".",
        ),
        leaf(
            "outOf",
            "Float",
            figure::OUT_OF,
            "The whole of a ratio; null otherwise. Example: 5 in \"1 in 5\".",
        ),
        leaf(
            "unit",
            "String!",
            figure::UNIT,
            "What the number counts. Example: `person`, `percent`.",
        ),
        leaf("qualifier", "Qualifier!", figure::QUALIFIER, "How the document hedges it."),
        leaf(
            "date",
            "PartialDate",
            figure::DATE,
            "When it held or will hold, as far as a document says.",
        ),
        leaf(
            "isForecast",
            "Boolean!",
            figure::FORECAST,
            "Whether it is an expectation rather than an observation.",
        ),
    ];
    fields.extend(evidence_fields());
    let mut objects = vec![ObjectType {
        name: "Figure".to_owned(),
        doc: "A number somebody stated, about a thing of the registry or a topic. Two sources, two figures: never one."
            .to_owned(),
        implements: &["Node", "Fact"],
        fields,
    }];
    objects.extend(connection(
        "Figure",
        "a figure",
        ("Figure", FieldSource::SameRow),
        vec![],
        false,
    ));
    objects
}
