//! An import: takes the records of a file one by one, and works out relations and matches at the end.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::{
    candidate::OpenMatches,
    outcome::{ImportOutcome, Match},
};
use crate::{
    domain::{
        date::Day,
        entity_type::EntityType,
        rank::{FIRST_IMPORTED, PART_BITS},
        record::{Citation, ImportedRecord, Record, Release, Source, Status},
    },
    limits::imports::{MAX_LISTED_CHANGES, PAGE_CACHE_KIB},
    store::{
        error::Error,
        write::{
            changes::Count,
            digest, discrepancies, merged, regions,
            rows::{
                bounds::DateContext,
                contribution::{self, Contribution},
                merge, node, organization,
                origin::Origin,
                ranked::RankedRecord,
                record,
                writer::{Ids, Writer},
            },
            setting, topics,
        },
    },
};

/// An import in progress. Dropped without [`Import::finish`], it leaves the database as it was.
pub struct Import<'s> {
    pub(super) transaction: Transaction<'s>,
    pub(super) path: PathBuf,
    pub(super) release: &'s Release,
    pub(super) origin: Origin,
    /// Id of the source of the release.
    pub(super) source: i64,
    /// Pairs of slug and key that a curator found to be different organizations.
    pub(super) different: BTreeSet<(String, String)>,
    /// Whether an earlier version computed the derived columns of this origin's rows: then every record is written again.
    pub(super) outdated: bool,
    /// The slugs of organizations that the records name.
    pub(super) named_slugs: BTreeSet<String>,
    /// Keys of affiliations that are merged with those of another origin, and that the records still state.
    pub(super) merged_keys: BTreeSet<String>,
    pub(super) open: OpenMatches,
    /// While all records are written again: keys of those that say something else than before because their registry changed
    /// them.
    pub(super) changed_keys: BTreeSet<String>,
    /// Keys of records that a curator has decided on and that this run made organizations of.
    pub(super) decided: BTreeSet<String>,
    /// The last rank of the records of each type.
    pub(super) last_ranks: BTreeMap<EntityType, i64>,
    /// Whether records other than organizations were written.
    pub(super) facts_written: bool,
    pub(super) outcome: ImportOutcome,
}

/// The contribution that a record left in the database.
#[derive(Clone, Copy)]
pub(super) struct StoredContribution {
    /// None for a withdrawn record in a file of schema 13 or earlier.
    organization: Option<i64>,
    digest: i64,
    /// Whether this import owns the organization.
    is_owner: bool,
    /// Id of the release that it comes from, and the day on which that was published at the earliest.
    release: Option<(i64, Day)>,
}

impl<'s> Import<'s> {
    /// See [`Store::import`](crate::store::Store::import).
    pub(in crate::store) fn begin(
        connection: &'s mut Connection,
        path: PathBuf,
        release: &'s Release,
        mut different: BTreeSet<(String, String)>,
    ) -> Result<Self, Error> {
        let decisions = release.decisions.iter().filter(|decision| !decision.is_same);
        different.extend(decisions.map(|it| (it.organization.clone(), it.key.clone())));
        connection.pragma_update(None, "cache_size", -PAGE_CACHE_KIB)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.pragma_update(None, "defer_foreign_keys", true)?;
        transaction
            .prepare_cached("INSERT OR IGNORE INTO origin (name) VALUES (?1)")?
            .execute([&release.origin])?;
        let origin = transaction
            .prepare_cached("SELECT number FROM origin WHERE name = ?1")?
            .query_row([&release.origin], |row| row.get(0))?;
        let outdated = !setting::is_derivation_current(&transaction, &release.origin)?;
        let mut import = Self {
            transaction,
            path,
            release,
            origin: Origin(origin),
            source: 0,
            different,
            outdated,
            named_slugs: BTreeSet::new(),
            merged_keys: BTreeSet::new(),
            open: OpenMatches::default(),
            changed_keys: BTreeSet::new(),
            decided: BTreeSet::new(),
            last_ranks: BTreeMap::new(),
            facts_written: false,
            outcome: ImportOutcome::default(),
        };
        import.write_release()?;
        import.read_queue()?;
        Ok(import)
    }

    /// Writes a record. If its slug belongs to another record, nothing is written and the owner's name is returned.
    ///
    /// # Errors
    /// When the database refuses it; the import must be dropped then.
    pub fn add(&mut self, record: ImportedRecord) -> Result<Option<String>, Error> {
        self.add_record(record).map_err(|error| error.at(&self.path))
    }

    /// Joins the organizations that were added with those of other origins, as far as the rules decide. After this no
    /// organization can be added, and [`Import::add_fact`] finds the others.
    ///
    /// # Errors
    /// When the database refuses it; the import must be dropped then.
    pub fn join_organizations(&mut self) -> Result<(), Error> {
        self.merge_matches().map_err(|error| error.at(&self.path))
    }

    /// Works out the relations, and commits. A dry run rolls everything back instead.
    ///
    /// # Errors
    /// When the database refuses it; nothing is written then.
    pub fn finish(mut self, dry_run: bool) -> Result<ImportOutcome, Error> {
        let path = self.path.clone();
        let mut finish = || {
            self.refuse_unknown_slugs()?;
            self.write_affiliations()?;
            if self.outcome.any() || self.facts_written || self.outdated {
                merged::reconcile(&self.transaction)?;
            }
            self.find_cycles()?;
            self.find_imports_to_repeat()?;
            self.write_redirects()?;
            let others_found = discrepancies::refresh(&self.transaction)?;
            self.count_records_of_older_releases()?;
            if self.outcome.any() || self.facts_written || self.outdated || others_found {
                regions::assign(&self.transaction)?;
                topics::refresh(&self.transaction)?;
                setting::raise_data_version(&self.transaction)?;
            }
            setting::set_derivation_current(&self.transaction, &self.release.origin)
        };
        finish().map_err(|error: Error| error.at(&path))?;
        let Self { transaction, outcome, .. } = self;
        let end = if dry_run { transaction.rollback() } else { transaction.commit() };
        end.map_err(|error| Error::from(error).at(&path))?;
        Ok(outcome)
    }

    /// Refuses a release if a newer one of the same registry or list was imported before.
    pub(super) fn refuse_older_release(&self) -> Result<(), Error> {
        let newer = self.transaction.query_row(
            "SELECT newer.title FROM source AS newer, source AS this
             WHERE this.id = ?1 AND newer.earliest_from >= this.latest_before AND EXISTS (
                 SELECT 1 FROM citation WHERE source_id = newer.id AND rank >> ?3 = ?2)
             ORDER BY newer.earliest_from DESC LIMIT 1",
            params![self.source, self.origin.0, PART_BITS],
            |row| row.get(0),
        );
        match newer.optional()? {
            Some(newer) => Err(Error::OlderRelease { newer }),
            None => Ok(()),
        }
    }

    pub(super) fn add_record(
        &mut self,
        mut record: ImportedRecord,
    ) -> Result<Option<String>, Error> {
        self.note_named_slugs(&record);
        self.open.unread.remove(&record.key);
        let digest = digest::of_imported(&record);
        let stored = self.stored(&record.key)?;
        let is_withdrawn = record.status == Some(Status::Withdrawn);
        let is_same = stored.is_some_and(|stored| stored.digest == digest);
        if let Some(stored) = stored.filter(|_| is_same && !self.outdated) {
            self.count(is_withdrawn).unchanged += 1;
            self.note_last_release(&record.key)?;
            if let Some(id) = stored.organization.filter(|_| stored.is_owner && !is_withdrawn) {
                self.find_match_candidates(&record, id, false)?;
            }
            return Ok(None);
        }
        let known = stored.and_then(|stored| Some((stored.organization?, stored.is_owner)));
        let is_new = known.is_none();
        let matched = if is_new { self.match_by_key(&record)? } else { None };
        if is_new
            && matched.is_none()
            && let Some(owner) = self.owner_of_slug(&record.organization.slug)?
        {
            return Ok(Some(owner));
        }
        match stored {
            Some(_) if is_same => self.count(is_withdrawn).unchanged += 1,
            Some(stored) if self.is_read_anew(&record, stored) => {
                self.count(is_withdrawn).read_anew += 1;
            }
            Some(_) => self.count_changed(&record, is_withdrawn),
            None if matched.is_some() => {}
            None => self.count(is_withdrawn).added += 1,
        }
        record.organization.cite = vec![Citation {
            source: self.release.source.slug.clone(),
            part: None,
            locator: record.locator.clone(),
            about: Vec::new(),
        }];
        if stored.is_some() {
            self.delete_relations(&record.key)?;
        }
        self.store_relations(&record)?;
        let (id, is_owner) = match (known, matched) {
            (Some(known), _) => known,
            (None, Some((id, slug))) => {
                let scheme = self.release.scheme.unwrap_or_default();
                self.outcome.matched.push(Match {
                    slug,
                    key: record.key.clone(),
                    name: record.organization.name().to_owned(),
                    evidence: format!("{scheme} {}", record.key),
                });
                (id, false)
            }
            (None, None) => {
                (node::insert(&self.transaction, &self.release.origin, &ranked(&record))?, true)
            }
        };
        if stored.is_some() {
            node::delete_rows(&self.transaction, self.origin, EntityType::Organization, id)?;
            if known.is_some() {
                self.note_possible_wrong_join(&record, id)?;
            }
        }
        self.write_organization(&record, id, is_owner, digest)?;
        if is_owner {
            if stored.is_none() && self.release.decisions.iter().any(|it| it.key == record.key) {
                self.decided.insert(record.key.clone());
            }
            if !is_withdrawn {
                self.find_match_candidates(&record, id, stored.is_none())?;
            }
        }
        Ok(None)
    }

    /// Notes that this release has a record that it does not change.
    fn note_last_release(&self, key: &str) -> Result<(), Error> {
        self.transaction
            .prepare_cached(
                "UPDATE contribution SET last_source_id = ?3
                 WHERE origin = ?1 AND key = ?2 AND last_source_id <> ?3",
            )?
            .execute(params![self.origin.0, key, self.source])?;
        Ok(())
    }

    /// The count that a record belongs to.
    fn count(&mut self, is_withdrawn: bool) -> &mut Count {
        if is_withdrawn { &mut self.outcome.withdrawn } else { &mut self.outcome.organizations }
    }

    /// Whether a record that differs from the stored one is unchanged in its registry, so that only the program reads it
    /// otherwise than the version that stored it: it comes from the same release, or was last changed before that release.
    /// Lists without a scheme have no releases that stay as they are.
    fn is_read_anew(&self, record: &ImportedRecord, stored: StoredContribution) -> bool {
        let (Some((source, day)), true) = (stored.release, self.outdated) else { return false };
        let modified = record.history.modified.date;
        let is_older = modified.is_some_and(|modified| modified.span().end <= day);
        self.release.scheme.is_some() && (source == self.source || is_older)
    }

    fn count_changed(&mut self, record: &ImportedRecord, is_withdrawn: bool) {
        self.count(is_withdrawn).changed += 1;
        if self.outdated {
            self.changed_keys.insert(record.key.clone());
        }
        if self.outcome.changed.len() < MAX_LISTED_CHANGES {
            self.outcome.changed.push(format!("{} ({})", record.organization.name(), record.key));
        }
    }

    /// The origin of the organization with that slug, if there is one.
    fn owner_of_slug(&self, slug: &str) -> Result<Option<String>, Error> {
        let sql = "SELECT origin FROM organization JOIN node USING (id) WHERE slug = ?1";
        let mut find = self.transaction.prepare_cached(sql)?;
        Ok(find.query_row([slug], |row| row.get(0)).optional()?)
    }

    /// Writes what a record says of the organization `id`. What it said before must be gone.
    pub(super) fn write_organization(
        &self,
        record: &ImportedRecord,
        id: i64,
        is_owner: bool,
        digest: i64,
    ) -> Result<(), Error> {
        let connection = &self.transaction;
        let writer = self.writer(DateContext::of_import([], []));
        let ranked = ranked(record);
        if is_owner {
            record::write(&writer, &ranked, id)?;
            node::set_position(connection, &ranked, id)?;
        } else {
            organization::parts(&writer, &ranked, id, &record.organization)?;
            merge::delete_repeated_names(connection, id)?;
        }
        self.put_contribution(record, id, digest)?;
        contribution::refresh_displayed_fields(connection, id)
    }

    fn put_contribution(
        &self,
        record: &ImportedRecord,
        organization: i64,
        digest: i64,
    ) -> Result<(), Error> {
        let mut contribution = Contribution::new(&record.organization, &record.key);
        contribution.status = record.status.map(Status::word);
        contribution.history = record.history.clone();
        contribution.cited = Some((self.source, &record.locator));
        contribution::put(&self.transaction, self.origin, &contribution, organization, digest)
    }

    pub(super) fn stored(&self, key: &str) -> Result<Option<StoredContribution>, Error> {
        let mut find = self.transaction.prepare_cached(
            "SELECT c.organization_id, c.digest, node.origin IS ?3, source.id, source.earliest_from
             FROM contribution AS c LEFT JOIN node ON node.id = c.organization_id
             LEFT JOIN source ON source.id = c.source_id WHERE c.origin = ?1 AND c.key = ?2",
        )?;
        let stored = find.query_row(params![self.origin.0, key, self.release.origin], |row| {
            let (organization, digest, is_owner) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let release: (Option<i64>, Option<Day>) = (row.get(3)?, row.get(4)?);
            let release = release.0.zip(release.1);
            Ok(StoredContribution { organization, digest, is_owner, release })
        });
        Ok(stored.optional()?)
    }

    pub(super) fn writer<'w>(&'w self, dates: DateContext<'w>) -> Writer<'w> {
        Writer { connection: &self.transaction, origin: self.origin, ids: Ids::Stored, dates }
    }

    /// Writes the source of the release and returns its id. A source that another origin owns stays as it is.
    pub(super) fn write_source(&mut self, source: &Source) -> Result<i64, Error> {
        let digest = digest::of_record(Record::Source(source), None);
        let rank = FIRST_IMPORTED + source.earliest.span().first;
        let ranked = RankedRecord { record: Record::Source(source), rank };
        let mut find = self.transaction.prepare_cached(
            "SELECT id, node.origin = ?2 AND digest <> ?3 FROM source JOIN node USING (id)
             WHERE slug = ?1",
        )?;
        let found = find.query_row(params![source.slug, self.release.origin, digest], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?))
        });
        let found = found.optional()?;
        drop(find);
        let id = match found {
            Some((id, false)) => return Ok(id),
            Some((id, true)) => {
                node::delete_rows(&self.transaction, self.origin, EntityType::Source, id)?;
                id
            }
            None => node::insert(&self.transaction, &self.release.origin, &ranked)?,
        };
        record::write(&self.writer(DateContext::of_import([], [])), &ranked, id)?;
        node::set_digest(&self.transaction, id, digest)?;
        node::set_position(&self.transaction, &ranked, id)?;
        self.outcome.source_written = true;
        Ok(id)
    }
}

pub(super) fn ranked(record: &ImportedRecord) -> RankedRecord<'_> {
    RankedRecord { record: Record::Organization(&record.organization), rank: record.rank }
}
