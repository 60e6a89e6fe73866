//! Orders: what lists can be sorted by. The first word of each is the order unless asked otherwise.

use crate::store::{
    sql::tables::{
        self, affiliation::end, citation::node, event, organization, period, program, source,
    },
    sql::{Column, Join},
};

use crate::graphql::engine::definition::{
    InputObjectType, InputValue, OrderEnum, OrderValue, SortKey, input,
};

const fn key(column: Column) -> SortKey {
    SortKey { via: None, column }
}

const fn far(via: &'static Join, column: Column) -> SortKey {
    SortKey { via: Some(via), column }
}

const BY_RANK: OrderValue = OrderValue {
    word: "SOURCE_ORDER",
    doc: "As the documents list them. The default.",
    keys: &[key(tables::RANK)],
};
const BY_NAME: OrderValue = OrderValue {
    word: "NAME",
    doc: "By name, ignoring case, accents and punctuation.",
    keys: &[key(tables::SORT_NAME)],
};
const BY_SINCE: OrderValue = OrderValue {
    word: "SINCE",
    doc: "By the day it began, undated last; of those that begin the same day the vaguest date first.",
    keys: &[key(period::SINCE_SORT)],
};

/// Orders of organizations.
pub static ORGANIZATIONS: OrderEnum = OrderEnum {
    name: "OrganizationOrderField",
    doc: "What organizations can be sorted by.",
    words: &[
        BY_RANK,
        BY_NAME,
        OrderValue {
            word: "FOUNDED_ON",
            doc: "By the day they came into being, unknown last.",
            keys: &[key(organization::FOUNDED_SORT)],
        },
        OrderValue {
            word: "AFFILIATION_COUNT",
            doc: "By how many affiliations they have, at any time.",
            keys: &[key(organization::AFFILIATION_COUNT)],
        },
    ],
};

/// Orders of affiliations.
pub static AFFILIATIONS: OrderEnum = OrderEnum {
    name: "AffiliationOrderField",
    doc: "What affiliations can be sorted by.",
    words: &[
        BY_RANK,
        BY_SINCE,
        OrderValue {
            word: "UNTIL",
            doc: "By the day they ended, open ends last.",
            keys: &[key(period::UNTIL_SORT)],
        },
        OrderValue { word: "ROLE", doc: "By role, in the alphabet.", keys: &[key(tables::ROLE)] },
    ],
};

/// Orders of affiliations seen from one end.
pub static ENDS: OrderEnum = OrderEnum {
    name: "RelatedOrganizationOrderField",
    doc: "What related organizations can be sorted by.",
    words: &[
        BY_RANK,
        OrderValue {
            word: "NAME",
            doc: "By the name of the other organization, ignoring case, accents and punctuation.",
            keys: &[far(&end::OTHER, tables::SORT_NAME)],
        },
        OrderValue {
            word: "SINCE",
            doc: "By the day the affiliation began, undated last.",
            keys: &[far(&end::AFFILIATION, period::SINCE_SORT)],
        },
    ],
};

/// Orders of affiliations of an organization, both ends taken together.
pub static ORGANIZATION_AFFILIATIONS: OrderEnum = OrderEnum {
    name: "OrganizationAffiliationOrderField",
    doc: "What the affiliations of an organization can be sorted by.",
    words: &[
        BY_RANK,
        OrderValue {
            word: "SINCE",
            doc: "By the day the affiliation began, undated last; the vaguest date first.",
            keys: &[far(&end::AFFILIATION, period::SINCE_SORT)],
        },
        OrderValue {
            word: "UNTIL",
            doc: "By the day the affiliation ended, open ends last.",
            keys: &[far(&end::AFFILIATION, period::UNTIL_SORT)],
        },
        OrderValue {
            word: "ROLE",
            doc: "By role, in the alphabet.",
            keys: &[far(&end::AFFILIATION, tables::ROLE)],
        },
    ],
};

/// Orders of positions and participations.
pub static PERIODS: OrderEnum = OrderEnum {
    name: "RelationOrderField",
    doc: "What positions and participations can be sorted by.",
    words: &[
        BY_RANK,
        BY_SINCE,
        OrderValue { word: "ROLE", doc: "By role, in the alphabet.", keys: &[key(tables::ROLE)] },
    ],
};

/// Orders of people.
pub static PEOPLE: OrderEnum = OrderEnum {
    name: "PersonOrderField",
    doc: "What people can be sorted by.",
    words: &[BY_RANK, BY_NAME],
};

/// Orders of programs.
pub static PROGRAMS: OrderEnum = OrderEnum {
    name: "ProgramOrderField",
    doc: "What programs can be sorted by.",
    words: &[
        BY_RANK,
        BY_NAME,
        OrderValue {
            word: "STARTS_ON",
            doc: "By the day they start, unknown last.",
            keys: &[key(program::STARTS_SORT)],
        },
    ],
};

/// Orders of events: by date unless asked otherwise.
pub static EVENTS: OrderEnum = OrderEnum {
    name: "EventOrderField",
    doc: "What events can be sorted by.",
    words: &[
        OrderValue {
            word: "DATE",
            doc: "By date, undated last in the order of their documents. The default.",
            keys: &[key(event::DATE_DAY), key(event::DATE_PRECISION), key(tables::RANK)],
        },
        OrderValue {
            word: "SOURCE_ORDER",
            doc: "As the documents list them.",
            keys: &[key(tables::RANK)],
        },
        BY_NAME,
    ],
};

/// Orders of figures.
pub static FIGURES: OrderEnum = OrderEnum {
    name: "FigureOrderField",
    doc: "What figures can be sorted by.",
    words: &[BY_RANK],
};

/// Orders of sources.
pub static SOURCES: OrderEnum = OrderEnum {
    name: "SourceOrderField",
    doc: "What sources can be sorted by.",
    words: &[
        BY_RANK,
        BY_NAME,
        OrderValue {
            word: "DATE",
            doc: "By the latest day on which they can have been written.",
            keys: &[key(source::LATEST_DAY)],
        },
    ],
};

/// Orders of facts and discrepancies.
pub static FACTS: OrderEnum = OrderEnum {
    name: "FactOrderField",
    doc: "What facts can be sorted by.",
    words: &[OrderValue {
        word: "SOURCE_ORDER",
        doc: "Things first, then the relations between them, as the documents list them.",
        keys: &[key(node::PLACE)],
    }],
};

/// Orders of discrepancies.
pub static DISCREPANCIES: OrderEnum = OrderEnum {
    name: "DiscrepancyOrderField",
    doc: "What disagreements can be sorted by.",
    words: &[BY_RANK],
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
