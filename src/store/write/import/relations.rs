//! Writes the affiliations that follow from the relations which the records of an import state.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, params};

use super::{run::Import, stated::SLUG_PREFIX};
use crate::{
    domain::{
        date::{Day, Span, StatedDate},
        encoding::StatedRelation,
        entity_type::EntityType,
        graph::cycles,
        rank::{self, FIRST_WITHDRAWN},
        record::{Affiliation, Citation, Evidence, Period, Record},
    },
    limits::imports::{MAX_LISTED_CHANGES, RELATION_BATCH},
    store::{
        error::Error,
        write::{
            changes::Count,
            digest, merged,
            rows::{
                bounds::{DateContext, Existence, span},
                node,
                ranked::RankedRecord,
                record,
            },
        },
    },
};

/// A relation that the record at one or both of its ends states.
#[derive(Default)]
struct GroupedRelation {
    subject: String,
    role: String,
    object: String,
    stated_by: Vec<Statement>,
}

/// A record that states a relation.
struct Statement {
    /// Key of the record.
    record: String,
    /// Id of the source that the record comes from.
    source: i64,
    locator: String,
}

/// An organization at one end of a relation.
pub(super) struct End {
    id: i64,
    slug: String,
    founded: Option<StatedDate>,
    /// The days between which it ended: its date of dissolution, or if its registry calls it inactive, some day up to
    /// that release. None if it has not ended.
    ended: Option<Span>,
    pub(super) rank: i64,
}

impl End {
    /// Reads the columns of [`END_COLUMNS`].
    pub(super) fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let founded: Option<String> = row.get(2)?;
        let (end_from, end_before): (Day, Option<Day>) = (row.get(4)?, row.get(5)?);
        Ok(Self {
            id: row.get(0)?,
            slug: row.get(1)?,
            founded: founded.and_then(|date| date.parse().ok()),
            ended: end_before.map(|end| Span { first: end_from, end }),
            rank: row.get(3)?,
        })
    }

    pub(super) fn existence(&self) -> Existence {
        Existence { first: span(self.founded.as_ref()).first, end: self.ended }
    }
}

/// The columns of an [`End`], of the organization `o`.
pub(super) const END_COLUMNS: &str = "o.id, o.slug, o.founded, o.rank, o.dissolved_from,
    iif(o.dissolved IS NOT NULL, o.dissolved_before,
        (SELECT source.latest_before FROM contribution AS stated
         JOIN source ON source.id = stated.source_id
         WHERE stated.organization_id = o.id AND stated.status = 'INACTIVE'
             AND o.status = 'INACTIVE' ORDER BY stated.origin LIMIT 1))";

/// The sources that the import has cited, by id: slug, and the last day on which each can have been written.
type Sources = HashMap<i64, (String, Day)>;

impl Import<'_> {
    /// Writes, changes and deletes affiliations, so that they are those that the records state.
    pub(super) fn write_affiliations(&mut self) -> Result<(), Error> {
        let written = |count: Count| count.added + count.changed;
        let written = written(self.outcome.organizations) + written(self.outcome.withdrawn);
        if written == 0 && self.outcome.matched.is_empty() && !self.outdated {
            let sql = "SELECT (SELECT count(*) FROM node JOIN affiliation USING (id)
                               WHERE origin = ?1 AND substr(key, 1, length(?3)) = ?3)
                       + (SELECT count(*) FROM merged_fact WHERE type = 'Affiliation'
                          AND origin = ?2 AND substr(key, 1, length(?3)) = ?3)";
            let parameters =
                params![self.release.origin, self.origin.0, self.relation_key_prefix()];
            let count = self.transaction.query_row(sql, parameters, |row| row.get::<_, i64>(0))?;
            self.outcome.affiliations.unchanged = count.unsigned_abs();
            return self.count_open_ends();
        }
        self.transaction.execute_batch(
            "CREATE TEMP TABLE IF NOT EXISTS stated_affiliation (id INTEGER PRIMARY KEY);
             DELETE FROM temp.stated_affiliation;",
        )?;
        let sources = self.sources()?;
        let mut last = (String::new(), String::new(), String::new());
        loop {
            let page = self.relations_after(&last)?;
            let Some(end) = page.last() else { break };
            last = (end.subject.clone(), end.role.clone(), end.object.clone());
            for relation in &page {
                self.write_affiliation(relation, &sources)?;
            }
        }
        self.outcome.removed = self.unstated_affiliations()?;
        self.outcome.affiliations.removed += self.remove_unstated()?;
        self.count_open_ends()
    }

    /// Deletes the affiliations that no record states any more, and the statements that are merged with those of others. Returns how
    /// many.
    fn remove_unstated(&self) -> Result<u64, Error> {
        let (ty, prefix) = (EntityType::Affiliation, self.relation_key_prefix());
        let mut find = self.transaction.prepare_cached(
            "SELECT id FROM affiliation JOIN node USING (id)
             WHERE origin = ?1 AND substr(key, 1, length(?2)) = ?2
             AND id NOT IN (SELECT id FROM temp.stated_affiliation)",
        )?;
        let unstated = find.query_map([&self.release.origin, &prefix], |row| row.get(0))?;
        let unstated: Vec<i64> = unstated.collect::<Result<_, _>>()?;
        for id in &unstated {
            merged::separate(&self.transaction, ty, *id)?;
            node::delete(&self.transaction, *id)?;
        }
        let mut find = self.transaction.prepare_cached(
            "SELECT key FROM merged_fact
             WHERE type = ?1 AND origin = ?2 AND substr(key, 1, length(?3)) = ?3",
        )?;
        let merged = find.query_map(params![ty.name(), self.origin.0, prefix], |row| row.get(0))?;
        let mut merged: Vec<String> = merged.collect::<Result<_, _>>()?;
        merged.retain(|key| !self.merged_keys.contains(key));
        for key in &merged {
            merged::remove(&self.transaction, ty, key)?;
        }
        Ok((unstated.len() + merged.len()) as u64)
    }

    /// How the keys of the affiliations begin that follow from relations of records. Those with dates of their own
    /// ([`Import::add_fact`]) have other keys.
    pub(super) fn relation_key_prefix(&self) -> String {
        format!("{}:", self.release.origin)
    }

    /// Notes the cycles of parents that this import states.
    pub(super) fn find_cycles(&mut self) -> Result<(), Error> {
        let mut select = self.transaction.prepare_cached(
            "SELECT part.slug, whole.slug FROM affiliation AS a JOIN node USING (id)
             JOIN organization AS part ON part.id = a.object_id
             JOIN organization AS whole ON whole.id = a.subject_id
             WHERE a.role = 'PARENT' AND (node.origin = ?1
                 OR a.id IN (SELECT fact_id FROM merged_fact WHERE origin = ?2))
             ORDER BY part.slug, whole.slug",
        )?;
        let parameters = params![self.release.origin, self.origin.0];
        let edges = select
            .query_map(parameters, |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<Vec<(String, String)>, _>>()?;
        let edges: Vec<_> = edges.iter().map(|(part, whole)| (&**part, &**whole)).collect();
        let cycles = cycles(&edges).into_iter().map(|cycle| cycle.join(" in "));
        self.outcome.cycles = cycles.take(MAX_LISTED_CHANGES).collect();
        Ok(())
    }

    /// Refuses relations to a slug that no organization has: the map of a table names it, and can be corrected.
    pub(super) fn refuse_unknown_slugs(&self) -> Result<(), Error> {
        for slug in &self.named_slugs {
            if self.end(&format!("{SLUG_PREFIX}{slug}"))?.is_none() {
                let key = self.release.origin.clone();
                return Err(Error::UnknownReference { noun: "list", key, target: slug.clone() });
            }
        }
        Ok(())
    }

    /// Counts the relations that wait for a record. Relations to a withdrawn record are not waiting.
    fn count_open_ends(&mut self) -> Result<(), Error> {
        let start = SLUG_PREFIX.len() + 1;
        let known = |end: &str| {
            format!(
                "(EXISTS (SELECT 1 FROM contribution WHERE origin = s.origin AND key = s.{end})
                  OR EXISTS (SELECT 1 FROM organization WHERE slug = iif(s.{end} LIKE '{SLUG_PREFIX}%', substr(s.{end}, {start}), NULL)))"
            )
        };
        let sql = format!(
            "SELECT count(*) FROM (SELECT DISTINCT subject, role, object FROM statement AS s
             WHERE origin = ?1 AND NOT ({} AND {}))",
            known("subject"),
            known("object")
        );
        let open: i64 = self.transaction.query_row(&sql, [self.origin.0], |row| row.get(0))?;
        self.outcome.open_ends = open.unsigned_abs();
        Ok(())
    }

    /// The next relations, each with every record that states it.
    fn relations_after(
        &self,
        last: &(String, String, String),
    ) -> Result<Vec<GroupedRelation>, Error> {
        let mut select = self.transaction.prepare_cached(
            "SELECT s.subject, s.role, s.object, s.record, c.source_id, c.locator FROM statement AS s
             JOIN contribution AS c ON c.origin = s.origin AND c.key = s.record
             WHERE s.origin = ?1 AND (s.subject, s.role, s.object) > (?2, ?3, ?4)
             ORDER BY s.subject, s.role, s.object, s.record",
        )?;
        let mut rows = select.query(params![self.origin.0, last.0, last.1, last.2])?;
        let mut page: Vec<GroupedRelation> = Vec::new();
        while let Some(row) = rows.next()? {
            let (subject, role, object) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let statement =
                Statement { record: row.get(3)?, source: row.get(4)?, locator: row.get(5)? };
            let is_full = page.len() == RELATION_BATCH;
            match page.last_mut() {
                Some(it) if it.subject == subject && it.role == role && it.object == object => {
                    it.stated_by.push(statement);
                }
                _ if is_full => break,
                _ => {
                    page.push(GroupedRelation {
                        subject,
                        role,
                        object,
                        stated_by: vec![statement],
                    });
                }
            }
        }
        Ok(page)
    }

    /// Writes the affiliation of a relation, unless it is the same already or an end is not in the database.
    fn write_affiliation(&mut self, it: &GroupedRelation, sources: &Sources) -> Result<(), Error> {
        let (Some(subject), Some(object)) = (self.end(&it.subject)?, self.end(&it.object)?) else {
            return Ok(());
        };
        if subject.id == object.id {
            self.outcome.to_itself += 1;
            return Ok(());
        }
        let digest = digest::of_relation(&StatedRelation {
            subject: &it.subject,
            role: &it.role,
            object: &it.object,
            stated_by: it.stated_by.iter().map(|statement| &*statement.record).collect(),
            subject_founded: subject.founded.clone(),
            object_founded: object.founded.clone(),
            subject_ended: subject.ended,
            object_ended: object.ended,
        });
        let role = it.role.to_lowercase().replace('_', "-");
        let prefix = self.relation_key_prefix();
        let key = format!("{prefix}{}.{role}.{}", it.subject, it.object);
        let merged = merged::stored(&self.transaction, EntityType::Affiliation, &key)?;
        let merged = merged.map(|it| it.digest);
        if merged.is_some() {
            self.merged_keys.insert(key.clone());
        }
        if merged == Some(digest) && !self.outdated {
            self.outcome.affiliations.unchanged += 1;
            return Ok(());
        }
        // What the import says of it now is written again, and merged again.
        merged::remove(&self.transaction, EntityType::Affiliation, &key)?;
        let stored = self.affiliation(&key)?;
        let is_same = stored.is_some_and(|(_, before)| before == digest);
        let is_changed =
            !self.outdated || it.stated_by.iter().any(|it| self.changed_keys.contains(&it.record));
        let count = &mut self.outcome.affiliations;
        match stored.map(|(_, before)| before).or(merged) {
            Some(before) if before == digest => count.unchanged += 1,
            Some(_) if is_changed => count.changed += 1,
            Some(_) => count.read_anew += 1,
            None => count.added += 1,
        }
        let id = match stored {
            Some((id, _)) if is_same && !self.outdated => id,
            stored => {
                let affiliation = affiliation(it, key, &subject, &object, sources);
                let known = stored.map(|(id, _)| id);
                self.replace_affiliation(&affiliation, known, digest, [&subject, &object], sources)?
            }
        };
        let sql = "INSERT OR IGNORE INTO temp.stated_affiliation (id) VALUES (?1)";
        self.transaction.prepare_cached(sql)?.execute([id])?;
        Ok(())
    }

    /// Writes an affiliation, in place of the rows that the node `known` has. Returns the id of its node.
    fn replace_affiliation(
        &self,
        affiliation: &Affiliation,
        known: Option<i64>,
        digest: i64,
        ends: [&End; 2],
        sources: &Sources,
    ) -> Result<i64, Error> {
        let [subject, object] = ends;
        let ranked = RankedRecord {
            record: Record::Affiliation(affiliation),
            rank: rank::of_imported_affiliation(subject.rank, object.rank),
        };
        let connection = &self.transaction;
        let id = match known {
            None => node::insert(connection, &self.release.origin, &ranked)?,
            Some(id) => {
                merged::separate(connection, EntityType::Affiliation, id)?;
                node::delete_rows(connection, self.origin, EntityType::Affiliation, id)?;
                id
            }
        };
        let existence = ends.into_iter().map(|it| (it.slug.as_str(), it.existence()));
        let written = sources.values().map(|(slug, day)| (slug.as_str(), *day));
        let writer = self.writer(DateContext::of_import(written, existence));
        record::write(&writer, &ranked, id)?;
        node::set_digest(connection, id, digest)?;
        node::set_position(connection, &ranked, id)?;
        Ok(id)
    }

    /// Id and digest of the affiliation with that key.
    fn affiliation(&self, key: &str) -> Result<Option<(i64, i64)>, Error> {
        let sql = "SELECT id, digest FROM affiliation JOIN node USING (id) WHERE key = ?1";
        let mut find = self.transaction.prepare_cached(sql)?;
        Ok(find.query_row([key], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    /// The organization that an end of a relation names, if it is in the database and its record is not withdrawn.
    fn end(&self, end: &str) -> Result<Option<End>, Error> {
        let mut by_slug = self.transaction.prepare_cached(&format!(
            "SELECT {END_COLUMNS} FROM organization AS o WHERE slug = ?1"
        ))?;
        let mut by_key = self.transaction.prepare_cached(&format!(
            "SELECT {END_COLUMNS} FROM contribution AS c
             JOIN organization AS o ON o.id = c.organization_id AND o.rank < ?3
             WHERE c.origin = ?2 AND c.key = ?1"
        ))?;
        let found = match end.strip_prefix(SLUG_PREFIX) {
            Some(slug) => by_slug.query_row([slug], End::read),
            None => by_key.query_row(params![end, self.origin.0, FIRST_WITHDRAWN], End::read),
        };
        Ok(found.optional()?)
    }

    fn sources(&self) -> Result<Sources, Error> {
        let mut select = self.transaction.prepare_cached(
            "SELECT id, slug, latest_before - 1 FROM source
             WHERE id IN (SELECT source_id FROM contribution WHERE origin = ?1)",
        )?;
        let found = select
            .query_map([self.origin.0], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

/// The affiliation of a relation, with a citation for each record that states it.
fn affiliation(
    it: &GroupedRelation,
    key: String,
    subject: &End,
    object: &End,
    sources: &Sources,
) -> Affiliation {
    let cite = it.stated_by.iter().filter_map(|statement| {
        let (source, _) = sources.get(&statement.source)?;
        Some(Citation {
            source: source.clone(),
            part: None,
            locator: format!("{}, relationships", statement.locator),
            about: Vec::new(),
        })
    });
    Affiliation {
        key,
        subject: subject.slug.clone(),
        role: it.role.clone(),
        object: object.slug.clone(),
        program: None,
        degree: None,
        period: Period::default(),
        evidence: Evidence { basis: "STATED".to_owned(), note: None, cite: cite.collect() },
    }
}
