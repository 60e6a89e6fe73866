//! Topics, and what works on them or is about them.

use crate::store::sql::fragment::{Column, Condition, Join};

/// The table.
pub const TABLE: &str = "topic";
/// The global id.
pub const GLOBAL_ID: Column = Column::id("{}.slug", "Topic");
/// The topic that includes it.
pub static BROADER: Join = Join { table: "topic", on: "{}.id = @.broader_id" };
/// The topic `$1` includes it directly.
pub static IS_NARROWER: Condition = Condition { sql: "{}.broader_id = $1" };
/// The topic `$1` includes it, directly or through others.
pub static IS_WITHIN: Condition = Condition {
    sql: "{}.id <> $1 AND {}.id IN (WITH RECURSIVE narrower (id) AS (SELECT $1 UNION \
          SELECT t.id FROM narrower AS n JOIN topic AS t ON t.broader_id = n.id) SELECT id FROM narrower)",
};

/// In the table of organizations, programs or events: the topic `$1`, or one that it includes, is assigned to the thing.
pub static HAS_TOPIC: Condition = Condition {
    sql: "{}.id IN (SELECT a.thing_id FROM topic_assignment AS a WHERE a.topic_id IN \
          (WITH RECURSIVE narrower (id) AS (SELECT $1 UNION \
          SELECT t.id FROM narrower AS n JOIN topic AS t ON t.broader_id = n.id) SELECT id FROM narrower))",
};

/// From an organization, program or event to all its topics. Gives a row for each topic, so it is for counting by topic
/// only.
pub static OF_THING: Join = Join { table: "thing_topic", on: "{}.thing_id = @.id" };
/// The slug of the topic of a thing.
pub const OF_THING_SLUG: Column = Column::text("{}.topic_slug");

/// Assignments of topics to things.
pub mod assignment {
    use super::{Column, Condition, Join};

    /// The table.
    pub const TABLE: &str = "topic_assignment";
    /// The global id.
    pub const GLOBAL_ID: Column = Column::id("{}.key", "TopicAssignment");
    /// The row id of the topic.
    pub const TOPIC_ID: Column = Column::number("{}.topic_id");
    /// The topic.
    pub static TOPIC: Join = Join { table: "topic", on: "{}.id = @.topic_id" };
    /// The thing, as a node.
    pub static THING: Join = Join { table: "node", on: "{}.id = @.thing_id" };
    /// The type of the thing.
    pub const THING_TYPE: Column = Column::text("(SELECT type FROM node WHERE id = {}.thing_id)");
    /// The row id of the thing.
    pub const THING_ID: Column = Column::number("{}.thing_id");
    /// It is a topic of the thing `$1`.
    pub static OF_THING: Condition = Condition { sql: "{}.thing_id = $1" };
    /// The stage of the thing is one of a JSON list; that of an event is its status.
    pub static STAGE_IN: Condition = Condition {
        sql: "ifnull((SELECT stage FROM organization WHERE id = {}.thing_id), \
              ifnull((SELECT stage FROM program WHERE id = {}.thing_id), \
              (SELECT iif(status = 'HAPPENED', 'REALIZED', status) FROM event WHERE id = {}.thing_id))) IN ($1)",
    };
    /// It assigns the topic `$1`, or one that this includes.
    pub static OF_TOPIC: Condition = Condition {
        sql: "{}.topic_id IN (WITH RECURSIVE narrower (id) AS (SELECT $1 UNION \
              SELECT t.id FROM narrower AS n JOIN topic AS t ON t.broader_id = n.id) SELECT id FROM narrower)",
    };
}
