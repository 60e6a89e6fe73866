//! Taking in what another registry says: record by record, in one transaction, beside what is there.
//!
//! A record is known by its origin and its key there; its contribution keeps a digest of it, so that a run
//! over the same file writes nothing. An organization that somebody else wrote before is joined: it keeps
//! all it has and gains what the record adds. Relations are kept as their records state them and become
//! affiliations once both ends are there; that is worked out when all records are in.

mod matching;
mod redirects;
mod relations;

use std::{collections::BTreeSet, path::PathBuf};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use self::matching::Candidate;
pub use self::matching::Doubt;
use super::{
    Count, Error, Ids, Origin, Writer, absorb, allocate,
    bounds::Dating,
    clear,
    contribution::{self, Contribution},
    digest::digest_of,
    item::{Item, Record},
    place, set_digest, setting, things,
};
use crate::domain::{
    entity::EntityType,
    imported::{Edition, End, FIRST_RANK, Imported, Status},
    record::{Citation, Source},
};

/// Pages held in memory while an import is at work, however large its file.
const CACHE_KIB: i64 = 64 << 10;

/// An import at work. Dropped without [`Import::finish`], it leaves the database as it was.
pub struct Import<'s> {
    transaction: Transaction<'s>,
    path: PathBuf,
    edition: &'s Edition,
    origin: Origin,
    source: i64,
    /// Pairs of slug and record that a curator found to be two.
    different: BTreeSet<(String, String)>,
    candidates: Vec<Candidate>,
    outcome: Outcome,
}

/// Changed records that are listed at most.
const LISTED: usize = 100;

/// What came of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Organizations. What was joined with one that was there before is not among those added.
    pub organizations: Count,
    /// The first of those changed, by name and key.
    pub changed: Vec<String>,
    /// Records that were taken back and only lead on to what took their place.
    pub led_on: Count,
    /// Affiliations.
    pub affiliations: Count,
    /// Records joined with an organization that was there before: key and slug.
    pub joined: Vec<(String, String)>,
    /// Records that were taken back, in this file.
    pub withdrawn: u64,
    /// Relations whose other end is not here.
    pub open_ends: u64,
    /// Pairs that a curator has to look at.
    pub doubts: Vec<Doubt>,
    /// The source of this edition was new or is described anew.
    pub source_written: bool,
}

impl Outcome {
    /// Whether any row is other than before.
    #[must_use]
    pub fn any(&self) -> bool {
        let any = |count: &Count| count.added + count.changed + count.removed > 0;
        self.source_written
            || !self.joined.is_empty()
            || any(&self.organizations)
            || any(&self.led_on)
            || any(&self.affiliations)
    }
}

/// The contribution of a record as it stands.
struct Stored {
    organization: Option<i64>,
    digest: i64,
    /// Whether this import wrote the organization.
    owned: bool,
}

impl<'s> Import<'s> {
    /// See [`super::super::Store::import`].
    pub(in crate::store) fn begin(
        connection: &'s mut Connection,
        path: PathBuf,
        edition: &'s Edition,
        different: BTreeSet<(String, String)>,
    ) -> Result<Self, Error> {
        // What does not fit is written to the log and read again, which costs more than all else together.
        connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.pragma_update(None, "defer_foreign_keys", true)?;
        transaction
            .prepare_cached("INSERT OR IGNORE INTO origin (name) VALUES (?1)")?
            .execute([&edition.origin])?;
        let origin = transaction
            .prepare_cached("SELECT number FROM origin WHERE name = ?1")?
            .query_row([&edition.origin], |row| row.get(0))?;
        let mut import = Self {
            transaction,
            path,
            edition,
            origin: Origin(origin),
            source: 0,
            different,
            candidates: Vec::new(),
            outcome: Outcome::default(),
        };
        import.source = import.write_source(&edition.source)?;
        import.no_newer()?;
        Ok(import)
    }

    /// Refuses a release of a registry where a newer one was taken in.
    fn no_newer(&self) -> Result<(), Error> {
        if self.edition.scheme.is_none() {
            return Ok(());
        }
        let newer = self.transaction.query_row(
            "SELECT newer.title FROM source AS newer, source AS this
             WHERE this.id = ?1 AND newer.publisher_id = this.publisher_id
             AND newer.earliest_from > this.earliest_from AND EXISTS (
                 SELECT 1 FROM citation WHERE source_id = newer.id AND rank >> 20 = ?2)
             ORDER BY newer.earliest_from DESC LIMIT 1",
            params![self.source, self.origin.0],
            |row| row.get(0),
        );
        match newer.optional()? {
            Some(newer) => Err(Error::Older { newer }),
            None => Ok(()),
        }
    }

    /// Takes a record in. Where its slug is that of something else it is not, and whose that is comes back.
    ///
    /// # Errors
    /// When the database refuses it; the import is to be dropped then.
    pub fn take(&mut self, record: Imported) -> Result<Option<String>, Error> {
        self.taken(record).map_err(|error| error.at(&self.path))
    }

    /// Works out the relations and the matches, and commits; in a dry run everything is undone instead.
    ///
    /// # Errors
    /// When the database refuses it; nothing is written then.
    pub fn finish(mut self, dry_run: bool) -> Result<Outcome, Error> {
        let path = self.path.clone();
        let mut finish = || {
            self.join_matches()?;
            self.relate()?;
            self.redirect()?;
            if self.outcome.any() {
                setting::touch(&self.transaction)?;
            }
            Ok(())
        };
        finish().map_err(|error: Error| error.at(&path))?;
        let Self { transaction, outcome, .. } = self;
        let end = if dry_run { transaction.rollback() } else { transaction.commit() };
        end.map_err(|error| Error::from(error).at(&path))?;
        Ok(outcome)
    }

    fn taken(&mut self, mut record: Imported) -> Result<Option<String>, Error> {
        let digest = digest_of(&record);
        let stored = self.stored(&record.key)?;
        let withdrawn = record.status == Some(Status::Withdrawn);
        self.outcome.withdrawn += u64::from(withdrawn);
        if let Some(stored) = stored.as_ref().filter(|stored| stored.digest == digest) {
            self.count(stored.organization.is_none()).unchanged += 1;
            if let Some(id) = stored.organization.filter(|_| stored.owned) {
                self.look_for_matches(&record, id, false)?;
            }
            return Ok(None);
        }
        let known = stored.as_ref().and_then(|stored| Some((stored.organization?, stored.owned)));
        let leads_on = withdrawn && known.is_none();
        let matched =
            if leads_on || known.is_some() { None } else { self.match_by_identifier(&record)? };
        if !leads_on
            && known.is_none()
            && matched.is_none()
            && let Some(holder) = self.holder(&record.organization.slug)?
        {
            return Ok(Some(holder));
        }
        match &stored {
            Some(_) => self.note_changed(&record, leads_on),
            None if matched.is_some() => {}
            None => self.count(leads_on).added += 1,
        }
        record.organization.cite = vec![Citation {
            source: self.edition.source.slug.clone(),
            locator: record.locator.clone(),
            about: Vec::new(),
        }];
        self.state(&record)?;
        if leads_on {
            let mut said = Contribution::of(&record.organization, &record.key);
            said.status = record.status.map(Status::word);
            said.cited = Some((self.source, &record.locator));
            contribution::put(&self.transaction, self.origin, &said, None, digest)?;
            return Ok(None);
        }
        let (id, owned) = match (known, matched) {
            (Some(known), _) => known,
            (None, Some((id, slug))) => {
                self.outcome.joined.push((record.key.clone(), slug));
                (id, false)
            }
            (None, None) => {
                (allocate(&self.transaction, &self.edition.origin, &item(&record))?, true)
            }
        };
        self.write(&record, id, owned, digest)?;
        if owned {
            self.look_for_matches(&record, id, stored.is_none())?;
        }
        Ok(None)
    }

    /// What a record counts among: it becomes an organization, or only leads on.
    fn count(&mut self, leads_on: bool) -> &mut Count {
        if leads_on { &mut self.outcome.led_on } else { &mut self.outcome.organizations }
    }

    /// Notes that a record says something else than before.
    fn note_changed(&mut self, record: &Imported, leads_on: bool) {
        self.count(leads_on).changed += 1;
        if !leads_on && self.outcome.changed.len() < LISTED {
            let name = record.organization.names.first().map_or("", |name| &name.value);
            self.outcome.changed.push(format!("{name} ({})", record.key));
        }
    }

    /// Who wrote the organization with that slug, if there is one.
    fn holder(&self, slug: &str) -> Result<Option<String>, Error> {
        let sql = "SELECT origin FROM organization JOIN node USING (id) WHERE slug = ?1";
        let mut find = self.transaction.prepare_cached(sql)?;
        Ok(find.query_row([slug], |row| row.get(0)).optional()?)
    }

    /// Writes what a record says of the organization `id`, in place of what it said before.
    fn write(&self, record: &Imported, id: i64, owned: bool, digest: i64) -> Result<(), Error> {
        let connection = &self.transaction;
        let writer = self.writer(Dating::of([], []));
        clear(connection, self.origin, EntityType::Organization, id)?;
        let item = item(record);
        if owned {
            things::organization(&writer, &item, id, &record.organization)?;
            place(connection, &item, id)?;
        } else {
            things::parts_of_organization(&writer, &item, id, &record.organization)?;
            absorb::drop_repeated_names(connection, id)?;
        }
        let mut said = Contribution::of(&record.organization, &record.key);
        said.status = record.status.map(Status::word);
        said.cited = Some((self.source, &record.locator));
        contribution::put(connection, self.origin, &said, Some(id), digest)?;
        contribution::settle(connection, id)
    }

    /// Keeps the relations that a record states, in place of those it stated before.
    fn state(&self, record: &Imported) -> Result<(), Error> {
        self.transaction
            .prepare_cached("DELETE FROM statement WHERE origin = ?1 AND record = ?2")?
            .execute(params![self.origin.0, record.key])?;
        let mut insert = self.transaction.prepare_cached(
            "INSERT OR IGNORE INTO statement (origin, subject, role, object, record)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for relation in &record.relations {
            let other = match &relation.other {
                End::Record(key) => key.clone(),
                End::Slug(slug) => format!("{}{slug}", relations::SLUG),
            };
            let own = record.key.clone();
            let (subject, object) = if relation.is_subject { (own, other) } else { (other, own) };
            // What reads the same from both ends is stated once, whoever states it.
            let (subject, object) =
                if crate::domain::role::is_symmetric(relation.role) && object < subject {
                    (object, subject)
                } else {
                    (subject, object)
                };
            insert.execute(params![self.origin.0, subject, relation.role, object, record.key])?;
        }
        Ok(())
    }

    fn stored(&self, key: &str) -> Result<Option<Stored>, Error> {
        let mut find = self.transaction.prepare_cached(
            "SELECT c.organization_id, c.digest, node.origin IS ?3 FROM contribution AS c
             LEFT JOIN node ON node.id = c.organization_id WHERE c.origin = ?1 AND c.key = ?2",
        )?;
        let stored = find.query_row(params![self.origin.0, key, self.edition.origin], |row| {
            Ok(Stored { organization: row.get(0)?, digest: row.get(1)?, owned: row.get(2)? })
        });
        Ok(stored.optional()?)
    }

    fn writer<'w>(&'w self, dating: Dating<'w>) -> Writer<'w> {
        Writer { connection: &self.transaction, origin: self.origin, ids: Ids::Stored, dating }
    }

    /// The row of the edition's source. A seed may have described it before, and then stands.
    fn write_source(&mut self, source: &Source) -> Result<i64, Error> {
        let digest = digest_of(source);
        let rank = FIRST_RANK + source.earliest.span().first;
        let item = Item {
            ty: EntityType::Source,
            key: &source.slug,
            rank,
            record: Record::Source(source),
        };
        let mut find = self.transaction.prepare_cached(
            "SELECT id, node.origin = ?2 AND digest <> ?3 FROM source JOIN node USING (id)
             WHERE slug = ?1",
        )?;
        let found = find.query_row(params![source.slug, self.edition.origin, digest], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?))
        });
        let found = found.optional()?;
        drop(find);
        let id = match found {
            Some((id, false)) => return Ok(id),
            Some((id, true)) => {
                clear(&self.transaction, self.origin, EntityType::Source, id)?;
                id
            }
            None => allocate(&self.transaction, &self.edition.origin, &item)?,
        };
        things::source(&self.writer(Dating::of([], [])), &item, id, source)?;
        set_digest(&self.transaction, id, digest)?;
        place(&self.transaction, &item, id)?;
        self.outcome.source_written = true;
        Ok(id)
    }
}

fn item(record: &Imported) -> Item<'_> {
    Item {
        ty: EntityType::Organization,
        key: &record.organization.slug,
        rank: record.rank,
        record: Record::Organization(&record.organization),
    }
}
