//! Networks, paths and changes: what is computed from affiliations.

use crate::graphql::{
    engine::definition::{
        FieldSource::{ComputedColumn, ComputedList, ComputedRow, ComputedRows},
        ObjectType,
    },
    schema::{
        computations::{changes, network, path},
        declare::{field, object},
    },
};

/// The types about networks, paths and changes.
pub fn types() -> Vec<ObjectType> {
    vec![network(), network_node(), path(), path_step(), changes(), change()]
}

fn network() -> ObjectType {
    object(
        "Network",
        "Organizations around one organization, and the affiliations between them.",
        vec![
            field(
                "nodes: [NetworkNode!]!",
                ComputedList(network::NODES),
                "The organizations, nearest first. The first one is the center.",
            ),
            field(
                "links: [Affiliation!]!",
                ComputedRows(network::LINKS, network::AFFILIATION),
                "The affiliations between the organizations, each once.",
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
                "Number of affiliations on a shortest path to the center. The center has 0.",
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
