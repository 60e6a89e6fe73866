//! The filter of figures.

use super::common::{filter, source as cited_source};
use crate::domain::entity_type::EntityType;
use crate::graphql::schema::parameters::{keys::HasKey, text::IsFolded};
use crate::{
    graphql::{
        engine::definition::{FilterTest, InputObjectType},
        schema::{
            declare::{join, test},
            graph::hierarchy::within,
        },
    },
    store::sql::tables::figure,
};

/// The input types.
pub fn types() -> Vec<InputObjectType> {
    vec![figure_filter()]
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
                    FilterTest::Parameter(&figure::CONTAINS_TEXT, &IsFolded),
                    "The topic, the measure or the unit contains this text. Case, accents and \
                     punctuation are ignored. Example: \"survival\".",
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
            within(&figure::WITHIN, "The figure is about this organization or a part of it."),
        ]),
    )
}
