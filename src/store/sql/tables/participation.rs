//! Participations of people and organizations in programs and events.

use crate::store::sql::fragment::{Column, Condition, Join, Related};

/// The table.
pub const TABLE: &str = "participation";
/// The global id.
pub const GLOBAL_ID: Column = Column::id("{}.key", "Participation");
/// The type of the participant.
pub const AGENT_TYPE: Column =
    Column::text("iif({}.organization_id IS NULL, 'Person', 'Organization')");
/// The row id of the participant.
pub const AGENT_ID: Column = Column::number("ifnull({}.organization_id, {}.person_id)");
/// The folded name of the participant, for sorting.
pub const AGENT_SORT_NAME: Column = Column::text(
    "ifnull((SELECT sort_name FROM organization WHERE id = {}.organization_id), \
     (SELECT sort_name FROM person WHERE id = {}.person_id))",
);
/// The row id of the program.
pub const PROGRAM_ID: Column = Column::number("{}.program_id");
/// The row id of the event.
pub const EVENT_ID: Column = Column::number("{}.event_id");
/// The participant, if it is an organization.
pub static ORGANIZATION: Join = Join { table: "organization", on: "{}.id = @.organization_id" };
/// The participant, if it is a person.
pub static PERSON: Join = Join { table: "person", on: "{}.id = @.person_id" };
/// The program participated in, if it is one.
pub static PROGRAM: Join = Join { table: "program", on: "{}.id = @.program_id" };
/// The event participated in, if it is one.
pub static EVENT: Join = Join { table: "event", on: "{}.id = @.event_id" };
/// The type of the organization or program whose end is its end.
pub const ENDED_WITH_TYPE: Column =
    Column::text("(SELECT type FROM node WHERE id = {}.ended_with_id)");
/// The row id of the organization or program whose end is its end.
pub const ENDED_WITH_ID: Column = Column::number("{}.ended_with_id");
/// The participant is the organization `$1`.
pub static OF_ORGANIZATION: Condition = Condition { sql: "{}.organization_id = $1" };
/// The participant is the organization `$1`, and it participates in a program.
pub static OF_ORGANIZATION_IN_PROGRAMS: Condition =
    Condition { sql: "{}.organization_id = $1 AND {}.program_id IS NOT NULL" };
/// The participant is the person `$1`, who participates in a program.
pub static OF_PERSON_IN_PROGRAMS: Condition =
    Condition { sql: "{}.person_id = $1 AND {}.program_id IS NOT NULL" };
/// The participant is the person `$1`, who participates in an event.
pub static OF_PERSON_IN_EVENTS: Condition =
    Condition { sql: "{}.person_id = $1 AND {}.event_id IS NOT NULL" };
/// In the table of people: the participations of the person in programs.
pub static OF_PEOPLE: Related =
    Related { table: TABLE, on: "{}.person_id = @.id AND {}.program_id IS NOT NULL" };
/// In the table of programs: the participations in the program.
pub static OF_PROGRAMS: Related = Related { table: TABLE, on: "{}.program_id = @.id" };
/// In the table of events: the participations in the event.
pub static OF_EVENTS: Related = Related { table: TABLE, on: "{}.event_id = @.id" };
/// It is a participation in the program `$1`.
pub static IN_PROGRAM: Condition = Condition { sql: "{}.program_id = $1" };
/// It is a participation in the event `$1`.
pub static IN_EVENT: Condition = Condition { sql: "{}.event_id = $1" };
/// In the table of programs: one of a list of organizations, `$1`, participates in the program, or is to participate in one
/// that is itself a plan.
pub static PROGRAM_WITHIN: Condition = Condition {
    sql: "{}.id IN (SELECT p.program_id FROM participation AS p JOIN program AS g ON g.id = p.program_id \
          WHERE p.organization_id IN ($1) AND (p.start_from < 1000000000 OR g.stage <> 'REALIZED'))",
};
/// In the table of events: one of a list of organizations, `$1`, participates in the event, or is to participate in one that
/// has not happened.
pub static EVENT_WITHIN: Condition = Condition {
    sql: "{}.id IN (SELECT p.event_id FROM participation AS p JOIN event AS e ON e.id = p.event_id \
          WHERE p.organization_id IN ($1) AND (p.start_from < 1000000000 OR e.status <> 'HAPPENED'))",
};
/// In the table of programs: the organization `$1` participates in the program, or is to participate in one that is itself a
/// plan.
pub static PROGRAM_WITH_ORGANIZATION: Condition = Condition {
    sql: "{}.id IN (SELECT p.program_id FROM participation AS p JOIN program AS g ON g.id = p.program_id \
          WHERE p.organization_id = $1 AND (p.start_from < 1000000000 OR g.stage <> 'REALIZED'))",
};
