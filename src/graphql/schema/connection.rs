//! Relay connections: pages with edges, nodes, cursors, counts and facets, and the arguments they share.

use super::conditions::holds;
use crate::store::sql::{Column, Condition, Join};

use crate::graphql::engine::definition::{
    ArgumentCondition, ConnectionField, FieldDefinition, FieldSource, InputValue, ObjectType,
    field, input,
};

/// Arguments of a page.
pub fn paging() -> Vec<InputValue> {
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
pub fn timing() -> Vec<InputValue> {
    vec![
        as_of(),
        InputValue {
            default: Some("CERTAIN"),
            ..input(
                "certainty",
                "Certainty",
                "Only relations that surely held, or also those that may have.",
            )
        },
        InputValue {
            default: Some("false"),
            ..input("history", "Boolean", "Everything ever recorded, whatever `asOf` says.")
        },
    ]
}

/// The date that a field and everything below it is about.
pub const fn as_of() -> InputValue {
    input(
        "asOf",
        "PartialDate",
        "The date this field and everything below it is about. Unless given: that of the field above; at the root \
         today or the newest source's date, whichever is later. Example: \"2007\".",
    )
}

/// The argument that keeps facts of one basis.
pub const fn basis() -> InputValue {
    input(
        "basis",
        "Basis",
        "Only facts that documents state, or only those they imply. Both unless given.",
    )
}

/// The conditions of a connection over rows with a period and a basis: the arguments of [`timing`] and
/// [`basis`].
pub fn dated(basis_is: &'static Condition) -> Vec<ArgumentCondition> {
    vec![ArgumentCondition::Schema(&holds), ArgumentCondition::EnumValue("basis", basis_is)]
}

/// The argument that sorts a list.
pub const fn order_by(ty: &'static str) -> InputValue {
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
    node: (&str, FieldSource),
    edge: Vec<FieldDefinition>,
    facets: bool,
) -> Vec<ObjectType> {
    let mut edges = vec![
        field(
            "cursor",
            "String!",
            FieldSource::ConnectionField(ConnectionField::Cursor),
            "Opaque position of this edge, for `after` and `before`.",
        ),
        field("node", &format!("{}!", node.0), node.1, &format!("{what} at this place.")),
    ];
    edges.extend(edge);
    let mut fields = vec![
        field(
            "edges",
            &format!("[{name}Edge!]!"),
            FieldSource::ConnectionField(ConnectionField::Edges),
            "The page, each with its cursor and what ties it to its parent.",
        ),
        field(
            "nodes",
            &format!("[{}!]!", node.0),
            FieldSource::ConnectionField(ConnectionField::Nodes),
            "The page without cursors.",
        ),
        field(
            "pageInfo",
            "PageInfo!",
            FieldSource::ConnectionField(ConnectionField::PageInfo),
            "Where the page begins and ends.",
        ),
        field(
            "totalCount",
            "Int!",
            FieldSource::ConnectionField(ConnectionField::TotalCount),
            "How many there are across all pages. Counted only when asked for.",
        ),
    ];
    if facets {
        fields.push(field(
            "facets",
            &format!("{name}Facets!").replace("Connection", ""),
            FieldSource::ConnectionField(ConnectionField::Facets),
            "Counts by value over all that match, across all pages. Counted only when asked for.",
        ));
    }
    vec![
        ObjectType {
            name: format!("{name}Connection"),
            doc: format!("A page of a list: {what}, one or more."),
            implements: &[],
            fields,
        },
        ObjectType {
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
) -> ObjectType {
    let fields = facets.into_iter().map(|(name, join, column, doc)| {
        field(name, "[Facet!]!", FieldSource::Facet(join, column), doc)
    });
    ObjectType {
        name: format!("{name}Facets"),
        doc: "Counts by value over a whole list.".to_owned(),
        implements: &[],
        fields: fields.collect(),
    }
}

/// Types that all connections share.
pub fn objects() -> Vec<ObjectType> {
    let part = |name, ty, part, doc| field(name, ty, FieldSource::ConnectionField(part), doc);
    vec![
        ObjectType {
            name: "PageInfo".to_owned(),
            doc: "Where a page begins and ends, as Relay has it.".to_owned(),
            implements: &[],
            fields: vec![
                part(
                    "hasNextPage",
                    "Boolean!",
                    ConnectionField::HasNextPage,
                    "Whether more follow this page.",
                ),
                part(
                    "hasPreviousPage",
                    "Boolean!",
                    ConnectionField::HasPreviousPage,
                    "Whether any precede this page, as far as the page was reached by a cursor.",
                ),
                part(
                    "startCursor",
                    "String",
                    ConnectionField::StartCursor,
                    "Cursor of the first entry; null on an empty page.",
                ),
                part(
                    "endCursor",
                    "String",
                    ConnectionField::EndCursor,
                    "Cursor of the last entry; null on an empty page.",
                ),
            ],
        },
        ObjectType {
            name: "Facet".to_owned(),
            doc: "A value and how often it comes.".to_owned(),
            implements: &[],
            fields: vec![
                part(
                    "value",
                    "String!",
                    ConnectionField::FacetValue,
                    "The value. Example: `UNIVERSITY`, `FR`.",
                ),
                part(
                    "count",
                    "Int!",
                    ConnectionField::FacetCount,
                    "How often it comes among all that match.",
                ),
            ],
        },
    ]
}
