//! What happened, was announced or is planned.

use crate::store::sql::fragment::{Column, Condition};

/// The table.
pub const TABLE: &str = "event";
/// Global id.
pub const GLOBAL_ID: Column = Column::id("{}.slug", "Event");
/// Whether it took place.
pub const STATUS: Column = Column::text("{}.status");
/// When, as written.
pub const DATE: Column = Column::text("{}.date");
/// Last date, where it lasted.
pub const UNTIL: Column = Column::text("{}.until");
/// Its place among all events in the order of their documents, counted from 0.
pub const PLACE: Column =
    Column::number("(SELECT count(*) FROM event AS e WHERE (e.rank, e.id) < ({}.rank, {}.id))");
/// First day, undated last.
pub const DATE_DAY: Column = Column::number("{}.date_rank");
/// How exactly the date is known, coarsest first.
pub const DATE_PRECISION: Column = Column::number("ifnull(length({}.date), 0)");
/// It took place within the span `$1` to `$2`, for sure.
pub static WITHIN: Condition =
    Condition { sql: "{}.date IS NOT NULL AND {}.date_from >= $1 AND {}.date_before <= $2" };
/// Its status is one of a JSON list.
pub static STATUS_IN: Condition = Condition { sql: "{}.status IN ($1)" };
/// The organization `$1` takes part in it, in whatever role.
pub static WITH_ORGANIZATION: Condition = Condition {
    sql: "{}.id IN (SELECT event_id FROM participation WHERE organization_id = $1 AND event_id IS NOT NULL)",
};
