//! The server in operation: rate limits, concurrency, cancelled queries, shutdown, and the log.

mod budgets;
mod logs;
mod spool;
mod stopping;

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use consortia::store::Store;
use rusqlite::Connection;
use serde_json::{Value as Json, json};

/// A temporary folder with a database that has so many organizations in addition to the seed.
pub fn crowded(organizations: u32) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("crowded.db");
    drop(Store::open(&path).unwrap());
    crowd(&path, organizations);
    (folder, path)
}

/// Adds organizations of an import, which the seed does not remove.
pub fn crowd(path: &Path, organizations: u32) {
    let sql = format!(
        "BEGIN;
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {organizations})
         INSERT INTO node (id, type, origin, digest)
         SELECT 1000000 + i, 'Organization', 'crowd', 0 FROM n;
         INSERT INTO organization (id, slug, name, sort_name, rank, founded_from, founded_before,
             dissolved_from, dissolved_before)
         SELECT id, 'crowd-' || id, 'Crowd ' || id, 'crowd ' || id, id, 0, 1, 0, 1
         FROM node WHERE origin = 'crowd';
         INSERT INTO name (owner_id, rank, value, kind, folded)
         SELECT id, 0, 'Crowd ' || id, 'LABEL', 'crowd ' || id FROM node WHERE origin = 'crowd';
         COMMIT;"
    );
    Connection::open(path).unwrap().execute_batch(&sql).unwrap();
}

/// A request that reads every name so many times. No two are equal, so that none is served from the cache.
fn slow(times: u32) -> Json {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let contains = |n| json!({ "name": { "contains": format!("nobody {count} {n}") } });
    let filter = json!({ "or": (0..times).map(contains).collect::<Vec<_>>() });
    json!({
        "query": "query Slow($f: OrganizationFilter) { organizations(filter: $f) { totalCount } }",
        "operationName": "Slow",
        "variables": { "f": filter },
    })
}
