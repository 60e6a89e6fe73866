//! Filters of items of several types: a filter for each type, of which that of the item's type must hold.

use crate::{
    graphql::{
        engine::definition::{FilterTest, InputObjectType, InputValue},
        schema::declare::test,
    },
    store::sql::{
        Join,
        tables::{citation::node, participation},
    },
};

/// The input types.
pub fn types() -> Vec<InputObjectType> {
    let agents = vec![organization(&participation::ORGANIZATION), person(&participation::PERSON)];
    let things = || {
        vec![
            organization(&node::ORGANIZATION),
            person(&node::PERSON),
            test(
                "program: ProgramFilter",
                FilterTest::Refers(&node::PROGRAM),
                "Programs that meet these conditions.",
            ),
            test(
                "event: EventFilter",
                FilterTest::Refers(&node::EVENT),
                "Events that meet these conditions.",
            ),
            test(
                "topic: TopicFilter",
                FilterTest::Refers(&node::TOPIC),
                "Topics that meet these conditions.",
            ),
        ]
    };
    let facts = vec![
        test(
            "affiliation: AffiliationFilter",
            FilterTest::Refers(&node::AFFILIATION),
            "Affiliations that meet these conditions.",
        ),
        test(
            "position: PositionFilter",
            FilterTest::Refers(&node::POSITION),
            "Positions that meet these conditions.",
        ),
        test(
            "participation: ParticipationFilter",
            FilterTest::Refers(&node::PARTICIPATION),
            "Participations that meet these conditions.",
        ),
        test(
            "figure: FigureFilter",
            FilterTest::Refers(&node::FIGURE),
            "Figures that meet these conditions.",
        ),
        test(
            "topicAssignment: TopicAssignmentFilter",
            FilterTest::Refers(&node::TOPIC_ASSIGNMENT),
            "Assignments of topics that meet these conditions.",
        ),
    ];
    vec![
        by_type(
            "AgentFilter",
            "Conditions on organizations and people, by the type of each. An item of a type for which no conditions are \
             given does not match, so `{ organization: {} }` selects all organizations.",
            agents,
        ),
        by_type(
            "ThingFilter",
            "Conditions on things, by the type of each. A thing of a type for which no conditions are given does not \
             match, so `{ organization: {} }` selects all organizations.",
            things(),
        ),
        by_type(
            "FactFilter",
            "Conditions on facts, by the type of each. A fact of a type for which no conditions are given does not \
             match, so `{ affiliation: {} }` selects all affiliations.",
            [things(), facts].concat(),
        ),
    ]
}

fn organization(to: &'static Join) -> InputValue {
    test(
        "organization: OrganizationFilter",
        FilterTest::Refers(to),
        "Organizations that meet these conditions.",
    )
}

fn person(to: &'static Join) -> InputValue {
    test("person: PersonFilter", FilterTest::Refers(to), "People who meet these conditions.")
}

fn by_type(name: &'static str, doc: &'static str, fields: Vec<InputValue>) -> InputObjectType {
    InputObjectType {
        name,
        doc,
        one_of: false,
        any_field: true,
        shorthand: None,
        condition: None,
        fields,
    }
}

/// The argument of a list of participants.
pub fn agents() -> Vec<InputValue> {
    vec![test(
        "filter: AgentFilter",
        FilterTest::Filter,
        "Conditions that the participants must meet, by their type. Default: none. Example: { organization: { kinds: { \
         in: [UNIVERSITY] } } }.",
    )]
}

/// The argument of a list of facts.
pub fn facts() -> Vec<InputValue> {
    vec![test(
        "filter: FactFilter",
        FilterTest::Filter,
        "Conditions that the facts must meet, by their type. Default: none. Example: { affiliation: { roles: { in: \
         [FOUNDER] } } }.",
    )]
}

/// The argument of a list of things that were found by text.
pub fn found_things() -> Vec<InputValue> {
    vec![test(
        "filter: ThingFilter",
        FilterTest::Filter,
        "Conditions that the things must meet, by their type; a thing of a type that is not named does not match. They \
         select from the first {max_results} matches, and `totalCountIsLowerBound` is true if there are more than those. \
         Default: none. Example: { organization: { kinds: { in: [UNIVERSITY] }, countries: { in: [\"FR\"] } } }.",
    )]
}
