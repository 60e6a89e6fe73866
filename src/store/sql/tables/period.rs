//! Columns and conditions of tables whose rows hold from a start to an end: affiliations and their ends,
//! positions, participations.
//!
//! The conditions are those of `domain::certainty::Bounds::certainty_at`; a property test compares the two. The date asked
//! about has the values of `domain::certainty::AskedDate`: `$1` and `$2` are the first of the days that a possible relation
//! must not rule out and the day after the last, `$3` is the day before which a relation must have started to have held
//! certainly, `$4` and `$5` are the first day asked about and the day after the last.

use crate::store::sql::fragment::{Column, Condition};

/// The start date, if it is known to the year, the month or the day.
pub const SINCE: Column = Column::text("iif(is_partial_date({}.since), {}.since, NULL)");
/// The start date as stated, in EDTF.
pub const SINCE_STATED: Column = Column::text("{}.since");
/// The end date, if it is known to the year, the month or the day.
pub const UNTIL: Column = Column::text("iif(is_partial_date({}.until), {}.until, NULL)");
/// The end date as stated, in EDTF.
pub const UNTIL_STATED: Column = Column::text("{}.until");
/// Whether it has a date, of the start or of the end.
pub const IS_DATED: Column = Column::bool("({}.since IS NOT NULL OR {}.until IS NOT NULL)");
/// The latest date on which the newest text that it cites can have been written. `citation_date` has the dates of the cited
/// part, if a citation names one.
pub const LAST_ATTESTED: Column = Column::text(
    "(SELECT c.latest FROM citation_date AS c WHERE c.fact_id = {}.id \
     ORDER BY c.latest_before DESC, c.rank LIMIT 1)",
);
/// Whether it held on the date asked about: `CERTAIN`, `POSSIBLE`, or null if it did not.
pub const CERTAINTY: Column = Column::text(
    "CASE WHEN {}.start_before <= $3 AND {}.end_from > $1 THEN 'CERTAIN' \
     WHEN {}.start_from < $2 AND {}.end_before > $1 THEN 'POSSIBLE' END",
);
/// Whether it certainly held on the date asked about.
pub const HOLDS: Column = Column::bool("({}.start_before <= $3 AND {}.end_from > $1)");
/// The sort key of [`SINCE_STATED`], undated last.
pub const SINCE_ORDER: Column = Column::number("ifnull(date_order({}.since), 9223372036854775807)");
/// The sort key of [`UNTIL_STATED`], open ends last.
pub const UNTIL_ORDER: Column = Column::number("ifnull(date_order({}.until), 9223372036854775807)");

/// The year that the start is certainly in.
pub const SINCE_YEAR: Column = Column::text("date_year({}.since)");
/// The decade that the start is certainly in.
pub const SINCE_DECADE: Column = Column::text("date_decade({}.since)");

/// It certainly held at some moment of the date asked about.
pub static CERTAIN: Condition = Condition { sql: "{}.start_before <= $3 AND {}.end_from > $1" };
/// It possibly held at some moment of the date asked about.
pub static POSSIBLE: Condition = Condition { sql: "{}.start_from < $2 AND {}.end_before > $1" };
/// It certainly ended before the date asked about.
pub static ENDED: Condition = Condition { sql: "{}.start_from < $2 AND {}.end_before <= $1" };
/// It certainly started after the date asked about. A plan never starts.
pub static NOT_STARTED: Condition =
    Condition { sql: "{}.start_from >= $2 AND {}.start_from < 1000000000" };
/// It is realized: a fact at some time, not a plan. A plan has no bounds: it starts never.
pub static REALIZED: Condition = Condition { sql: "{}.start_from < 1000000000" };
/// Its stage is one of the JSON list `$1`, none of which is `REALIZED`, and it is planned for some moment of the span `$2`
/// to `$3`.
pub static PLANNED: Condition =
    Condition { sql: "{}.stage IN ($1) AND {}.planned_from < $3 AND {}.planned_before > $2" };
/// The same, for one that is planned for a time before the span.
pub static PLAN_ENDED: Condition =
    Condition { sql: "{}.stage IN ($1) AND {}.planned_from < $3 AND {}.planned_before <= $2" };
/// The same, for one that is planned for a time after the span.
pub static PLAN_NOT_STARTED: Condition =
    Condition { sql: "{}.stage IN ($1) AND {}.planned_from >= $3" };
/// It certainly started within the span `$1` to `$2`, by its date or by what follows from its documents and organizations. A
/// plan never did.
pub static SINCE_WITHIN: Condition = Condition {
    sql: "{}.start_from >= $1 AND {}.start_before <= $2 AND {}.start_from < 1000000000",
};
/// It certainly ended within the span `$1` to `$2`, by its date or by the end of an organization. A plan never did, and what
/// has no end is bounded by none.
pub static UNTIL_WITHIN: Condition = Condition {
    sql: "({}.until IS NOT NULL OR {}.end_before < 1000000000) AND {}.end_from >= $1 \
          AND {}.end_before <= $2 AND {}.start_from < 1000000000",
};
