//! The edges of a network file, and what both formats have in common.

use crate::report::cell::CellType;

/// Title of the attribute that says whether an edge is one half of a link without a direction.
pub(super) const SYMMETRIC: &str = "symmetric";

/// An edge of the file.
pub(super) struct Edge {
    pub id: String,
    pub source: String,
    pub target: String,
    pub role: Option<String>,
    /// What tells it from parallel edges: the role, numbered from the second on.
    pub kind: Option<String>,
    pub is_symmetric: Option<bool>,
    /// The first day on which the link can have begun, and the last on which it can have ended.
    pub start: Option<String>,
    pub end: Option<String>,
}

impl Edge {
    /// The other half of a link without a direction.
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
