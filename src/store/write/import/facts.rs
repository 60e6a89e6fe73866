//! Writes the records of an import that are no organizations: programs, events, relations with dates of their own, figures.
//!
//! A record keeps the first and the newest release that state it in its citations. What a newer release no longer has stays as
//! it is, last stated by the older one.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};

use super::{relations::END_COLUMNS, run::Import};
use crate::{
    domain::{
        date::{Day, StatedDate},
        entity_type::EntityType,
        rank::{self, FIRST_IMPORTED},
        record::{Citation, ImportedFact, Record},
    },
    store::{
        error::Error,
        write::{
            digest, merged,
            rows::{
                bounds::{DateContext, Existence, Thing, span},
                node,
                ranked::RankedRecord,
                record,
            },
        },
    },
};

/// What became of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactOutcome {
    /// It is in the database.
    Written,
    /// It refers to a record that is not in the database: its type and slug. Nothing is written.
    Missing(EntityType, String),
    /// Its slug or key belongs to a record of another origin. Nothing is written.
    Owned(String),
    /// This import has the same statement under the other key. Nothing is written.
    Repeated(String),
    /// It would be a part of itself: it includes the record of its type with this slug already. Nothing is written.
    Circle(String),
    /// It relates an organization to itself, since both ends have been joined. Nothing is written.
    ToItself,
}

/// The types of the records that this module writes.
pub(super) const FACT_TYPES: [EntityType; 9] = [
    EntityType::Person,
    EntityType::Program,
    EntityType::Event,
    EntityType::Topic,
    EntityType::Affiliation,
    EntityType::Position,
    EntityType::Participation,
    EntityType::Figure,
    EntityType::TopicAssignment,
];

/// A record of this import that an earlier run wrote.
struct StoredFact {
    /// None for a statement that is merged with a record of another origin.
    id: Option<i64>,
    digest: i64,
    /// The releases that it cites, by their dates.
    cited: Vec<CitedRelease>,
}

/// A release that states a record.
#[derive(Clone, Debug)]
struct CitedRelease {
    slug: String,
    locator: String,
    /// The first and the last day on which it can have been written.
    written: (Day, Day),
}

/// Records that a record refers to: the existence of those that have one, and the ranks of the organizations.
#[derive(Default)]
struct References<'r> {
    existence: Vec<(Thing<'r>, Existence)>,
    ranks: Vec<i64>,
}

impl Import<'_> {
    /// Writes a record that is no organization; `locator` says where the release has it. The organizations must be joined before
    /// ([`Import::join_organizations`]), and what it refers to must be written before it.
    ///
    /// # Errors
    /// When the database refuses it; the import must be dropped then.
    pub fn add_fact(&mut self, fact: ImportedFact, locator: &str) -> Result<FactOutcome, Error> {
        let path = self.path.clone();
        self.write_fact(fact, locator).map_err(|error| error.at(&path))
    }

    fn write_fact(&mut self, fact: ImportedFact, locator: &str) -> Result<FactOutcome, Error> {
        let references = match self.references(&fact)? {
            Ok(references) => references,
            Err((ty, slug)) => return Ok(FactOutcome::Missing(ty, slug.to_owned())),
        };
        let (ty, key) = (fact.record().entity_type(), fact.record().key().to_owned());
        if let Some(owner) = self.other_owner(ty, &key)? {
            return Ok(FactOutcome::Owned(owner));
        }
        if let Some(conflict) = self.conflict(&fact)? {
            return Ok(conflict);
        }
        let digest = digest::of_fact(fact.record(), locator, &references.existence);
        let stored = self.stored_fact(ty, &key)?;
        let is_same = stored.as_ref().is_some_and(|it| it.digest == digest);
        let is_cited = stored.as_ref().is_some_and(|it| self.is_cited(it));
        if ty == EntityType::Affiliation && stored.as_ref().is_some_and(|it| it.id.is_none()) {
            self.merged_keys.insert(key.clone());
        }
        let count = self.outcome.facts.entry(ty).or_default();
        match &stored {
            None => count.added += 1,
            Some(_) if is_same => count.unchanged += 1,
            Some(_) if self.outdated => count.read_anew += 1,
            Some(_) => count.changed += 1,
        }
        if is_same && is_cited && !self.outdated {
            return Ok(FactOutcome::Written);
        }
        self.facts_written = true;
        let earlier = stored.as_ref().filter(|_| is_same).map_or(&[][..], |it| &it.cited);
        let releases = self.releases(earlier, locator);
        let days: Vec<_> = releases.iter().map(|it| (it.slug.clone(), it.written)).collect();
        let existence = references.existence.iter();
        let existence: Vec<_> =
            existence.map(|((ty, slug), it)| ((*ty, (*slug).to_owned()), *it)).collect();
        let rank = self.rank(ty, &references.ranks)?;
        let fact = fact.cited(releases.into_iter().map(CitedRelease::citation).collect());
        let written = days.iter().map(|(slug, days)| (slug.as_str(), *days));
        let existence = existence.iter().map(|((ty, slug), it)| ((*ty, slug.as_str()), *it));
        let dates = DateContext::of_fact(written, existence);
        self.replace_fact(fact.record(), rank, stored.as_ref(), digest, dates)?;
        Ok(FactOutcome::Written)
    }

    /// Writes the rows of a record in place of those that it had. A record that is written again keeps its rank; a statement that is
    /// merged with a record of another origin has none of its own.
    fn replace_fact(
        &self,
        fact: Record<'_>,
        rank: i64,
        stored: Option<&StoredFact>,
        digest: i64,
        dates: DateContext<'_>,
    ) -> Result<(), Error> {
        let connection = &self.transaction;
        let mut ranked = RankedRecord { record: fact, rank };
        let id = if let Some(id) = stored.and_then(|it| it.id) {
            let sql = format!("SELECT rank FROM {} WHERE id = ?1", ranked.ty().table());
            ranked.rank = connection.prepare_cached(&sql)?.query_row([id], |row| row.get(0))?;
            merged::separate(connection, ranked.ty(), id)?;
            node::delete_rows(connection, self.origin, ranked.ty(), id)?;
            id
        } else {
            // What the import says now is merged again.
            if stored.is_some() {
                merged::remove(connection, ranked.ty(), fact.key())?;
            }
            node::insert(connection, &self.release.origin, &ranked)?
        };
        record::write(&self.writer(dates), &ranked, id)?;
        node::set_digest(connection, id, digest)?;
        node::set_position(connection, &ranked, id)
    }

    /// What a record refers to; or the type and slug of what is not in the database.
    fn references<'r>(
        &self,
        fact: &'r ImportedFact,
    ) -> Result<Result<References<'r>, Thing<'r>>, Error> {
        let mut found = References::default();
        for (ty, slug) in fact.references() {
            let existence = match ty {
                EntityType::Organization => match self.organization_with_slug(slug)? {
                    Some((existence, rank)) => {
                        found.ranks.push(rank);
                        Some(existence)
                    }
                    None => return Ok(Err((ty, slug))),
                },
                EntityType::Program => match self.program_with_slug(slug)? {
                    Some(existence) => Some(existence),
                    None => return Ok(Err((ty, slug))),
                },
                _ if self.is_stored(ty, slug)? => None,
                _ => return Ok(Err((ty, slug))),
            };
            found.existence.extend(existence.map(|existence| ((ty, slug), existence)));
        }
        Ok(Ok(found))
    }

    /// When the organization with a slug existed, and its rank. The slug may be that of an organization that was joined with
    /// another one.
    fn organization_with_slug(&self, slug: &str) -> Result<Option<(Existence, i64)>, Error> {
        let mut find = self.transaction.prepare_cached(&format!(
            "SELECT {END_COLUMNS} FROM organization AS o WHERE o.id = (
                 SELECT id FROM organization WHERE slug = ?1
                 UNION ALL SELECT organization_id FROM redirect WHERE scheme = 'SLUG' AND value = ?1)"
        ))?;
        let found = find.query_row([slug], |row| {
            let end = super::relations::End::read(row)?;
            Ok((end.existence(), end.rank))
        });
        Ok(found.optional()?)
    }

    fn program_with_slug(&self, slug: &str) -> Result<Option<Existence>, Error> {
        let mut find =
            self.transaction.prepare_cached("SELECT starts, ends FROM program WHERE slug = ?1")?;
        let date = |text: Option<String>| text.and_then(|it| it.parse::<StatedDate>().ok());
        let found = find.query_row([slug], |row| {
            let (starts, ends) = (date(row.get(0)?), date(row.get(1)?));
            let end = ends.as_ref().map(StatedDate::span);
            Ok(Existence { first: span(starts.as_ref()).first, end })
        });
        Ok(found.optional()?)
    }

    fn is_stored(&self, ty: EntityType, key: &str) -> Result<bool, Error> {
        let sql = format!("SELECT 1 FROM {} WHERE {} = ?1", ty.table(), ty.key_column());
        Ok(self.transaction.prepare_cached(&sql)?.exists([key])?)
    }

    /// The other origin that has a record with this slug or key.
    fn other_owner(&self, ty: EntityType, key: &str) -> Result<Option<String>, Error> {
        let sql = format!(
            "SELECT origin FROM {} JOIN node USING (id) WHERE {} = ?1 AND origin <> ?2
             UNION ALL SELECT origin.name FROM merged_fact AS m JOIN origin ON origin.number = m.origin
             WHERE m.type = ?3 AND m.key = ?1 AND origin.name <> ?2",
            ty.table(),
            ty.key_column()
        );
        let mut find = self.transaction.prepare_cached(&sql)?;
        Ok(find.query_row([key, &self.release.origin, ty.name()], |row| row.get(0)).optional()?)
    }

    fn stored_fact(&self, ty: EntityType, key: &str) -> Result<Option<StoredFact>, Error> {
        let sql = format!(
            "SELECT id, digest, id FROM {} JOIN node USING (id) WHERE {} = ?1",
            ty.table(),
            ty.key_column()
        );
        let read = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let mut own = self.transaction.prepare_cached(&sql)?;
        let mut found: Option<(Option<i64>, i64, i64)> = own.query_row([key], read).optional()?;
        if found.is_none() {
            let merged = merged::stored(&self.transaction, ty, key)?;
            found = merged.map(|it| (None, it.digest, it.fact));
        }
        let Some((id, digest, cites)) = found else { return Ok(None) };
        Ok(Some(StoredFact { id, digest, cited: self.cited_releases(cites)? }))
    }

    /// The releases of this import that a record cites.
    fn cited_releases(&self, id: i64) -> Result<Vec<CitedRelease>, Error> {
        let mut select = self.transaction.prepare_cached(
            "SELECT s.slug, c.locator, s.earliest_from, s.latest_before - 1
             FROM citation AS c JOIN source AS s ON s.id = c.source_id
             WHERE c.fact_id = ?1 AND c.rank >= ?2 AND c.rank < ?3 ORDER BY c.rank",
        )?;
        let ranks = self.origin.part_ranks();
        let found = select.query_map(params![id, ranks.start, ranks.end], |row| {
            let written = (row.get(2)?, row.get(3)?);
            Ok(CitedRelease { slug: row.get(0)?, locator: row.get(1)?, written })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// Whether a record cites this release.
    fn is_cited(&self, stored: &StoredFact) -> bool {
        stored.cited.iter().any(|it| it.slug == self.release.source.slug)
    }

    /// The releases that a record cites from now on: the first and the newest of those that state it.
    fn releases(&self, earlier: &[CitedRelease], locator: &str) -> Vec<CitedRelease> {
        let source = &self.release.source;
        let written = (source.earliest.span().first, source.latest.span().end - 1);
        let this = CitedRelease { slug: source.slug.clone(), locator: locator.to_owned(), written };
        let mut all: Vec<_> = earlier.iter().filter(|it| it.slug != source.slug).cloned().collect();
        all.push(this);
        all.sort_by_key(|it| it.written);
        if all.len() > 2 {
            all.drain(1..all.len() - 1);
        }
        all
    }

    /// The rank of a new record: after all others of its type, so that lists have the order of the file. An affiliation has its
    /// place among those of its organizations.
    fn rank(&mut self, ty: EntityType, organizations: &[i64]) -> Result<i64, Error> {
        if let (EntityType::Affiliation, [subject, object]) = (ty, organizations) {
            return Ok(rank::of_imported_affiliation(*subject, *object));
        }
        let last = match self.last_ranks.get(&ty) {
            Some(last) => *last,
            None => self.last_stored_rank(ty)?,
        };
        self.last_ranks.insert(ty, last + 1);
        Ok(last + 1)
    }

    fn last_stored_rank(&self, ty: EntityType) -> Result<i64, Error> {
        let sql = format!("SELECT max(rank) FROM {}", ty.table());
        let last: Option<i64> = self.transaction.query_row(&sql, [], |row| row.get(0))?;
        Ok(last.unwrap_or_default().max(FIRST_IMPORTED))
    }

    /// Counts the records of this import that the release does not have, by their types.
    pub(super) fn count_records_of_older_releases(&mut self) -> Result<(), Error> {
        let mut counts = BTreeMap::new();
        let organizations: i64 = self.transaction.query_row(
            "SELECT count(*) FROM contribution WHERE origin = ?1 AND last_source_id <> ?2",
            [self.origin.0, self.source],
            |row| row.get(0),
        )?;
        counts.insert(EntityType::Organization, organizations.unsigned_abs());
        let prefix = self.relation_key_prefix();
        for ty in FACT_TYPES {
            let sql = format!(
                "SELECT count(*) FROM (
                     SELECT id, it.{} AS key FROM node JOIN {} AS it USING (id) WHERE origin = ?1 AND type = ?2
                     UNION ALL SELECT fact_id, key FROM merged_fact WHERE origin = ?5 AND type = ?2
                 ) AS own WHERE substr(key, 1, length(?4)) <> ?4
                 AND NOT EXISTS (SELECT 1 FROM citation WHERE fact_id = own.id AND source_id = ?3)",
                ty.key_column(),
                ty.table()
            );
            let (origin, number) = (&self.release.origin, self.origin.0);
            let parameters = params![origin, ty.name(), self.source, prefix, number];
            let count: i64 = self.transaction.query_row(&sql, parameters, |row| row.get(0))?;
            counts.insert(ty, count.unsigned_abs());
        }
        counts.retain(|_, count| *count > 0);
        self.outcome.only_in_older_releases = counts;
        Ok(())
    }
}

impl CitedRelease {
    fn citation(self) -> Citation {
        Citation { source: self.slug, part: None, locator: self.locator, about: Vec::new() }
    }
}
