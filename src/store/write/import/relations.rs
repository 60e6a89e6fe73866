//! From relations as records state them to affiliations between the organizations that are here.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, params};

use super::{Error, Import};
use crate::{
    domain::{
        date::{Day, PartialDate},
        entity::EntityType,
        imported::FIRST_RANK,
        record::{Affiliation, Citation, Evidence, Period},
    },
    store::write::{
        Count, allocate,
        bounds::Dating,
        clear,
        digest::digest_of,
        facts,
        item::{Item, Record},
        place, set_digest,
    },
};

/// Before the slug of an organization that a relation names instead of a record.
pub(super) const SLUG: &str = "slug:";

/// A relation that one or both of its ends state.
#[derive(Default, PartialEq)]
struct Stated {
    subject: String,
    role: String,
    object: String,
    /// Keys of the records that state it, with their source and locator.
    by: Vec<(String, i64, String)>,
}

/// An end of a relation that is here.
struct Here {
    id: i64,
    slug: String,
    founded: Option<PartialDate>,
    rank: i64,
}

impl Import<'_> {
    /// Brings the affiliations of this import to what its records state.
    pub(super) fn relate(&mut self) -> Result<(), Error> {
        let written = |count: Count| count.added + count.changed;
        let written = written(self.outcome.organizations) + written(self.outcome.led_on);
        if written == 0 && self.outcome.joined.is_empty() {
            let sql = "SELECT count(*) FROM node WHERE origin = ?1 AND type = 'Affiliation'";
            let unchanged: i64 =
                self.transaction.query_row(sql, [&self.edition.origin], |row| row.get(0))?;
            self.outcome.affiliations.unchanged = unchanged.unsigned_abs();
            return self.count_open_ends();
        }
        self.transaction.execute_batch(
            "CREATE TEMP TABLE IF NOT EXISTS standing (id INTEGER PRIMARY KEY);
             DELETE FROM temp.standing;",
        )?;
        let sources = self.sources()?;
        // A page at a time: a statement that is being read must not see what is written meanwhile.
        let mut last = (String::new(), String::new(), String::new());
        loop {
            let page = self.page_after(&last)?;
            let Some(end) = page.last() else { break };
            last = (end.subject.clone(), end.role.clone(), end.object.clone());
            for stated in &page {
                self.relation(stated, &sources)?;
            }
        }
        let gone = self.transaction.execute(
            "DELETE FROM node WHERE origin = ?1 AND type = 'Affiliation'
             AND id NOT IN (SELECT id FROM temp.standing)",
            [&self.edition.origin],
        )?;
        self.outcome.affiliations.removed += u64::try_from(gone).unwrap_or_default();
        self.count_open_ends()
    }

    /// Counts the relations that wait for a record. What a withdrawn record states waits for nothing.
    fn count_open_ends(&mut self) -> Result<(), Error> {
        let known = |end: &str| {
            format!(
                "(EXISTS (SELECT 1 FROM contribution WHERE origin = s.origin AND key = s.{end})
                  OR EXISTS (SELECT 1 FROM organization WHERE slug = iif(s.{end} LIKE '{SLUG}%', substr(s.{end}, 6), NULL)))"
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

    /// The next relations, each with all who state it.
    fn page_after(&self, last: &(String, String, String)) -> Result<Vec<Stated>, Error> {
        const PAGE: usize = 1_000;
        let mut select = self.transaction.prepare_cached(
            "SELECT s.subject, s.role, s.object, s.record, c.source_id, c.locator FROM statement AS s
             JOIN contribution AS c ON c.origin = s.origin AND c.key = s.record
             WHERE s.origin = ?1 AND (s.subject, s.role, s.object) > (?2, ?3, ?4)
             ORDER BY s.subject, s.role, s.object, s.record",
        )?;
        let mut rows = select.query(params![self.origin.0, last.0, last.1, last.2])?;
        let mut page: Vec<Stated> = Vec::new();
        while let Some(row) = rows.next()? {
            let (subject, role, object) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let by = (row.get(3)?, row.get(4)?, row.get(5)?);
            let full = page.len() == PAGE;
            match page.last_mut() {
                Some(it) if it.subject == subject && it.role == role && it.object == object => {
                    it.by.push(by);
                }
                _ if full => break,
                _ => page.push(Stated { subject, role, object, by: vec![by] }),
            }
        }
        Ok(page)
    }

    /// Writes the affiliation of a relation unless it stands already or lacks an end.
    fn relation(
        &mut self,
        it: &Stated,
        sources: &HashMap<i64, (String, Day)>,
    ) -> Result<(), Error> {
        let (Some(subject), Some(object)) = (self.end(&it.subject)?, self.end(&it.object)?) else {
            return Ok(());
        };
        if subject.id == object.id {
            return Ok(());
        }
        let by: Vec<_> = it.by.iter().map(|(record, ..)| record).collect();
        let digest =
            digest_of(&(&it.subject, &it.role, &it.object, by, subject.founded, object.founded));
        let role = it.role.to_lowercase().replace('_', "-");
        let key = format!("{}:{}.{role}.{}", self.edition.origin, it.subject, it.object);
        let stored = self.affiliation(&key)?;
        let id = stored.map_or(0, |(id, _)| id);
        match stored {
            Some((_, before)) if before == digest => self.outcome.affiliations.unchanged += 1,
            _ => {
                let record = affiliation(it, key, &subject, &object, sources);
                // Every organization lists its relations in the order of the ranks of the other ends.
                let rank = FIRST_RANK + (subject.rank + object.rank) % FIRST_RANK;
                let item = Item {
                    ty: EntityType::Affiliation,
                    key: &record.key,
                    rank,
                    record: Record::Affiliation(&record),
                };
                let id = self.write_affiliation(
                    &item,
                    &record,
                    id,
                    digest,
                    (&subject, &object),
                    sources,
                )?;
                return self.stands(id);
            }
        }
        self.stands(id)
    }

    fn write_affiliation(
        &mut self,
        item: &Item,
        record: &Affiliation,
        known: i64,
        digest: i64,
        (subject, object): (&Here, &Here),
        sources: &HashMap<i64, (String, Day)>,
    ) -> Result<i64, Error> {
        let id = if known == 0 {
            self.outcome.affiliations.added += 1;
            allocate(&self.transaction, &self.edition.origin, item)?
        } else {
            self.outcome.affiliations.changed += 1;
            clear(&self.transaction, self.origin, EntityType::Affiliation, known)?;
            known
        };
        let founded = [subject, object].into_iter();
        let founded = founded.filter_map(|it| Some((it.slug.as_str(), it.founded?.span().first)));
        let written = sources.values().map(|(slug, day)| (slug.as_str(), *day));
        let writer = self.writer(Dating::of(written, founded));
        facts::affiliation(&writer, item, id, record)?;
        set_digest(&self.transaction, id, digest)?;
        place(&self.transaction, item, id)?;
        Ok(id)
    }

    fn stands(&self, id: i64) -> Result<(), Error> {
        let sql = "INSERT OR IGNORE INTO temp.standing (id) VALUES (?1)";
        self.transaction.prepare_cached(sql)?.execute([id])?;
        Ok(())
    }

    /// Id and digest of the affiliation with that key.
    fn affiliation(&self, key: &str) -> Result<Option<(i64, i64)>, Error> {
        let sql = "SELECT id, digest FROM affiliation JOIN node USING (id) WHERE key = ?1";
        let mut find = self.transaction.prepare_cached(sql)?;
        Ok(find.query_row([key], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    fn end(&self, end: &str) -> Result<Option<Here>, Error> {
        let mut by_slug = self
            .transaction
            .prepare_cached("SELECT id, slug, founded, rank FROM organization WHERE slug = ?1")?;
        let mut by_key = self.transaction.prepare_cached(
            "SELECT o.id, o.slug, o.founded, o.rank FROM contribution AS c
             JOIN organization AS o ON o.id = c.organization_id WHERE c.origin = ?2 AND c.key = ?1",
        )?;
        let here = |row: &rusqlite::Row| {
            let founded: Option<String> = row.get(2)?;
            let founded = founded.and_then(|date| date.parse().ok());
            Ok(Here { id: row.get(0)?, slug: row.get(1)?, founded, rank: row.get(3)? })
        };
        let found = match end.strip_prefix(SLUG) {
            Some(slug) => by_slug.query_row([slug], here),
            None => by_key.query_row(params![end, self.origin.0], here),
        };
        Ok(found.optional()?)
    }

    /// The sources that this import has cited: slug and last day of writing, by id.
    fn sources(&self) -> Result<HashMap<i64, (String, Day)>, Error> {
        let mut select = self.transaction.prepare_cached(
            "SELECT id, slug, latest_before - 1 FROM source
             WHERE id IN (SELECT source_id FROM contribution WHERE origin = ?1)",
        )?;
        let found = select
            .query_map([self.origin.0], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

fn affiliation(
    it: &Stated,
    key: String,
    subject: &Here,
    object: &Here,
    sources: &HashMap<i64, (String, Day)>,
) -> Affiliation {
    let cite = it.by.iter().filter_map(|(_, source, locator)| {
        let (source, _) = sources.get(source)?;
        Some(Citation {
            source: source.clone(),
            locator: format!("{locator}, relationships"),
            about: Vec::new(),
        })
    });
    Affiliation {
        key,
        subject: subject.slug.clone(),
        role: it.role.clone(),
        object: object.slug.clone(),
        period: Period::default(),
        evidence: Evidence { basis: "STATED".to_owned(), note: None, cite: cite.collect() },
    }
}
