//! Filters of people, programs, events, figures and sources.

use crate::store::tables::{self, event, figure, participation, position, source};

use crate::graphql::{
    engine::definition::{InputObject, Test, test},
    schema::filters::{CITED_BY, NAMED, SLUGS, filter, junctions},
};

/// The filters.
pub(super) fn inputs() -> Vec<InputObject> {
    vec![person_filter(), program_filter(), event_filter(), figure_filter(), source_filter()]
}

fn person_filter() -> InputObject {
    filter(
        "PersonFilter",
        "Which people. All conditions given must hold.",
        &[
            SLUGS,
            NAMED,
            test(
                "organization",
                "OrganizationKey",
                Test::Key(&position::AT_ORGANIZATION),
                "Holds or held a position there.",
            ),
            CITED_BY,
        ],
        junctions("[PersonFilter!]", "PersonFilter"),
    )
}

fn program_filter() -> InputObject {
    filter(
        "ProgramFilter",
        "Which programs. All conditions given must hold.",
        &[
            SLUGS,
            NAMED,
            test(
                "kinds",
                "ProgramKindFilter",
                Test::OneOf(&tables::KIND_IN),
                "What sort of frame it has.",
            ),
            test(
                "participant",
                "OrganizationKey",
                Test::Key(&participation::PROGRAM_WITH),
                "This organization has a part in it.",
            ),
            CITED_BY,
        ],
        junctions("[ProgramFilter!]", "ProgramFilter"),
    )
}

fn event_filter() -> InputObject {
    filter(
        "EventFilter",
        "Which events. All conditions given must hold.",
        &[
            SLUGS,
            NAMED,
            test(
                "date",
                "DateRange",
                Test::Between(&event::WITHIN),
                "It surely took place within; an undated event does not.",
            ),
            test(
                "kinds",
                "EventKindFilter",
                Test::OneOf(&tables::KIND_IN),
                "What sort of thing it was.",
            ),
            test(
                "statuses",
                "EventStatusFilter",
                Test::OneOf(&event::STATUS_IN),
                "Whether it took place.",
            ),
            test(
                "participant",
                "OrganizationKey",
                Test::Key(&event::WITH_ORGANIZATION),
                "This organization has a part in it.",
            ),
            CITED_BY,
        ],
        junctions("[EventFilter!]", "EventFilter"),
    )
}

fn figure_filter() -> InputObject {
    filter(
        "FigureFilter",
        "Which figures. All conditions given must hold.",
        &[
            test(
                "organization",
                "OrganizationKey",
                Test::Key(&figure::OF),
                "About this organization.",
            ),
            test("program", "ProgramKey", Test::Key(&figure::OF), "About this program."),
            test(
                "text",
                "String",
                Test::Value(&figure::MENTIONS),
                "Topic, measure or unit contain this text. Example: \"survival\".",
            ),
            test(
                "isForecast",
                "Boolean",
                Test::Value(&figure::FORECAST_IS),
                "Whether it is an expectation.",
            ),
            test(
                "hasTopic",
                "Boolean",
                Test::Value(&figure::ON_TOPIC),
                "Whether it is about a topic rather than a thing of the registry.",
            ),
            CITED_BY,
        ],
        junctions("[FigureFilter!]", "FigureFilter"),
    )
}

fn source_filter() -> InputObject {
    filter(
        "SourceFilter",
        "Which sources. All conditions given must hold.",
        &[
            SLUGS,
            test(
                "kinds",
                "SourceKindFilter",
                Test::OneOf(&tables::KIND_IN),
                "What sort of document it is.",
            ),
            test(
                "publisher",
                "OrganizationKey",
                Test::Key(&source::PUBLISHED_BY),
                "Published by this organization.",
            ),
        ],
        junctions("[SourceFilter!]", "SourceFilter"),
    )
}
