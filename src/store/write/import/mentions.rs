//! Organizations that a release names without a record of their own: its publisher, and those that other records refer to.

use rusqlite::{OptionalExtension, params};

use super::run::{Import, ranked};
use crate::{
    domain::{
        origin::ROR,
        record::{Citation, ImportedRecord, Organization},
    },
    store::{
        error::Error,
        write::{
            digest,
            rows::{bounds::DateContext, node, origin::Origin, record},
        },
    },
};

impl Import<'_> {
    /// Writes the source of the release, and before it its publisher, if the database has no such organization.
    pub(super) fn write_release(&mut self) -> Result<(), Error> {
        let release = self.release;
        let publisher = release.publisher.as_ref();
        let new = match publisher {
            Some(record) if !self.has_slug(&record.organization.slug)? => {
                Some((record, self.insert_without_citations(record)?))
            }
            _ => None,
        };
        self.source = self.write_source(&release.source)?;
        self.refuse_older_release()?;
        if let Some((record, id)) = new {
            return self.cite_release_for(record, id);
        }
        match publisher {
            Some(record) if self.stored(&record.key)?.is_some() => {
                self.add_record(record.clone()).map(|_| ())
            }
            _ => Ok(()),
        }
    }

    /// Whether the database has more of an organization than that a release refers to it: a record with another locator.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn has_more_of(&self, record: &ImportedRecord) -> Result<bool, Error> {
        let mut find = self
            .transaction
            .prepare_cached("SELECT locator FROM contribution WHERE origin = ?1 AND key = ?2")?;
        let found = find.query_row(params![self.origin.0, record.key], |row| row.get(0));
        let locator: Option<Option<String>> = found.optional()?;
        Ok(locator.is_some_and(|locator| locator.as_ref() != Some(&record.locator)))
    }

    /// Notes the registers whose institutions were not looked for among the organizations that this release adds: institutions are
    /// joined when their own register is imported.
    pub(super) fn find_imports_to_repeat(&mut self) -> Result<(), Error> {
        if self.release.origin != ROR || self.outcome.organizations.added == 0 {
            return Ok(());
        }
        let mut select = self.transaction.prepare_cached(
            "SELECT name FROM origin WHERE number <> ?1 AND EXISTS (
                 SELECT 1 FROM contribution WHERE origin = origin.number AND origin <> ?2)
             ORDER BY number",
        )?;
        let found = select.query_map([self.origin.0, Origin::SEED.0], |row| row.get(0))?;
        self.outcome.import_again = found.collect::<Result<_, _>>()?;
        Ok(())
    }

    fn has_slug(&self, slug: &str) -> Result<bool, Error> {
        let sql = "SELECT 1 FROM organization WHERE slug = ?1
                   UNION ALL SELECT 1 FROM redirect WHERE scheme = 'SLUG' AND value = ?1";
        Ok(self.transaction.prepare_cached(sql)?.exists([slug])?)
    }

    /// Writes the organization without citations. The source that it cites names it as its publisher, and so comes after it.
    fn insert_without_citations(&self, record: &ImportedRecord) -> Result<i64, Error> {
        let ranked = ranked(record);
        let id = node::insert(&self.transaction, &self.release.origin, &ranked)?;
        record::write(&self.writer(DateContext::of_import([], [])), &ranked, id)?;
        node::set_position(&self.transaction, &ranked, id)?;
        Ok(id)
    }

    /// Writes the publisher again, now with its citation.
    fn cite_release_for(&mut self, record: &ImportedRecord, id: i64) -> Result<(), Error> {
        let digest = digest::of_imported(record);
        let cite = vec![Citation {
            source: self.release.source.slug.clone(),
            part: None,
            locator: record.locator.clone(),
            about: Vec::new(),
        }];
        let organization = Organization { cite, ..record.organization.clone() };
        let cited = ImportedRecord { organization, ..record.clone() };
        let ty = crate::domain::entity_type::EntityType::Organization;
        node::delete_rows(&self.transaction, self.origin, ty, id)?;
        self.write_organization(&cited, id, true, digest)?;
        self.outcome.organizations.added += 1;
        self.find_match_candidates(record, id, true)
    }
}
