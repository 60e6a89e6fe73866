//! Hierarchies: the ancestors and descendants of an organization, and the filter by them.

use crate::{
    graphql::{
        engine::definition::{
            FieldDefinition,
            FieldSource::{Computed, ComputedColumn, ComputedList, ComputedRow},
            FilterTest, InputObjectType, InputValue, ObjectType,
        },
        schema::{
            arguments::{page, time, time_of_filter},
            computations::hierarchy::{self, HierarchyField, Toward},
            connection::ConnectionType,
            declare::{field, input, join, test},
            parameters::within::organizations_within,
        },
    },
    store::sql::Condition,
};

/// The types about hierarchies.
pub fn types() -> Vec<ObjectType> {
    let connection = ConnectionType {
        name: "Hierarchy",
        item: "an ancestor or a descendant",
        node: "Organization",
        source: ComputedRow(hierarchy::ORGANIZATION),
        edge: vec![
            field(
                "depth: Int!",
                ComputedColumn(hierarchy::DEPTH),
                "Number of affiliations on a shortest path to it: 1 for a parent, 2 for a parent of \
                 a parent.",
            ),
            field(
                "path: [PathStep!]!",
                ComputedList(hierarchy::PATH),
                "The organizations of a shortest path among the affiliations that `certainty` and \
                 `history` select, from this one to the ancestor or descendant.",
            ),
            field(
                "certainty: Certainty",
                ComputedColumn(hierarchy::CERTAINTY),
                "Whether it was an ancestor or descendant on the date asked about (`asOf`): CERTAIN if affiliations that \
                 certainly held lead to it. Null if it certainly was not, which only happens with \
                 `history: true`.",
            ),
        ],
        facets: Vec::new(),
        counts_omitted: false,
    };
    connection.types_of_bounded_list(
        "The items of this page, each with its cursor, depth, path and certainty.",
        "Number of items in the whole list: exact up to {max_hierarchy_items}. If there are more, it is \
         {max_hierarchy_items}, `totalCountIsLowerBound` is true, and the pages end after that many items.",
    )
}

/// The fields of an organization.
pub fn fields() -> Vec<FieldDefinition> {
    vec![
        field(
            "ancestors: HierarchyConnection!",
            Computed(&HierarchyField(Toward::Ancestors)),
            "Organizations above this one: its parents, their parents and so on, each once, the \
             nearest first. Example: the university of a team that is a part of a laboratory.",
        )
        .with(arguments()),
        field(
            "descendants: HierarchyConnection!",
            Computed(&HierarchyField(Toward::Descendants)),
            "Organizations below this one: its parts, their parts and so on, each once, the nearest \
             first. The filter `within` selects the same organizations in other lists.",
        )
        .with(arguments()),
    ]
}

/// The arguments of both fields.
fn arguments() -> Vec<InputValue> {
    let filter = result_filter("Example, research units: { kinds: { in: [RESEARCH_UNIT] } }.");
    join([page(), followed(), time(), filter])
}

/// The filter of a list of computed organizations.
pub fn result_filter(example: &'static str) -> Vec<InputValue> {
    let doc = format!(
        "Conditions that the organizations must meet. They select from the first {{max_related}} organizations, and \
         `totalCountIsLowerBound` is true if there are more than those. Default: none. {example}"
    );
    vec![test("filter: OrganizationFilter", FilterTest::Filter, doc.leak())]
}

/// Which affiliations are followed, and how far.
fn followed() -> Vec<InputValue> {
    vec![
        input(
            "roles: [AffiliationRole!]",
            "Roles to follow. The upper end is the subject of PARENT, FOUNDER, FUNDER, HOST, SUPERVISOR, PARTICIPANT and \
             STEERING, and the object of MEMBER, SIGNATORY, OBSERVER, REPRESENTATIVE, LABELLED_BY and \
             SUCCESSOR. Symmetric roles are followed both ways. An empty list follows none. Default: \
             [PARENT].",
        ),
        input(
            "maxDepth: Int",
            "Largest number of affiliations to follow in a row, 1 to {max_depth}. Default: {max_depth}.",
        ),
    ]
}

/// The input type of the filter.
pub fn inputs() -> Vec<InputObjectType> {
    vec![InputObjectType {
        name: "WithinFilter",
        doc: "An organization and everything below it on the date asked about: its parts, their parts \
              and so on.",
        one_of: false,
        any_field: false,
        shorthand: None,
        condition: None,
        fields: join([
            vec![input("organization: OrganizationKey!", "The organization at the top.")],
            followed(),
            vec![input(
                "includeSelf: Boolean = true",
                "Whether the organization at the top counts as well. Default: true.",
            )],
            time_of_filter(),
        ]),
    }]
}

/// The condition of a filter, or the argument of a list without one, with its condition on the rows of the list and what it
/// says about them.
pub fn within(condition: &'static Condition, doc: &'static str) -> Vec<InputValue> {
    vec![test("within: WithinFilter", FilterTest::Computed(condition, organizations_within), doc)]
}
