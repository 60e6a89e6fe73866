//! Keeps the table of the topics of things, with those that include them, which facets and groups count.

use rusqlite::Connection;

use crate::store::error::Error;

/// Brings `thing_topic` to what the topics and their assignments say. Rows that stay are not touched.
pub(super) fn refresh(connection: &Connection) -> Result<(), Error> {
    connection.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS thing_topic_now (
             thing_id INTEGER NOT NULL, topic_id INTEGER NOT NULL, topic_slug TEXT NOT NULL,
             PRIMARY KEY (thing_id, topic_id)) WITHOUT ROWID;
         DELETE FROM temp.thing_topic_now;
         INSERT INTO temp.thing_topic_now
             SELECT d.thing_id, d.topic_id, t.slug FROM derived_thing_topic AS d JOIN topic AS t ON t.id = d.topic_id;
         DELETE FROM thing_topic WHERE (thing_id, topic_id, topic_slug) NOT IN (SELECT * FROM temp.thing_topic_now);
         INSERT OR IGNORE INTO thing_topic SELECT * FROM temp.thing_topic_now;",
    )?;
    Ok(())
}
