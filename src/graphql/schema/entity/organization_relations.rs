//! The fields of an organization that follow its relations, with the connections that they return.

use crate::{
    domain::role::ROLE_DIRECTIONS,
    graphql::{
        engine::definition::{
            self, Connection, FieldDefinition,
            FieldSource::{Column, Join, RowsOfPage, SameRow},
            InputValue, ListItem, ObjectType, RowList,
        },
        schema::{
            arguments::{self, relations},
            common,
            conditions::{CHOSEN, CHOSEN_ENDS, dated},
            connection::{ConnectionType, facets, listed},
            declare::{field, input, join},
            entity::{event::ORDERS as EVENT_ORDERS, participation},
            filters::relation,
            graph::{
                hierarchy::{self, within},
                network, related,
            },
            orders,
        },
    },
    store::sql::{
        Bind,
        tables::{
            self, affiliation::end, event, participation::OF_ORGANIZATION_IN_PROGRAMS, position,
        },
    },
};

/// One field for each direction of a role, then the other relations.
pub fn fields() -> Vec<FieldDefinition> {
    let mut fields: Vec<_> = ROLE_DIRECTIONS
        .iter()
        .map(|direction| {
            let related = Connection {
                of: Some((&end::IN_DIRECTION, tables::ID, Some(Bind::Int(direction.code)))),
                conditions: dated(&CHOSEN_ENDS, &end::BASIS_IN),
                ..Connection::over(end::TABLE, &orders::RELATED_ORGANIZATIONS)
            };
            definition::field(
                direction.field,
                "AffiliatedOrganizationConnection!",
                listed(related),
                direction.doc,
            )
            .with(relations("[AffiliatedOrganizationOrder!]"))
            .with(relation::organizations(&end::OTHER))
            .with(relation::affiliation())
            .with(within(
                &end::WITHIN,
                "Return only organizations that are this one or a part of it. Default: all of them.",
            ))
        })
        .collect();
    fields.extend(hierarchy::fields());
    fields.push(network::field_of_organization());
    fields.extend(related::fields());
    fields.extend(other_relations());
    fields
}

fn other_relations() -> Vec<FieldDefinition> {
    let affiliations = Connection {
        of: Some((&end::OF, tables::ID, None)),
        conditions: dated(&CHOSEN_ENDS, &end::BASIS_IN),
        filter: Some("OrganizationAffiliationFilter"),
        ..Connection::over(end::TABLE, &orders::ORGANIZATION_AFFILIATIONS)
    };
    let people = Connection {
        of: Some((&position::OF_ORGANIZATION, tables::ID, None)),
        conditions: dated(&CHOSEN, &tables::BASIS_IN),
        ..Connection::over(position::TABLE, &orders::PEOPLE)
    };
    let timeline = Connection {
        of: Some((&event::WITH_ORGANIZATION, tables::ID, None)),
        filter: Some("EventFilter"),
        ..Connection::over(event::TABLE, &EVENT_ORDERS)
    };
    vec![
        field(
            "affiliations: OrganizationAffiliationConnection!",
            listed(affiliations),
            "Affiliations of the organization, as subject or as object.",
        )
        .with(affiliations_arguments()),
        field(
            "people: OrganizationPersonConnection!",
            listed(people),
            "People who hold or held a position at the organization.",
        )
        .with(relations("[RelationOrder!]"))
        .with(relation::people(&position::PERSON))
        .with(relation::position())
        .with(within(
            &tables::within::ITS_PERSON,
            "Return only people who hold or held a position at this organization or a part of it as well. Default: \
             all of them.",
        )),
        field(
            "programs: AgentProgramConnection!",
            participation::page(&OF_ORGANIZATION_IN_PROGRAMS, &orders::PROGRAMS),
            "Programs that the organization takes part in.",
        )
        .with(relations("[RelationOrder!]"))
        .with(participation::program_filters()),
        field(
            "timeline: EventConnection!",
            listed(timeline),
            "Events that the organization takes part in, by date. Undated events come last, in the \
             order of their sources.",
        )
        .with(timeline_arguments()),
    ]
}

fn affiliations_arguments() -> Vec<InputValue> {
    join([
        relations("[OrganizationAffiliationOrder!]"),
        vec![input(
            "filter: OrganizationAffiliationFilter",
            "Conditions that the affiliations must meet. Default: none.",
        )],
        relation::other_organization("otherOrganization: OrganizationFilter", &end::OTHER),
    ])
}

fn timeline_arguments() -> Vec<InputValue> {
    join([
        arguments::page(),
        vec![input("filter: EventFilter", "Conditions that the events must meet. Default: none.")],
        arguments::order_by("[EventOrder!]"),
    ])
}

/// The connections over relations of organizations.
pub fn types() -> Vec<ObjectType> {
    let between = RowList {
        table: end::TABLE,
        of: &end::LEADS_TO,
        parent: tables::ID,
        item: ListItem::Joined(&end::AFFILIATION),
        order: &[tables::RANK, end::AFFILIATION_ID],
    };
    let connections = [
        ConnectionType {
            name: "AffiliatedOrganization",
            item: "an organization at the other end of an affiliation",
            node: "Organization",
            source: Join(&end::OTHER),
            edge: join([
                vec![field(
                    "affiliation: Affiliation!",
                    Join(&end::AFFILIATION),
                    "The affiliation between the two organizations: role, dates and sources.",
                )],
                common::certainty(),
            ]),
            facets: join([
                facets::organizations(&[&end::OTHER]),
                vec![facets::stages(&[&end::AFFILIATION])],
            ]),
            counts_omitted: true,
        },
        ConnectionType {
            name: "OrganizationAffiliation",
            item: "an affiliation of the organization",
            node: "Affiliation",
            source: Join(&end::AFFILIATION),
            edge: join([
                vec![
                    field(
                        "direction: RoleDirection!",
                        Column(end::DIRECTION),
                        "The role as seen from the organization: what the other organization is \
                         to it.",
                    ),
                    field(
                        "otherOrganization: Organization!",
                        Join(&end::OTHER),
                        "The organization at the other end of the affiliation.",
                    ),
                ],
                common::certainty(),
            ]),
            facets: join([
                vec![field(
                    "directions: [Facet!]!",
                    facets::facet(&[], end::DIRECTION, tables::label::DIRECTION),
                    "Number of affiliations with each role as seen from the organization.",
                )],
                facets::relations(&[&end::AFFILIATION], tables::label::AFFILIATION_ROLE),
                facets::organizations(&[&end::OTHER]),
            ]),
            counts_omitted: true,
        },
        ConnectionType {
            name: "CommonAffiliate",
            item: "an organization that has an affiliation with every organization given",
            node: "Organization",
            source: SameRow,
            edge: vec![field(
                "affiliations: [Affiliation!]!",
                RowsOfPage(between),
                "Affiliations between this organization and those given, at any time.",
            )],
            facets: facets::organizations(&[]),
            counts_omitted: false,
        },
        ConnectionType {
            name: "OrganizationPerson",
            item: "a person who holds or held a position at the organization",
            node: "Person",
            source: Join(&position::PERSON),
            edge: join([
                vec![field(
                    "position: Position!",
                    SameRow,
                    "The position: role, title, dates and sources.",
                )],
                common::certainty(),
            ]),
            facets: facets::relations(&[], tables::label::POSITION_ROLE),
            counts_omitted: true,
        },
    ];
    connections.into_iter().flat_map(ConnectionType::types).collect()
}
