//! Networks, paths and changes: what searches over affiliations find.

use super::computations::{changes, network, path};
use crate::graphql::engine::definition::{FieldDefinition, FieldSource, ObjectType, field};

/// The types about networks, paths and changes.
pub fn objects() -> Vec<ObjectType> {
    vec![network(), network_node(), path(), path_step(), changes(), change()]
}

fn network() -> ObjectType {
    plain(
        "Network",
        "Organizations and the affiliations between them, around one organization.",
        vec![
            field(
                "nodes",
                "[NetworkNode!]!",
                FieldSource::ComputedList(network::NODES),
                "The organizations, nearest first; the one in the middle comes first.",
            ),
            field(
                "links",
                "[Affiliation!]!",
                FieldSource::ComputedRows(network::LINKS, network::AFFILIATION),
                "The affiliations between them, each once.",
            ),
            field(
                "truncated",
                "Boolean!",
                FieldSource::ComputedColumn(network::TRUNCATED),
                "Whether organizations within reach were left out because of `maxNodes`.",
            ),
        ],
    )
}

fn network_node() -> ObjectType {
    plain(
        "NetworkNode",
        "An organization in a network.",
        vec![
            field(
                "organization",
                "Organization!",
                FieldSource::ComputedRow(network::ORGANIZATION),
                "The organization.",
            ),
            field(
                "hops",
                "Int!",
                FieldSource::ComputedColumn(network::HOPS),
                "How many affiliations away from the middle it is.",
            ),
            field(
                "degree",
                "Int!",
                FieldSource::ComputedColumn(network::DEGREE),
                "How many links of this network touch it.",
            ),
        ],
    )
}

fn path() -> ObjectType {
    plain(
        "Path",
        "How two organizations are connected: a shortest chain of affiliations.",
        vec![
            field(
                "length",
                "Int!",
                FieldSource::ComputedColumn(path::LENGTH),
                "How many affiliations the chain has; 0 from an organization to itself.",
            ),
            field(
                "steps",
                "[PathStep!]!",
                FieldSource::ComputedList(path::STEPS),
                "The organizations along the chain, from the first to the last.",
            ),
            field(
                "alternatives",
                "[Path!]!",
                FieldSource::ComputedList(path::ALTERNATIVES),
                "Other chains of the same length, as many as `limit` asks for.",
            ),
        ],
    )
}

fn path_step() -> ObjectType {
    plain(
        "PathStep",
        "An organization on a chain.",
        vec![
            field(
                "organization",
                "Organization!",
                FieldSource::ComputedRow(path::ORGANIZATION),
                "The organization.",
            ),
            field(
                "affiliation",
                "Affiliation",
                FieldSource::ComputedRow(path::AFFILIATION),
                "The affiliation by which the chain came here; null at its first organization.",
            ),
        ],
    )
}

fn changes() -> ObjectType {
    plain(
        "Changes",
        "What changed between two dates among the affiliations of an organization.",
        vec![
            field(
                "joined",
                "[Change!]!",
                FieldSource::ComputedList(changes::JOINED),
                "Surely at the later date and surely not at the earlier.",
            ),
            field(
                "left",
                "[Change!]!",
                FieldSource::ComputedList(changes::LEFT),
                "Surely at the earlier date and surely not at the later.",
            ),
            field(
                "stayed",
                "[Change!]!",
                FieldSource::ComputedList(changes::STAYED),
                "Surely at both dates.",
            ),
            field(
                "undetermined",
                "[Change!]!",
                FieldSource::ComputedList(changes::UNDETERMINED),
                "Perhaps at one of them or both: the documents do not say.",
            ),
        ],
    )
}

fn change() -> ObjectType {
    plain(
        "Change",
        "An affiliation that changed or did not.",
        vec![
            field(
                "organization",
                "Organization!",
                FieldSource::ComputedRow(changes::ORGANIZATION),
                "The organization at its other end.",
            ),
            field(
                "affiliation",
                "Affiliation!",
                FieldSource::ComputedRow(changes::AFFILIATION),
                "The affiliation.",
            ),
        ],
    )
}

fn plain(name: &str, doc: &str, fields: Vec<FieldDefinition>) -> ObjectType {
    ObjectType { name: name.to_owned(), doc: doc.to_owned(), implements: &[], fields }
}
