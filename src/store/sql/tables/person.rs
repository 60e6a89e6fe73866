//! People.

use crate::store::sql::fragment::Column;

/// The table.
pub const TABLE: &str = "person";
/// The global id.
pub const GLOBAL_ID: Column = Column::id("{}.slug", "Person");
