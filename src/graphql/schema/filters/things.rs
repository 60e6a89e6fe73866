//! Filters of people, programs, events, figures and sources.

use crate::domain::entity::EntityType;
use crate::store::sql::tables::{self, event, figure, participation, position, source};

use crate::graphql::{
    engine::definition::{FilterTest, InputObjectType, test},
    schema::{
        filters::{CITED_BY, NAMED, SLUGS, filter, junctions},
        parameters::{dates::InDateRange, keys::HasKey},
    },
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
                FilterTest::Parameter(
                    &position::AT_ORGANIZATION,
                    &HasKey(EntityType::Organization),
                ),
                "Holds or held a position there.",
            ),
            CITED_BY,
        ],
        &junctions("[PersonFilter!]", "PersonFilter"),
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
                FilterTest::In(&tables::KIND_IN),
                "What sort of frame it has.",
            ),
            test(
                "participant",
                "OrganizationKey",
                FilterTest::Parameter(
                    &participation::PROGRAM_WITH,
                    &HasKey(EntityType::Organization),
                ),
                "This organization has a part in it.",
            ),
            CITED_BY,
        ],
        &junctions("[ProgramFilter!]", "ProgramFilter"),
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
                FilterTest::Parameter(&event::WITHIN, &InDateRange),
                "It surely took place within; an undated event does not.",
            ),
            test(
                "kinds",
                "EventKindFilter",
                FilterTest::In(&tables::KIND_IN),
                "What sort of thing it was.",
            ),
            test(
                "statuses",
                "EventStatusFilter",
                FilterTest::In(&event::STATUS_IN),
                "Whether it took place.",
            ),
            test(
                "participant",
                "OrganizationKey",
                FilterTest::Parameter(&event::WITH_ORGANIZATION, &HasKey(EntityType::Organization)),
                "This organization has a part in it.",
            ),
            CITED_BY,
        ],
        &junctions("[EventFilter!]", "EventFilter"),
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
                FilterTest::Parameter(&figure::OF, &HasKey(EntityType::Organization)),
                "About this organization.",
            ),
            test(
                "program",
                "ProgramKey",
                FilterTest::Parameter(&figure::OF, &HasKey(EntityType::Program)),
                "About this program.",
            ),
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
        &junctions("[FigureFilter!]", "FigureFilter"),
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
                FilterTest::In(&tables::KIND_IN),
                "What sort of document it is.",
            ),
            test(
                "publisher",
                "OrganizationKey",
                FilterTest::Parameter(&source::PUBLISHED_BY, &HasKey(EntityType::Organization)),
                "Published by this organization.",
            ),
        ],
        &junctions("[SourceFilter!]", "SourceFilter"),
    )
}
