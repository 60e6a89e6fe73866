//! Positions of people at organizations.

use crate::store::sql::fragment::{Column, Condition, Join, Related};

/// The table.
pub const TABLE: &str = "position";
/// The global id.
pub const GLOBAL_ID: Column = Column::id("{}.key", "Position");
/// The title as the source has it.
pub const TITLE: Column = Column::text("{}.title");
/// The row id of the person.
pub const PERSON_ID: Column = Column::number("{}.person_id");
/// The row id of the organization.
pub const ORGANIZATION_ID: Column = Column::number("{}.organization_id");
/// The person who holds it.
pub static PERSON: Join = Join { table: "person", on: "{}.id = @.person_id" };
/// The organization.
pub static ORGANIZATION: Join = Join { table: "organization", on: "{}.id = @.organization_id" };
/// The organization whose end is its end.
pub static ENDED_WITH: Join = Join { table: "organization", on: "{}.id = @.ended_with_id" };
/// In the table of people: the positions of the person.
pub static OF_PEOPLE: Related = Related { table: TABLE, on: "{}.person_id = @.id" };
/// The person `$1` holds it.
pub static OF_PERSON: Condition = Condition { sql: "{}.person_id = $1" };
/// It is a position at the organization `$1`.
pub static OF_ORGANIZATION: Condition = Condition { sql: "{}.organization_id = $1" };
/// In the table of people: the person holds or held a position at one of a list of organizations, `$1`.
pub static WITHIN: Condition = Condition {
    sql: "{}.id IN (SELECT person_id FROM position WHERE organization_id IN ($1) \
          AND start_from < 1000000000)",
};
/// In the table of people: the person holds or held a position at the organization `$1`; unless `$2` is true, one that
/// certainly held on the date asked about, whose values follow.
pub static AT_ORGANIZATION: Condition = Condition {
    sql: "EXISTS (SELECT 1 FROM position WHERE person_id = {}.id AND organization_id = $1 \
          AND start_from < 1000000000 AND ($2 OR (start_before <= $5 AND end_from > $3)))",
};
