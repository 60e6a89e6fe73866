//! Redirects from the keys of withdrawn records to the organizations of their successors, as far as there are any.

use rusqlite::{OptionalExtension, params};

use super::run::Import;
use crate::{
    domain::{rank::FIRST_WITHDRAWN, record::Status},
    limits::imports::MAX_SUCCESSIONS,
    store::error::Error,
};

impl Import<'_> {
    /// Writes a redirect for each withdrawn record of this origin that has a successor in the database.
    pub(super) fn write_redirects(&mut self) -> Result<(), Error> {
        let Some(scheme) = self.release.scheme else { return Ok(()) };
        let mut withdrawn = self
            .transaction
            .prepare_cached("SELECT key FROM contribution WHERE origin = ?1 AND status = ?2")?;
        let status = Status::Withdrawn.word();
        let keys = withdrawn.query_map(params![self.origin.0, status], |row| row.get(0))?;
        let keys: Vec<String> = keys.collect::<Result<_, _>>()?;
        let mut put = self.transaction.prepare_cached(
            "INSERT OR REPLACE INTO redirect (scheme, value, organization_id) VALUES (?1, ?2, ?3)",
        )?;
        let mut delete = self
            .transaction
            .prepare_cached("DELETE FROM redirect WHERE scheme = ?1 AND value = ?2")?;
        let mut count = 0;
        for key in keys {
            match self.successor(&key)? {
                Some(successor) => {
                    put.execute(params![scheme, key, successor])?;
                    count += 1;
                }
                None => {
                    delete.execute([scheme, &key])?;
                }
            }
        }
        drop((withdrawn, put, delete));
        self.outcome.redirects = count;
        Ok(())
    }

    /// The organization of the last successor; None if a record names no successor that is in the database, or several.
    fn successor(&self, key: &str) -> Result<Option<i64>, Error> {
        let mut next = self.transaction.prepare_cached(
            "SELECT s.subject, o.id FROM statement AS s
             LEFT JOIN contribution AS c ON c.origin = s.origin AND c.key = s.subject
             LEFT JOIN organization AS o ON o.id = c.organization_id AND o.rank < ?3
             WHERE s.origin = ?1 AND s.record = ?2 AND s.role = 'SUCCESSOR' AND s.object = ?2
             AND (SELECT count(*) FROM statement AS t WHERE t.origin = ?1 AND t.record = ?2
                  AND t.role = 'SUCCESSOR' AND t.object = ?2) = 1",
        )?;
        let mut key = key.to_owned();
        for _ in 0..MAX_SUCCESSIONS {
            let found = next.query_row(params![self.origin.0, key, FIRST_WITHDRAWN], |row| {
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
