//! Finds the organizations of other origins that share a name or an identifier with an imported record.

use std::{collections::BTreeMap, rc::Rc};

use rusqlite::{OptionalExtension, params};

use super::{
    candidate::{InstitutionCandidate, MatchCandidate, PendingInstitution, SharedKeys},
    run::Import,
    stated::SLUG_PREFIX,
};
use crate::{
    domain::{
        matching,
        rank::FIRST_WITHDRAWN,
        record::{Identifier, ImportedRecord, Name, Organization},
        text::fold,
    },
    store::error::Error,
};

impl Import<'_> {
    /// Collects the possible matches of a record, for [`Import::merge_matches`].
    pub(super) fn find_match_candidates(
        &mut self,
        record: &ImportedRecord,
        own: i64,
        is_new: bool,
    ) -> Result<(), Error> {
        if self.open.new.contains(&record.key) {
            return Ok(());
        }
        let mut found = BTreeMap::new();
        for name in &record.organization.names {
            found.extend(self.with_name(&fold(&name.value), own)?);
            // Registries write `UMR 8104` and `UMR8104`, and `EA 349` is now `UR 349`.
            for label in matching::unit_label_spellings(&name.value) {
                found.extend(self.with_letters(&label, own)?);
            }
        }
        for identifier in &record.organization.identifiers {
            found.extend(self.with_identifier(&identifier.scheme, &identifier.value, own)?);
        }
        if found.is_empty() && !record.is_institution {
            return Ok(());
        }
        let ours = Rc::new(Organization { cite: Vec::new(), ..record.organization.clone() });
        let it = PendingInstitution { own, key: record.key.clone(), record: ours, is_new };
        for (organization, slug) in found {
            self.add_candidate(&it, organization, slug, record.is_institution)?;
        }
        if record.is_institution {
            self.open.institutions.push(it);
        }
        Ok(())
    }

    /// Adds a pair to the candidates, unless a curator or the dates say that they are two.
    pub(super) fn add_candidate(
        &mut self,
        it: &PendingInstitution,
        organization: i64,
        slug: String,
        is_institution: bool,
    ) -> Result<(), Error> {
        if self.different.contains(&(slug.clone(), it.key.clone())) {
            return Ok(());
        }
        let (ours, other) = (it.record.clone(), self.described(organization)?);
        let released = self.release.source.latest.span().end;
        let is_later = other.founded.as_ref().is_some_and(|it| it.span().first >= released);
        if is_institution && is_later {
            return Ok(());
        }
        let institution = if is_institution {
            let name = matching::institution_name(&ours, &other);
            Some(InstitutionCandidate { name, is_inactive: self.is_inactive(organization)? })
        } else {
            None
        };
        self.open.candidates.push(MatchCandidate {
            own: it.own,
            key: it.key.clone(),
            is_new: it.is_new,
            organization,
            slug,
            shares_full_name: matching::have_full_name_in_common(&ours, &other),
            shares: SharedKeys {
                identifier: matching::have_exclusive_identifier_in_common(&ours, &other),
                number: matching::have_company_number_in_common(&ours, &other),
                unit_label: matching::shared_unit_label(&ours, &other).is_some(),
            },
            institution,
            record: ours,
            other,
        });
        Ok(())
    }

    /// The organizations with exactly this folded name of which this origin has no record: id and slug.
    fn with_name(&self, folded: &str, own: i64) -> Result<Vec<(i64, String)>, Error> {
        let mut find = self.transaction.prepare_cached(
            "SELECT DISTINCT o.id, o.slug FROM name AS n JOIN organization AS o ON o.id = n.owner_id
             WHERE replace(n.folded, ' ', '') = replace(?1, ' ', '') AND n.folded = ?1 AND o.id <> ?2
             AND NOT EXISTS (SELECT 1 FROM contribution WHERE organization_id = o.id AND origin = ?3)",
        )?;
        let found = find
            .query_map(params![folded, own, self.origin.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// The organizations with a name of these letters and digits, wherever it has spaces, of which this origin has no record: id
    /// and slug.
    fn with_letters(&self, letters: &str, own: i64) -> Result<Vec<(i64, String)>, Error> {
        let mut find = self.transaction.prepare_cached(
            "SELECT DISTINCT o.id, o.slug FROM name AS n JOIN organization AS o ON o.id = n.owner_id
             WHERE replace(n.folded, ' ', '') = ?1 AND o.id <> ?2 AND NOT EXISTS (
                 SELECT 1 FROM contribution WHERE organization_id = o.id AND origin = ?3)",
        )?;
        let found = find.query_map(params![letters, own, self.origin.0], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// The organizations with an identifier of which this origin has no record: id and slug. Not those that were withdrawn.
    pub(super) fn with_identifier(
        &self,
        scheme: &str,
        value: &str,
        own: i64,
    ) -> Result<Vec<(i64, String)>, Error> {
        let mut find = self.transaction.prepare_cached(
            "SELECT o.id, o.slug FROM identifier AS i JOIN organization AS o ON o.id = i.organization_id
             WHERE i.scheme = ?1 AND i.value = ?2 AND o.id <> ?3 AND o.rank < ?5 AND NOT EXISTS (
                 SELECT 1 FROM contribution WHERE organization_id = o.id AND origin = ?4)",
        )?;
        let parameters = params![scheme, value, own, self.origin.0, FIRST_WITHDRAWN];
        let found = find.query_map(parameters, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    fn is_inactive(&self, id: i64) -> Result<bool, Error> {
        let mut find = self
            .transaction
            .prepare_cached("SELECT status IS 'INACTIVE' FROM organization WHERE id = ?1")?;
        Ok(find.query_row([id], |row| row.get(0))?)
    }

    /// What the database says of an organization: everything that matching compares.
    pub(super) fn described(&self, id: i64) -> Result<Organization, Error> {
        let mut select = self.transaction.prepare_cached(
            "SELECT slug, founded, dissolved, website, city, country FROM organization WHERE id = ?1",
        )?;
        let mut organization = select.query_row([id], |row| {
            let date = |text: Option<String>| text.and_then(|text| text.parse().ok());
            let mut organization = Organization::new(row.get(0)?);
            organization.founded = date(row.get(1)?);
            organization.dissolved = date(row.get(2)?);
            organization.website = row.get(3)?;
            organization.place.city = row.get(4)?;
            organization.place.country = row.get(5)?;
            Ok(organization)
        })?;
        let mut names = self.transaction.prepare_cached(
            "SELECT value, language, kind FROM name WHERE owner_id = ?1 ORDER BY rank",
        )?;
        let names = names.query_map([id], |row| {
            Ok(Name::new(row.get::<_, String>(0)?, row.get(1)?, row.get::<_, String>(2)?))
        })?;
        organization.names = names.collect::<Result<_, _>>()?;
        let mut identifiers = self.transaction.prepare_cached(
            "SELECT scheme, value FROM identifier WHERE organization_id = ?1 ORDER BY rank",
        )?;
        let identifiers = identifiers.query_map([id], |row| {
            Ok(Identifier::new(row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        organization.identifiers = identifiers.collect::<Result<_, _>>()?;
        let mut kinds = self.transaction.prepare_cached(
            "SELECT kind FROM organization_kind WHERE organization_id = ?1 ORDER BY rank",
        )?;
        let kinds = kinds.query_map([id], |row| row.get(0))?;
        organization.kinds = kinds.collect::<Result<_, _>>()?;
        Ok(organization)
    }

    /// The name of an organization that a record states as its parent or supervisor, and of which the other organization is a part or
    /// that supervises it, too.
    pub(super) fn common_parent(&self, key: &str, other: i64) -> Result<Option<String>, Error> {
        let mut find = self.transaction.prepare_cached(
            "SELECT p.name FROM affiliation AS a JOIN organization AS p ON p.id = a.subject_id
             WHERE a.object_id = ?3 AND a.role IN ('PARENT', 'SUPERVISOR', 'PARTICIPANT')
             AND a.stage = 'REALIZED' AND EXISTS (
                 SELECT 1 FROM statement AS s
                 LEFT JOIN contribution AS c ON c.origin = s.origin AND c.key = s.subject
                 WHERE s.origin = ?1 AND s.record = ?2 AND s.object = ?2
                 AND s.role IN ('PARENT', 'SUPERVISOR', 'PARTICIPANT')
                 AND (c.organization_id = p.id OR s.subject = ?4 || p.slug))
             ORDER BY p.id LIMIT 1",
        )?;
        let slug = SLUG_PREFIX;
        let found = find.query_row(params![self.origin.0, key, other, slug], |row| row.get(0));
        Ok(found.optional()?)
    }
}
