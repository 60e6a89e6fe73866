//! Citations: which source states a fact, and where; nodes, which have citations; discrepancies between facts.

use super::source_part;
use crate::store::sql::fragment::{Column, Condition, Join};

/// The table.
pub const TABLE: &str = "citation";
/// Where in the source: heading and line.
pub const LOCATOR: Column = Column::text("{}.locator");
/// A JSON list of the fields that it supports, by their names in the schema; empty for all.
pub const FIELDS: Column =
    Column::json("iif({}.about = '', '[]', '[\"' || replace({}.about, ' ', '\",\"') || '\"]')");
/// The source.
pub static SOURCE: Join = Join { table: "source", on: "{}.id = @.source_id" };
/// The part of the source, if it names one.
pub static PART: Join = Join {
    table: source_part::TABLE,
    on: "{}.source_id = @.source_id AND {}.slug = @.source_part",
};
/// The dates of the cited text: those of the part, or of the whole source. The columns have the names of those of a source.
pub static DATED: Join =
    Join { table: "citation_date", on: "{}.fact_id = @.fact_id AND {}.rank = @.rank" };
/// It is a citation of the fact `$1`, and not of one of its names or identifiers alone.
pub static OF: Condition = Condition { sql: "{}.fact_id = $1 AND {}.part_rank IS NULL" };
/// Of the name `$1`, as [`super::name::CITED`] numbers it: its own citations, or else those of the record that are about
/// names, by who wrote it.
pub static OF_NAME: Condition = Condition {
    sql: "{}.fact_id = $1 >> 30 AND {}.rank >> 20 = ($1 & 0x3fffffff) >> 20 \
          AND ({}.about = 'names' AND {}.part_rank = ($1 & 0x3fffffff) \
          OR {}.part_rank IS NULL AND ({}.about = '' OR instr(' ' || {}.about || ' ', ' names ') > 0) \
          AND NOT EXISTS (SELECT 1 FROM citation AS c WHERE c.fact_id = $1 >> 30 \
          AND c.about = 'names' AND c.part_rank = ($1 & 0x3fffffff)))",
};
/// Of the identifier `$1`, as [`super::organization::identifier::CITED`] numbers it: its own citations, or else those of the
/// record. A document about everything has no key of another registry where another is cited for that.
pub static OF_IDENTIFIER: Condition = Condition {
    sql: "{}.fact_id = $1 >> 30 AND {}.rank >> 20 = ($1 & 0x3fffffff) >> 20 \
          AND ({}.about = 'identifiers' AND {}.part_rank = ($1 & 0x3fffffff) \
          OR {}.part_rank IS NULL \
          AND NOT EXISTS (SELECT 1 FROM citation AS c WHERE c.fact_id = $1 >> 30 \
          AND c.about = 'identifiers' AND c.part_rank = ($1 & 0x3fffffff)) \
          AND (instr(' ' || {}.about || ' ', ' identifiers ') > 0 OR {}.about = '' \
          AND NOT EXISTS (SELECT 1 FROM citation AS c WHERE c.fact_id = $1 >> 30 AND c.part_rank IS NULL \
          AND c.rank >> 20 = ($1 & 0x3fffffff) >> 20 AND instr(' ' || c.about || ' ', ' identifiers ') > 0)))",
};

/// Nodes: all records with a global id.
pub mod node {
    use super::{Column, Condition, Join};

    /// The table.
    pub const TABLE: &str = "node";
    /// The name of its type.
    pub const TYPE: Column = Column::text("{}.type");
    /// The type as a word, such as `TOPIC_ASSIGNMENT`.
    pub const TYPE_WORD: Column =
        Column::text("iif({}.type = 'TopicAssignment', 'TOPIC_ASSIGNMENT', upper({}.type))");
    /// Its position among all nodes: things first, then the relations between them.
    pub const PLACE: Column = Column::number("{}.place");
    /// The organization, if the node is one.
    pub static ORGANIZATION: Join = Join { table: "organization", on: "{}.id = @.id" };
    /// The person, if it is one.
    pub static PERSON: Join = Join { table: "person", on: "{}.id = @.id" };
    /// The program, if it is one.
    pub static PROGRAM: Join = Join { table: "program", on: "{}.id = @.id" };
    /// The event, if it is one.
    pub static EVENT: Join = Join { table: "event", on: "{}.id = @.id" };
    /// The topic, if it is one.
    pub static TOPIC: Join = Join { table: "topic", on: "{}.id = @.id" };
    /// The affiliation, if it is one.
    pub static AFFILIATION: Join = Join { table: "affiliation", on: "{}.id = @.id" };
    /// The position, if it is one.
    pub static POSITION: Join = Join { table: "position", on: "{}.id = @.id" };
    /// The participation, if it is one.
    pub static PARTICIPATION: Join = Join { table: "participation", on: "{}.id = @.id" };
    /// The figure, if it is one.
    pub static FIGURE: Join = Join { table: "figure", on: "{}.id = @.id" };
    /// The assignment of a topic, if it is one.
    pub static TOPIC_ASSIGNMENT: Join = Join { table: "topic_assignment", on: "{}.id = @.id" };
    /// A citation of it refers to the source `$1`.
    pub static CITES_SOURCE: Condition = Condition {
        sql: "EXISTS (SELECT 1 FROM citation WHERE fact_id = {}.id AND source_id = $1)",
    };
    /// Its stage is one of a JSON list; that of an event is its status. What can be no plan has the stage `REALIZED`.
    pub static STAGE_IN: Condition = Condition {
        sql: "CASE {}.type WHEN 'Affiliation' THEN (SELECT stage FROM affiliation WHERE id = {}.id) \
              WHEN 'Position' THEN (SELECT stage FROM position WHERE id = {}.id) \
              WHEN 'Participation' THEN (SELECT stage FROM participation WHERE id = {}.id) \
              WHEN 'Organization' THEN (SELECT stage FROM organization WHERE id = {}.id) \
              WHEN 'Program' THEN (SELECT stage FROM program WHERE id = {}.id) \
              WHEN 'Event' THEN (SELECT iif(status = 'HAPPENED', 'REALIZED', status) FROM event WHERE id = {}.id) \
              ELSE 'REALIZED' END IN ($1)",
    };
    /// The type is one of a JSON list of words such as `AFFILIATION`.
    pub static TYPE_IN: Condition = Condition {
        sql: "iif({}.type = 'TopicAssignment', 'TOPIC_ASSIGNMENT', upper({}.type)) IN ($1)",
    };
}

/// Discrepancies: facts that contradict each other.
pub mod discrepancy {
    use super::{Column, Condition, Join};

    /// The table.
    pub const TABLE: &str = "discrepancy";
    /// The global id.
    pub const GLOBAL_ID: Column = Column::id("{}.slug", "Discrepancy");
    /// The question that the facts answer differently.
    pub const QUESTION: Column = Column::text("{}.question");
    /// Who found it: a curator or the program.
    pub const ORIGIN: Column = Column::text(
        "(SELECT iif(origin = 'program', 'SOFTWARE', 'CURATOR') FROM node WHERE id = {}.id)",
    );
    /// Who found it is one of a JSON list.
    pub static ORIGIN_IN: Condition = Condition {
        sql: "(SELECT iif(origin = 'program', 'SOFTWARE', 'CURATOR') FROM node WHERE id = {}.id) IN ($1)",
    };
    /// The table of the facts of discrepancies.
    pub const FACTS: &str = "discrepancy_fact";
    /// It is a fact of the discrepancy `$1`.
    pub static OF: Condition = Condition { sql: "{}.discrepancy_id = $1" };
    /// The fact as a node.
    pub static FACT: Join = Join { table: "node", on: "{}.id = @.fact_id" };
    /// The discrepancy that a fact belongs to.
    pub static DISCREPANCY: Join = Join { table: "discrepancy", on: "{}.id = @.discrepancy_id" };
    /// The rank of the discrepancy, for sorting.
    pub const DISCREPANCY_RANK: Column =
        Column::number("(SELECT rank FROM discrepancy WHERE id = {}.discrepancy_id)");
    /// The fact is `$1`.
    pub static OF_FACT: Condition = Condition { sql: "{}.fact_id = $1" };
}
