//! Connections after the Relay specification: pages with edges, cursors, counts and facets.

pub mod facets;
mod groups;

use super::{
    conditions::omitted,
    declare::{field, object},
};
use crate::graphql::engine::definition::{
    self, Connection, ConnectionField as Part, FieldDefinition,
    FieldSource::{self, ConnectionField, LeftOut},
    ObjectType,
};

/// A connection type and its edge type, declared by what they list.
pub struct ConnectionType {
    /// Name without `Connection`.
    pub name: &'static str,
    /// An item in a sentence, with its article.
    pub item: &'static str,
    /// Type of the node.
    pub node: &'static str,
    /// Where the node comes from, seen from the row that is listed.
    pub source: FieldSource,
    /// Fields of the edge besides `cursor` and `node`.
    pub edge: Vec<FieldDefinition>,
    /// Fields of the facets; a connection without any has no field `facets`.
    pub facets: Vec<FieldDefinition>,
    /// Whether it counts what its arguments leave out.
    pub counts_omitted: bool,
}

impl ConnectionType {
    /// A connection whose nodes are the rows that it lists, without further fields.
    pub const fn of_rows(name: &'static str, item: &'static str) -> Self {
        let source = FieldSource::SameRow;
        Self {
            name,
            item,
            node: name,
            source,
            edge: Vec::new(),
            facets: Vec::new(),
            counts_omitted: false,
        }
    }

    /// The object types, of a list that ends after a largest number of items. `edges` and `total_count` describe the fields
    /// of these names.
    pub fn types_of_bounded_list(
        self,
        edges: &'static str,
        total_count: &'static str,
    ) -> Vec<ObjectType> {
        let mut types = self.types();
        let connection = &mut types[0].fields;
        if let Some(field) = connection.iter_mut().find(|field| field.name == "edges") {
            edges.clone_into(&mut field.doc);
        }
        connection.retain(|field| field.name != "totalCount");
        connection.push(field("totalCount: Int!", ConnectionField(Part::TotalCount), total_count));
        connection.push(field(
            "totalCountIsLowerBound: Boolean!",
            ConnectionField(Part::TotalCountIsLowerBound),
            "Whether there are more items than `totalCount` says.",
        ));
        types
    }

    /// The object types.
    pub fn types(self) -> Vec<ObjectType> {
        let Self { name, item, node, source, edge, facets, counts_omitted } = self;
        let mut connection = vec![
            definition::field(
                "edges",
                &format!("[{name}Edge!]!"),
                ConnectionField(Part::Edges),
                "The items of this page, each with its cursor and, if it follows a relation, that \
                 relation.",
            ),
            definition::field(
                "nodes",
                &format!("[{node}!]!"),
                ConnectionField(Part::Nodes),
                "The items of this page.",
            ),
            field(
                "pageInfo: PageInfo!",
                ConnectionField(Part::PageInfo),
                "Position of this page in the list.",
            ),
            field(
                "totalCount: Int!",
                ConnectionField(Part::TotalCount),
                "Number of items in the whole list. In a list of relations each relation is an item: an organization with two \
                 affiliations, or a member in two periods, counts twice; `distinctCount` counts it once. Computed only if \
                 selected.",
            ),
        ];
        if !facets.is_empty() {
            connection.extend(vec![definition::field(
                "facets",
                &format!("{name}Facets!"),
                ConnectionField(Part::Facets),
                "Counts by one value over the whole list, to offer the values of a filter. Items without the value \
                 are not counted. For statistics use `groups`, which counts by up to three keys at once and \
                 includes such items. Computed only if selected.",
            )]);
        }
        if counts_omitted {
            connection.push(field(
                "omitted: Omitted!",
                ConnectionField(Part::Omitted),
                "How many more items there are that the arguments leave out. Computed only if \
                 selected.",
            ));
        }
        connection.extend(groups::distinct_count_of(name));
        connection.extend(groups::groups_of(name));
        let mut edges = vec![
            field(
                "cursor: String!",
                ConnectionField(Part::Cursor),
                "Position of this item, for `after` and `before`. Opaque.",
            ),
            definition::field("node", &format!("{node}!"), source, "The item."),
        ];
        edges.extend(edge);
        let mut types = vec![
            object(
                format!("{name}Connection"),
                &format!("A page of a list. Each item is {item}."),
                connection,
            ),
            object(
                format!("{name}Edge"),
                &format!("An item of a list, {item}, with its position."),
                edges,
            ),
        ];
        if !facets.is_empty() {
            types.push(object(
                format!("{name}Facets"),
                "Counts by one value over a whole list, to offer the values of a filter. For statistics use \
                 `groups`.",
                facets,
            ));
        }
        types
    }
}

/// The source of a field that lists the rows of a table a page at a time.
pub fn listed(connection: Connection) -> FieldSource {
    FieldSource::Connection(Box::new(connection))
}

/// The types that all connections share.
pub fn shared_types() -> Vec<ObjectType> {
    vec![
        object(
            "PageInfo",
            "Position of a page in a list, as the Relay specification defines it.",
            vec![
                field(
                    "hasNextPage: Boolean!",
                    ConnectionField(Part::HasNextPage),
                    "Whether more items follow this page.",
                ),
                field(
                    "hasPreviousPage: Boolean!",
                    ConnectionField(Part::HasPreviousPage),
                    "Whether items precede this page. False for a page that is read without a \
                     cursor from the start.",
                ),
                field(
                    "startCursor: String",
                    ConnectionField(Part::StartCursor),
                    "Cursor of the first item. Null if the page is empty.",
                ),
                field(
                    "endCursor: String",
                    ConnectionField(Part::EndCursor),
                    "Cursor of the last item. Null if the page is empty.",
                ),
            ],
        ),
        object(
            "Omitted",
            "How many items a list has beyond those it returns. They meet all its conditions but those \
             on the date (`asOf`, `certainty`) and on the stage (`stages`). `totalCount`, `possible`, `ended` and \
             `notStarted` together are the `totalCount` with `history: true`; in lists that take no \
             `history`, the one without `asOf`. Example: \
             `participants { totalCount omitted { ended possible notStarted planned } }`.",
            vec![
                field(
                    "possible: Int!",
                    LeftOut(omitted::POSSIBLE),
                    "Relations that may have held on the date asked about; `certainty: POSSIBLE` \
                     returns them. Always 0 in lists that follow no relation, such as `organizations`, \
                     `programs` and `Topic.organizations`, and where `stages` leaves out REALIZED: \
                     only facts are possible.",
                ),
                field(
                    "planned: Int!",
                    LeftOut(omitted::PLANNED),
                    "Items that are announced or planned; `stages: [REALIZED, ANNOUNCED, PLANNED]` \
                     returns them. In lists of relations it counts plans for the date asked about \
                     (with `history: true`, all plans); in other lists all plans, with `asOf` those that may exist \
                     on that date.",
                ),
                field(
                    "ended: Int!",
                    LeftOut(omitted::ENDED),
                    "Relations that certainly ended before the date asked about, also those that ended with an \
                     organization or a program; `history: true` returns them. In `organizations` and `programs`: those \
                     that ended before the date of `asOf`. If `stages` asks for plans, also plans for an earlier time. \
                     0 in lists of things without `asOf`. Example: the universities that took part in a laboratory of \
                     excellence and were replaced since.",
                ),
                field(
                    "notStarted: Int!",
                    LeftOut(omitted::NOT_STARTED),
                    "Relations that certainly started after the date asked about; `history: true` returns them. In \
                     `organizations` and `programs`: those that were founded or started after the date of `asOf`. If \
                     `stages` asks for plans, also plans for a later time. 0 in lists of things without `asOf`.",
                ),
            ],
        ),
        object(
            "Facet",
            "A value by which a list can be filtered, and the number of items that have it.",
            vec![
                field(
                    "value: String!",
                    ConnectionField(Part::FacetValue),
                    "The value. Examples: `UNIVERSITY`, `FR`.",
                ),
                groups::label("label: String!", "", Vec::new()),
                field(
                    "count: Int!",
                    ConnectionField(Part::FacetCount),
                    "Number of items of the whole list that have the value.",
                ),
            ],
        ),
        groups::group(),
    ]
}
