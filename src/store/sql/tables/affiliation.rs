//! Affiliations, and the same seen from one end.

use crate::store::sql::fragment::{Column, Condition, Join};

/// The table.
pub const TABLE: &str = "affiliation";
/// Global id.
pub const GLOBAL_ID: Column = Column::id("{}.key", "Affiliation");
/// The organization the sentence starts with.
pub static SUBJECT: Join = Join { table: "organization", on: "{}.id = @.subject_id" };
/// The organization the sentence ends with.
pub static OBJECT: Join = Join { table: "organization", on: "{}.id = @.object_id" };
/// Its subject is the organization `$1`.
pub static SUBJECT_IS: Condition = Condition { sql: "{}.subject_id = $1" };
/// Its object is the organization `$1`.
pub static OBJECT_IS: Condition = Condition { sql: "{}.object_id = $1" };
/// Either end is the organization `$1`.
pub static TOUCHES: Condition = Condition { sql: "$1 IN ({}.subject_id, {}.object_id)" };

/// An affiliation seen from one of its ends.
pub mod end {
    use crate::store::sql::fragment::{Column, Condition, Join};

    /// The table.
    pub const TABLE: &str = "affiliation_end";
    /// Row id of the affiliation.
    pub const AFFILIATION_ID: Column = Column::number("{}.affiliation_id");
    /// The affiliation itself.
    pub static AFFILIATION: Join = Join { table: "affiliation", on: "{}.id = @.affiliation_id" };
    /// The organization at the other end.
    pub static OTHER: Join = Join { table: "organization", on: "{}.id = @.other_id" };
    /// Seen from the organization `$1` by the reading `$2`.
    pub static READ: Condition = Condition { sql: "{}.organization_id = $1 AND {}.reading = $2" };
    /// Seen from the organization `$1`.
    pub static OF: Condition = Condition { sql: "{}.organization_id = $1" };
    /// Leads from the organization `$1` to one of a JSON list of row ids.
    pub static BETWEEN: Condition =
        Condition { sql: "{}.organization_id = $1 AND {}.other_id IN ($2)" };
    /// The organization `$1` is its object, or its other end where the role is symmetric.
    pub static OBJECT_IS: Condition = Condition {
        sql: "{}.other_id = $1 AND {}.reading IN (SELECT subject_reading FROM affiliation_role_word)",
    };
    /// The organization `$1` is its subject, or its other end where the role is symmetric.
    pub static SUBJECT_IS: Condition = Condition {
        sql: "{}.other_id = $1 AND {}.reading IN (SELECT object_reading FROM affiliation_role_word)",
    };
    /// The organization `$1` is at the other end.
    pub static OTHER_IS: Condition = Condition { sql: "{}.other_id = $1" };
    /// Its role is one of a JSON list.
    pub static ROLE_IN: Condition = Condition {
        sql: "{}.affiliation_id IN (SELECT id FROM affiliation WHERE id = {}.affiliation_id \
              AND role IN ($1))",
    };
    /// Stated or implied, one of a JSON list.
    pub static BASIS_IN: Condition = Condition {
        sql: "{}.affiliation_id IN (SELECT id FROM affiliation WHERE id = {}.affiliation_id \
              AND basis IN ($1))",
    };
    /// It started within the span `$1` to `$2`, for sure.
    pub static SINCE_WITHIN: Condition = Condition {
        sql: "{}.start_from > -1000000000 AND {}.start_from >= $1 AND {}.start_before <= $2",
    };
    /// A citation of it points at the source `$1`.
    pub static CITED_FROM: Condition = Condition {
        sql: "EXISTS (SELECT 1 FROM citation WHERE fact_id = {}.affiliation_id AND source_id = $1)",
    };
}
