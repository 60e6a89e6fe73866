//! Filters of people, programs, events, figures and sources.

use crate::store::sql::tables::{self, event, figure, participation, position, source};

use crate::graphql::{
    engine::definition::{FilterTest, InputObjectType, test},
    schema::filters::{CITED_BY, NAMED, SLUGS, filter, junctions},
};

/// The filters.
pub(super) fn inputs() -> Vec<InputObjectType> {
    vec![person_filter(), program_filter(), event_filter(), figure_filter(), source_filter()]
}

fn person_filter() -> InputObjectType {
    filter(
        "PersonFilter",
        "Which people. All conditions given must hold.",
        &[
            SLUGS,
            NAMED,
            test(
                "organization",
                "OrganizationKey",
                FilterTest::Key(&position::AT_ORGANIZATION),
                "Holds or held a position there.",
            ),
            CITED_BY,
        ],
        junctions("[PersonFilter!]", "PersonFilter"),
    )
}

fn program_filter() -> InputObjectType {
    filter(
        "ProgramFilter",
        "Which programs. All conditions given must hold.",
        &[
            SLUGS,
            NAMED,
            test(
                "kinds",
                "ProgramKindFilter",
                FilterTest::OneOf(&tables::KIND_IN),
                "What sort of frame it has.",
            ),
            test(
                "participant",
                "OrganizationKey",
                FilterTest::Key(&participation::PROGRAM_WITH),
                "This organization has a part in it.",
            ),
            CITED_BY,
        ],
        junctions("[ProgramFilter!]", "ProgramFilter"),
    )
}

fn event_filter() -> InputObjectType {
    filter(
        "EventFilter",
        "Which events. All conditions given must hold.",
        &[
            SLUGS,
            NAMED,
            test(
                "date",
                "DateRange",
                FilterTest::Between(&event::WITHIN),
                "It surely took place within; an undated event does not.",
            ),
            test(
                "kinds",
                "EventKindFilter",
                FilterTest::OneOf(&tables::KIND_IN),
                "What sort of thing it was.",
            ),
            test(
                "statuses",
                "EventStatusFilter",
                FilterTest::OneOf(&event::STATUS_IN),
                "Whether it took place.",
            ),
            test(
                "participant",
                "OrganizationKey",
                FilterTest::Key(&event::WITH_ORGANIZATION),
                "This organization has a part in it.",
            ),
            CITED_BY,
        ],
        junctions("[EventFilter!]", "EventFilter"),
    )
}

fn figure_filter() -> InputObjectType {
    filter(
        "FigureFilter",
        "Which figures. All conditions given must hold.",
        &[
            test(
                "organization",
                "OrganizationKey",
                FilterTest::Key(&figure::OF),
                "About this organization.",
            ),
            test("program", "ProgramKey", FilterTest::Key(&figure::OF), "About this program."),
            test(
                "text",
                "String",
                FilterTest::Value(&figure::MENTIONS),
                "Topic, measure or unit contain this text. Example: \"survival\".",
            ),
            test(
                "isForecast",
                "Boolean",
                FilterTest::Value(&figure::FORECAST_IS),
                "Whether it is an expectation.",
            ),
            test(
                "hasTopic",
                "Boolean",
                FilterTest::Value(&figure::ON_TOPIC),
                "Whether it is about a topic rather than a thing of the registry.",
            ),
            CITED_BY,
        ],
        junctions("[FigureFilter!]", "FigureFilter"),
    )
}

fn source_filter() -> InputObjectType {
    filter(
        "SourceFilter",
        "Which sources. All conditions given must hold.",
        &[
            SLUGS,
            test(
                "kinds",
                "SourceKindFilter",
                FilterTest::OneOf(&tables::KIND_IN),
                "What sort of document it is.",
            ),
            test(
                "publisher",
                "OrganizationKey",
                FilterTest::Key(&source::PUBLISHED_BY),
                "Published by this organization.",
            ),
        ],
        junctions("[SourceFilter!]", "SourceFilter"),
    )
}
