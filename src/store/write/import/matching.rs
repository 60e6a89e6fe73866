//! Which organization of the registry a record is about: never a guess.
//!
//! An identifier decides at once. A full name in the same country decides when all records are in, and
//! only where there is one such pair; everything less is listed for a curator, who settles it in the seed.

use std::collections::{BTreeSet, HashMap};

use rusqlite::params;

use super::{Error, Import};
use crate::{
    domain::{imported::Imported, text::fold},
    store::write::absorb::{absorb, joinable},
};

/// A record and an organization that may be the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doubt {
    /// Slug of the organization.
    pub slug: String,
    /// Key of the record.
    pub key: String,
    /// Display name of the record.
    pub name: String,
    /// What speaks for it, and what is missing.
    pub reason: String,
}

/// A pair found by a name.
pub(super) struct Candidate {
    organization: i64,
    slug: String,
    own: i64,
    key: String,
    name: String,
    /// Whether this run made an organization of the record.
    fresh: bool,
    /// The name both have, and why it does not decide; None if it does.
    shared: String,
    against: Option<&'static str>,
}

/// What is known of an organization that shares a name with a record.
struct Namesake {
    id: i64,
    slug: String,
    country: Option<String>,
    acronym: bool,
}

impl Import<'_> {
    /// The organization of somebody else that has an identifier of the record, if that is clear.
    pub(super) fn match_by_identifier(
        &mut self,
        record: &Imported,
    ) -> Result<Option<(i64, String)>, Error> {
        let mut found = BTreeSet::new();
        for identifier in &record.organization.identifiers {
            found.extend(self.others_with(&identifier.scheme, &identifier.value)?);
        }
        let own = self.edition.scheme.map(|scheme| (scheme, record.key.as_str()));
        let mut clear = Vec::new();
        for (id, slug) in &found {
            if self.different.contains(&(slug.clone(), record.key.clone())) {
                continue;
            }
            match own.map(|(scheme, key)| self.other_key(*id, scheme, key)).transpose()?.flatten() {
                Some(other) => self.doubt(
                    record,
                    slug,
                    format!("they share an identifier, but it has {other}"),
                ),
                None => clear.push((*id, slug.clone())),
            }
        }
        match &clear[..] {
            [one] => Ok(Some(one.clone())),
            several => {
                for (_, slug) in several {
                    let reason = "its identifiers are those of several organizations";
                    self.doubt(record, slug, reason.to_owned());
                }
                Ok(None)
            }
        }
    }

    /// Notes the organizations of others that share a name with a record that has one of its own.
    pub(super) fn look_for_matches(
        &mut self,
        record: &Imported,
        own: i64,
        fresh: bool,
    ) -> Result<(), Error> {
        let organization = &record.organization;
        let country = organization.place.country.as_deref();
        let mut best: HashMap<i64, Candidate> = HashMap::new();
        for name in &organization.names {
            let folded = fold(&name.value);
            for namesake in self.namesakes(&folded, own)? {
                if self.different.contains(&(namesake.slug.clone(), record.key.clone())) {
                    continue;
                }
                let same_country =
                    namesake.country.is_some() && namesake.country.as_deref() == country;
                let against = match (name.kind == "ACRONYM" || namesake.acronym, same_country) {
                    (false, true) => None,
                    (true, true) => Some("it is an acronym"),
                    (true, false) => continue,
                    (false, false) if namesake.country.is_none() || country.is_none() => {
                        Some("a country is not known")
                    }
                    (false, false) => Some("the countries differ"),
                };
                let candidate = Candidate {
                    organization: namesake.id,
                    slug: namesake.slug,
                    own,
                    fresh,
                    key: record.key.clone(),
                    name: organization
                        .names
                        .first()
                        .map_or_else(String::new, |it| it.value.clone()),
                    shared: name.value.clone(),
                    against,
                };
                let known = best.entry(namesake.id);
                let known = known.and_modify(|known| {
                    if known.against.is_some() && against.is_none() {
                        known.against = None;
                        known.shared.clone_from(&candidate.shared);
                    }
                });
                known.or_insert(candidate);
            }
        }
        self.candidates.extend(best.into_values());
        Ok(())
    }

    /// Joins the pairs that nothing speaks against; lists the others.
    pub(super) fn join_matches(&mut self) -> Result<(), Error> {
        let mut candidates = std::mem::take(&mut self.candidates);
        candidates.sort_by(|a, b| (&a.slug, &a.key).cmp(&(&b.slug, &b.key)));
        let (mut of_slug, mut of_key) = (HashMap::new(), HashMap::new());
        for sure in candidates.iter().filter(|candidate| candidate.against.is_none()) {
            *of_slug.entry(sure.slug.clone()).or_insert(0) += 1;
            *of_key.entry(sure.key.clone()).or_insert(0) += 1;
        }
        for candidate in &candidates {
            let Candidate { organization, slug, own, key, name, fresh, shared, against } =
                candidate;
            if !joinable(&self.transaction, *organization, *own)? {
                // Another record is known to be this organization: this one only shares a name.
                continue;
            }
            let other = match self.edition.scheme {
                Some(scheme) => self.other_key(*organization, scheme, key)?,
                None => None,
            };
            if other.is_some() {
                continue;
            }
            let alone = of_slug.get(slug) == Some(&1) && of_key.get(key) == Some(&1);
            let against = against.or((!alone).then_some("several have this name there"));
            match against {
                None => {
                    absorb(&self.transaction, *own, *organization)?;
                    self.outcome.organizations.added -= u64::from(*fresh);
                    self.outcome.joined.push((key.clone(), slug.clone()));
                }
                Some(against) => self.outcome.doubts.push(Doubt {
                    slug: slug.clone(),
                    key: key.clone(),
                    name: name.clone(),
                    reason: format!("both are called {shared:?}, but {against}"),
                }),
            }
        }
        self.outcome.doubts.sort_unstable();
        self.outcome.doubts.dedup();
        Ok(())
    }

    fn doubt(&mut self, record: &Imported, slug: &str, reason: String) {
        let name =
            record.organization.names.first().map_or_else(String::new, |it| it.value.clone());
        let (slug, key) = (slug.to_owned(), record.key.clone());
        self.outcome.doubts.push(Doubt { slug, key, name, reason });
    }

    /// Organizations with an identifier that this import has no record for.
    fn others_with(&self, scheme: &str, value: &str) -> Result<Vec<(i64, String)>, Error> {
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

    /// Another key of the same scheme that the organization has, as `SCHEME key`.
    fn other_key(&self, id: i64, scheme: &str, key: &str) -> Result<Option<String>, Error> {
        let mut find = self.transaction.prepare_cached(
            "SELECT value FROM identifier WHERE organization_id = ?1 AND scheme = ?2
             ORDER BY value = ?3 DESC LIMIT 1",
        )?;
        let mut rows = find.query(params![id, scheme, key])?;
        let found: Option<String> = rows.next()?.map(|row| row.get(0)).transpose()?;
        Ok(found.filter(|found| found != key).map(|found| format!("{scheme} {found}")))
    }

    /// Organizations with exactly this folded name that this import has no record for.
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
                acronym: row.get(3)?,
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}
