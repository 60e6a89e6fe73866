//! Relay connections: pages with edges, nodes, cursors, counts and facets; and the orders of lists.

use crate::store::{
    select::{Column, Join},
    tables::{
        self, affiliation::end, citation::node, event, organization, period, program, source,
    },
};

use super::super::table::{
    Field, Input, InputObject, Object, Order, OrderKey, Orders, Part, Read, field, input,
};

const fn key(column: Column) -> OrderKey {
    OrderKey { via: None, column }
}

const fn far(via: &'static Join, column: Column) -> OrderKey {
    OrderKey { via: Some(via), column }
}

const BY_RANK: Order = Order {
    word: "LISTED",
    doc: "As the documents list them. The default.",
    keys: &[key(tables::RANK)],
};
const BY_NAME: Order = Order {
    word: "NAME",
    doc: "By name, ignoring case, accents and punctuation.",
    keys: &[key(tables::SORT_NAME)],
};
const BY_SINCE: Order = Order {
    word: "SINCE",
    doc: "By the day it began, undated last; of those that begin the same day the vaguest date first.",
    keys: &[key(period::SINCE_SORT)],
};

/// Orders of organizations.
pub static ORGANIZATIONS: Orders = Orders {
    name: "OrganizationOrderField",
    doc: "What organizations can be sorted by.",
    words: &[
        BY_RANK,
        BY_NAME,
        Order {
            word: "FOUNDED",
            doc: "By the day they came into being, unknown last.",
            keys: &[key(organization::FOUNDED_SORT)],
        },
        Order {
            word: "AFFILIATIONS",
            doc: "By how many affiliations they have, at any time.",
            keys: &[key(organization::AFFILIATION_COUNT)],
        },
    ],
};

/// Orders of affiliations.
pub static AFFILIATIONS: Orders = Orders {
    name: "AffiliationOrderField",
    doc: "What affiliations can be sorted by.",
    words: &[
        BY_RANK,
        BY_SINCE,
        Order {
            word: "UNTIL",
            doc: "By the day they ended, open ends last.",
            keys: &[key(period::UNTIL_SORT)],
        },
        Order { word: "ROLE", doc: "By role, in the alphabet.", keys: &[key(tables::ROLE)] },
    ],
};

/// Orders of affiliations seen from one end.
pub static ENDS: Orders = Orders {
    name: "RelatedOrganizationOrderField",
    doc: "What related organizations can be sorted by.",
    words: &[
        BY_RANK,
        Order {
            word: "NAME",
            doc: "By the name of the other organization, ignoring case, accents and punctuation.",
            keys: &[far(&end::OTHER, tables::SORT_NAME)],
        },
        Order {
            word: "SINCE",
            doc: "By the day the affiliation began, undated last.",
            keys: &[far(&end::AFFILIATION, period::SINCE_SORT)],
        },
    ],
};

/// Orders of affiliations of an organization, both ends taken together.
pub static OWN_AFFILIATIONS: Orders = Orders {
    name: "OwnAffiliationOrderField",
    doc: "What the affiliations of an organization can be sorted by.",
    words: &[
        BY_RANK,
        Order {
            word: "SINCE",
            doc: "By the day the affiliation began, undated last; the vaguest date first.",
            keys: &[far(&end::AFFILIATION, period::SINCE_SORT)],
        },
        Order {
            word: "UNTIL",
            doc: "By the day the affiliation ended, open ends last.",
            keys: &[far(&end::AFFILIATION, period::UNTIL_SORT)],
        },
        Order {
            word: "ROLE",
            doc: "By role, in the alphabet.",
            keys: &[far(&end::AFFILIATION, tables::ROLE)],
        },
    ],
};

/// Orders of positions and participations.
pub static PERIODS: Orders = Orders {
    name: "PeriodOrderField",
    doc: "What positions and participations can be sorted by.",
    words: &[
        BY_RANK,
        BY_SINCE,
        Order { word: "ROLE", doc: "By role, in the alphabet.", keys: &[key(tables::ROLE)] },
    ],
};

/// Orders of people.
pub static PEOPLE: Orders = Orders {
    name: "PersonOrderField",
    doc: "What people can be sorted by.",
    words: &[BY_RANK, BY_NAME],
};

/// Orders of programs.
pub static PROGRAMS: Orders = Orders {
    name: "ProgramOrderField",
    doc: "What programs can be sorted by.",
    words: &[
        BY_RANK,
        BY_NAME,
        Order {
            word: "STARTS",
            doc: "By the day they start, unknown last.",
            keys: &[key(program::STARTS_SORT)],
        },
    ],
};

/// Orders of events: by date unless asked otherwise.
pub static EVENTS: Orders = Orders {
    name: "EventOrderField",
    doc: "What events can be sorted by.",
    words: &[
        Order {
            word: "DATE",
            doc: "By date, undated last in the order of their documents. The default.",
            keys: &[key(event::DATE_DAY), key(event::DATE_PRECISION), key(tables::RANK)],
        },
        Order { word: "LISTED", doc: "As the documents list them.", keys: &[key(tables::RANK)] },
        BY_NAME,
    ],
};

/// Orders of figures.
pub static FIGURES: Orders =
    Orders { name: "FigureOrderField", doc: "What figures can be sorted by.", words: &[BY_RANK] };

/// Orders of sources.
pub static SOURCES: Orders = Orders {
    name: "SourceOrderField",
    doc: "What sources can be sorted by.",
    words: &[
        BY_RANK,
        BY_NAME,
        Order {
            word: "LATEST",
            doc: "By the latest day on which they can have been written.",
            keys: &[key(source::LATEST_DAY)],
        },
    ],
};

/// Orders of facts and contests.
pub static FACTS: Orders = Orders {
    name: "FactOrderField",
    doc: "What facts can be sorted by.",
    words: &[Order {
        word: "LISTED",
        doc: "Things first, then the relations between them, as the documents list them.",
        keys: &[key(node::PLACE)],
    }],
};

/// Orders of contests.
pub static CONTESTS: Orders = Orders {
    name: "ContestOrderField",
    doc: "What disagreements can be sorted by.",
    words: &[BY_RANK],
};

/// Every order that an argument can name.
pub static ORDERS: &[&Orders] = &[
    &ORGANIZATIONS,
    &AFFILIATIONS,
    &ENDS,
    &OWN_AFFILIATIONS,
    &PERIODS,
    &PEOPLE,
    &PROGRAMS,
    &EVENTS,
    &FIGURES,
    &SOURCES,
    &FACTS,
];

/// Arguments of a page.
pub fn paging() -> Vec<Input> {
    vec![
        input(
            "first",
            "Int",
            "How many from the start, 1 to 100. 25 unless given. Not together with `last`.",
        ),
        input("after", "String", "Start after this cursor, taken from an edge or `pageInfo`."),
        input("last", "Int", "How many from the end, 1 to 100. Not together with `first`."),
        input("before", "String", "End before this cursor, taken from an edge or `pageInfo`."),
    ]
}

/// Arguments about time, for fields that cross a dated relation.
pub fn timing() -> Vec<Input> {
    vec![
        as_of(),
        Input {
            default: Some("CERTAIN"),
            ..input(
                "certainty",
                "Certainty",
                "Only relations that surely held, or also those that may have.",
            )
        },
        Input {
            default: Some("false"),
            ..input("history", "Boolean", "Everything ever recorded, whatever `asOf` says.")
        },
    ]
}

/// The date that a field and everything below it is about.
pub const fn as_of() -> Input {
    input(
        "asOf",
        "PartialDate",
        "The date this field and everything below it is about. Unless given: that of the field above; at the root \
         today or the newest source's date, whichever is later. Example: \"2007\".",
    )
}

/// The argument that keeps facts of one basis.
pub const fn basis() -> Input {
    input(
        "basis",
        "Basis",
        "Only facts that documents state, or only those they imply. Both unless given.",
    )
}

/// The argument that sorts a list.
pub const fn order_by(ty: &'static str) -> Input {
    input(
        "orderBy",
        ty,
        "How to sort: one key or several, the first decides first. As listed unless given.",
    )
}

/// A connection and its edge. `what` says what is listed; `node` is the type and the reading of the
/// edge's node; `edge` are the edge's further fields, `counts` the connection's facets.
pub fn connection(
    name: &str,
    what: &str,
    node: (&str, Read),
    edge: Vec<Field>,
    facets: bool,
) -> Vec<Object> {
    let mut edges = vec![
        field(
            "cursor",
            "String!",
            Read::Part(Part::Cursor),
            "Opaque position of this edge, for `after` and `before`.",
        ),
        field("node", &format!("{}!", node.0), node.1, &format!("{what} at this place.")),
    ];
    edges.extend(edge);
    let mut fields = vec![
        field(
            "edges",
            &format!("[{name}Edge!]!"),
            Read::Part(Part::Edges),
            "The page, each with its cursor and what ties it to its parent.",
        ),
        field(
            "nodes",
            &format!("[{}!]!", node.0),
            Read::Part(Part::Nodes),
            "The page without cursors.",
        ),
        field(
            "pageInfo",
            "PageInfo!",
            Read::Part(Part::PageInfo),
            "Where the page begins and ends.",
        ),
        field(
            "totalCount",
            "Int!",
            Read::Part(Part::TotalCount),
            "How many there are across all pages. Counted only when asked for.",
        ),
    ];
    if facets {
        fields.push(field(
            "facets",
            &format!("{name}Facets!").replace("Connection", ""),
            Read::Part(Part::Facets),
            "Counts by value over all that match, across all pages. Counted only when asked for.",
        ));
    }
    vec![
        Object {
            name: format!("{name}Connection"),
            doc: format!("A page of a list: {what}, one or more."),
            implements: &[],
            fields,
        },
        Object {
            name: format!("{name}Edge"),
            doc: format!("One entry of a list: {what} with its place in the list."),
            implements: &[],
            fields: edges,
        },
    ]
}

/// The facets of a connection: name, the way to the column, the column, meaning.
pub fn facets(
    name: &str,
    facets: Vec<(&'static str, Option<&'static Join>, Column, &str)>,
) -> Object {
    let fields = facets
        .into_iter()
        .map(|(name, join, column, doc)| field(name, "[Facet!]!", Read::Facet(join, column), doc));
    Object {
        name: format!("{name}Facets"),
        doc: "Counts by value over a whole list.".to_owned(),
        implements: &[],
        fields: fields.collect(),
    }
}

/// Types that all connections share.
pub fn objects() -> Vec<Object> {
    let part = |name, ty, part, doc| field(name, ty, Read::Part(part), doc);
    vec![
        Object {
            name: "PageInfo".to_owned(),
            doc: "Where a page begins and ends, as Relay has it.".to_owned(),
            implements: &[],
            fields: vec![
                part("hasNextPage", "Boolean!", Part::HasNext, "Whether more follow this page."),
                part(
                    "hasPreviousPage",
                    "Boolean!",
                    Part::HasPrevious,
                    "Whether any precede this page, as far as the page was reached by a cursor.",
                ),
                part(
                    "startCursor",
                    "String",
                    Part::Start,
                    "Cursor of the first entry; null on an empty page.",
                ),
                part(
                    "endCursor",
                    "String",
                    Part::End,
                    "Cursor of the last entry; null on an empty page.",
                ),
            ],
        },
        Object {
            name: "Facet".to_owned(),
            doc: "A value and how often it comes.".to_owned(),
            implements: &[],
            fields: vec![
                part(
                    "value",
                    "String!",
                    Part::FacetValue,
                    "The value. Example: `UNIVERSITY`, `FR`.",
                ),
                part("count", "Int!", Part::FacetCount, "How often it comes among all that match."),
            ],
        },
    ]
}

/// The input objects that carry an order.
pub fn orders_inputs() -> Vec<InputObject> {
    ORDER_INPUTS
        .iter()
        .map(|(name, field, doc)| InputObject {
            name,
            doc,
            one_of: false,
            fields: vec![
                input("field", field, "What to sort by."),
                Input {
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
        "OwnAffiliationOrder",
        "OwnAffiliationOrderField!",
        "How to sort the affiliations of an organization.",
    ),
    ("PeriodOrder", "PeriodOrderField!", "How to sort positions and participations."),
    ("PersonOrder", "PersonOrderField!", "How to sort people."),
    ("ProgramOrder", "ProgramOrderField!", "How to sort programs."),
    ("EventOrder", "EventOrderField!", "How to sort events."),
    ("FigureOrder", "FigureOrderField!", "How to sort figures."),
    ("SourceOrder", "SourceOrderField!", "How to sort sources."),
    ("FactOrder", "FactOrderField!", "How to sort facts."),
];
