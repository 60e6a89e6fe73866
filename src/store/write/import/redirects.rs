//! Redirects from the keys of withdrawn records to the organizations of their successors.

use rusqlite::{OptionalExtension, params};

use super::run::Import;
use crate::{limits::imports::MAX_SUCCESSIONS, store::error::Error};

impl Import<'_> {
    /// Writes a redirect for each withdrawn record of this origin.
    pub(super) fn write_redirects(&self) -> Result<(), Error> {
        let Some(scheme) = self.release.scheme else { return Ok(()) };
        let mut withdrawn = self.transaction.prepare_cached(
            "SELECT key FROM contribution WHERE origin = ?1 AND organization_id IS NULL",
        )?;
        let keys = withdrawn.query_map([self.origin.0], |row| row.get(0))?;
        let keys: Vec<String> = keys.collect::<Result<_, _>>()?;
        let mut put = self.transaction.prepare_cached(
            "INSERT OR REPLACE INTO redirect (scheme, value, organization_id) VALUES (?1, ?2, ?3)",
        )?;
        for key in keys {
            put.execute(params![scheme, key, self.successor(&key)?])?;
        }
        Ok(())
    }

    /// The organization of the last successor; None if a record names no successor that is in the database, or several.
    fn successor(&self, key: &str) -> Result<Option<i64>, Error> {
        let mut next = self.transaction.prepare_cached(
            "SELECT s.subject, c.organization_id FROM statement AS s
             LEFT JOIN contribution AS c ON c.origin = s.origin AND c.key = s.subject
             WHERE s.origin = ?1 AND s.record = ?2 AND s.role = 'SUCCESSOR' AND s.object = ?2
             AND (SELECT count(*) FROM statement AS t WHERE t.origin = ?1 AND t.record = ?2
                  AND t.role = 'SUCCESSOR' AND t.object = ?2) = 1",
        )?;
        let mut key = key.to_owned();
        for _ in 0..MAX_SUCCESSIONS {
            let found = next.query_row(params![self.origin.0, key], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?))
            });
            match found.optional()? {
                Some((_, Some(organization))) => return Ok(Some(organization)),
                Some((successor, None)) => key = successor,
                None => return Ok(None),
            }
        }
        Ok(None)
    }
}
