//! The sort keys of lists. The first value of each enum is the default. Those of things and sources stand beside
//! their types.

use super::declare::input;
use crate::{
    graphql::engine::definition::{self, InputObjectType, OrderEnum, OrderValue, SortKey, order},
    store::sql::{
        Column, Join,
        tables::{
            self, affiliation::end, citation::node, figure, organization, participation, period,
            position, topic::assignment,
        },
    },
};

/// A column of the row.
pub const fn own(column: Column) -> SortKey {
    SortKey { via: None, column }
}

const fn of(via: &'static Join, column: Column) -> SortKey {
    SortKey { via: Some(via), column }
}

/// Tie break of most tables: the order of the sources, which is the same in every database built from the
/// same seed, then the row, which decides where an import gives no order.
pub const BY_RANK_AND_ROW: &[Column] = &[tables::RANK, tables::ID];
/// Tie break of affiliations seen from one end.
const BY_RANK_AND_AFFILIATION: &[Column] = &[tables::RANK, end::AFFILIATION_ID];

/// The order of the sources.
pub const SOURCE_ORDER: OrderValue =
    order("SOURCE_ORDER", "The order in which the sources list them.", &[own(tables::RANK)]);
/// The display name.
pub const NAME: OrderValue = order(
    "NAME",
    "Display name. Case, accents and punctuation are ignored.",
    &[own(tables::SORT_NAME)],
);
const SINCE: OrderValue = order(
    "SINCE",
    "First day of the start. Of equal days the least precise date comes first. Relations without a \
     start come last. A start without a first day, such as `[..2021]`, counts by its last day.",
    &[own(period::SINCE_ORDER)],
);
const ROLE: OrderValue = order("ROLE", "Role, in alphabetical order.", &[own(tables::ROLE)]);

/// Orders of affiliations.
pub static AFFILIATIONS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "AffiliationOrderField",
    doc: "Sort keys of affiliations.",
    values: &[
        SOURCE_ORDER,
        SINCE,
        order(
            "UNTIL",
            "First day of the end. Affiliations without an end come last.",
            &[own(period::UNTIL_ORDER)],
        ),
        ROLE,
    ],
};

/// Orders of the organizations at the other ends of affiliations.
pub static RELATED_ORGANIZATIONS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_AFFILIATION,
    name: "AffiliatedOrganizationOrderField",
    doc: "Sort keys of the organizations that a relation leads to.",
    values: &[
        SOURCE_ORDER,
        order(
            "NAME",
            "Display name of the related organization. Case, accents and punctuation are ignored.",
            &[of(&end::OTHER, tables::SORT_NAME)],
        ),
        order(
            "SINCE",
            "First day of the start of the affiliation. Affiliations without a start come last.",
            &[of(&end::AFFILIATION, period::SINCE_ORDER)],
        ),
        order(
            "FOUNDED_ON",
            "Founding date of the related organization. Organizations without one come last.",
            &[of(&end::OTHER, organization::FOUNDED_ORDER)],
        ),
        order(
            "AFFILIATION_COUNT",
            "Number of recorded affiliations of the related organization, at any time.",
            &[of(&end::OTHER, organization::AFFILIATION_COUNT)],
        ),
    ],
};

/// Orders of the affiliations of an organization.
pub static ORGANIZATION_AFFILIATIONS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_AFFILIATION,
    name: "OrganizationAffiliationOrderField",
    doc: "Sort keys of the affiliations of an organization.",
    values: &[
        SOURCE_ORDER,
        order(
            "SINCE",
            "First day of the start. Of equal days the least precise date comes first. \
             Affiliations without a start come last.",
            &[of(&end::AFFILIATION, period::SINCE_ORDER)],
        ),
        order(
            "UNTIL",
            "First day of the end. Affiliations without an end come last.",
            &[of(&end::AFFILIATION, period::UNTIL_ORDER)],
        ),
        order("ROLE", "Role, in alphabetical order.", &[of(&end::AFFILIATION, tables::ROLE)]),
        order(
            "AFFILIATION_COUNT",
            "Number of recorded affiliations of the other organization, at any time.",
            &[of(&end::OTHER, organization::AFFILIATION_COUNT)],
        ),
        order(
            "DIRECTION",
            "Role as seen from the organization, in the order of `RoleDirection`. Affiliations \
             with the same direction are sorted by the display name of the other organization.",
            &[own(end::DIRECTION_PLACE), of(&end::OTHER, tables::SORT_NAME)],
        ),
    ],
};

const RELATIONS_DOC: &str = "Sort keys of positions and participations.";

/// The name of the item at the other end of a position or a participation.
const fn name_of(keys: &'static [SortKey]) -> OrderValue {
    order(
        "NAME",
        "Display name of the item: of the person, organization, program or event. For positions of a person, of the \
         organization. Case, accents and punctuation are ignored.",
        keys,
    )
}

// The lists of positions and participations share one enum. Its value NAME has a column of its own in each list.

/// Orders of people with a position at an organization.
pub static PEOPLE: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "RelationOrderField",
    doc: RELATIONS_DOC,
    values: &[SOURCE_ORDER, SINCE, ROLE, name_of(&[of(&position::PERSON, tables::SORT_NAME)])],
};

/// Orders of positions of a person.
pub static POSITIONS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "RelationOrderField",
    doc: RELATIONS_DOC,
    values: &[
        SOURCE_ORDER,
        SINCE,
        ROLE,
        name_of(&[of(&position::ORGANIZATION, tables::SORT_NAME)]),
    ],
};

/// Orders of programs in which an organization or a person takes part.
pub static PROGRAMS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "RelationOrderField",
    doc: RELATIONS_DOC,
    values: &[
        SOURCE_ORDER,
        SINCE,
        ROLE,
        name_of(&[of(&participation::PROGRAM, tables::SORT_NAME)]),
    ],
};

/// Orders of events in which a person takes part.
pub static EVENTS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "RelationOrderField",
    doc: RELATIONS_DOC,
    values: &[SOURCE_ORDER, SINCE, ROLE, name_of(&[of(&participation::EVENT, tables::SORT_NAME)])],
};

/// Orders of participants of a program or an event.
pub static PARTICIPANTS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "RelationOrderField",
    doc: RELATIONS_DOC,
    values: &[SOURCE_ORDER, SINCE, ROLE, name_of(&[own(participation::AGENT_SORT_NAME)])],
};

/// Orders of figures.
pub static FIGURES: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "FigureOrderField",
    doc: "Sort keys of figures.",
    values: &[
        SOURCE_ORDER,
        order(
            "VALUE",
            "`comparableValue`: the number in its base unit.",
            &[own(figure::COMPARABLE_VALUE)],
        ),
        order(
            "DATE",
            "First day of the date or of the period. Figures without one come last.",
            &[own(figure::DATE_ORDER)],
        ),
        order(
            "MEASURE_CODE",
            "`measureCode`, in alphabetical order.",
            &[own(figure::MEASURE_CODE)],
        ),
    ],
};

/// Orders of assignments of topics.
pub static TOPIC_ASSIGNMENTS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "TopicAssignmentOrderField",
    doc: "Sort keys of assignments of topics.",
    values: &[
        SOURCE_ORDER,
        order(
            "NAME",
            "Display name of the topic. Case, accents and punctuation are ignored.",
            &[of(&assignment::TOPIC, tables::SORT_NAME)],
        ),
    ],
};

/// Orders of facts of several types.
pub static FACTS: OrderEnum = OrderEnum {
    tie_break: &[node::PLACE, tables::ID],
    name: "FactOrderField",
    doc: "Sort keys of facts.",
    values: &[order(
        "SOURCE_ORDER",
        "Things first, then the relations between them, each in the order of the sources.",
        &[own(node::PLACE)],
    )],
};

/// The order of discrepancies, which no argument names.
pub static DISCREPANCIES: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "DiscrepancyOrderField",
    doc: "Sort keys of discrepancies.",
    values: &[SOURCE_ORDER],
};

/// The orders of this file that an argument can name.
pub static ORDERS: &[&OrderEnum] = &[
    &AFFILIATIONS,
    &RELATED_ORGANIZATIONS,
    &ORGANIZATION_AFFILIATIONS,
    &PARTICIPANTS,
    &FIGURES,
    &TOPIC_ASSIGNMENTS,
    &FACTS,
];

/// The input types that pair a sort key with a direction.
pub fn types() -> Vec<InputObjectType> {
    vec![
        order_by("AffiliationOrder", "AffiliationOrderField!", "How to sort affiliations."),
        order_by(
            "AffiliatedOrganizationOrder",
            "AffiliatedOrganizationOrderField!",
            "How to sort the organizations that a relation leads to.",
        ),
        order_by(
            "OrganizationAffiliationOrder",
            "OrganizationAffiliationOrderField!",
            "How to sort the affiliations of an organization.",
        ),
        order_by(
            "RelationOrder",
            "RelationOrderField!",
            "How to sort positions and participations.",
        ),
        order_by("FigureOrder", "FigureOrderField!", "How to sort figures."),
        order_by(
            "TopicAssignmentOrder",
            "TopicAssignmentOrderField!",
            "How to sort assignments of topics.",
        ),
        order_by("FactOrder", "FactOrderField!", "How to sort facts."),
    ]
}

/// An input type that pairs a sort key of the enum `field` with a direction.
pub fn order_by(name: &'static str, field: &'static str, doc: &'static str) -> InputObjectType {
    InputObjectType {
        name,
        doc,
        one_of: false,
        any_field: false,
        shorthand: None,
        condition: None,
        fields: vec![
            definition::input("field", field, "The sort key."),
            input("direction: OrderDirection = ASC", "The direction. Default: ASC."),
        ],
    }
}
