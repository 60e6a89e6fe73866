//! The edges of a network file, as both formats write them.

use crate::report::cell::CellType;

/// Title of the attribute that says whether an edge is one of the two edges of an undirected link.
pub(super) const SYMMETRIC: &str = "symmetric";

/// An edge of the file.
pub(super) struct Edge {
    pub id: String,
    pub source: String,
    pub target: String,
    pub role: Option<String>,
    /// Distinguishes parallel edges: the role, with a number from the second edge on.
    pub kind: Option<String>,
    pub is_symmetric: Option<bool>,
    /// The first day on which the link can have begun, and the last on which it can have ended.
    pub start: Option<String>,
    pub end: Option<String>,
}

impl Edge {
    /// The edge in the opposite direction, for an undirected link.
    pub(super) fn reversed(self) -> Self {
        let Self { source, target, .. } = self;
        Self { id: format!("{}.reverse", self.id), source: target, target: source, ..self }
    }
}

/// The name of a type in both formats. There is none for days.
pub(super) fn data_type(cell_type: CellType) -> &'static str {
    match cell_type {
        CellType::Integer => "long",
        CellType::Number => "double",
        CellType::Boolean => "boolean",
        CellType::Text | CellType::Day | CellType::Json => "string",
    }
}
