//! The queue of candidates: pairs that the rules leave open are kept for a curator, and what the curator has decided holds for every later
//! import.

use std::collections::BTreeMap;

use rusqlite::params;

use super::{outcome::UncertainMatch, run::Import};
use crate::store::error::Error;

impl Import<'_> {
    /// Reads the decisions of a curator, and which records have candidates.
    pub(super) fn read_queue(&mut self) -> Result<(), Error> {
        let mut find = self.transaction.prepare_cached(
            "SELECT m.key, m.slug, m.decision, o.slug FROM match_candidate AS m
             LEFT JOIN redirect AS r ON r.scheme = 'SLUG' AND r.value = m.slug
             LEFT JOIN organization AS o ON o.id = r.organization_id WHERE m.origin = ?1",
        )?;
        let mut rows = find.query([self.origin.0])?;
        while let Some(row) = rows.next()? {
            let (key, slug): (String, String) = (row.get(0)?, row.get(1)?);
            let (decision, merged): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
            match decision.as_deref() {
                Some("DIFFERENT") => {
                    self.different.extend(merged.map(|slug| (slug, key.clone())));
                    self.different.insert((slug, key));
                }
                Some("NEW") => {
                    self.open.new.insert(key);
                }
                Some(_) => {}
                None => {
                    self.open.unread.insert(key);
                }
            }
        }
        Ok(())
    }

    /// Brings the queue to the pairs that this import leaves open. Pairs of records that the file does not have stay.
    pub(super) fn write_queue(&self) -> Result<(), Error> {
        let mut open: BTreeMap<(&str, &str), &UncertainMatch> = BTreeMap::new();
        for it in self.outcome.uncertain.iter().filter(|it| it.score > 0) {
            open.insert((&it.key, &it.slug), it);
        }
        let mut find = self.transaction.prepare_cached(
            "SELECT key, slug FROM match_candidate WHERE origin = ?1 AND decision IS NULL",
        )?;
        let stored = find.query_map([self.origin.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let stored: Vec<(String, String)> = stored.collect::<Result<_, _>>()?;
        let mut delete = self.transaction.prepare_cached(
            "DELETE FROM match_candidate WHERE origin = ?1 AND key = ?2 AND slug = ?3",
        )?;
        for (key, slug) in &stored {
            if !self.open.unread.contains(key) && !open.contains_key(&(key, slug)) {
                delete.execute(params![self.origin.0, key, slug])?;
            }
        }
        let mut put = self.transaction.prepare_cached(
            "INSERT INTO match_candidate (origin, key, slug, name, score, reason)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT DO UPDATE SET name = excluded.name, score = excluded.score, reason = excluded.reason
             WHERE decision IS NULL AND (name, score, reason) <> (excluded.name, excluded.score, excluded.reason)",
        )?;
        for it in open.into_values() {
            put.execute(params![self.origin.0, it.key, it.slug, it.name, it.score, it.reason])?;
        }
        Ok(())
    }
}
