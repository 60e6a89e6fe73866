//! Finds records by their public keys: slug, fact key, name, identifier.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, Row};
use serde_json::Value as Json;

use super::{super::Error, snapshot::Snapshot};
use crate::domain::{entity_type::EntityType, origin::SEED, rank::FIRST_WITHDRAWN};

/// A thing that was found by a name or an identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedRecord {
    /// Row id.
    pub row: i64,
    /// Public key.
    pub slug: String,
    /// Display name.
    pub name: String,
    /// Whether a curator recorded it; otherwise it comes from an import alone.
    pub is_curated: bool,
}

impl NamedRecord {
    /// A record from the first four columns of a row: row id, slug, name, origin.
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let is_curated = row.get_ref(3)?.as_bytes().is_ok_and(|origin| origin == SEED.as_bytes());
        Ok(Self { row: row.get(0)?, slug: row.get(1)?, name: row.get(2)?, is_curated })
    }
}

/// An organization that was found by an identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentifiedOrganization {
    /// The organization.
    pub record: NamedRecord,
    /// Its status if that is not `ACTIVE`.
    pub inactive_status: Option<String>,
    /// Whether its record was withdrawn, and nothing else speaks of it.
    pub is_withdrawn: bool,
}

/// An organization that a registry names as the successor of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Successor {
    /// It is in this database, with this slug.
    Present(String),
    /// It is not in this database; its key in that registry.
    Absent(String),
}

/// What a key that was withdrawn leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Redirect {
    /// The organization that replaces it.
    To(NamedRecord),
    /// Nothing replaces it.
    Withdrawn,
}

/// The table of the records of that type.
#[must_use]
pub fn table_of(ty: &str) -> Option<&'static str> {
    EntityType::of_name(ty).map(EntityType::table)
}

/// The row id of the record with that public key.
///
/// # Errors
/// When the database cannot be read.
pub fn by_key(snapshot: &Snapshot<'_>, ty: &str, key: &str) -> Result<Option<i64>, Error> {
    let Some(ty) = EntityType::of_name(ty) else { return Ok(None) };
    let (table, column) = (ty.table(), ty.key_column());
    let mut sql = format!("SELECT id FROM {table} WHERE {column} = ?1");
    // A fact that several origins state has the key of the first one. The keys of the others lead to it.
    sql += " UNION ALL SELECT fact_id FROM merged_fact WHERE type = ?2 AND key = ?1";
    Ok(snapshot.prepare(&sql)?.query_row([key, ty.name()], |row| row.get(0)).optional()?)
}

/// Whether only withdrawn records describe an organization.
///
/// # Errors
/// When the database cannot be read.
pub fn is_withdrawn(snapshot: &Snapshot<'_>, organization: i64) -> Result<bool, Error> {
    let sql = "SELECT 1 FROM organization WHERE id = ?1 AND rank >= ?2";
    Ok(snapshot.prepare(sql)?.exists([organization, FIRST_WITHDRAWN])?)
}

/// The things of that type that have a name with this folded form, by slug. Spaces are ignored: `P.S.C.C.`
/// finds `PSCC`, and `AP HP` finds `APHP`.
///
/// # Errors
/// When the database cannot be read.
pub fn by_name(snapshot: &Snapshot<'_>, ty: &str, folded: &str) -> Result<Vec<NamedRecord>, Error> {
    let Some(table) = table_of(ty) else { return Ok(Vec::new()) };
    // Mostly one row is found. With DISTINCT and ORDER BY SQLite would build a table for it.
    let sql = format!(
        "SELECT t.id, t.slug, t.name, node.origin FROM name AS n \
         JOIN {table} AS t ON t.id = n.owner_id JOIN node ON node.id = t.id \
         WHERE replace(n.folded, ' ', '') = replace(?1, ' ', '')"
    );
    let mut statement = snapshot.prepare(&sql)?;
    let rows = statement.query_map([folded], NamedRecord::from_row)?;
    let mut found = rows.collect::<Result<Vec<_>, _>>()?;
    found.sort_by(|one, other| one.slug.cmp(&other.slug));
    found.dedup();
    Ok(found)
}

/// The organizations with this key in another registry, by slug. Mostly one, but some registries give the
/// same key twice. Those whose records were withdrawn only if there are no others.
///
/// # Errors
/// When the database cannot be read.
pub fn by_identifier(
    snapshot: &Snapshot<'_>,
    scheme: &str,
    value: &str,
) -> Result<Vec<IdentifiedOrganization>, Error> {
    let sql = "SELECT o.id, o.slug, o.name, node.origin, o.status, o.rank FROM identifier AS i \
               JOIN organization AS o ON o.id = i.organization_id JOIN node ON node.id = o.id \
               WHERE i.scheme = ?1 AND i.value = ?2";
    let mut statement = snapshot.prepare(sql)?;
    let rows = statement.query_map([scheme, value], |row| {
        let status: Option<String> = row.get(4)?;
        Ok(IdentifiedOrganization {
            record: NamedRecord::from_row(row)?,
            inactive_status: status.filter(|status| status != "ACTIVE"),
            is_withdrawn: row.get::<_, i64>(5)? >= FIRST_WITHDRAWN,
        })
    })?;
    let mut found = rows.collect::<Result<Vec<_>, _>>()?;
    if found.iter().any(|it| !it.is_withdrawn) {
        found.retain(|it| !it.is_withdrawn);
    }
    found.sort_by(|one, other| one.record.slug.cmp(&other.record.slug));
    Ok(found)
}

/// Slugs of the organizations that have an affiliation as successor of this one, in the order of the
/// documents.
///
/// # Errors
/// When the database cannot be read.
pub fn successors(snapshot: &Snapshot<'_>, organization: i64) -> Result<Vec<String>, Error> {
    let sql = "SELECT o.slug FROM affiliation AS a JOIN organization AS o ON o.id = a.subject_id \
               WHERE a.object_id = ?1 AND a.role = 'SUCCESSOR' AND a.stage = 'REALIZED' \
               GROUP BY o.slug ORDER BY min(a.rank), min(a.id)";
    let mut statement = snapshot.prepare(sql)?;
    let slugs = statement.query_map([organization], |row| row.get(0))?;
    Ok(slugs.collect::<Result<_, _>>()?)
}

/// The successors that another registry names in its record `key`.
///
/// # Errors
/// When the database cannot be read.
pub fn named_successors(
    snapshot: &Snapshot<'_>,
    scheme: &str,
    key: &str,
) -> Result<Vec<Successor>, Error> {
    let sql = "SELECT s.subject, o.slug FROM statement AS s JOIN origin ON origin.number = s.origin \
               LEFT JOIN contribution AS c ON c.origin = s.origin AND c.key = s.subject \
               LEFT JOIN organization AS o ON o.id = c.organization_id \
               WHERE origin.name = lower(?1) AND s.record = ?2 AND s.object = ?2 \
               AND s.role = 'SUCCESSOR' ORDER BY s.subject";
    let mut statement = snapshot.prepare(sql)?;
    let successors = statement.query_map([scheme, key], |row| {
        let slug: Option<String> = row.get(1)?;
        Ok(match slug {
            Some(slug) => Successor::Present(slug),
            None => Successor::Absent(row.get(0)?),
        })
    })?;
    Ok(successors.collect::<Result<_, _>>()?)
}

/// What a withdrawn key of an organization leads to; `None` if the key was never withdrawn. `scheme` is a
/// scheme of identifiers, or `SLUG`.
///
/// # Errors
/// When the database cannot be read.
pub fn redirect(
    snapshot: &Snapshot<'_>,
    scheme: &str,
    value: &str,
) -> Result<Option<Redirect>, Error> {
    let sql = "SELECT o.id, o.slug, o.name, node.origin FROM redirect AS r \
               LEFT JOIN organization AS o ON o.id = r.organization_id \
               LEFT JOIN node ON node.id = o.id WHERE r.scheme = ?1 AND r.value = ?2";
    let found = snapshot.prepare(sql)?.query_row([scheme, value], |row| {
        let organization: Option<i64> = row.get(0)?;
        Ok(match organization {
            Some(_) => Redirect::To(NamedRecord::from_row(row)?),
            None => Redirect::Withdrawn,
        })
    });
    Ok(found.optional()?)
}

/// What the names of organizations sort by, by their rows.
///
/// # Errors
/// When the database cannot be read.
pub fn sort_names(
    snapshot: &Snapshot<'_>,
    rows: impl Iterator<Item = i64>,
) -> Result<HashMap<i64, String>, Error> {
    let rows = Json::from(rows.collect::<Vec<_>>()).to_string();
    let sql =
        "SELECT id, sort_name FROM organization WHERE id IN (SELECT value FROM json_each(?1))";
    let mut statement = snapshot.prepare(sql)?;
    let names = statement.query_map([rows], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(names.collect::<Result<_, _>>()?)
}
