//! The row of a thing that was found otherwise than by its names.

use rusqlite::Row;

use crate::domain::origin::SEED;

/// The columns of [`FoundThing`], from `node`.
pub(super) const THING_COLUMNS: &str = "node.id, node.type, node.place, node.origin";

/// A thing of a type that is searched for.
pub(super) struct FoundThing {
    /// Row id.
    pub row: i64,
    /// Name of its type.
    pub ty: &'static str,
    /// Place in the registry.
    pub place: i64,
    /// Whether a curator has recorded it.
    pub is_curated: bool,
}

impl FoundThing {
    /// From the first columns of a row; None if the thing has another type than these.
    pub fn from_row(row: &Row<'_>, types: &[&'static str]) -> rusqlite::Result<Option<Self>> {
        let ty = row.get_ref(1)?.as_str()?;
        let Some(ty) = types.iter().find(|known| **known == ty) else { return Ok(None) };
        let is_curated = row.get_ref(3)?.as_str()? == SEED;
        Ok(Some(Self { row: row.get(0)?, ty, place: row.get(2)?, is_curated }))
    }
}
