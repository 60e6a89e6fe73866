//! Affiliations, and their ends.

use crate::store::sql::fragment::{Column, Condition, Join};

/// The table.
pub const TABLE: &str = "affiliation";
/// The global id.
pub const GLOBAL_ID: Column = Column::id("{}.key", "Affiliation");
/// The organization that is the subject.
pub static SUBJECT: Join = Join { table: "organization", on: "{}.id = @.subject_id" };
/// The organization that is the object.
pub static OBJECT: Join = Join { table: "organization", on: "{}.id = @.object_id" };
/// The label, charter or other program that it is about.
pub static PROGRAM: Join = Join { table: "program", on: "{}.id = @.program_id" };
/// The organization whose end is its end.
pub static ENDED_WITH: Join = Join { table: "organization", on: "{}.id = @.ended_with_id" };
/// The degree, such as `MAIN`.
pub const DEGREE: Column = Column::text("{}.degree");
/// It is about the program `$1`.
pub static ABOUT_PROGRAM: Condition = Condition { sql: "{}.program_id = $1" };
/// The degree is one of a JSON list.
pub static DEGREE_IN: Condition = Condition { sql: "ifnull({}.degree, '') IN ($1)" };
/// The subject is the organization `$1`.
pub static SUBJECT_IS: Condition = Condition { sql: "{}.subject_id = $1" };
/// The object is the organization `$1`.
pub static OBJECT_IS: Condition = Condition { sql: "{}.object_id = $1" };
/// The subject or the object is the organization `$1`.
pub static HAS_END: Condition = Condition { sql: "$1 IN ({}.subject_id, {}.object_id)" };

/// The subject or the object is one of a list of organizations, `$1`.
pub static WITHIN: Condition = Condition { sql: "({}.subject_id IN ($1) OR {}.object_id IN ($1))" };

/// Ends of affiliations: each affiliation has a row for its subject and one for its object.
pub mod end {
    use crate::store::sql::fragment::{Column, Condition, Join};

    /// The table.
    pub const TABLE: &str = "affiliation_end";
    /// The row id of the affiliation.
    pub const AFFILIATION_ID: Column = Column::number("{}.affiliation_id");
    /// The row id of the organization at the other end.
    pub const OTHER_ID: Column = Column::number("{}.other_id");
    /// The affiliation itself.
    pub static AFFILIATION: Join = Join { table: "affiliation", on: "{}.id = @.affiliation_id" };
    /// The organization at the other end.
    pub static OTHER: Join = Join { table: "organization", on: "{}.id = @.other_id" };
    /// It is an end at the organization `$1`, in the role direction `$2`; the column `reading` holds
    /// `RoleDirection::code`.
    pub static IN_DIRECTION: Condition =
        Condition { sql: "{}.organization_id = $1 AND {}.reading = $2" };
    /// It is an end in the role direction `$1`.
    pub static IS_IN_DIRECTION: Condition = Condition { sql: "{}.reading = $1" };
    /// The role as seen from the organization: the word of its `RoleDirection`. A test compares the codes.
    pub const DIRECTION: Column = Column::text(
        "CASE {}.reading WHEN 1 THEN 'FOUNDERS' \
         WHEN 2 THEN 'FOUNDED' \
         WHEN 23 THEN 'SUCCESSORS' \
         WHEN 24 THEN 'PREDECESSORS' \
         WHEN 8 THEN 'PARENTS' \
         WHEN 9 THEN 'CHILDREN' \
         WHEN 26 THEN 'SUPERVISORS' \
         WHEN 27 THEN 'SUPERVISES' \
         WHEN 28 THEN 'PARTICIPATING_INSTITUTIONS' \
         WHEN 29 THEN 'PARTICIPATES_IN_UNITS' \
         WHEN 3 THEN 'MEMBERS' \
         WHEN 4 THEN 'MEMBER_OF' \
         WHEN 16 THEN 'STEERED_BY' \
         WHEN 17 THEN 'STEERS' \
         WHEN 18 THEN 'REPRESENTATIVES' \
         WHEN 19 THEN 'REPRESENTS' \
         WHEN 10 THEN 'HOSTS' \
         WHEN 11 THEN 'HOSTED' \
         WHEN 6 THEN 'FUNDERS' \
         WHEN 7 THEN 'FUNDED' \
         WHEN 13 THEN 'LABELLED' \
         WHEN 12 THEN 'LABELLED_BY' \
         WHEN 14 THEN 'SIGNATORIES' \
         WHEN 15 THEN 'SIGNED' \
         WHEN 5 THEN 'PARTNERS' \
         WHEN 20 THEN 'COLLABORATORS' \
         WHEN 25 THEN 'RELATED_TO' \
         WHEN 21 THEN 'OBSERVERS' \
         WHEN 22 THEN 'OBSERVES' END",
    );
    /// The place of [`DIRECTION`] in its vocabulary.
    pub const DIRECTION_PLACE: Column = Column::number(
        "CASE {}.reading WHEN 1 THEN 0 WHEN 2 THEN 1 WHEN 23 THEN 2 WHEN 24 THEN 3 WHEN 8 THEN 4 \
         WHEN 9 THEN 5 WHEN 26 THEN 6 WHEN 27 THEN 7 WHEN 28 THEN 8 WHEN 29 THEN 9 \
         WHEN 3 THEN 10 WHEN 4 THEN 11 WHEN 16 THEN 12 WHEN 17 THEN 13 WHEN 18 THEN 14 \
         WHEN 19 THEN 15 WHEN 10 THEN 16 WHEN 11 THEN 17 WHEN 6 THEN 18 WHEN 7 THEN 19 \
         WHEN 13 THEN 20 WHEN 12 THEN 21 WHEN 14 THEN 22 WHEN 15 THEN 23 WHEN 5 THEN 24 \
         WHEN 20 THEN 25 WHEN 25 THEN 26 WHEN 21 THEN 27 WHEN 22 THEN 28 END",
    );
    /// The role direction is one of a JSON list of codes, `$1`.
    pub static DIRECTION_IN: Condition =
        Condition { sql: "{}.reading IN (SELECT value FROM json_each($1))" };
    /// It is an end at the organization `$1`.
    pub static OF: Condition = Condition { sql: "{}.organization_id = $1" };
    /// It is an end at the organization `$1`, the other end is one of a JSON list of row ids, and it is no plan.
    pub static LEADS_TO: Condition = Condition {
        sql: "{}.organization_id = $1 AND {}.other_id IN ($2) AND {}.start_from < 1000000000",
    };
    /// The organization `$1` is the object, or for a symmetric role the other end. The `+` keeps SQLite from searching the
    /// ends of an organization once for each direction: it reads them all once, which takes fewer steps.
    pub static OBJECT_IS: Condition = Condition {
        sql: "{}.other_id = $1 AND +{}.reading IN (SELECT subject_reading FROM affiliation_role_word)",
    };
    /// The organization `$1` is the subject, or for a symmetric role the other end; see [`OBJECT_IS`].
    pub static SUBJECT_IS: Condition = Condition {
        sql: "{}.other_id = $1 AND +{}.reading IN (SELECT object_reading FROM affiliation_role_word)",
    };
    /// The organization `$1` is at the other end.
    pub static OTHER_IS: Condition = Condition { sql: "{}.other_id = $1" };
    /// The organization at the other end is one of a list, `$1`.
    pub static WITHIN: Condition = Condition { sql: "{}.other_id IN ($1)" };
    /// The role is one of a JSON list.
    pub static ROLE_IN: Condition = Condition {
        sql: "{}.affiliation_id IN (SELECT id FROM affiliation WHERE id = {}.affiliation_id \
              AND role IN ($1))",
    };
    /// The basis is one of a JSON list.
    pub static BASIS_IN: Condition = Condition {
        sql: "{}.affiliation_id IN (SELECT id FROM affiliation WHERE id = {}.affiliation_id \
              AND basis IN ($1))",
    };
    /// The degree is one of a JSON list.
    pub static DEGREE_IN: Condition = Condition {
        sql: "{}.affiliation_id IN (SELECT id FROM affiliation WHERE id = {}.affiliation_id \
              AND degree IN ($1))",
    };
    /// It is about the program `$1`.
    pub static ABOUT_PROGRAM: Condition = Condition {
        sql: "{}.affiliation_id IN (SELECT id FROM affiliation WHERE program_id = $1)",
    };
    /// Its affiliation is planned, as [`super::super::period::PLANNED`] says.
    pub static PLANNED: Condition = Condition {
        sql: "{}.start_from = 1000000000 AND {}.affiliation_id IN (SELECT id FROM affiliation \
              WHERE id = {}.affiliation_id AND stage IN ($1) AND planned_from < $3 AND planned_before > $2)",
    };
    /// Its affiliation is planned for an earlier time, as [`super::super::period::PLAN_ENDED`] says.
    pub static PLAN_ENDED: Condition = Condition {
        sql: "{}.start_from = 1000000000 AND {}.affiliation_id IN (SELECT id FROM affiliation \
              WHERE id = {}.affiliation_id AND stage IN ($1) AND planned_from < $3 AND planned_before <= $2)",
    };
    /// Its affiliation is planned for a later time, as [`super::super::period::PLAN_NOT_STARTED`] says.
    pub static PLAN_NOT_STARTED: Condition = Condition {
        sql: "{}.start_from = 1000000000 AND {}.affiliation_id IN (SELECT id FROM affiliation \
              WHERE id = {}.affiliation_id AND stage IN ($1) AND planned_from >= $3)",
    };
    /// It certainly started within the span `$1` to `$2`. A plan never did.
    pub static SINCE_WITHIN: Condition = Condition {
        sql: "{}.start_from >= $1 AND {}.start_before <= $2 AND {}.start_from < 1000000000",
    };
    /// It certainly ended within the span `$1` to `$2`, as [`super::super::period::UNTIL_WITHIN`] says.
    pub static UNTIL_WITHIN: Condition = Condition {
        sql: "{}.end_from >= $1 AND {}.end_before <= $2 AND {}.start_from < 1000000000 \
              AND ({}.end_before < 1000000000 OR {}.affiliation_id IN (SELECT id FROM affiliation \
              WHERE id = {}.affiliation_id AND until IS NOT NULL))",
    };
    /// A citation of it refers to the source `$1`.
    pub static CITES_SOURCE: Condition = Condition {
        sql: "EXISTS (SELECT 1 FROM citation WHERE fact_id = {}.affiliation_id AND source_id = $1)",
    };
}
