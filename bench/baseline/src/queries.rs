//! The queries of `bench/baseline/queries`, from prepared statements. Each response equals that of the registry byte for
//! byte.

use rusqlite::{Connection, Row, Statement, params};

use super::{Failure, json};

const ONE: &str = "SELECT o.id, o.name, o.slug, o.status, o.founded, o.country, o.city, \
    coalesce(o.address, o.postcode, o.city, o.region, o.country) \
    FROM identifier AS i JOIN organization AS o ON o.id = i.organization_id \
    WHERE i.scheme = 'ROR' AND i.value = ?1";
const NAMES: &str = "SELECT value, language, kind FROM name WHERE owner_id = ?1 ORDER BY rank";
// Two texts on purpose: a statement that is still open cannot be had from the cache a second time.
const OUTER: &str = "SELECT a.role, o.name, o.id, o.country, \
    coalesce(o.address, o.postcode, o.city, o.region, o.country) \
    FROM affiliation_end AS e JOIN affiliation AS a ON a.id = e.affiliation_id \
    JOIN organization AS o ON o.id = e.other_id \
    WHERE e.organization_id = ?1 ORDER BY e.rank, e.affiliation_id LIMIT 20";
const INNER: &str = "SELECT a.role, o.name \
    FROM affiliation_end AS e JOIN affiliation AS a ON a.id = e.affiliation_id \
    JOIN organization AS o ON o.id = e.other_id \
    WHERE e.organization_id = ?1 ORDER BY e.rank, e.affiliation_id LIMIT ?2";
const OF_FRANCE: &str = "SELECT name, id FROM organization WHERE country = 'FR' \
    ORDER BY sort_name, rank, id LIMIT 50";
const ALL: &str = "SELECT a.role, s.name, o.name FROM affiliation AS a \
    CROSS JOIN organization AS s ON s.id = a.subject_id \
    CROSS JOIN organization AS o ON o.id = a.object_id ORDER BY a.rank, a.id";

/// `q1`: one organization by its ROR id, with its names.
///
/// # Errors
/// When the database cannot be read.
pub fn one(db: &Connection, ror: &str, out: &mut String) -> Result<(), Failure> {
    let mut one = db.prepare_cached(ONE)?;
    let mut found = one.query([ror])?;
    out.push_str(r#"{"data":{"organization":"#);
    let Some(row) = found.next()? else { return null(out) };
    json::text(out, r#"{"slug":"#, row, 2)?;
    json::text(out, r#","name":"#, row, 1)?;
    json::text(out, r#","status":"#, row, 3)?;
    json::text(out, r#","foundedOn":"#, row, 4)?;
    if place(out, row, 7, 5)? {
        json::text(out, r#","city":"#, row, 6)?;
        out.push('}');
    }
    out.push_str(r#","names":["#);
    let mut names = db.prepare_cached(NAMES)?;
    let mut names = names.query([row.get::<_, i64>(0)?])?;
    let mut comma = "";
    while let Some(name) = names.next()? {
        out.push_str(std::mem::replace(&mut comma, ","));
        json::text(out, r#"{"value":"#, name, 0)?;
        json::text(out, r#","language":"#, name, 1)?;
        json::text(out, r#","kind":"#, name, 2)?;
        out.push('}');
    }
    out.push_str("]}}}");
    Ok(())
}

/// `q2`: one organization, 20 of its affiliations, and 10 affiliations of each organization related by them.
///
/// # Errors
/// When the database cannot be read.
pub fn nested(db: &Connection, ror: &str, out: &mut String) -> Result<(), Failure> {
    let mut one = db.prepare_cached(ONE)?;
    let mut found = one.query([ror])?;
    out.push_str(r#"{"data":{"organization":"#);
    let Some(row) = found.next()? else { return null(out) };
    json::text(out, r#"{"name":"#, row, 1)?;
    out.push_str(r#","affiliations":{"edges":["#);
    let (mut outer, mut inner) = (db.prepare_cached(OUTER)?, db.prepare_cached(INNER)?);
    let mut outer = outer.query([row.get::<_, i64>(0)?])?;
    let mut comma = "";
    while let Some(row) = outer.next()? {
        out.push_str(std::mem::replace(&mut comma, ","));
        json::text(out, r#"{"node":{"role":"#, row, 0)?;
        json::text(out, r#"},"otherOrganization":{"name":"#, row, 1)?;
        if place(out, row, 4, 3)? {
            out.push('}');
        }
        partners(&mut inner, row.get(2)?, 10, out)?;
        out.push_str("}}");
    }
    out.push_str("]}}}}");
    Ok(())
}

/// `q3`: the first 50 organizations of France by name, with 5 affiliations of each.
///
/// # Errors
/// When the database cannot be read.
pub fn page(db: &Connection, out: &mut String) -> Result<(), Failure> {
    let mut organizations = db.prepare_cached(OF_FRANCE)?;
    let mut inner = db.prepare_cached(INNER)?;
    let mut organizations = organizations.query([])?;
    let mut comma = "";
    out.push_str(r#"{"data":{"organizations":{"nodes":["#);
    while let Some(row) = organizations.next()? {
        out.push_str(std::mem::replace(&mut comma, ","));
        json::text(out, r#"{"name":"#, row, 0)?;
        partners(&mut inner, row.get(1)?, 5, out)?;
        out.push('}');
    }
    out.push_str("]}}}");
    Ok(())
}

/// Every affiliation with the names of both organizations, one per line.
///
/// # Errors
/// When the database cannot be read.
pub fn affiliations(db: &Connection, out: &mut String) -> Result<(), Failure> {
    let mut all = db.prepare_cached(ALL)?;
    let mut all = all.query([])?;
    while let Some(row) = all.next()? {
        json::text(out, r#"{"affiliations.role":"#, row, 0)?;
        json::text(out, r#","affiliations.subject.name":"#, row, 1)?;
        json::text(out, r#","affiliations.object.name":"#, row, 2)?;
        out.push_str("}\n");
    }
    Ok(())
}

/// The innermost list of `q2` and `q3`: role and name of each related organization.
fn partners(
    inner: &mut Statement<'_>,
    of: i64,
    most: i64,
    out: &mut String,
) -> Result<(), Failure> {
    let mut partners = inner.query(params![of, most])?;
    let mut comma = "";
    out.push_str(r#","affiliations":{"edges":["#);
    while let Some(row) = partners.next()? {
        out.push_str(std::mem::replace(&mut comma, ","));
        json::text(out, r#"{"node":{"role":"#, row, 0)?;
        json::text(out, r#"},"otherOrganization":{"name":"#, row, 1)?;
        out.push_str("}}");
    }
    out.push_str("]}");
    Ok(())
}

/// Writes the location of an organization without its closing brace. Returns whether there is one.
fn place(out: &mut String, row: &Row<'_>, any: usize, country: usize) -> Result<bool, Failure> {
    if row.get_ref(any)?.as_str_or_null()?.is_none() {
        out.push_str(r#","location":null"#);
        return Ok(false);
    }
    if row.get_ref(country)?.as_str_or_null()?.is_none() {
        out.push_str(r#","location":{"country":null"#);
    } else {
        json::text(out, r#","location":{"country":{"code":"#, row, country)?;
        out.push('}');
    }
    Ok(true)
}

fn null(out: &mut String) -> Result<(), Failure> {
    out.push_str("null}}");
    Ok(())
}
