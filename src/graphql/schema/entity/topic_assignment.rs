//! Assignments of topics: what works on a topic or is about it. Also what organizations, programs and events have of their
//! topics: a field, a facet and a condition of their filters.

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
            connection::{ConnectionType, facet, listed},
            declare::{entity_type, field, join, test},
            evidence::evidence,
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
            ..ConnectionType::of_rows("AssignedTopic", "a topic of the thing")
        },
        ConnectionType::of_rows("TopicAssignment", "an assignment of a topic"),
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
}

/// The facet of topics, for connections over organizations, programs or events.
pub fn topic_facet() -> FieldDefinition {
    field(
        "topics: [Facet!]!",
        facet(Some(&topic::OF_THING), topic::OF_THING_SLUG),
        "Number of items on each topic, by its slug. An item counts for each of its topics and for the \
         topics that include these, as the filter `topic` finds it.",
    )
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
