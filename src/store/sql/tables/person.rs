//! People that documents name.

use crate::store::sql::fragment::Column;

/// The table.
pub const TABLE: &str = "person";
/// Global id.
pub const GLOBAL_ID: Column = Column::id("{}.slug", "Person");
