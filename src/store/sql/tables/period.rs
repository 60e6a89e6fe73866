//! Rows that hold from a start to an end: affiliations (from either end), positions, participations.
//!
//! The conditions are those of `domain::interval::Bounds::certainty_at`; a property test compares the two.

use crate::store::sql::fragment::{Column, Condition};

/// When it began, as written.
pub const SINCE: Column = Column::text("{}.since");
/// When it ended, as written.
pub const UNTIL: Column = Column::text("{}.until");
/// `CERTAIN`, `POSSIBLE` or null at the span `$1` to `$2`.
pub const CERTAINTY: Column = Column::text(
    "CASE WHEN {}.start_before <= $2 AND {}.end_from > $1 THEN 'CERTAIN' \
     WHEN {}.start_from < $2 AND {}.end_before > $1 THEN 'POSSIBLE' END",
);
/// Whether it surely holds at the span `$1` to `$2`.
pub const HOLDS: Column = Column::bool("({}.start_before <= $2 AND {}.end_from > $1)");
/// What SINCE sorts by, undated last. As texts dates sort by their first day, the coarsest first.
pub const SINCE_SORT: Column = Column::text("ifnull({}.since, '9999-99-99')");
/// What UNTIL sorts by, open ends last.
pub const UNTIL_SORT: Column = Column::text("ifnull({}.until, '9999-99-99')");

/// It held at some moment of the span, whatever the unknown days were.
pub static CERTAIN: Condition = Condition { sql: "{}.start_before <= $2 AND {}.end_from > $1" };
/// Nothing rules out that it held in the span.
pub static POSSIBLE: Condition = Condition { sql: "{}.start_from < $2 AND {}.end_before > $1" };
/// It started within the span, for sure.
pub static SINCE_WITHIN: Condition =
    Condition { sql: "{}.since IS NOT NULL AND {}.start_from >= $1 AND {}.start_before <= $2" };
/// It ended within the span, for sure.
pub static UNTIL_WITHIN: Condition =
    Condition { sql: "{}.until IS NOT NULL AND {}.end_from >= $1 AND {}.end_before <= $2" };
