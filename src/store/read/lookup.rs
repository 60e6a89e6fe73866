//! Finding things by what people call them: slug, fact key, name, identifier.

use rusqlite::{OptionalExtension, Row};

use super::{super::Error, snapshot::Snapshot};

/// Types with rows of their own: name in the schema, table, column of the public key.
const TYPES: [(&str, &str, &str); 10] = [
    ("Organization", "organization", "slug"),
    ("Person", "person", "slug"),
    ("Program", "program", "slug"),
    ("Event", "event", "slug"),
    ("Source", "source", "slug"),
    ("Affiliation", "affiliation", "key"),
    ("Position", "position", "key"),
    ("Participation", "participation", "key"),
    ("Figure", "figure", "key"),
    ("Contest", "contest", "slug"),
];

/// A thing that has the name asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Row id.
    pub row: i64,
    /// Public key.
    pub slug: String,
    /// Display name.
    pub name: String,
    /// Whether a curator wrote it down, and no import alone.
    pub curated: bool,
}

/// Whether things of that type have rows.
#[must_use]
pub fn is_type(ty: &str) -> bool {
    TYPES.iter().any(|(known, ..)| *known == ty)
}

/// The table that holds things of that type.
#[must_use]
pub fn table_of(ty: &str) -> Option<&'static str> {
    TYPES.iter().find(|(known, ..)| *known == ty).map(|(_, table, _)| *table)
}

/// The row of the thing with that public key.
///
/// # Errors
/// When the database cannot be read.
pub fn by_key(snapshot: &Snapshot<'_>, ty: &str, key: &str) -> Result<Option<i64>, Error> {
    let Some((_, table, column)) = TYPES.iter().find(|(known, ..)| *known == ty) else {
        return Ok(None);
    };
    let sql = format!("SELECT id FROM {table} WHERE {column} = ?1");
    Ok(snapshot.prepare(&sql)?.query_row([key], |row| row.get(0)).optional()?)
}

/// Every thing of that type one of whose names folds to `folded`, by slug. Gaps between words do not
/// count, so that `P.S.C.C.` and `AP HP` find what is written `PSCC` and `APHP`.
///
/// # Errors
/// When the database cannot be read.
pub fn by_name(snapshot: &Snapshot<'_>, ty: &str, folded: &str) -> Result<Vec<Candidate>, Error> {
    let Some(table) = table_of(ty) else { return Ok(Vec::new()) };
    // Sorted here: DISTINCT and ORDER BY would make SQLite build a table for what is mostly one row.
    let sql = format!(
        "SELECT t.id, t.slug, t.name, node.origin = 'seed' FROM name AS n \
         JOIN {table} AS t ON t.id = n.owner_id JOIN node ON node.id = t.id WHERE replace(n.folded, ' ', '') = replace(?1, ' ', '')"
    );
    let mut statement = snapshot.prepare(&sql)?;
    let rows = statement.query_map([folded], candidate)?;
    let mut found = rows.collect::<Result<Vec<Candidate>, _>>()?;
    found.sort_by(|one, other| one.slug.cmp(&other.slug));
    found.dedup();
    Ok(found)
}

/// The organizations that another registry knows by `value`, by slug: mostly one, but registries give
/// a key twice now and then.
///
/// # Errors
/// When the database cannot be read.
pub fn by_identifier(
    snapshot: &Snapshot<'_>,
    scheme: &str,
    value: &str,
) -> Result<Vec<Identified>, Error> {
    let sql = "SELECT o.id, o.slug, o.name, node.origin = 'seed', o.status FROM identifier AS i \
               JOIN organization AS o ON o.id = i.organization_id JOIN node ON node.id = o.id WHERE i.scheme = ?1 AND i.value = ?2";
    let mut statement = snapshot.prepare(sql)?;
    let rows = statement.query_map([scheme, value], |row| {
        let status: Option<String> = row.get(4)?;
        Ok(Identified {
            candidate: candidate(row)?,
            ceased: status.filter(|status| status != "ACTIVE"),
        })
    })?;
    let mut found = rows.collect::<Result<Vec<_>, _>>()?;
    found.sort_by(|one, other| one.candidate.slug.cmp(&other.candidate.slug));
    Ok(found)
}

/// An organization found by an identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identified {
    /// The organization.
    pub candidate: Candidate,
    /// Its status, where that is not that it is at work.
    pub ceased: Option<String>,
}

/// Names of the organizations that took over from one, in the order of their ranks.
///
/// # Errors
/// When the database cannot be read.
pub fn successors(snapshot: &Snapshot<'_>, organization: i64) -> Result<Vec<String>, Error> {
    let sql = "SELECT o.slug FROM affiliation AS a JOIN organization AS o ON o.id = a.subject_id \
               WHERE a.object_id = ?1 AND a.role = 'SUCCESSOR' \
               GROUP BY o.slug ORDER BY min(a.rank), min(a.id)";
    let mut statement = snapshot.prepare(sql)?;
    let slugs = statement.query_map([organization], |row| row.get(0))?;
    Ok(slugs.collect::<Result<_, _>>()?)
}

/// What the record with that key names as what took its place: each by the slug of its organization, or by its
/// key where it is not here.
///
/// # Errors
/// When the database cannot be read.
pub fn named_successors(
    snapshot: &Snapshot<'_>,
    scheme: &str,
    key: &str,
) -> Result<Vec<Result<String, String>>, Error> {
    let sql = "SELECT s.subject, o.slug FROM statement AS s JOIN origin ON origin.number = s.origin \
               LEFT JOIN contribution AS c ON c.origin = s.origin AND c.key = s.subject \
               LEFT JOIN organization AS o ON o.id = c.organization_id \
               WHERE origin.name = lower(?1) AND s.record = ?2 AND s.object = ?2 AND s.role = 'SUCCESSOR' \
               ORDER BY s.subject";
    let mut statement = snapshot.prepare(sql)?;
    let named = statement.query_map([scheme, key], |row| {
        let slug: Option<String> = row.get(1)?;
        Ok(slug.ok_or(row.get(0)?))
    })?;
    Ok(named.collect::<Result<_, _>>()?)
}

/// Where a key leads that once named an organization of its own: None where it never did, and no
/// candidate where nothing took over. `scheme` is one of identifiers, or `SLUG`.
///
/// # Errors
/// When the database cannot be read.
pub fn redirect(
    snapshot: &Snapshot<'_>,
    scheme: &str,
    value: &str,
) -> Result<Option<Option<Candidate>>, Error> {
    let sql = "SELECT o.id, o.slug, o.name, node.origin = 'seed' FROM redirect AS r \
               LEFT JOIN organization AS o ON o.id = r.organization_id LEFT JOIN node ON node.id = o.id \
               WHERE r.scheme = ?1 AND r.value = ?2";
    let found = snapshot.prepare(sql)?.query_row([scheme, value], |row| {
        let there: Option<i64> = row.get(0)?;
        there.map(|_| candidate(row)).transpose()
    });
    Ok(found.optional()?)
}

/// A candidate out of the first columns of a row.
fn candidate(row: &Row<'_>) -> rusqlite::Result<Candidate> {
    Ok(Candidate { row: row.get(0)?, slug: row.get(1)?, name: row.get(2)?, curated: row.get(3)? })
}
