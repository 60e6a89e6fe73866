//! The candidates for matching that imports have left open: listing them, and what a curator decides.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::{
    discrepancies, merged, regions,
    rows::merge::{can_merge, merge},
    setting, topics,
};
use crate::{domain::date::PartialDate, store::error::Error};

/// A record of an import and an organization that may be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The import.
    pub origin: String,
    /// Key of the record.
    pub key: String,
    /// Display name of the record.
    pub name: String,
    /// Slug of the organization; empty if the record was decided to be a new organization.
    pub slug: String,
    /// Display name of the organization; None if it no longer exists.
    pub organization: Option<String>,
    /// How likely it is that they are the same, in hundredths.
    pub score: u8,
    /// What agrees, and why that does not decide.
    pub reason: String,
    /// What a curator has decided, and on which day.
    pub decided: Option<(MatchDecision, String)>,
}

/// What a curator decides on a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchDecision {
    /// It is the same as the organization.
    Same,
    /// It is not.
    Different,
    /// It is no organization that existed before.
    New,
}

impl MatchDecision {
    /// Its word in the database.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "SAME",
            Self::Different => "DIFFERENT",
            Self::New => "NEW",
        }
    }
}

/// Which candidates are listed.
#[derive(Clone, Copy, Debug, Default)]
pub struct CandidateFilter<'f> {
    /// Only those of this import.
    pub origin: Option<&'f str>,
    /// Those that a curator has decided on, instead of those that are open.
    pub decided: bool,
    /// How many at most.
    pub limit: u32,
}

/// The candidates, the best first, and how many there are without a limit.
pub fn list(
    connection: &Connection,
    filter: CandidateFilter<'_>,
) -> Result<(Vec<Candidate>, u64), Error> {
    if let Some(origin) = filter.origin {
        origin_number(connection, origin)?;
    }
    let condition = "(m.decision IS NOT NULL) = ?1 AND (?2 IS NULL OR origin.name = ?2)";
    let mut count = connection.prepare_cached(&format!(
        "SELECT count(*) FROM match_candidate AS m JOIN origin ON origin.number = m.origin WHERE {condition}"
    ))?;
    let count: i64 = count.query_row(params![filter.decided, filter.origin], |row| row.get(0))?;
    let mut select = connection.prepare_cached(&format!(
        "SELECT origin.name, m.key, m.name, m.slug, o.name, m.score, m.reason, m.decision, m.decided_on
         FROM match_candidate AS m JOIN origin ON origin.number = m.origin
         LEFT JOIN redirect AS r ON r.scheme = 'SLUG' AND r.value = m.slug
         LEFT JOIN organization AS o ON o.slug = m.slug OR o.id = r.organization_id
         WHERE {condition} ORDER BY m.score DESC, m.origin, m.key, m.slug LIMIT ?3"
    ))?;
    let candidates =
        select.query_map(params![filter.decided, filter.origin, filter.limit], |row| {
            let decided: Option<(String, String)> = match row.get(7)? {
                Some(decision) => Some((decision, row.get(8)?)),
                None => None,
            };
            Ok(Candidate {
                origin: row.get(0)?,
                key: row.get(1)?,
                name: row.get(2)?,
                slug: row.get(3)?,
                organization: row.get(4)?,
                score: row.get(5)?,
                reason: row.get(6)?,
                decided: decided.map(|(decision, day)| (of_word(&decision), day)),
            })
        })?;
    Ok((candidates.collect::<Result<_, _>>()?, count.unsigned_abs()))
}

fn of_word(word: &str) -> MatchDecision {
    let all = [MatchDecision::Same, MatchDecision::Different];
    all.into_iter().find(|it| it.word() == word).unwrap_or(MatchDecision::New)
}

/// Decides on a record, in one transaction: the organization `slug` is the same or not, or, without a slug, the record is new. Returns whether
/// that changes anything.
pub fn decide(
    connection: &mut Connection,
    origin: Option<&str>,
    key: &str,
    decision: MatchDecision,
    slug: &str,
    today: PartialDate,
) -> Result<bool, Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.pragma_update(None, "defer_foreign_keys", true)?;
    let record = record(&transaction, origin, key)?;
    let other = match decision {
        MatchDecision::New => None,
        _ => Some(organization(&transaction, slug)?),
    };
    let is_joined = other.as_ref().is_some_and(|(id, _)| *id == record.organization);
    let slug = other.as_ref().map_or("", |(_, slug)| slug);
    if is_joined && record.is_owner {
        return Err(Error::CannotDecide(format!(
            "{slug:?} is the organization of the record {key:?} itself; name another organization, or decide `new {key}` if it is the same as no other"
        )));
    }
    let is_changed = match (decision, &other) {
        (MatchDecision::Same, Some((id, _))) if !is_joined => {
            join(&transaction, &record, key, *id, slug)?;
            true
        }
        (MatchDecision::Different, _) if is_joined => {
            return Err(Error::CannotDecide(format!(
                "the record {key:?} is already joined with {slug:?}, and a join is not undone; restore a backup from before it, and decide then"
            )));
        }
        (MatchDecision::New, _) if !record.is_owner => {
            return Err(Error::CannotDecide(format!(
                "the record {key:?} is already joined with another organization, and a join is not undone; restore a backup from before it, and decide then"
            )));
        }
        _ => false,
    };
    let is_noted = note(&transaction, &record, key, decision, slug, today)?;
    transaction.commit()?;
    Ok(is_changed || is_noted)
}

/// A record of an import.
struct StoredRecord {
    origin: i64,
    organization: i64,
    name: String,
    /// Whether its import made the organization, so that it is joined with no other.
    is_owner: bool,
}

fn origin_number(connection: &Connection, origin: &str) -> Result<i64, Error> {
    let mut find = connection.prepare_cached("SELECT number FROM origin WHERE name = ?1")?;
    let found = find.query_row([origin], |row| row.get(0)).optional()?;
    found.ok_or_else(|| {
        Error::CannotDecide(format!(
            "{origin:?} is no import of this database; `consortia candidates` lists the candidates of all imports with their names"
        ))
    })
}

fn record(connection: &Connection, origin: Option<&str>, key: &str) -> Result<StoredRecord, Error> {
    let number = origin.map(|origin| origin_number(connection, origin)).transpose()?;
    let mut find = connection.prepare_cached(
        "SELECT c.origin, o.id, coalesce(m.name, o.name), node.origin = origin.name, origin.name
         FROM contribution AS c JOIN organization AS o ON o.id = c.organization_id
         JOIN node ON node.id = o.id JOIN origin ON origin.number = c.origin
         LEFT JOIN match_candidate AS m ON m.origin = c.origin AND m.key = c.key
         WHERE c.key = ?1 AND c.origin <> 0 AND (?2 IS NULL OR c.origin = ?2)
         GROUP BY c.origin ORDER BY c.origin",
    )?;
    let found = find.query_map(params![key, number], |row| {
        let record = StoredRecord {
            origin: row.get(0)?,
            organization: row.get(1)?,
            name: row.get(2)?,
            is_owner: row.get(3)?,
        };
        Ok((record, row.get(4)?))
    })?;
    let mut found: Vec<(StoredRecord, String)> = found.collect::<Result<_, _>>()?;
    match (found.pop(), &found[..]) {
        (Some((record, _)), []) => Ok(record),
        (Some((_, last)), others) => {
            let origins = others.iter().map(|(_, origin)| &**origin).chain([&*last]);
            let origins = origins.collect::<Vec<_>>().join(", ");
            Err(Error::CannotDecide(format!(
                "several registries or lists have a record {key:?} ({origins}); add --origin with one of them"
            )))
        }
        (None, _) => Err(Error::CannotDecide(format!(
            "no import has a record with the key {key:?}; `consortia candidates` lists the keys"
        ))),
    }
}

/// The organization with a slug, or the one that it redirects to.
fn organization(connection: &Connection, slug: &str) -> Result<(i64, String), Error> {
    let mut find = connection.prepare_cached(
        "SELECT id, slug FROM organization WHERE slug = ?1
         UNION ALL SELECT o.id, o.slug FROM redirect AS r JOIN organization AS o ON o.id = r.organization_id
         WHERE r.scheme = 'SLUG' AND r.value = ?1",
    )?;
    let found = find.query_row([slug], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    found.ok_or_else(|| {
        Error::CannotDecide(format!(
            "no organization has the slug {slug:?}; `consortia candidates` lists the slugs"
        ))
    })
}

/// Joins the organization of a record with another one.
fn join(
    connection: &Connection,
    record: &StoredRecord,
    key: &str,
    other: i64,
    slug: &str,
) -> Result<(), Error> {
    if !record.is_owner || !can_merge(connection, other, record.organization)? {
        return Err(Error::CannotDecide(format!(
            "the record cannot be joined with {slug:?}: one import has a record of each, or it is joined with another already; if the two records of the import are the same, tell its publisher"
        )));
    }
    merge(connection, record.organization, other)?;
    merged::reconcile(connection)?;
    // The dates of its relations follow from both: the next import computes them again.
    connection
        .prepare_cached("UPDATE contribution SET digest = 0 WHERE origin = ?1 AND key = ?2")?
        .execute(params![record.origin, key])?;
    discrepancies::refresh(connection)?;
    regions::assign(connection)?;
    topics::refresh(connection)?;
    setting::raise_data_version(connection)
}

/// Keeps the decision. Returns whether it is new.
fn note(
    connection: &Connection,
    record: &StoredRecord,
    key: &str,
    decision: MatchDecision,
    slug: &str,
    today: PartialDate,
) -> Result<bool, Error> {
    let mut put = connection.prepare_cached(
        "INSERT INTO match_candidate (origin, key, slug, name, score, reason, decision, decided_on)
         VALUES (?1, ?2, ?3, ?4, 0, 'a curator decided', ?5, ?6)
         ON CONFLICT DO UPDATE SET decision = excluded.decision, decided_on = excluded.decided_on
         WHERE decision IS NOT excluded.decision",
    )?;
    let (origin, name, day) = (record.origin, &record.name, today.to_string());
    let is_new = put.execute(params![origin, key, slug, name, decision.word(), day])? > 0;
    if decision != MatchDecision::Different {
        // Nothing is left to decide on the record.
        connection
            .prepare_cached(
                "DELETE FROM match_candidate WHERE origin = ?1 AND key = ?2 AND slug <> ?3
                 AND (decision IS NULL OR decision = 'NEW')",
            )?
            .execute(params![origin, key, slug])?;
    }
    Ok(is_new)
}
