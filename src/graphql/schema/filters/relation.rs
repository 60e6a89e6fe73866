//! Filters of positions, participations and assignments of topics, and the arguments that nested lists of relations have.
//!
//! A list of relations takes two filters, in arguments with the names that its edges have: `filter` is about the node, and
//! has the type of the root list of such nodes; `affiliation`, `position`, `participation` or `assignment` is about the
//! relation that leads to it. So each filter has one definition, and a variable of one serves at the root and below.

use super::common::{filter, source};
use crate::domain::entity_type::EntityType;
use crate::graphql::schema::parameters::{dates::InDateRange, keys::HasKey};
use crate::{
    graphql::{
        engine::definition::{FilterTest, InputObjectType, InputValue},
        schema::{
            declare::{join, test},
            graph::hierarchy::within,
        },
    },
    store::sql::{
        Join,
        tables::{
            self,
            affiliation::{self, end},
            participation, period, position,
            topic::assignment,
        },
    },
};

/// The input types.
pub fn types() -> Vec<InputObjectType> {
    vec![position_filter(), participation_filter(), assignment_filter()]
}

fn position_filter() -> InputObjectType {
    filter(
        "PositionFilter",
        "[PositionFilter!]",
        "Conditions on positions. All of them must be met.",
        join([
            vec![
                test(
                    "roles: PositionRoleFilter",
                    FilterTest::In(&tables::ROLE_IN),
                    "Condition on the role. Example: { in: [DIRECTOR] }.",
                ),
                test(
                    "organization: OrganizationKey",
                    FilterTest::Parameter(
                        &position::OF_ORGANIZATION,
                        &HasKey(EntityType::Organization),
                    ),
                    "The position is at this organization.",
                ),
            ],
            dates_and_basis(),
            source(),
            within(
                &tables::within::ITS_ORGANIZATION,
                "The position is at this organization or a part of it.",
            ),
        ]),
    )
}

fn participation_filter() -> InputObjectType {
    filter(
        "ParticipationFilter",
        "[ParticipationFilter!]",
        "Conditions on participations in programs and events. All of them must be met.",
        join([
            vec![
                test(
                    "roles: ParticipationRoleFilter",
                    FilterTest::In(&tables::ROLE_IN),
                    "Condition on the role. Example: { in: [COORDINATOR] }.",
                ),
                test(
                    "organization: OrganizationKey",
                    FilterTest::Parameter(
                        &participation::OF_ORGANIZATION,
                        &HasKey(EntityType::Organization),
                    ),
                    "This organization is the participant.",
                ),
                test(
                    "program: ProgramKey",
                    FilterTest::Parameter(&participation::IN_PROGRAM, &HasKey(EntityType::Program)),
                    "It is a participation in this program.",
                ),
                test(
                    "event: EventKey",
                    FilterTest::Parameter(&participation::IN_EVENT, &HasKey(EntityType::Event)),
                    "It is a participation in this event.",
                ),
            ],
            dates_and_basis(),
            source(),
            within(
                &tables::within::ITS_ORGANIZATION,
                "The participant is this organization or a part of it.",
            ),
        ]),
    )
}

fn assignment_filter() -> InputObjectType {
    filter(
        "TopicAssignmentFilter",
        "[TopicAssignmentFilter!]",
        "Conditions on assignments of topics. All of them must be met.",
        join([
            vec![
                test(
                    "topic: TopicKey",
                    FilterTest::Parameter(&assignment::OF_TOPIC, &HasKey(EntityType::Topic)),
                    "It assigns this topic or one that it includes. Example: { slug: \"genomics\" }.",
                ),
                basis(),
            ],
            source(),
        ]),
    )
}

/// What the filters of dated relations have in common.
fn dates_and_basis() -> Vec<InputValue> {
    vec![
        test(
            "since: DateRange",
            FilterTest::Parameter(&period::SINCE_WITHIN, &InDateRange),
            "The relation certainly began in this period: by its date, or because of the founding of its \
             organization and the dates of its documents. Example: { from: \"2010\" }.",
        ),
        test(
            "until: DateRange",
            FilterTest::Parameter(&period::UNTIL_WITHIN, &InDateRange),
            "The relation certainly ended in this period: by its date, or with an organization or a program that \
             ended. Example: { to: \"2017\" }.",
        ),
        basis(),
    ]
}

fn basis() -> InputValue {
    test(
        "basis: BasisFilter",
        FilterTest::In(&tables::BASIS_IN),
        "Condition on the basis. Example: { in: [STATED] }.",
    )
}

/// The argument of a list of relations that is about the organization to which they lead.
pub fn organizations(to: &'static Join) -> Vec<InputValue> {
    vec![test(
        "filter: OrganizationFilter",
        FilterTest::Refers(to),
        "Conditions that the organizations must meet, as in `organizations`. Default: none. Example: { kinds: { in: \
         [UNIVERSITY] } }.",
    )]
}

/// The same for people.
pub fn people(to: &'static Join) -> Vec<InputValue> {
    vec![test(
        "filter: PersonFilter",
        FilterTest::Refers(to),
        "Conditions that the people must meet, as in `people`. Default: none. Example: { name: { contains: \
         \"vivier\" } }.",
    )]
}

/// The same for programs.
pub fn programs(to: &'static Join) -> Vec<InputValue> {
    vec![test(
        "filter: ProgramFilter",
        FilterTest::Refers(to),
        "Conditions that the programs must meet, as in `programs`. Default: none. Example: { kinds: { in: [LABEL] } }.",
    )]
}

/// The same for events.
pub fn events(to: &'static Join) -> Vec<InputValue> {
    vec![test(
        "filter: EventFilter",
        FilterTest::Refers(to),
        "Conditions that the events must meet, as in `events`. Default: none. Example: { date: { from: \"2020\" } }.",
    )]
}

/// The same for topics.
pub fn topics(to: &'static Join) -> Vec<InputValue> {
    vec![test(
        "filter: TopicFilter",
        FilterTest::Refers(to),
        "Conditions that the topics must meet, as in `topics`. Default: none. Example: { kinds: { in: [DISEASE] } }.",
    )]
}

/// The argument of a list of relations that is about the affiliation itself, seen from one of its ends.
pub fn affiliation() -> Vec<InputValue> {
    vec![test(
        "affiliation: AffiliationFilter",
        FilterTest::Refers(&end::AFFILIATION),
        "Conditions that the affiliations must meet, as in `affiliations`. Default: none. Example: { since: { from: \
         \"2010\" } }.",
    )]
}

/// The same for participations.
pub fn participation() -> Vec<InputValue> {
    vec![test(
        "participation: ParticipationFilter",
        FilterTest::Filter,
        "Conditions that the participations must meet. Default: none. Example: { roles: { in: [COORDINATOR] } }.",
    )]
}

/// The same for positions.
pub fn position() -> Vec<InputValue> {
    vec![test(
        "position: PositionFilter",
        FilterTest::Filter,
        "Conditions that the positions must meet. Default: none. Example: { roles: { in: [DIRECTOR] } }.",
    )]
}

/// The same for assignments of topics.
pub fn assignment() -> Vec<InputValue> {
    vec![test(
        "assignment: TopicAssignmentFilter",
        FilterTest::Filter,
        "Conditions that the assignments must meet. Default: none. Example: { basis: { in: [STATED] } }.",
    )]
}

/// The arguments of a list of affiliations below another record.
pub fn affiliations() -> Vec<InputValue> {
    let filter = test(
        "filter: AffiliationFilter",
        FilterTest::Filter,
        "Conditions that the affiliations must meet, as in `affiliations`. Default: none. Example: { since: { from: \
         \"2010\" } }.",
    );
    [vec![filter], ends()].concat()
}

/// The arguments of a list of affiliations that are about the organizations at their two ends.
pub fn ends() -> Vec<InputValue> {
    vec![
        test(
            "subject: OrganizationFilter",
            FilterTest::Refers(&affiliation::SUBJECT),
            "Conditions that the subject must meet, as in `organizations`. Default: none. Example: { kinds: { in: \
             [UNIVERSITY] } }.",
        ),
        test(
            "object: OrganizationFilter",
            FilterTest::Refers(&affiliation::OBJECT),
            "Conditions that the object must meet, as in `organizations`. Default: none. Example: { countries: { in: \
             [\"FR\"] } }.",
        ),
    ]
}

/// The argument of a list of relations, each the node of its edge, about the organization at their other end.
pub fn other_organization(signature: &'static str, to: &'static Join) -> Vec<InputValue> {
    vec![test(
        signature,
        FilterTest::Refers(to),
        "Conditions that the organization at the other end must meet, as in `organizations`. Default: none. Example: { \
         kinds: { in: [UNIVERSITY] } }.",
    )]
}
