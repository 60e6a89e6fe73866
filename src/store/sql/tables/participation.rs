//! Who has which part in a program or event.

use crate::store::sql::fragment::{Column, Condition, Join};

/// The table.
pub const TABLE: &str = "participation";
/// Global id.
pub const GLOBAL_ID: Column = Column::id("{}.key", "Participation");
/// Type of who takes part.
pub const AGENT_TYPE: Column =
    Column::text("iif({}.organization_id IS NULL, 'Person', 'Organization')");
/// Row id of who takes part.
pub const AGENT_ID: Column = Column::number("ifnull({}.organization_id, {}.person_id)");
/// The organization that takes part, if one does.
pub static ORGANIZATION: Join = Join { table: "organization", on: "{}.id = @.organization_id" };
/// The person that takes part, if one does.
pub static PERSON: Join = Join { table: "person", on: "{}.id = @.person_id" };
/// The program, if it is one.
pub static PROGRAM: Join = Join { table: "program", on: "{}.id = @.program_id" };
/// The event, if it is one.
pub static EVENT: Join = Join { table: "event", on: "{}.id = @.event_id" };
/// Of the organization `$1`.
pub static OF_ORGANIZATION: Condition = Condition { sql: "{}.organization_id = $1" };
/// Of the organization `$1` in programs.
pub static OF_ORGANIZATION_IN_PROGRAMS: Condition =
    Condition { sql: "{}.organization_id = $1 AND {}.program_id IS NOT NULL" };
/// Of the person `$1` in programs.
pub static OF_PERSON_IN_PROGRAMS: Condition =
    Condition { sql: "{}.person_id = $1 AND {}.program_id IS NOT NULL" };
/// Of the person `$1` in events.
pub static OF_PERSON_IN_EVENTS: Condition =
    Condition { sql: "{}.person_id = $1 AND {}.event_id IS NOT NULL" };
/// In the program `$1`.
pub static IN_PROGRAM: Condition = Condition { sql: "{}.program_id = $1" };
/// In the event `$1`.
pub static IN_EVENT: Condition = Condition { sql: "{}.event_id = $1" };
/// A program in which the organization `$1` has a part.
pub static PROGRAM_WITH: Condition = Condition {
    sql: "{}.id IN (SELECT program_id FROM participation WHERE organization_id = $1 AND program_id IS NOT NULL)",
};
