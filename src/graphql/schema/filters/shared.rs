//! Conditions on single values, which several filters use.

use super::kinds::kind_filter;
use crate::graphql::schema::parameters::text::IsFolded;
use crate::{
    graphql::{
        engine::definition::{self, FilterTest, InputObjectType, InputValue},
        schema::declare::{input, test},
    },
    store::sql::tables::name,
};

/// The input types.
pub fn types() -> Vec<InputObjectType> {
    vec![
        condition(
            "NameFilter",
            "A condition on a name. Case, accents and punctuation are ignored, so a text needs a \
             letter or a digit.",
            vec![
                test(
                    "equals: String",
                    FilterTest::Parameter(&name::EQUALS, &IsFolded),
                    "The name equals this text.",
                ),
                test(
                    "contains: String",
                    FilterTest::Parameter(&name::CONTAINS, &IsFolded),
                    "The name contains this text.",
                ),
                test(
                    "startsWith: String",
                    FilterTest::Parameter(&name::STARTS_WITH, &IsFolded),
                    "The name starts with this text.",
                ),
            ],
        ),
        condition(
            "DateRange",
            "A period between two dates. It includes all days of both dates.",
            vec![
                input(
                    "from: PartialDate",
                    "Start of the period. Default: no start. Example: \"2007\".",
                ),
                input(
                    "to: PartialDate",
                    "End of the period. Default: no end. Example: \"2010-06\".",
                ),
            ],
        ),
        condition(
            "FloatRange",
            "A range of numbers. It includes both ends.",
            vec![
                input("min: Float", "The smallest number. Default: no limit. Example: 1000."),
                input("max: Float", "The largest number. Default: no limit. Example: 2000.5."),
            ],
        ),
        one_of("StringFilter", "[String!]", "A condition on a text."),
        kind_filter(),
        one_of(
            "OrganizationStatusFilter",
            "[OrganizationStatus!]",
            "A condition on the status of an organization.",
        ),
        one_of("AffiliationRoleFilter", "[AffiliationRole!]", "A condition on a role."),
        one_of("PositionRoleFilter", "[PositionRole!]", "A condition on the role of a position."),
        one_of(
            "ParticipationRoleFilter",
            "[ParticipationRole!]",
            "A condition on the role of a participation.",
        ),
        one_of("ProgramKindFilter", "[ProgramKind!]", "A condition on the kind of a program."),
        one_of("EventKindFilter", "[EventKind!]", "A condition on the kind of an event."),
        one_of("EventStatusFilter", "[EventStatus!]", "A condition on the status of an event."),
        one_of("TopicKindFilter", "[TopicKind!]", "A condition on the kind of a topic."),
        one_of("SourceKindFilter", "[SourceKind!]", "A condition on the kind of a source."),
        one_of("MeasureFilter", "[Measure!]", "A condition on the measure of a figure."),
        one_of(
            "AffiliationDegreeFilter",
            "[AffiliationDegree!]",
            "A condition on the degree of an affiliation.",
        ),
        one_of(
            "DiscrepancyOriginFilter",
            "[DiscrepancyOrigin!]",
            "A condition on who found a discrepancy.",
        ),
        one_of("BasisFilter", "[Basis!]", "A condition on the basis of a fact."),
    ]
}

/// A value is, or is not, in a list.
fn one_of(name: &'static str, list: &'static str, doc: &'static str) -> InputObjectType {
    condition(
        name,
        doc,
        vec![
            definition::input(
                "in",
                list,
                "The value is one of these. An empty list matches nothing.",
            ),
            definition::input(
                "notIn",
                list,
                "The value is none of these. An empty list excludes nothing.",
            ),
        ],
    )
}

fn condition(name: &'static str, doc: &'static str, fields: Vec<InputValue>) -> InputObjectType {
    InputObjectType {
        name,
        doc,
        one_of: false,
        any_field: false,
        shorthand: None,
        condition: None,
        fields,
    }
}
