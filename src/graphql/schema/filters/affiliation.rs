//! Filters of affiliations: of all, of those of an organization, and as a condition on organizations.

use super::common::{filter, source};
use crate::domain::entity_type::EntityType;
use crate::graphql::schema::parameters::dates::InDateRange;
use crate::graphql::schema::parameters::directions::IsDirection;
use crate::graphql::schema::parameters::keys::HasKey;
use crate::{
    graphql::{
        engine::definition::{FilterTest, InputObjectType, InputValue},
        schema::{
            arguments,
            conditions::RELATIONS_OF_ENDS,
            declare::{input, join, test},
            graph::hierarchy::within,
        },
    },
    store::sql::tables::{
        self,
        affiliation::{self, end},
        period,
    },
};

/// The input types.
pub fn types() -> Vec<InputObjectType> {
    vec![affiliated_with(), organization_affiliation_filter(), affiliation_filter()]
}

fn affiliated_with() -> InputObjectType {
    InputObjectType {
        name: "AffiliatedWithFilter",
        doc: "Conditions on an affiliation of an organization. One and the same affiliation must \
              meet all of them on the date asked about.",
        one_of: false,
        any_field: false,
        shorthand: None,
        condition: Some(&RELATIONS_OF_ENDS),
        fields: join([
            vec![
                test(
                    "object: OrganizationKey",
                    FilterTest::Parameter(&end::OBJECT_IS, &HasKey(EntityType::Organization)),
                    "The object of the affiliation. The filtered organization is the subject. For \
                     a symmetric role, the organization at the other end.",
                ),
                test(
                    "subject: OrganizationKey",
                    FilterTest::Parameter(&end::SUBJECT_IS, &HasKey(EntityType::Organization)),
                    "The subject of the affiliation. The filtered organization is the object. For \
                     a symmetric role, the organization at the other end.",
                ),
                test(
                    "organization: OrganizationKey",
                    FilterTest::Parameter(&end::OTHER_IS, &HasKey(EntityType::Organization)),
                    "The organization at the other end, as subject or as object.",
                ),
                test(
                    "roles: [AffiliationRole!]",
                    FilterTest::In(&end::ROLE_IN),
                    "The role is one of these. An empty list matches nothing. Default: any role.",
                ),
                test(
                    "basis: BasisFilter",
                    FilterTest::In(&end::BASIS_IN),
                    "Condition on the basis.",
                ),
            ],
            end_conditions(),
            vec![
                input(
                    "asOf: PartialDate",
                    "The date asked about. Default: the date of the field or filter that has this filter. Example: \
                     \"2007\".",
                ),
                input(
                    "certainty: Certainty = CERTAIN",
                    "Which affiliations count: those that certainly held on the date, or also \
                     those that may have held. Default: CERTAIN.",
                ),
                input(
                    "history: Boolean = false",
                    "Every recorded affiliation counts, whatever `asOf` and `certainty` say. Default: \
                     false.",
                ),
            ],
            arguments::stages(),
        ]),
    }
}

fn organization_affiliation_filter() -> InputObjectType {
    filter(
        "OrganizationAffiliationFilter",
        "[OrganizationAffiliationFilter!]",
        "Conditions on the affiliations of an organization. All of them must be met.",
        join([
            vec![
                test(
                    "roles: AffiliationRoleFilter",
                    FilterTest::In(&end::ROLE_IN),
                    "Condition on the role.",
                ),
                test(
                    "directions: [RoleDirection!]",
                    FilterTest::Parameter(&end::DIRECTION_IN, &IsDirection),
                    "The role as seen from the organization is one of these. Default: any. \
                     Example: [FOUNDERS, MEMBER_OF].",
                ),
                test(
                    "organization: OrganizationKey",
                    FilterTest::Parameter(&end::OTHER_IS, &HasKey(EntityType::Organization)),
                    "The organization at the other end.",
                ),
                test(
                    "until: DateRange",
                    FilterTest::Parameter(&end::UNTIL_WITHIN, &InDateRange),
                    ENDED,
                ),
                test(
                    "basis: BasisFilter",
                    FilterTest::In(&end::BASIS_IN),
                    "Condition on the basis.",
                ),
            ],
            end_conditions(),
            within(&end::WITHIN, "The organization at the other end is this one or a part of it."),
        ]),
    )
}

fn affiliation_filter() -> InputObjectType {
    filter(
        "AffiliationFilter",
        "[AffiliationFilter!]",
        "Conditions on affiliations. All of them must be met.",
        join([
            vec![
                test(
                    "roles: AffiliationRoleFilter",
                    FilterTest::In(&tables::ROLE_IN),
                    "Condition on the role.",
                ),
                test(
                    "subject: OrganizationKey",
                    FilterTest::Parameter(
                        &affiliation::SUBJECT_IS,
                        &HasKey(EntityType::Organization),
                    ),
                    "The subject.",
                ),
                test(
                    "object: OrganizationKey",
                    FilterTest::Parameter(
                        &affiliation::OBJECT_IS,
                        &HasKey(EntityType::Organization),
                    ),
                    "The object.",
                ),
                test(
                    "organization: OrganizationKey",
                    FilterTest::Parameter(&affiliation::HAS_END, &HasKey(EntityType::Organization)),
                    "The organization at either end, as subject or as object.",
                ),
                test(
                    "since: DateRange",
                    FilterTest::Parameter(&period::SINCE_WITHIN, &InDateRange),
                    BEGAN,
                ),
                test(
                    "until: DateRange",
                    FilterTest::Parameter(&period::UNTIL_WITHIN, &InDateRange),
                    ENDED,
                ),
                test(
                    "basis: BasisFilter",
                    FilterTest::In(&tables::BASIS_IN),
                    "Condition on the basis.",
                ),
                test(
                    "program: ProgramKey",
                    FilterTest::Parameter(
                        &affiliation::ABOUT_PROGRAM,
                        &HasKey(EntityType::Program),
                    ),
                    ABOUT_PROGRAM,
                ),
                test(
                    "degree: AffiliationDegreeFilter",
                    FilterTest::In(&affiliation::DEGREE_IN),
                    DEGREE,
                ),
            ],
            source(),
            within(
                &affiliation::WITHIN,
                "The subject or the object is this organization or a part of it.",
            ),
        ]),
    )
}

/// What the filters say of a condition on the start.
const BEGAN: &str = "The affiliation certainly began in this period: by its date, or because of the founding of its \
                     organizations and the dates of its documents.";
/// What the filters say of a condition on the end.
const ENDED: &str = "The affiliation certainly ended in this period: by its date, or with an organization that ended.";
/// What the filters say of a condition on the program.
const ABOUT_PROGRAM: &str =
    "The affiliation is about this label, charter, contract or other program.";
/// What the filters say of a condition on the degree.
const DEGREE: &str = "Condition on the degree. An affiliation without a degree meets only `notIn`.";

/// Conditions on an affiliation seen from one end.
fn end_conditions() -> Vec<InputValue> {
    vec![
        test(
            "program: ProgramKey",
            FilterTest::Parameter(&end::ABOUT_PROGRAM, &HasKey(EntityType::Program)),
            ABOUT_PROGRAM,
        ),
        test("degree: AffiliationDegreeFilter", FilterTest::In(&end::DEGREE_IN), DEGREE),
        test("since: DateRange", FilterTest::Parameter(&end::SINCE_WITHIN, &InDateRange), BEGAN),
        test(
            "source: SourceKey",
            FilterTest::Parameter(&end::CITES_SOURCE, &HasKey(EntityType::Source)),
            "At least one citation of the affiliation is of this source.",
        ),
    ]
}
