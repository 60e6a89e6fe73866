//! Matches imported records with organizations of other origins, and never guesses.
//!
//! A shared identifier decides at once. A shared full name in the same country decides at the end of the import, and only
//! if no other record or organization has that name there. Everything else is listed for a curator, who decides it in the
//! seed.

use std::collections::{BTreeSet, HashMap};

use rusqlite::params;

use super::{candidate::MatchCandidate, outcome::UncertainMatch, run::Import};
use crate::{
    domain::{record::ImportedRecord, text::fold},
    store::{
        error::Error,
        write::rows::merge::{can_merge, merge},
    },
};

/// An organization that shares a name with a record.
struct Namesake {
    id: i64,
    slug: String,
    country: Option<String>,
    is_acronym: bool,
}

impl Import<'_> {
    /// The organization of another origin that has an identifier of the record, if there is exactly one.
    pub(super) fn match_by_identifier(
        &mut self,
        record: &ImportedRecord,
    ) -> Result<Option<(i64, String)>, Error> {
        let mut found = BTreeSet::new();
        for identifier in &record.organization.identifiers {
            found.extend(self.owned_by_others(&identifier.scheme, &identifier.value)?);
        }
        let own = self.release.scheme.map(|scheme| (scheme, record.key.as_str()));
        let mut possible = Vec::new();
        for (id, slug) in &found {
            if self.different.contains(&(slug.clone(), record.key.clone())) {
                continue;
            }
            match own.map(|(scheme, key)| self.other_key(*id, scheme, key)).transpose()?.flatten() {
                Some(other) => self.note_uncertain(
                    record,
                    slug,
                    format!("they share an identifier, but it has {other}"),
                ),
                None => possible.push((*id, slug.clone())),
            }
        }
        match &possible[..] {
            [one] => Ok(Some(one.clone())),
            several => {
                for (_, slug) in several {
                    let reason = "its identifiers are those of several organizations";
                    self.note_uncertain(record, slug, reason.to_owned());
                }
                Ok(None)
            }
        }
    }

    /// Collects the organizations of other origins that share a name with a record, for [`Import::merge_matches`].
    pub(super) fn find_match_candidates(
        &mut self,
        record: &ImportedRecord,
        own: i64,
        is_new: bool,
    ) -> Result<(), Error> {
        let organization = &record.organization;
        let country = organization.place.country.as_deref();
        let mut best: HashMap<i64, MatchCandidate> = HashMap::new();
        for name in &organization.names {
            let folded = fold(&name.value);
            for namesake in self.namesakes(&folded, own)? {
                if self.different.contains(&(namesake.slug.clone(), record.key.clone())) {
                    continue;
                }
                let same_country =
                    namesake.country.is_some() && namesake.country.as_deref() == country;
                let objection = match (name.kind == "ACRONYM" || namesake.is_acronym, same_country)
                {
                    (false, true) => None,
                    (true, true) => Some("it is an acronym"),
                    (true, false) => continue,
                    (false, false) if namesake.country.is_none() || country.is_none() => {
                        Some("a country is not known")
                    }
                    (false, false) => Some("the countries differ"),
                };
                let candidate = MatchCandidate {
                    organization: namesake.id,
                    slug: namesake.slug,
                    own,
                    is_new,
                    key: record.key.clone(),
                    name: organization.name().to_owned(),
                    shared_name: name.value.clone(),
                    objection,
                };
                let known = best.entry(namesake.id);
                let known = known.and_modify(|known| {
                    if known.objection.is_some() && objection.is_none() {
                        known.objection = None;
                        known.shared_name.clone_from(&candidate.shared_name);
                    }
                });
                known.or_insert(candidate);
            }
        }
        self.candidates.extend(best.into_values());
        Ok(())
    }

    /// Merges the pairs that a shared name decides; lists the others for a curator.
    pub(super) fn merge_matches(&mut self) -> Result<(), Error> {
        let mut candidates = std::mem::take(&mut self.candidates);
        candidates.sort_by(|a, b| (&a.slug, &a.key).cmp(&(&b.slug, &b.key)));
        let (mut of_slug, mut of_key) = (HashMap::new(), HashMap::new());
        for decided in candidates.iter().filter(|candidate| candidate.objection.is_none()) {
            *of_slug.entry(decided.slug.clone()).or_insert(0) += 1;
            *of_key.entry(decided.key.clone()).or_insert(0) += 1;
        }
        for candidate in &candidates {
            let MatchCandidate { organization, slug, own, key, name, is_new, .. } = candidate;
            if !can_merge(&self.transaction, *organization, *own)? {
                // Another record of this import is that organization; this one only has the same name.
                continue;
            }
            let other = match self.release.scheme {
                Some(scheme) => self.other_key(*organization, scheme, key)?,
                None => None,
            };
            if other.is_some() {
                continue;
            }
            let is_only_pair = of_slug.get(slug) == Some(&1) && of_key.get(key) == Some(&1);
            let several = (!is_only_pair).then_some("several have this name there");
            match candidate.objection.or(several) {
                None => {
                    merge(&self.transaction, *own, *organization)?;
                    self.outcome.organizations.added -= u64::from(*is_new);
                    self.outcome.matched.push((key.clone(), slug.clone()));
                }
                Some(objection) => self.outcome.uncertain.push(UncertainMatch {
                    slug: slug.clone(),
                    key: key.clone(),
                    name: name.clone(),
                    reason: format!("both are called {:?}, but {objection}", candidate.shared_name),
                }),
            }
        }
        self.outcome.uncertain.sort_unstable();
        self.outcome.uncertain.dedup();
        Ok(())
    }

    /// Lists a pair for a curator.
    fn note_uncertain(&mut self, record: &ImportedRecord, slug: &str, reason: String) {
        let name = record.organization.name().to_owned();
        let (slug, key) = (slug.to_owned(), record.key.clone());
        self.outcome.uncertain.push(UncertainMatch { slug, key, name, reason });
    }

    /// The organizations with an identifier of which this origin has no record: id and slug.
    fn owned_by_others(&self, scheme: &str, value: &str) -> Result<Vec<(i64, String)>, Error> {
        let mut find = self.transaction.prepare_cached(
            "SELECT o.id, o.slug FROM identifier AS i JOIN organization AS o ON o.id = i.organization_id
             WHERE i.scheme = ?1 AND i.value = ?2 AND NOT EXISTS (
                 SELECT 1 FROM contribution WHERE organization_id = o.id AND origin = ?3)",
        )?;
        let found = find.query_map(params![scheme, value, self.origin.0], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// A different identifier of the same scheme that the organization has, as `SCHEME key`.
    fn other_key(&self, id: i64, scheme: &str, key: &str) -> Result<Option<String>, Error> {
        let mut find = self.transaction.prepare_cached(
            "SELECT value FROM identifier WHERE organization_id = ?1 AND scheme = ?2
             ORDER BY value = ?3 DESC LIMIT 1",
        )?;
        let mut rows = find.query(params![id, scheme, key])?;
        let found: Option<String> = rows.next()?.map(|row| row.get(0)).transpose()?;
        Ok(found.filter(|found| found != key).map(|found| format!("{scheme} {found}")))
    }

    /// The organizations with exactly this folded name of which this origin has no record.
    fn namesakes(&self, folded: &str, own: i64) -> Result<Vec<Namesake>, Error> {
        let mut find = self.transaction.prepare_cached(
            "SELECT o.id, o.slug, o.country, min(n.kind = 'ACRONYM') FROM name AS n
             JOIN organization AS o ON o.id = n.owner_id
             WHERE replace(n.folded, ' ', '') = replace(?1, ' ', '') AND n.folded = ?1 AND o.id <> ?2
             AND NOT EXISTS (SELECT 1 FROM contribution WHERE organization_id = o.id AND origin = ?3)
             GROUP BY o.id",
        )?;
        let found = find.query_map(params![folded, own, self.origin.0], |row| {
            Ok(Namesake {
                id: row.get(0)?,
                slug: row.get(1)?,
                country: row.get(2)?,
                is_acronym: row.get(3)?,
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}
