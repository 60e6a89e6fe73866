//! Topics: the concepts of the registry's thesaurus.

use crate::{
    domain::entity_type::EntityType,
    graphql::{
        engine::definition::{
            ArgumentCondition, Connection, FieldDefinition,
            FieldSource::{Column, Join, Rows},
            FilterTest, InputObjectType, ListItem, ObjectType, OrderEnum, RowList,
        },
        schema::{
            arguments::stages_of_things,
            common,
            conditions::CHOSEN_THINGS,
            connection::{ConnectionType, facets, listed},
            declare::{entity_type, field, join, test},
            entity::{event, organization, program, topic_assignment},
            entry_points::{EntryPoints, filtered, list, lookup},
            evidence::citations,
            filters::common::{filter, identity, source as cited_source},
            keys::named,
            orders::{BY_RANK_AND_ROW, NAME, SOURCE_ORDER, order_by},
            parameters::keys::{ByKey, HasKey},
        },
    },
    store::sql::tables::{self, topic, topic::assignment},
};

/// The types about topics.
pub fn types() -> Vec<ObjectType> {
    let connection = ConnectionType {
        facets: vec![facets::kinds(&[], tables::label::TOPIC_KIND)],
        ..ConnectionType::of_rows("Topic", "a topic")
    };
    let mut types = vec![topic_type()];
    types.extend(connection.types());
    types
}

/// The entry points of topics.
pub fn entry_points() -> EntryPoints {
    EntryPoints {
        lookup: lookup(
            "topic: Topic",
            "TopicKey!",
            &ByKey(EntityType::Topic),
            "A topic by a key. Null if no topic has the key.",
        ),
        list: list(
            "topics: TopicConnection",
            Connection::over(topic::TABLE, &ORDERS),
            "TopicFilter",
            "[TopicOrder!]",
            "Topics, with filters, facets and sort keys.",
        ),
        inputs: vec![
            named("TopicKey", "Identifies a topic."),
            topic_filter(),
            order_by("TopicOrder", "TopicOrderField!", "How to sort topics."),
        ],
        orders: &ORDERS,
    }
}

/// Orders of topics.
pub static ORDERS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "TopicOrderField",
    doc: "Sort keys of topics.",
    values: &[SOURCE_ORDER, NAME],
};

fn topic_filter() -> InputObjectType {
    filter(
        "TopicFilter",
        "[TopicFilter!]",
        "Conditions on topics. All of them must be met.",
        join([
            identity(),
            vec![
                test(
                    "kinds: TopicKindFilter",
                    FilterTest::In(&tables::KIND_IN),
                    "Condition on the kind.",
                ),
                test(
                    "within: TopicKey",
                    FilterTest::Parameter(&topic::IS_WITHIN, &HasKey(EntityType::Topic)),
                    "The topic is one that this topic includes, directly or through others. Example: { slug: \"cancer\" }.",
                ),
            ],
            cited_source(),
        ]),
    )
}

fn topic_type() -> ObjectType {
    let narrower = RowList {
        table: topic::TABLE,
        of: &topic::IS_NARROWER,
        parent: tables::ID,
        item: ListItem::Row,
        order: &[tables::RANK, tables::ID],
    };
    entity_type(
        EntityType::Topic,
        "A concept of the registry's thesaurus: a research field, a disease, a technology or a sector that \
         its sources name. The names in languages that no source uses are the curator's. Modelled on \
         skos:Concept of the W3C Simple Knowledge Organization System.",
        join([
            common::id(topic::GLOBAL_ID),
            common::slug(),
            common::names(),
            vec![
                field("kind: TopicKind!", Column(tables::KIND), "What sort of topic it is."),
                field(
                    "description: String",
                    Column(tables::DESCRIPTION),
                    "What the topic is, in one or two sentences by the registry's curator. English.",
                ),
                field(
                    "broader: Topic",
                    Join(&topic::BROADER),
                    "The topic that includes this one (skos:broader). Null at the top.",
                ),
                field(
                    "narrower: [Topic!]!",
                    Rows(narrower),
                    "The topics that this one includes directly (skos:narrower).",
                ),
            ],
            things(),
            common::note(),
            citations(),
        ]),
    )
}

/// What works on a topic or is about it, or on a topic that it includes.
fn things() -> Vec<FieldDefinition> {
    let over = |table, orders, filter, conditions| {
        let of = Some((&topic::HAS_TOPIC, tables::ID, None));
        listed(Connection {
            of,
            conditions,
            filter: Some(filter),
            ..Connection::over(table, orders)
        })
    };
    vec![
        field(
            "organizations: OrganizationConnection!",
            over(
                tables::organization::TABLE,
                &organization::ORDERS,
                "OrganizationFilter",
                vec![ArgumentCondition::Choice(&CHOSEN_THINGS)],
            ),
            "Organizations that work on the topic, or on a topic that it includes.",
        )
        .with(filtered("OrganizationFilter", "[OrganizationOrder!]"))
        .with(stages_of_things()),
        field(
            "programs: ProgramConnection!",
            over(
                tables::program::TABLE,
                &program::ORDERS,
                "ProgramFilter",
                vec![ArgumentCondition::Choice(&CHOSEN_THINGS)],
            ),
            "Programs about the topic, or about a topic that it includes.",
        )
        .with(filtered("ProgramFilter", "[ProgramOrder!]"))
        .with(stages_of_things()),
        field(
            "events: EventConnection!",
            over(tables::event::TABLE, &event::ORDERS, "EventFilter", Vec::new()),
            "Events about the topic, or about a topic that it includes.",
        )
        .with(filtered("EventFilter", "[EventOrder!]")),
        field(
            "assignments: TopicAssignmentConnection!",
            topic_assignment::page(&assignment::OF_TOPIC),
            "What works on the topic or is about it, or on a topic that it includes, each with its sources.",
        )
        .with(topic_assignment::arguments_of_topic()),
    ]
}
