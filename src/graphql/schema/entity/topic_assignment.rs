//! Assignments of topics: what works on a topic or is about it. Also what organizations, programs and events have of their
//! topics: a field and a condition of their filters.

use crate::{
    domain::entity_type::EntityType,
    graphql::{
        engine::definition::{
            ArgumentCondition, Connection, FieldDefinition,
            FieldSource::{self, AnyType, Join, SameRow},
            FilterTest, InputValue, ObjectType,
        },
        schema::{
            arguments, common,
            connection::{ConnectionType, facets, listed},
            declare::{entity_type, field, join, test},
            evidence::evidence,
            filters::relation,
            graph::hierarchy::within,
            orders,
            parameters::keys::HasKey,
        },
    },
    store::sql::{
        Condition,
        tables::{self, topic, topic::assignment},
    },
};

/// The types about the assignment of topics.
pub fn types() -> Vec<ObjectType> {
    let connections = [
        ConnectionType {
            edge: vec![field(
                "assignment: TopicAssignment!",
                SameRow,
                "The assignment of the topic, with its basis and its sources.",
            )],
            node: "Topic",
            source: Join(&assignment::TOPIC),
            facets: vec![facets::kinds(&[&assignment::TOPIC], tables::label::TOPIC_KIND)],
            ..ConnectionType::of_rows("AssignedTopic", "a topic of the thing")
        },
        ConnectionType {
            facets: vec![field(
                "topics: [Facet!]!",
                facets::facet(&[&assignment::TOPIC], tables::SLUG, tables::label::TOPIC),
                "Number of assignments of each topic, by its slug.",
            )],
            ..ConnectionType::of_rows("TopicAssignment", "an assignment of a topic")
        },
    ];
    let mut types = vec![assignment_type()];
    types.extend(connections.into_iter().flat_map(ConnectionType::types));
    types
}

/// The topics of an organization, a program or an event.
pub fn topics_of_thing() -> FieldDefinition {
    field(
        "topics: AssignedTopicConnection!",
        page(&assignment::OF_THING),
        "Topics that it works on or is about, according to its sources.",
    )
    .with(arguments())
    .with(relation::topics(&assignment::TOPIC))
    .with(relation::assignment())
}

/// The condition on the topics of an organization, a program or an event.
pub fn topic_test() -> Vec<InputValue> {
    vec![test(
        "topic: TopicKey",
        FilterTest::Parameter(&topic::HAS_TOPIC, &HasKey(EntityType::Topic)),
        "It works on this topic or is about it, or on a topic that this one includes. Example: { slug: \
         \"genomics\" }.",
    )]
}

/// A connection over assignments.
pub fn page(of: &'static Condition) -> FieldSource {
    listed(Connection {
        of: Some((of, tables::ID, None)),
        conditions: vec![
            ArgumentCondition::EnumValue("basis", &tables::BASIS_IN),
            ArgumentCondition::List("stages", &assignment::STAGE_IN),
        ],
        ..Connection::over(assignment::TABLE, &orders::TOPIC_ASSIGNMENTS)
    })
}

/// Its arguments.
pub fn arguments() -> Vec<InputValue> {
    join([arguments::page(), arguments::basis(), arguments::order_by("[TopicAssignmentOrder!]")])
}

/// The arguments of the assignments of a topic.
pub fn arguments_of_topic() -> Vec<InputValue> {
    join([
        arguments(),
        arguments::stages_of_facts(),
        vec![
            test(
                "filter: TopicAssignmentFilter",
                FilterTest::Filter,
                "Conditions that the assignments must meet. Default: none. Example: { basis: { in: [STATED] } }.",
            ),
            test(
                "thing: ThingFilter",
                FilterTest::Refers(&assignment::THING),
                "Conditions that the organization, program or event must meet, by its type. Default: none. Example: { \
                 organization: { countries: { in: [\"FR\"] } } }.",
            ),
        ],
        within(
            &tables::within::ITS_THING,
            "Return only assignments to this organization or a part of it, or to a program or an event that one of \
             them takes part in. Default: all of them.",
        ),
    ])
}

fn assignment_type() -> ObjectType {
    entity_type(
        EntityType::TopicAssignment,
        "A statement that an organization works on a topic, or that a program or an event is about it. Example: \
         Sorbonne Université, genomics.",
        join([
            common::id(assignment::GLOBAL_ID),
            vec![
                field(
                    "thing: Thing!",
                    AnyType(assignment::THING_TYPE, assignment::THING_ID),
                    "The organization, program or event.",
                ),
                field("topic: Topic!", Join(&assignment::TOPIC), "The topic."),
            ],
            evidence(),
        ]),
    )
}
