//! Names that the engine gives a meaning, whatever the schema.

/// Arguments of connections, and fields of the input objects that some of them take.
pub mod argument {
    /// Page size from the start (Relay).
    pub const FIRST: &str = "first";
    /// Cursor after which the page starts (Relay).
    pub const AFTER: &str = "after";
    /// Page size from the end (Relay).
    pub const LAST: &str = "last";
    /// Cursor before which the page ends (Relay).
    pub const BEFORE: &str = "before";
    /// The filter of a connection.
    pub const FILTER: &str = "filter";
    /// The order of a connection: a list of input objects with the two fields below.
    pub const ORDER_BY: &str = "orderBy";
    /// What to sort by: a value of an enum of the definition's orders.
    pub const ORDER_FIELD: &str = "field";
    /// The direction to sort in: `ASC` or [`DESCENDING`].
    pub const ORDER_DIRECTION: &str = "direction";
    /// The value of the direction that turns an order around.
    pub const DESCENDING: &str = "DESC";
    /// The keys of groups: a list of enum values.
    pub const BY: &str = "by";
    /// The key of a group whose value a field has.
    pub const OF: &str = "of";
    /// In place of an order: groups are sorted by their values.
    pub const VALUE: &str = "VALUE";
    /// Within the input object of a list condition: the row has one of these values.
    pub const IN: &str = "in";
    /// Within the input object of a list condition: the row has none of these values.
    pub const NOT_IN: &str = "notIn";
    /// Within the input object of a condition on related rows: one of them meets the filter.
    pub const SOME: &str = "some";
    /// The same: none of them meets it.
    pub const NONE: &str = "none";
    /// The same: all of them meet it.
    pub const EVERY: &str = "every";
}

/// The fields that Relay's specification of connections names.
pub(in crate::graphql::engine) mod relay {
    /// The list of edges of a connection.
    pub const EDGES: &str = "edges";
    /// The item of an edge.
    pub const NODE: &str = "node";
}
