//! What people are to organizations.

use crate::store::sql::fragment::{Column, Condition, Join};

/// The table.
pub const TABLE: &str = "position";
/// Global id.
pub const GLOBAL_ID: Column = Column::id("{}.key", "Position");
/// Title as the document has it.
pub const TITLE: Column = Column::text("{}.title");
/// Who holds it.
pub static PERSON: Join = Join { table: "person", on: "{}.id = @.person_id" };
/// Where.
pub static ORGANIZATION: Join = Join { table: "organization", on: "{}.id = @.organization_id" };
/// Held by the person `$1`.
pub static OF_PERSON: Condition = Condition { sql: "{}.person_id = $1" };
/// Held at the organization `$1`.
pub static OF_ORGANIZATION: Condition = Condition { sql: "{}.organization_id = $1" };
/// A person with a position at the organization `$1`.
pub static AT_ORGANIZATION: Condition = Condition {
    sql: "EXISTS (SELECT 1 FROM position WHERE person_id = {}.id AND organization_id = $1)",
};
