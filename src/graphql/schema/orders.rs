//! Orders: what lists can be sorted by. The first value of each is the default.

use crate::store::{
    sql::tables::{
        self, affiliation::end, citation::node, event, organization, period, program, source,
    },
    sql::{Column, Join},
};

use crate::graphql::engine::definition::{
    InputObjectType, InputValue, OrderEnum, OrderValue, SortKey, input, order,
};

const fn key(column: Column) -> SortKey {
    SortKey { via: None, column }
}

const fn far(via: &'static Join, column: Column) -> SortKey {
    SortKey { via: Some(via), column }
}

/// Tie break of most tables: the order of the documents, which is the same in every database made from
/// the same seed, then the row, which decides where an import gives no order.
const BY_RANK_AND_ROW: &[Column] = &[tables::RANK, tables::ID];

const BY_RANK: OrderValue =
    order("SOURCE_ORDER", "As the documents list them. The default.", &[key(tables::RANK)]);
const BY_NAME: OrderValue =
    order("NAME", "By name, ignoring case, accents and punctuation.", &[key(tables::SORT_NAME)]);
const BY_SINCE: OrderValue = order(
    "SINCE",
    "By the day it began, undated last; of those that begin the same day the vaguest date first.",
    &[key(period::SINCE_SORT)],
);

/// Orders of organizations.
pub static ORGANIZATIONS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "OrganizationOrderField",
    doc: "What organizations can be sorted by.",
    values: &[
        BY_RANK,
        BY_NAME,
        order(
            "FOUNDED_ON",
            "By the day they came into being, unknown last.",
            &[key(organization::FOUNDED_SORT)],
        ),
        order(
            "AFFILIATION_COUNT",
            "By how many affiliations they have, at any time.",
            &[key(organization::AFFILIATION_COUNT)],
        ),
    ],
};

/// Orders of affiliations.
pub static AFFILIATIONS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "AffiliationOrderField",
    doc: "What affiliations can be sorted by.",
    values: &[
        BY_RANK,
        BY_SINCE,
        order("UNTIL", "By the day they ended, open ends last.", &[key(period::UNTIL_SORT)]),
        order("ROLE", "By role, in the alphabet.", &[key(tables::ROLE)]),
    ],
};

/// Orders of affiliations seen from one end.
pub static ENDS: OrderEnum = OrderEnum {
    tie_break: &[tables::RANK, end::AFFILIATION_ID],
    name: "RelatedOrganizationOrderField",
    doc: "What related organizations can be sorted by.",
    values: &[
        BY_RANK,
        order(
            "NAME",
            "By the name of the other organization, ignoring case, accents and punctuation.",
            &[far(&end::OTHER, tables::SORT_NAME)],
        ),
        order(
            "SINCE",
            "By the day the affiliation began, undated last.",
            &[far(&end::AFFILIATION, period::SINCE_SORT)],
        ),
    ],
};

/// Orders of affiliations of an organization, both ends taken together.
pub static ORGANIZATION_AFFILIATIONS: OrderEnum = OrderEnum {
    tie_break: &[tables::RANK, end::AFFILIATION_ID],
    name: "OrganizationAffiliationOrderField",
    doc: "What the affiliations of an organization can be sorted by.",
    values: &[
        BY_RANK,
        order(
            "SINCE",
            "By the day the affiliation began, undated last; the vaguest date first.",
            &[far(&end::AFFILIATION, period::SINCE_SORT)],
        ),
        order(
            "UNTIL",
            "By the day the affiliation ended, open ends last.",
            &[far(&end::AFFILIATION, period::UNTIL_SORT)],
        ),
        order("ROLE", "By role, in the alphabet.", &[far(&end::AFFILIATION, tables::ROLE)]),
    ],
};

/// Orders of positions and participations.
pub static PERIODS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "RelationOrderField",
    doc: "What positions and participations can be sorted by.",
    values: &[BY_RANK, BY_SINCE, order("ROLE", "By role, in the alphabet.", &[key(tables::ROLE)])],
};

/// Orders of people.
pub static PEOPLE: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "PersonOrderField",
    doc: "What people can be sorted by.",
    values: &[BY_RANK, BY_NAME],
};

/// Orders of programs.
pub static PROGRAMS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "ProgramOrderField",
    doc: "What programs can be sorted by.",
    values: &[
        BY_RANK,
        BY_NAME,
        order("STARTS_ON", "By the day they start, unknown last.", &[key(program::STARTS_SORT)]),
    ],
};

/// Orders of events: by date unless asked otherwise.
pub static EVENTS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "EventOrderField",
    doc: "What events can be sorted by.",
    values: &[
        order(
            "DATE",
            "By date, undated last in the order of their documents. The default.",
            &[key(event::DATE_DAY), key(event::DATE_PRECISION), key(tables::RANK)],
        ),
        order("SOURCE_ORDER", "As the documents list them.", &[key(tables::RANK)]),
        BY_NAME,
    ],
};

/// Orders of figures.
pub static FIGURES: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "FigureOrderField",
    doc: "What figures can be sorted by.",
    values: &[BY_RANK],
};

/// Orders of sources.
pub static SOURCES: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "SourceOrderField",
    doc: "What sources can be sorted by.",
    values: &[
        BY_RANK,
        BY_NAME,
        order(
            "DATE",
            "By the latest day on which they can have been written.",
            &[key(source::LATEST_DAY)],
        ),
    ],
};

/// Orders of facts and discrepancies.
pub static FACTS: OrderEnum = OrderEnum {
    tie_break: &[node::PLACE, tables::ID],
    name: "FactOrderField",
    doc: "What facts can be sorted by.",
    values: &[order(
        "SOURCE_ORDER",
        "Things first, then the relations between them, as the documents list them.",
        &[key(node::PLACE)],
    )],
};

/// Orders of discrepancies.
pub static DISCREPANCIES: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "DiscrepancyOrderField",
    doc: "What disagreements can be sorted by.",
    values: &[BY_RANK],
};

/// Every order that an argument can name.
pub static ORDERS: &[&OrderEnum] = &[
    &ORGANIZATIONS,
    &AFFILIATIONS,
    &ENDS,
    &ORGANIZATION_AFFILIATIONS,
    &PERIODS,
    &PEOPLE,
    &PROGRAMS,
    &EVENTS,
    &FIGURES,
    &SOURCES,
    &FACTS,
];

/// The input objects that carry an order.
pub fn inputs() -> Vec<InputObjectType> {
    ORDER_INPUTS
        .iter()
        .map(|(name, field, doc)| InputObjectType {
            name,
            doc,
            one_of: false,
            condition: None,
            fields: vec![
                input("field", field, "What to sort by."),
                InputValue {
                    default: Some("ASC"),
                    ..input("direction", "OrderDirection", "Which way.")
                },
            ],
        })
        .collect()
}

const ORDER_INPUTS: [(&str, &str, &str); 11] = [
    ("OrganizationOrder", "OrganizationOrderField!", "How to sort organizations."),
    ("AffiliationOrder", "AffiliationOrderField!", "How to sort affiliations."),
    (
        "RelatedOrganizationOrder",
        "RelatedOrganizationOrderField!",
        "How to sort related organizations.",
    ),
    (
        "OrganizationAffiliationOrder",
        "OrganizationAffiliationOrderField!",
        "How to sort the affiliations of an organization.",
    ),
    ("RelationOrder", "RelationOrderField!", "How to sort positions and participations."),
    ("PersonOrder", "PersonOrderField!", "How to sort people."),
    ("ProgramOrder", "ProgramOrderField!", "How to sort programs."),
    ("EventOrder", "EventOrderField!", "How to sort events."),
    ("FigureOrder", "FigureOrderField!", "How to sort figures."),
    ("SourceOrder", "SourceOrderField!", "How to sort sources."),
    ("FactOrder", "FactOrderField!", "How to sort facts."),
];
