//! The sort keys of lists. The first value of each enum is the default.

use super::declare::input;
use crate::{
    graphql::engine::definition::{self, InputObjectType, OrderEnum, OrderValue, SortKey, order},
    store::sql::{
        Column, Join,
        tables::{
            self, affiliation::end, citation::node, event, organization, period, program, source,
        },
    },
};

const fn own(column: Column) -> SortKey {
    SortKey { via: None, column }
}

const fn of(via: &'static Join, column: Column) -> SortKey {
    SortKey { via: Some(via), column }
}

/// Tie break of most tables: the order of the sources, which is the same in every database built from the
/// same seed, then the row, which decides where an import gives no order.
const BY_RANK_AND_ROW: &[Column] = &[tables::RANK, tables::ID];
/// Tie break of affiliations seen from one end.
const BY_RANK_AND_AFFILIATION: &[Column] = &[tables::RANK, end::AFFILIATION_ID];

const SOURCE_ORDER: OrderValue =
    order("SOURCE_ORDER", "The order in which the sources list them.", &[own(tables::RANK)]);
const NAME: OrderValue = order(
    "NAME",
    "Display name. Case, accents and punctuation are ignored.",
    &[own(tables::SORT_NAME)],
);
const SINCE: OrderValue = order(
    "SINCE",
    "First day of the start. Of equal days the least precise date comes first. Relations without a \
     start come last.",
    &[own(period::SINCE_SORT)],
);
const ROLE: OrderValue = order("ROLE", "Role, in alphabetical order.", &[own(tables::ROLE)]);

/// Orders of organizations.
pub static ORGANIZATIONS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "OrganizationOrderField",
    doc: "Sort keys of organizations.",
    values: &[
        SOURCE_ORDER,
        NAME,
        order(
            "FOUNDED_ON",
            "Founding date. Organizations without one come last.",
            &[own(organization::FOUNDED_SORT)],
        ),
        order(
            "AFFILIATION_COUNT",
            "Number of recorded affiliations, at any time.",
            &[own(organization::AFFILIATION_COUNT)],
        ),
    ],
};

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
            &[own(period::UNTIL_SORT)],
        ),
        ROLE,
    ],
};

/// Orders of the organizations at the other ends of affiliations.
pub static RELATED_ORGANIZATIONS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_AFFILIATION,
    name: "RelatedOrganizationOrderField",
    doc: "Sort keys of related organizations.",
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
            &[of(&end::AFFILIATION, period::SINCE_SORT)],
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
            &[of(&end::AFFILIATION, period::SINCE_SORT)],
        ),
        order(
            "UNTIL",
            "First day of the end. Affiliations without an end come last.",
            &[of(&end::AFFILIATION, period::UNTIL_SORT)],
        ),
        order("ROLE", "Role, in alphabetical order.", &[of(&end::AFFILIATION, tables::ROLE)]),
    ],
};

/// Orders of positions and participations.
pub static RELATIONS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "RelationOrderField",
    doc: "Sort keys of positions and participations.",
    values: &[SOURCE_ORDER, SINCE, ROLE],
};

/// Orders of people.
pub static PEOPLE: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "PersonOrderField",
    doc: "Sort keys of people.",
    values: &[SOURCE_ORDER, NAME],
};

/// Orders of programs.
pub static PROGRAMS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "ProgramOrderField",
    doc: "Sort keys of programs.",
    values: &[
        SOURCE_ORDER,
        NAME,
        order(
            "STARTS_ON",
            "Start date. Programs without one come last.",
            &[own(program::STARTS_SORT)],
        ),
    ],
};

/// Orders of events: by date by default.
pub static EVENTS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "EventOrderField",
    doc: "Sort keys of events.",
    values: &[
        order(
            "DATE",
            "First day of the date. Undated events come last, in the order of their sources.",
            &[own(event::DATE_DAY), own(event::DATE_PRECISION), own(tables::RANK)],
        ),
        SOURCE_ORDER,
        NAME,
    ],
};

/// Orders of figures.
pub static FIGURES: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "FigureOrderField",
    doc: "Sort keys of figures.",
    values: &[SOURCE_ORDER],
};

/// Orders of sources.
pub static SOURCES: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "SourceOrderField",
    doc: "Sort keys of sources.",
    values: &[
        order(
            "SOURCE_ORDER",
            "The order in which the registry lists its sources.",
            &[own(tables::RANK)],
        ),
        order(
            "NAME",
            "Title. Case, accents and punctuation are ignored.",
            &[own(tables::SORT_NAME)],
        ),
        order(
            "DATE",
            "The latest day on which the source can have been written.",
            &[own(source::LATEST_DAY)],
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

/// Every order that an argument can name.
pub static ORDERS: &[&OrderEnum] = &[
    &ORGANIZATIONS,
    &AFFILIATIONS,
    &RELATED_ORGANIZATIONS,
    &ORGANIZATION_AFFILIATIONS,
    &RELATIONS,
    &PEOPLE,
    &PROGRAMS,
    &EVENTS,
    &FIGURES,
    &SOURCES,
    &FACTS,
];

/// The input types that pair a sort key with a direction.
pub fn types() -> Vec<InputObjectType> {
    let order = |name, field, doc| InputObjectType {
        name,
        doc,
        one_of: false,
        condition: None,
        fields: vec![
            definition::input("field", field, "The sort key."),
            input("direction: OrderDirection = ASC", "The direction. Default: ASC."),
        ],
    };
    vec![
        order("OrganizationOrder", "OrganizationOrderField!", "How to sort organizations."),
        order("AffiliationOrder", "AffiliationOrderField!", "How to sort affiliations."),
        order(
            "RelatedOrganizationOrder",
            "RelatedOrganizationOrderField!",
            "How to sort related organizations.",
        ),
        order(
            "OrganizationAffiliationOrder",
            "OrganizationAffiliationOrderField!",
            "How to sort the affiliations of an organization.",
        ),
        order("RelationOrder", "RelationOrderField!", "How to sort positions and participations."),
        order("PersonOrder", "PersonOrderField!", "How to sort people."),
        order("ProgramOrder", "ProgramOrderField!", "How to sort programs."),
        order("EventOrder", "EventOrderField!", "How to sort events."),
        order("FigureOrder", "FigureOrderField!", "How to sort figures."),
        order("SourceOrder", "SourceOrderField!", "How to sort sources."),
        order("FactOrder", "FactOrderField!", "How to sort facts."),
    ]
}
