//! Keys of records that were taken back: each leads to what took over, if anything did.

use rusqlite::{OptionalExtension, params};

use super::{Error, Import};

/// Steps from a withdrawn record to one that stands, at most; records may name each other in a circle.
const LONGEST: usize = 8;

impl Import<'_> {
    /// Brings the redirects of this import's keys to what its records say.
    pub(super) fn redirect(&self) -> Result<(), Error> {
        let Some(scheme) = self.edition.scheme else { return Ok(()) };
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

    /// The organization at the end of the line of successors; None where it breaks off or forks.
    fn successor(&self, key: &str) -> Result<Option<i64>, Error> {
        let mut next = self.transaction.prepare_cached(
            "SELECT s.subject, c.organization_id FROM statement AS s
             LEFT JOIN contribution AS c ON c.origin = s.origin AND c.key = s.subject
             WHERE s.origin = ?1 AND s.record = ?2 AND s.role = 'SUCCESSOR' AND s.object = ?2
             AND (SELECT count(*) FROM statement AS t WHERE t.origin = ?1 AND t.record = ?2
                  AND t.role = 'SUCCESSOR' AND t.object = ?2) = 1",
        )?;
        let mut key = key.to_owned();
        for _ in 0..LONGEST {
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
