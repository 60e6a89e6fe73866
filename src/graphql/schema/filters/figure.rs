//! The filters of figures, and of discrepancies between them.

use super::common::{filter, source as cited_source};
use crate::domain::entity_type::EntityType;
use crate::graphql::schema::parameters::{
    dates::InDateRange, keys::HasKey, numbers::InFloatRange, read, text::IsFolded,
};
use crate::{
    graphql::{
        engine::definition::{FilterTest, InputObjectType},
        schema::{
            declare::{join, test},
            graph::hierarchy::within,
        },
    },
    store::sql::tables::{self, citation::discrepancy, figure},
};

/// The input types.
pub fn types() -> Vec<InputObjectType> {
    vec![figure_filter(), discrepancy_filter()]
}

fn discrepancy_filter() -> InputObjectType {
    filter(
        "DiscrepancyFilter",
        "[DiscrepancyFilter!]",
        "Conditions on discrepancies. All of them must be met.",
        join([
            vec![test(
                "origin: DiscrepancyOriginFilter",
                FilterTest::In(&discrepancy::ORIGIN_IN),
                "Condition on who found it. Example: { in: [SOFTWARE] }.",
            )],
            within(
                &tables::within::ITS_FACTS,
                "One of its facts is this organization, a part of it or a fact about them, as the argument `within` of \
                 `Source.facts` says.",
            ),
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
                    "event: EventKey",
                    FilterTest::Parameter(&figure::OF, &HasKey(EntityType::Event)),
                    "The figure is about this event.",
                ),
                test(
                    "person: PersonKey",
                    FilterTest::Parameter(&figure::OF, &HasKey(EntityType::Person)),
                    "The figure is about this person.",
                ),
                test(
                    "measureCode: MeasureFilter",
                    FilterTest::In(&figure::MEASURE_IN),
                    "Condition on `measureCode`. Example: { in: [STAFF] }.",
                ),
                test(
                    "unitCode: StringFilter",
                    FilterTest::TextIn(&figure::UNIT_IN, read::unit),
                    "Condition on the code of the unit. Example: { in: [\"EUR\"] }.",
                ),
                test(
                    "comparableValue: FloatRange",
                    FilterTest::Parameter(&figure::VALUE_BETWEEN, &InFloatRange),
                    "`comparableValue` of the figure is in this range. Example: { min: 1000 }.",
                ),
                test(
                    "date: DateRange",
                    FilterTest::Parameter(&figure::DATE_WITHIN, &InDateRange),
                    "The date of the figure, or its whole period, is in this period.",
                ),
                test(
                    "basis: BasisFilter",
                    FilterTest::In(&tables::BASIS_IN),
                    "Condition on the basis.",
                ),
                test(
                    "text: String",
                    FilterTest::Parameter(&figure::CONTAINS_TEXT, &IsFolded),
                    "`aboutText`, `measure`, `population` or `unit` contains this text. Case, accents and \
                     punctuation are ignored. Example: \"survival\".",
                ),
                test(
                    "isForecast: Boolean",
                    FilterTest::Value(&figure::IS_FORECAST),
                    "Whether the number is an expectation.",
                ),
                test(
                    "hasAboutText: Boolean",
                    FilterTest::Value(&figure::HAS_ABOUT_TEXT),
                    "Whether the figure is about something of which the registry has no record, and `aboutText` says what.",
                ),
            ],
            cited_source(),
            within(&figure::WITHIN, "The figure is about this organization or a part of it."),
        ]),
    )
}
