//! Networks, paths and changes: what searches over affiliations find.

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
                FieldSource::CellList(0),
                "The organizations, nearest first; the one in the middle comes first.",
            ),
            field(
                "links",
                "[Affiliation!]!",
                FieldSource::CellRows(1),
                "The affiliations between them, each once.",
            ),
            field(
                "truncated",
                "Boolean!",
                FieldSource::CellBool(0),
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
            field("organization", "Organization!", FieldSource::CellRow(0), "The organization."),
            field(
                "hops",
                "Int!",
                FieldSource::CellNumber(1),
                "How many affiliations away from the middle it is.",
            ),
            field(
                "degree",
                "Int!",
                FieldSource::CellNumber(2),
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
                FieldSource::CellNumber(0),
                "How many affiliations the chain has; 0 from an organization to itself.",
            ),
            field(
                "steps",
                "[PathStep!]!",
                FieldSource::CellList(0),
                "The organizations along the chain, from the first to the last.",
            ),
            field(
                "alternatives",
                "[Path!]!",
                FieldSource::CellList(1),
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
            field("organization", "Organization!", FieldSource::CellRow(0), "The organization."),
            field(
                "affiliation",
                "Affiliation",
                FieldSource::CellRow(1),
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
                FieldSource::CellList(0),
                "Surely at the later date and surely not at the earlier.",
            ),
            field(
                "left",
                "[Change!]!",
                FieldSource::CellList(1),
                "Surely at the earlier date and surely not at the later.",
            ),
            field("stayed", "[Change!]!", FieldSource::CellList(2), "Surely at both dates."),
            field(
                "undetermined",
                "[Change!]!",
                FieldSource::CellList(3),
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
                FieldSource::CellRow(0),
                "The organization at its other end.",
            ),
            field("affiliation", "Affiliation!", FieldSource::CellRow(1), "The affiliation."),
        ],
    )
}

fn plain(name: &str, doc: &str, fields: Vec<FieldDefinition>) -> ObjectType {
    ObjectType { name: name.to_owned(), doc: doc.to_owned(), implements: &[], fields }
}
