//! Filters of people, programs, events, figures and sources.

use super::common::{filter, identity, slug, source as cited_source};
use crate::domain::entity::EntityType;
use crate::graphql::schema::parameters::dates::InDateRange;
use crate::graphql::schema::parameters::keys::HasKey;
use crate::{
    graphql::{
        engine::definition::{FilterTest, InputObjectType},
        schema::declare::{join, test},
    },
    store::sql::tables::{self, event, figure, participation, position, source},
};

/// The input types.
pub fn types() -> Vec<InputObjectType> {
    vec![person_filter(), program_filter(), event_filter(), figure_filter(), source_filter()]
}

fn person_filter() -> InputObjectType {
    filter(
        "PersonFilter",
        "[PersonFilter!]",
        "Conditions on people. All of them must be met.",
        join([
            identity(),
            vec![test(
                "organization: OrganizationKey",
                FilterTest::Parameter(
                    &position::AT_ORGANIZATION,
                    &HasKey(EntityType::Organization),
                ),
                "The person holds or held a position at this organization.",
            )],
            cited_source(),
        ]),
    )
}

fn program_filter() -> InputObjectType {
    filter(
        "ProgramFilter",
        "[ProgramFilter!]",
        "Conditions on programs. All of them must be met.",
        join([
            identity(),
            vec![
                test(
                    "kinds: ProgramKindFilter",
                    FilterTest::In(&tables::KIND_IN),
                    "Condition on the kind.",
                ),
                test(
                    "participant: OrganizationKey",
                    FilterTest::Parameter(
                        &participation::PROGRAM_WITH_ORGANIZATION,
                        &HasKey(EntityType::Organization),
                    ),
                    "This organization takes part in the program.",
                ),
            ],
            cited_source(),
        ]),
    )
}

fn event_filter() -> InputObjectType {
    filter(
        "EventFilter",
        "[EventFilter!]",
        "Conditions on events. All of them must be met.",
        join([
            identity(),
            vec![
                test(
                    "date: DateRange",
                    FilterTest::Parameter(&event::WITHIN, &InDateRange),
                    "The event certainly took place in this period. An undated event never \
                     matches.",
                ),
                test(
                    "kinds: EventKindFilter",
                    FilterTest::In(&tables::KIND_IN),
                    "Condition on the kind.",
                ),
                test(
                    "statuses: EventStatusFilter",
                    FilterTest::In(&event::STATUS_IN),
                    "Condition on the status.",
                ),
                test(
                    "participant: OrganizationKey",
                    FilterTest::Parameter(
                        &event::WITH_ORGANIZATION,
                        &HasKey(EntityType::Organization),
                    ),
                    "This organization takes part in the event.",
                ),
            ],
            cited_source(),
        ]),
    )
}

fn figure_filter() -> InputObjectType {
    filter(
        "FigureFilter",
        "[FigureFilter!]",
        "Conditions on figures. All of them must be met.",
        join([
            vec![
                test(
                    "organization: OrganizationKey",
                    FilterTest::Parameter(&figure::OF, &HasKey(EntityType::Organization)),
                    "The figure is about this organization.",
                ),
                test(
                    "program: ProgramKey",
                    FilterTest::Parameter(&figure::OF, &HasKey(EntityType::Program)),
                    "The figure is about this program.",
                ),
                test(
                    "text: String",
                    FilterTest::Value(&figure::CONTAINS_TEXT),
                    "The topic, the measure or the unit contains this text. ASCII case is ignored. \
                     Example: \"survival\".",
                ),
                test(
                    "isForecast: Boolean",
                    FilterTest::Value(&figure::IS_FORECAST),
                    "Whether the number is an expectation.",
                ),
                test(
                    "hasTopic: Boolean",
                    FilterTest::Value(&figure::HAS_TOPIC),
                    "Whether the figure is about a topic and not about a thing in the registry.",
                ),
            ],
            cited_source(),
        ]),
    )
}

fn source_filter() -> InputObjectType {
    filter(
        "SourceFilter",
        "[SourceFilter!]",
        "Conditions on sources. All of them must be met.",
        join([
            slug(),
            vec![
                test(
                    "kinds: SourceKindFilter",
                    FilterTest::In(&tables::KIND_IN),
                    "Condition on the kind.",
                ),
                test(
                    "publisher: OrganizationKey",
                    FilterTest::Parameter(&source::PUBLISHED_BY, &HasKey(EntityType::Organization)),
                    "The source was published by this organization.",
                ),
            ],
        ]),
    )
}
