//! Networks, paths and changes: what searches over affiliations find.

use crate::graphql::engine::definition::{Field, Object, Read, field};

/// The types about networks, paths and changes.
pub fn objects() -> Vec<Object> {
    vec![network(), network_node(), path(), path_step(), changes(), change()]
}

fn network() -> Object {
    plain(
        "Network",
        "Organizations and the affiliations between them, around one organization.",
        vec![
            field(
                "nodes",
                "[NetworkNode!]!",
                Read::CellList(0),
                "The organizations, nearest first; the one in the middle comes first.",
            ),
            field(
                "links",
                "[Affiliation!]!",
                Read::CellRows(1),
                "The affiliations between them, each once.",
            ),
            field(
                "truncated",
                "Boolean!",
                Read::CellBool(0),
                "Whether organizations within reach were left out because of `maxNodes`.",
            ),
        ],
    )
}

fn network_node() -> Object {
    plain(
        "NetworkNode",
        "An organization in a network.",
        vec![
            field("organization", "Organization!", Read::CellRow(0), "The organization."),
            field(
                "hops",
                "Int!",
                Read::CellNumber(1),
                "How many affiliations away from the middle it is.",
            ),
            field(
                "degree",
                "Int!",
                Read::CellNumber(2),
                "How many links of this network touch it.",
            ),
        ],
    )
}

fn path() -> Object {
    plain(
        "Path",
        "How two organizations are connected: a shortest chain of affiliations.",
        vec![
            field(
                "length",
                "Int!",
                Read::CellNumber(0),
                "How many affiliations the chain has; 0 from an organization to itself.",
            ),
            field(
                "steps",
                "[PathStep!]!",
                Read::CellList(0),
                "The organizations along the chain, from the first to the last.",
            ),
            field(
                "alternatives",
                "[Path!]!",
                Read::CellList(1),
                "Other chains of the same length, as many as `limit` asks for.",
            ),
        ],
    )
}

fn path_step() -> Object {
    plain(
        "PathStep",
        "An organization on a chain.",
        vec![
            field("organization", "Organization!", Read::CellRow(0), "The organization."),
            field(
                "affiliation",
                "Affiliation",
                Read::CellRow(1),
                "The affiliation by which the chain came here; null at its first organization.",
            ),
        ],
    )
}

fn changes() -> Object {
    plain(
        "Changes",
        "What changed between two dates among the affiliations of an organization.",
        vec![
            field(
                "joined",
                "[Change!]!",
                Read::CellList(0),
                "Surely at the later date and surely not at the earlier.",
            ),
            field(
                "left",
                "[Change!]!",
                Read::CellList(1),
                "Surely at the earlier date and surely not at the later.",
            ),
            field("stayed", "[Change!]!", Read::CellList(2), "Surely at both dates."),
            field(
                "undetermined",
                "[Change!]!",
                Read::CellList(3),
                "Perhaps at one of them or both: the documents do not say.",
            ),
        ],
    )
}

fn change() -> Object {
    plain(
        "Change",
        "An affiliation that changed or did not.",
        vec![
            field(
                "organization",
                "Organization!",
                Read::CellRow(0),
                "The organization at its other end.",
            ),
            field("affiliation", "Affiliation!", Read::CellRow(1), "The affiliation."),
        ],
    )
}

fn plain(name: &str, doc: &str, fields: Vec<Field>) -> Object {
    Object { name: name.to_owned(), doc: doc.to_owned(), implements: &[], fields }
}
