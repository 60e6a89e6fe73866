//! The store: opening and refusing files, applying a registry, killed writers, backups.

mod apply;
mod backup;
mod columns;
mod discrepancies;
mod facts;
mod foreign_log;
mod imports;
mod kill;
mod refused;
mod topics;
pub(crate) mod world;

use std::path::{Path, PathBuf};

use consortia::store::Store;
use rusqlite::{Connection, types::ValueRef};
use tempfile::TempDir;

/// A temporary folder, and the path of a database in it.
fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("registry.db");
    (folder, path)
}

/// A connection to the database as any program would open it.
pub(crate) fn raw(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection.pragma_update(None, "foreign_keys", true).unwrap();
    connection
}

/// A new database filled with the small registry.
fn filled() -> (TempDir, Store) {
    let (folder, path) = place();
    let mut store = Store::open(&path).unwrap();
    store.apply(&world::small(), "first").unwrap();
    (folder, store)
}

/// The value of a query with one row and one column.
pub(crate) fn one<T: rusqlite::types::FromSql>(connection: &Connection, sql: &str) -> T {
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// The values of a query with one column.
pub(crate) fn all<T: rusqlite::types::FromSql>(connection: &Connection, sql: &str) -> Vec<T> {
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Every row of every table as text, except those of the full-text indexes.
pub(crate) fn dump(connection: &Connection) -> Vec<String> {
    let tables: Vec<String> = all(
        connection,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND instr(name, '_words') = 0
         AND name NOT LIKE 'sqlite%' ORDER BY name",
    );
    let mut rows = Vec::new();
    for table in tables {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let mut found = statement.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let values: Vec<_> =
                (0..columns).map(|column| plain(row.get_ref(column).unwrap())).collect();
            rows.push(format!("{table}: {}", values.join(" | ")));
        }
    }
    rows.sort_unstable();
    rows
}

fn plain(value: ValueRef) -> String {
    match value {
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Integer(number) => format!("#{number}"),
        other => format!("{other:?}"),
    }
}

/// Checks pages, indexes, references, the full-text indexes, and that every affiliation has both ends.
pub(crate) fn assert_whole(connection: &Connection) {
    assert_eq!(one::<String>(connection, "PRAGMA integrity_check"), "ok");
    assert!(all::<String>(connection, "SELECT \"table\" FROM pragma_foreign_key_check").is_empty());
    for index in ["name_words", "description_words"] {
        let check = format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)");
        connection.execute(&check, []).unwrap();
    }
    let ends: i64 = one(connection, "SELECT count(*) FROM affiliation_end");
    let affiliations: i64 = one(connection, "SELECT count(*) FROM affiliation");
    assert_eq!(ends, 2 * affiliations);
    assert!(all::<String>(connection, WRONG_COUNTS).is_empty());
    assert!(all::<i64>(connection, WRONG_TOPICS).is_empty());
    assert!(all::<String>(connection, WRONG_FILTER_KEYS).is_empty());
    assert!(all::<i64>(connection, UNMATCHED_SETS).is_empty());
}

/// Organizations that have another number of affiliations than is stored.
const WRONG_COUNTS: &str = "
    SELECT slug FROM organization AS o WHERE affiliation_count <> (
        SELECT count(*) FROM affiliation_end WHERE organization_id = o.id AND start_from < 1000000000)";

/// Things whose stored topics are not those that follow from the assignments.
const WRONG_TOPICS: &str = "
    WITH derived AS (SELECT d.thing_id, d.topic_id, t.slug FROM derived_thing_topic AS d JOIN topic AS t ON t.id = d.topic_id)
    SELECT thing_id FROM (SELECT * FROM derived EXCEPT SELECT thing_id, topic_id, topic_slug FROM thing_topic)
    UNION ALL
    SELECT thing_id FROM (SELECT thing_id, topic_id, topic_slug FROM thing_topic EXCEPT SELECT * FROM derived)";

/// Organizations whose list of kinds or set of places is not that of their rows.
const WRONG_FILTER_KEYS: &str = "
    SELECT o.slug FROM organization AS o
    LEFT JOIN kind_list AS k ON k.id = o.kind_list_id LEFT JOIN place_set AS p ON p.id = o.place_set_id
    WHERE ifnull(k.kinds, '[]') IS NOT (
        SELECT json_group_array(kind)
        FROM (SELECT kind FROM organization_kind WHERE organization_id = o.id ORDER BY rank))
    OR ifnull(p.places, '[]') IS NOT (
        SELECT json_group_array(json(place))
        FROM (SELECT DISTINCT json_array(region_key, lat, lon) AS place FROM place
              WHERE organization_id = o.id AND (region_key IS NOT NULL OR lat IS NOT NULL) ORDER BY place))";

/// Lists and sets whose members are not theirs, or that have no organization; points that are no members', and members that
/// lack one.
const UNMATCHED_SETS: &str = "
    SELECT id FROM kind_list AS k WHERE (SELECT count(*) FROM kind_list_member WHERE kind_list_id = k.id)
        <> json_array_length(kinds)
    UNION ALL SELECT id FROM place_set AS p WHERE (SELECT count(*) FROM place_set_member WHERE place_set_id = p.id)
        <> json_array_length(places)
    UNION ALL SELECT id FROM (SELECT id FROM place_set_member WHERE lat IS NOT NULL EXCEPT SELECT id FROM place_set_tree)
    UNION ALL SELECT id FROM (SELECT id FROM place_set_tree EXCEPT SELECT id FROM place_set_member WHERE lat IS NOT NULL)";
