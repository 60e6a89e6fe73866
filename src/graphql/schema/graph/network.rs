//! Networks, paths and changes: what is computed from affiliations.

use crate::graphql::{
    engine::definition::{
        FieldDefinition,
        FieldSource::{Computed, ComputedColumn, ComputedList, ComputedRow, ComputedRows},
        InputValue, ObjectType,
    },
    schema::{
        arguments::{basis, stages, time},
        computations::{
            changes,
            network::{self, NetworkField},
            path,
        },
        declare::{field, input, join, object},
    },
};

/// The types about networks, paths and changes.
pub fn types() -> Vec<ObjectType> {
    vec![network(), network_node(), path(), path_step(), changes(), change()]
}

/// The field of an organization.
pub fn field_of_organization() -> FieldDefinition {
    field(
        "network: Network!",
        Computed(&NetworkField::AroundRow),
        "Organizations around this one, with the affiliations between them, nearest first: the same as the field `network` of \
         `Query`, with this organization in the center. Partner networks of all founders of a cluster: \
         `organization(by: { slug: \"pscc\" }) { founders { nodes { name network(roles: [PARTNER]) \
         { totalCount nodes { organization { name } } links { role since citations { source { url } } } } } } }`.",
    )
    .with(arguments())
}

/// The arguments of a network, without its center.
pub fn arguments() -> Vec<InputValue> {
    join([
        vec![input(
            "hops: Int = 1",
            "Largest number of affiliations between a center and another organization, 1 to \
             {max_hops}. Default: 1.",
        )],
        roles(),
        vec![
            input(
                "directions: [RoleDirection!]",
                "Use only affiliations of a center with these roles, as seen from the center: FOUNDERS are those with \
                 its founders. Affiliations between other organizations are not filtered. An empty list uses none. \
                 Default: any. Example: [FOUNDERS].",
            ),
            input(
                "maxNodes: Int = 150",
                "Largest number of organizations to return, 1 to {max_network_nodes}. `truncated` says \
                 whether some were left out. Default: 150.",
            ),
        ],
        basis(),
        time(),
        stages(),
    ])
}

/// Which roles of affiliations count.
pub fn roles() -> Vec<InputValue> {
    vec![input(
        "roles: [AffiliationRole!]",
        "Use only affiliations with these roles. An empty list uses none. Default: any role.",
    )]
}

fn network() -> ObjectType {
    object(
        "Network",
        "Organizations around one or several centers, which are organizations too, and the affiliations between them all. \
         Only affiliations that held on the date asked about are followed; with `history: true`, all of them.",
        vec![
            field(
                "nodes: [NetworkNode!]!",
                ComputedList(network::NODES),
                "The organizations, nearest first. The centers come before all others.",
            ),
            field(
                "links: [Affiliation!]!",
                ComputedRows(network::LINKS, network::AFFILIATION),
                "The affiliations between the organizations in `nodes`, each once.",
            ),
            field(
                "totalCount: Int!",
                ComputedColumn(network::TOTAL_COUNT),
                "Number of organizations within `hops`, including those left out because of \
                 `maxNodes`.",
            ),
            field(
                "truncated: Boolean!",
                ComputedColumn(network::TRUNCATED),
                "Whether organizations were left out because of `maxNodes`.",
            ),
        ],
    )
}

fn network_node() -> ObjectType {
    object(
        "NetworkNode",
        "An organization in a network.",
        vec![
            field(
                "organization: Organization!",
                ComputedRow(network::ORGANIZATION),
                "The organization.",
            ),
            field(
                "hops: Int!",
                ComputedColumn(network::HOPS),
                "Number of affiliations on a shortest path to the nearest center. A center has 0.",
            ),
            field(
                "centers: [Organization!]!",
                ComputedRows(network::CENTERS, network::CENTER),
                "The centers that are at most `hops` affiliations away, in the order of `around`. A center is among its \
                 own centers. Two centers mean that the organization is in the networks of both.",
            ),
            field(
                "degree: Int!",
                ComputedColumn(network::DEGREE),
                "Number of `links` of this network that the organization has.",
            ),
        ],
    )
}

fn path() -> ObjectType {
    object(
        "Path",
        "A shortest path of affiliations between two organizations.",
        vec![
            field(
                "length: Int!",
                ComputedColumn(path::LENGTH),
                "Number of affiliations in the path. 0 from an organization to itself.",
            ),
            field(
                "steps: [PathStep!]!",
                ComputedList(path::STEPS),
                "The organizations of the path, from the first to the last.",
            ),
            field(
                "alternatives: [Path!]!",
                ComputedList(path::ALTERNATIVES),
                "Other paths of the same length. Empty unless `limit` is greater than 1.",
            ),
            field(
                "truncated: Boolean!",
                ComputedColumn(path::TRUNCATED),
                "Whether there are more paths of this length than `limit`.",
            ),
        ],
    )
}

fn path_step() -> ObjectType {
    object(
        "PathStep",
        "An organization in a path.",
        vec![
            field(
                "organization: Organization!",
                ComputedRow(path::ORGANIZATION),
                "The organization.",
            ),
            field(
                "affiliation: Affiliation",
                ComputedRow(path::AFFILIATION),
                "The affiliation with the organization of the previous step. Null in the first \
                 step.",
            ),
        ],
    )
}

fn changes() -> ObjectType {
    object(
        "Changes",
        "The affiliations of an organization, compared between two dates.",
        vec![
            field(
                "joined: [Change!]!",
                ComputedList(changes::JOINED),
                "Affiliations that certainly hold at `to` and certainly did not hold at `from`.",
            ),
            field(
                "left: [Change!]!",
                ComputedList(changes::LEFT),
                "Affiliations that certainly held at `from` and certainly do not hold at `to`.",
            ),
            field(
                "stayed: [Change!]!",
                ComputedList(changes::STAYED),
                "Affiliations that certainly hold at both dates.",
            ),
            field(
                "undetermined: [Change!]!",
                ComputedList(changes::UNDETERMINED),
                "Affiliations that may hold at one of the dates or at both, where the sources \
                 leave it open.",
            ),
        ],
    )
}

fn change() -> ObjectType {
    object(
        "Change",
        "An affiliation in a comparison of two dates.",
        vec![
            field(
                "organization: Organization!",
                ComputedRow(changes::ORGANIZATION),
                "The organization at the other end of the affiliation.",
            ),
            field(
                "affiliation: Affiliation!",
                ComputedRow(changes::AFFILIATION),
                "The affiliation: role, dates and sources.",
            ),
        ],
    )
}
