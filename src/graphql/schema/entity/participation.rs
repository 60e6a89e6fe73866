//! Participations: the parts that organizations and people have in programs and events.

use crate::{
    domain::entity_type::EntityType,
    graphql::{
        engine::definition::{
            Connection, FieldDefinition,
            FieldSource::{self, AnyType, Column, Join, SameRow},
            InputValue, ObjectType, OrderEnum,
        },
        schema::{
            common,
            conditions::{CHOSEN, dated},
            connection::{ConnectionType, facets, listed},
            declare::{entity_type, field, join},
            evidence::evidence,
            filters::{by_type, relation},
            graph::hierarchy::within,
        },
    },
    store::sql::{
        Condition,
        tables::{self, participation},
    },
};

/// The types about participations.
pub fn types() -> Vec<ObjectType> {
    let connection = |(name, item), node, source, facets| ConnectionType {
        name,
        item,
        node,
        source,
        edge: edge_fields(),
        facets: join([facets::relations(&[], tables::label::PARTICIPATION_ROLE), facets]),
        counts_omitted: true,
    };
    let agent = AnyType(participation::AGENT_TYPE, participation::AGENT_ID);
    let connections = [
        connection(
            ("Participant", "an organization or a person that takes part"),
            "Agent",
            agent,
            facets::organizations(&[&participation::ORGANIZATION]),
        ),
        connection(
            ("AgentProgram", "a program that the organization or person takes part in"),
            "Program",
            Join(&participation::PROGRAM),
            vec![
                facets::kinds(&[&participation::PROGRAM], tables::label::PROGRAM_KIND),
                facets::topics(&[&participation::PROGRAM]),
            ],
        ),
        connection(
            ("PersonEvent", "an event that the person takes part in"),
            "Event",
            Join(&participation::EVENT),
            vec![
                facets::kinds(&[&participation::EVENT], tables::label::EVENT_KIND),
                facets::topics(&[&participation::EVENT]),
            ],
        ),
    ];
    let mut types = vec![participation_type()];
    types.extend(connections.into_iter().flat_map(ConnectionType::types));
    types
}

/// Participations with the given condition on their organization, person, program or event.
pub fn page(of: &'static Condition, orders: &'static OrderEnum) -> FieldSource {
    listed(Connection {
        of: Some((of, tables::ID, None)),
        conditions: dated(&CHOSEN, &tables::BASIS_IN),
        ..Connection::over(participation::TABLE, orders)
    })
}

/// The arguments of a list of programs that select some of them.
pub fn program_filters() -> Vec<InputValue> {
    join([
        relation::programs(&participation::PROGRAM),
        relation::participation(),
        within(
            &tables::within::ITS_PROGRAM,
            "Return only programs that this organization or a part of it takes part in. Default: all of them.",
        ),
    ])
}

/// The arguments of a list of events that select some of them.
pub fn event_filters() -> Vec<InputValue> {
    join([
        relation::events(&participation::EVENT),
        relation::participation(),
        within(
            &tables::within::ITS_EVENT,
            "Return only events that this organization or a part of it takes part in. Default: all of them.",
        ),
    ])
}

/// The arguments of a list of participants that select some of them.
pub fn participant_filters() -> Vec<InputValue> {
    join([
        by_type::agents(),
        relation::participation(),
        within(
            &tables::within::ITS_PARTICIPANT,
            "Return only this organization and its parts, and people who hold or held a position at one of them. \
             Default: all participants.",
        ),
    ])
}

fn edge_fields() -> Vec<FieldDefinition> {
    join([
        vec![field(
            "participation: Participation!",
            SameRow,
            "The participation: role, dates and sources.",
        )],
        common::certainty(),
    ])
}

fn participation_type() -> ObjectType {
    entity_type(
        EntityType::Participation,
        "The part that an organization or a person has in a program or an event. Example: PSCC, \
         LAUREATE, France 2030.",
        join([
            common::id(participation::GLOBAL_ID),
            vec![
                field(
                    "role: ParticipationRole!",
                    Column(tables::ROLE),
                    "What the participant does in the program or event.",
                ),
                field(
                    "participant: Agent!",
                    AnyType(participation::AGENT_TYPE, participation::AGENT_ID),
                    "The organization or person that takes part.",
                ),
                field(
                    "organization: Organization",
                    Join(&participation::ORGANIZATION),
                    "The participant, if it is an organization.",
                ),
                field(
                    "person: Person",
                    Join(&participation::PERSON),
                    "The participant, if it is a person.",
                ),
                field(
                    "program: Program",
                    Join(&participation::PROGRAM),
                    "The program, if it is a participation in a program.",
                ),
                field(
                    "event: Event",
                    Join(&participation::EVENT),
                    "The event, if it is a participation in an event.",
                ),
            ],
            common::period(),
            vec![field(
                "endedWith: Thing",
                AnyType(participation::ENDED_WITH_TYPE, participation::ENDED_WITH_ID),
                "The participating organization or the program, if its end is the end of the \
                 participation; if both have ended, the one that ended first. `until` is then null, \
                 because no source gives the participation an end of its own. Null for any other \
                 participation. Example: the SIRIC programme for those who took part in it.",
            )],
            evidence(),
        ]),
    )
}
