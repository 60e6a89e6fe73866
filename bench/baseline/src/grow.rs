//! Adds organizations to a seeded database, so that a response does not fit on one page: clusters with one, eight and two
//! hundred founders, each founder with twenty partners, among many other organizations and affiliations.
//!
//! All values are computed from row numbers, so every database is the same.

use rusqlite::Connection;

use super::Failure;

/// The origin of the rows, as of an import with this name; updating the seed leaves them alone.
const GROW: &str = "
CREATE TEMP TABLE size (founders INTEGER);
INSERT INTO size VALUES (1), (8), (200);
CREATE TEMP TABLE base AS SELECT max(id) AS id, (SELECT min(id) FROM source) AS source FROM node;

-- 5,000 organizations, of two kinds each.
CREATE TEMP TABLE made AS
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
    SELECT base.id + i AS id, i, printf('Institute of Matter No. %d', i) AS name,
           printf('institute of matter no %d', i) AS folded, printf('box-institute-%d', i) AS slug
    FROM n, base
    UNION ALL
    SELECT base.id + 5000 + founders, 5000 + founders, printf('EXAMPLE %d', founders),
           printf('box %d', founders), printf('box-%d', founders)
    FROM size, base;
INSERT INTO node (id, type, origin, digest) SELECT id, 'Organization', 'bench', 0 FROM made;
INSERT INTO organization (id, slug, name, sort_name, rank, founded_from, founded_before,
                          dissolved_from, dissolved_before)
    SELECT id, slug, name, folded, 1000 + i, -1000000000, 1000000000, 1000000000, 1000000000 FROM made;
INSERT INTO name (owner_id, rank, value, kind, folded) SELECT id, 0, name, 'LABEL', folded FROM made;
INSERT INTO organization_kind (organization_id, rank, kind)
    SELECT id, 0, 'INSTITUTE' FROM made UNION ALL SELECT id, 1, 'RESEARCH_ORGANIZATION' FROM made;

-- Institutes i, 2 i ... found the cluster of their number; each institute has twenty partners, ten that it
-- names and ten that name it.
CREATE TEMP TABLE tie AS
    SELECT f.id AS subject_id, 'FOUNDER' AS role, c.id AS object_id
    FROM size JOIN made AS f ON f.i <= size.founders JOIN made AS c ON c.i = 5000 + size.founders
    UNION ALL
    SELECT a.id, 'PARTNER', b.id
    FROM made AS a
    JOIN (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT i FROM n) AS k
    JOIN made AS b ON b.i = (a.i - 1 + k.i * 337) % 5000 + 1
    WHERE a.i <= 5000;
CREATE TEMP TABLE fact AS SELECT base.id + 10000 + tie.rowid AS id, tie.rowid AS i, tie.* FROM tie, base;
INSERT INTO node (id, type, origin, digest) SELECT id, 'Affiliation', 'bench', 0 FROM fact;
INSERT INTO affiliation (id, key, rank, subject_id, role, object_id, since, start_from, start_before,
                         end_from, end_before, basis)
    SELECT id, printf('box-%d', i), 1000 + i, subject_id, role, object_id,
           '2007', 13514, 13879, 1000000000, 1000000000, 'STATED' FROM fact;
INSERT INTO citation (fact_id, rank, source_id, locator, about)
    SELECT fact.id, 0, base.source, printf('line %d', i), '' FROM fact, base;
";

/// Adds the clusters, unless the database has them.
///
/// # Errors
/// When the file is not the database of a registry, or cannot be written.
pub fn grow(database: &str) -> Result<(), Failure> {
    let mut connection = Connection::open(database)?;
    let grown = "SELECT count(*) FROM node WHERE origin = 'bench'";
    if connection.query_row(grown, [], |row| row.get::<_, i64>(0))? == 0 {
        let all = connection.transaction()?;
        all.execute_batch(GROW)?;
        all.commit()?;
        connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    }
    Ok(())
}
