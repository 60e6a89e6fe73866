//! Events.

use crate::store::sql::fragment::{Column, Condition};

/// The table.
pub const TABLE: &str = "event";
/// The global id.
pub const GLOBAL_ID: Column = Column::id("{}.slug", "Event");
/// Whether it took place, was announced or is planned.
pub const STATUS: Column = Column::text("{}.status");
/// The date as written.
pub const DATE: Column = Column::text("{}.date");
/// The last date, if it took more than a day.
pub const UNTIL: Column = Column::text("{}.until");
/// Its position among all events in the order of the documents, from 0.
pub const PLACE: Column =
    Column::number("(SELECT count(*) FROM event AS e WHERE (e.rank, e.id) < ({}.rank, {}.id))");
/// The first day, for sorting; undated last.
pub const DATE_DAY: Column = Column::number("{}.date_rank");
/// The precision of the date, for sorting: a year comes before a month, a month before a day.
pub const DATE_PRECISION: Column = Column::number("ifnull(length({}.date), 0)");
/// It certainly took place within the span `$1` to `$2`.
pub static WITHIN: Condition =
    Condition { sql: "{}.date IS NOT NULL AND {}.date_from >= $1 AND {}.date_before <= $2" };
/// The status is one of a JSON list.
pub static STATUS_IN: Condition = Condition { sql: "{}.status IN ($1)" };
/// The organization `$1` participates in it, in any role.
pub static WITH_ORGANIZATION: Condition = Condition {
    sql: "{}.id IN (SELECT event_id FROM participation WHERE organization_id = $1 AND event_id IS NOT NULL)",
};
