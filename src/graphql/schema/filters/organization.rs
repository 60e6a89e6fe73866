//! Filters of organizations and of the affiliations between them.

use crate::domain::entity::EntityType;
use crate::store::sql::tables::{
    self,
    affiliation::{self, end},
    organization, period,
};

use crate::graphql::{
    engine::definition::{FilterTest, InputObjectType, InputValue, input, test},
    schema::{
        conditions::holds,
        connection::as_of,
        filters::{CITED_BY, NAMED, SLUGS, filter, junctions},
        parameters::{dates::InDateRange, keys::HasKey},
    },
};

/// The filters.
pub(super) fn inputs() -> Vec<InputObjectType> {
    vec![
        organization_filter(),
        affiliated_with(),
        organization_affiliation_filter(),
        affiliation_filter(),
    ]
}

fn organization_filter() -> InputObjectType {
    filter(
        "OrganizationFilter",
        "Which organizations. All conditions given must hold.",
        &[
            SLUGS,
            NAMED,
            test(
                "kinds",
                "OrganizationKindFilter",
                FilterTest::In(&organization::KIND_IN),
                "What it is.",
            ),
            test(
                "countries",
                "StringFilter",
                FilterTest::In(&organization::COUNTRY_IN),
                "Its country, as ISO 3166-1 alpha-2 code. Example: { in: [\"FR\"] }.",
            ),
            test(
                "city",
                "String",
                FilterTest::Value(&organization::CITY_IS),
                "Its city, ignoring ASCII case. Example: \"Villejuif\".",
            ),
            test(
                "foundedOn",
                "DateRange",
                FilterTest::Parameter(&organization::FOUNDED_WITHIN, &InDateRange),
                "It was surely founded within.",
            ),
            test(
                "affiliatedWith",
                "AffiliatedWithFilter",
                FilterTest::Exists(&organization::ENDS),
                "It has an affiliation for which all of this holds.",
            ),
            CITED_BY,
        ],
        &junctions("[OrganizationFilter!]", "OrganizationFilter"),
    )
}

fn affiliated_with() -> InputObjectType {
    InputObjectType {
        name: "AffiliatedWithFilter",
        doc: "One affiliation of an organization: all conditions hold for the same one, at the date asked about.",
        one_of: false,
        condition: Some(&holds),
        fields: vec![
            test(
                "object",
                "OrganizationKey",
                FilterTest::Parameter(&end::OBJECT_IS, &HasKey(EntityType::Organization)),
                "Its object, the organization being the subject. With a symmetric role: the other end.",
            ),
            test(
                "subject",
                "OrganizationKey",
                FilterTest::Parameter(&end::SUBJECT_IS, &HasKey(EntityType::Organization)),
                "Its subject, the organization being the object. With a symmetric role: the other end.",
            ),
            test(
                "organization",
                "OrganizationKey",
                FilterTest::Parameter(&end::OTHER_IS, &HasKey(EntityType::Organization)),
                "The organization at its other end, whichever that is.",
            ),
            test(
                "roles",
                "[AffiliationRole!]",
                FilterTest::In(&end::ROLE_IN),
                "Its role is one of these. Any unless given.",
            ),
            test(
                "basis",
                "BasisFilter",
                FilterTest::In(&end::BASIS_IN),
                "Whether documents state or imply it.",
            ),
            test(
                "since",
                "DateRange",
                FilterTest::Parameter(&end::SINCE_WITHIN, &InDateRange),
                "It surely began within.",
            ),
            test(
                "source",
                "SourceKey",
                FilterTest::Parameter(&end::CITED_FROM, &HasKey(EntityType::Source)),
                "A citation of it points at this source.",
            ),
            as_of(),
            InputValue {
                default: Some("CERTAIN"),
                ..input("certainty", "Certainty", "Only if it surely held, or also if it may have.")
            },
            InputValue {
                default: Some("false"),
                ..input("history", "Boolean", "At any time, whatever `asOf` says.")
            },
        ],
    }
}

fn organization_affiliation_filter() -> InputObjectType {
    filter(
        "OrganizationAffiliationFilter",
        "Which affiliations of an organization. All conditions given must hold.",
        &[
            test("roles", "AffiliationRoleFilter", FilterTest::In(&end::ROLE_IN), "Its role."),
            test(
                "organization",
                "OrganizationKey",
                FilterTest::Parameter(&end::OTHER_IS, &HasKey(EntityType::Organization)),
                "The organization at the other end.",
            ),
            test(
                "since",
                "DateRange",
                FilterTest::Parameter(&end::SINCE_WITHIN, &InDateRange),
                "It surely began within.",
            ),
            test(
                "source",
                "SourceKey",
                FilterTest::Parameter(&end::CITED_FROM, &HasKey(EntityType::Source)),
                "A citation of it points at this source.",
            ),
        ],
        &junctions("[OrganizationAffiliationFilter!]", "OrganizationAffiliationFilter"),
    )
}

fn affiliation_filter() -> InputObjectType {
    filter(
        "AffiliationFilter",
        "Which affiliations. All conditions given must hold.",
        &[
            test("roles", "AffiliationRoleFilter", FilterTest::In(&tables::ROLE_IN), "Its role."),
            test(
                "subject",
                "OrganizationKey",
                FilterTest::Parameter(&affiliation::SUBJECT_IS, &HasKey(EntityType::Organization)),
                "Its subject.",
            ),
            test(
                "object",
                "OrganizationKey",
                FilterTest::Parameter(&affiliation::OBJECT_IS, &HasKey(EntityType::Organization)),
                "Its object.",
            ),
            test(
                "organization",
                "OrganizationKey",
                FilterTest::Parameter(&affiliation::TOUCHES, &HasKey(EntityType::Organization)),
                "The organization at either end.",
            ),
            test(
                "since",
                "DateRange",
                FilterTest::Parameter(&period::SINCE_WITHIN, &InDateRange),
                "It surely began within.",
            ),
            test(
                "until",
                "DateRange",
                FilterTest::Parameter(&period::UNTIL_WITHIN, &InDateRange),
                "It surely ended within.",
            ),
            test(
                "basis",
                "BasisFilter",
                FilterTest::In(&tables::BASIS_IN),
                "Whether documents state or imply it.",
            ),
            CITED_BY,
        ],
        &junctions("[AffiliationFilter!]", "AffiliationFilter"),
    )
}
