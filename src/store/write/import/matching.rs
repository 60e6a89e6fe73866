//! Matches imported records with organizations of other origins, and never guesses.
//!
//! Its own key decides at once, since no two organizations may have it. Everything else is decided at the end of the import, so
//! that the order of the records does not matter: [`domain::matching`](crate::domain::matching) has the rules. What they
//! do not decide is listed for a curator.

use std::collections::{BTreeSet, HashMap};

use super::{
    candidate::MatchCandidate,
    outcome::{Match, UncertainMatch},
    run::Import,
};
use crate::{
    domain::{
        matching::{self, Institution, MatchVerdict, NameForm, Pair},
        origin::SEED,
        record::{Decision, ImportedRecord},
    },
    store::{
        error::Error,
        write::rows::merge::{can_merge, merge},
    },
};

impl Import<'_> {
    /// The organization of another origin that has the key of the record, which is an identifier.
    ///
    /// What a curator has identified is believed. An organization of another import that has no word of its names in
    /// common has the key by mistake: it loses it, and the pair is listed.
    pub(super) fn match_by_key(
        &mut self,
        record: &ImportedRecord,
    ) -> Result<Option<(i64, String)>, Error> {
        let Some(scheme) = self.release.scheme else { return Ok(None) };
        let found = self.with_identifier(scheme, &record.key, 0)?;
        let Some((id, slug)) = found.into_iter().next() else { return Ok(None) };
        if self.different.contains(&(slug.clone(), record.key.clone())) {
            return Ok(None);
        }
        let other = self.described(id)?;
        if self.is_of_seed(id)? || !matching::are_names_unrelated(&record.organization, &other) {
            return Ok(Some((id, slug)));
        }
        self.transaction
            .prepare_cached(
                "DELETE FROM identifier WHERE organization_id = ?1 AND scheme = ?2 AND value = ?3",
            )?
            .execute((id, scheme, &record.key))?;
        let name = other.name();
        let reason = format!(
            "removed {scheme} {} from {name:?}: the names have no word in common",
            record.key
        );
        self.outcome.uncertain.push(uncertain(
            &record.key,
            record.organization.name(),
            &slug,
            reason,
        ));
        Ok(None)
    }

    /// Lists a changed record whose names have no word in common any more with those that others give to its organization, as if the
    /// keys of a list were exchanged. Its own names are deleted at this moment.
    pub(super) fn note_possible_wrong_join(
        &mut self,
        record: &ImportedRecord,
        organization: i64,
    ) -> Result<(), Error> {
        let other = self.described(organization)?;
        let (key, name) = (&record.key, record.organization.name());
        if self.is_decided(key)? || !matching::are_names_unrelated(&record.organization, &other) {
            return Ok(());
        }
        let before = other.name();
        let reason = format!(
            "possible wrong join: {key} was joined with {before:?}; its name is now {name:?}"
        );
        self.outcome.uncertain.push(uncertain(key, name, &other.slug, reason));
        Ok(())
    }

    /// Whether a curator has joined the record with an organization.
    fn is_decided(&self, key: &str) -> Result<bool, Error> {
        let mut find = self.transaction.prepare_cached(
            "SELECT 1 FROM match_candidate WHERE origin = ?1 AND key = ?2 AND decision = 'SAME'",
        )?;
        let in_map = |it: &Decision| it.is_same && it.key == key;
        Ok(self.release.decisions.iter().any(in_map) || find.exists((self.origin.0, key))?)
    }

    /// Merges the pairs that the rules decide; lists the others for a curator.
    pub(super) fn merge_matches(&mut self) -> Result<(), Error> {
        self.find_institutions()?;
        let mut candidates = std::mem::take(&mut self.open.candidates);
        let decided = self.merge_decisions()?;
        candidates.retain(|it| !decided.contains(&it.own));
        candidates.sort_by(|a, b| (&a.slug, &a.key).cmp(&(&b.slug, &b.key)));
        loop {
            self.retain_open(&mut candidates)?;
            let verdicts = self.judge(&candidates)?;
            let merged = self.merge_decided(&candidates, &verdicts)?;
            if merged.is_empty() {
                self.list_undecided(&candidates, verdicts);
                break self.list_similar()?;
            }
            candidates.retain(|it| !merged.contains(&it.own));
            // A merge can decide others: a parent is in common now, or a namesake is gone.
        }
        self.outcome.matched.sort_unstable();
        self.outcome.uncertain.sort_unstable();
        self.outcome.uncertain.dedup();
        self.write_queue()
    }

    /// Drops the candidates that cannot be merged: one registry has a record of each.
    fn retain_open(&self, candidates: &mut Vec<MatchCandidate>) -> Result<(), Error> {
        let mut open = Vec::with_capacity(candidates.len());
        for candidate in candidates.drain(..) {
            if can_merge(&self.transaction, candidate.organization, candidate.own)?
                && !self.is_known_as_another(&candidate)?
            {
                open.push(candidate);
            }
        }
        *candidates = open;
        Ok(())
    }

    /// Whether the other organization has another key of this registry, and the two share no more than a name.
    fn is_known_as_another(&self, it: &MatchCandidate) -> Result<bool, Error> {
        match self.release.scheme {
            Some(scheme) if !it.shares.identifier => {
                self.has_other_key(it.organization, scheme, &it.key)
            }
            _ => Ok(false),
        }
    }

    fn judge(&self, candidates: &[MatchCandidate]) -> Result<Vec<MatchVerdict>, Error> {
        let named = Counts::of(candidates, |it| {
            it.shares_full_name && it.countries().is_some_and(|(one, two)| one == two)
        });
        let named_somewhere = Counts::of(candidates, |it| {
            it.shares_full_name && it.countries().is_none_or(|(one, two)| one == two)
        });
        let identified = Counts::of(candidates, |it| it.shares.identifier);
        let numbered = Counts::of(candidates, |it| it.shares.number);
        let labelled = Counts::of(candidates, |it| it.shares.unit_label);
        let strongest = Strongest::of(candidates.iter().map(|it| (&*it.key, it)));
        let mut verdicts = Vec::with_capacity(candidates.len());
        for it in candidates {
            let parent = self.common_parent(&it.key, it.organization)?;
            verdicts.push(matching::judge(&Pair {
                record: &it.record,
                other: &it.other,
                parent: parent.as_deref(),
                has_namesakes: match it.countries() {
                    Some(_) => !named.are_single(it),
                    None => !named_somewhere.are_single(it),
                },
                shares_identifier_with_others: !identified.are_single(it)
                    || it.institution.is_some() && !numbered.are_single(it),
                shares_unit_label: it.shares.unit_label && labelled.are_single(it),
                institution: it.institution.as_ref().map(|institution| Institution {
                    name: institution.name.as_ref(),
                    has_rivals: !strongest.is(&it.key, it),
                }),
            }));
        }
        Ok(verdicts)
    }

    /// Merges the pairs that are decided, unless one record is decided to be several organizations. Returns the ids of the
    /// organizations that are now part of others.
    fn merge_decided(
        &mut self,
        candidates: &[MatchCandidate],
        verdicts: &[MatchVerdict],
    ) -> Result<BTreeSet<i64>, Error> {
        let pairs = || candidates.iter().zip(verdicts);
        let same = pairs().filter(|(_, verdict)| matches!(verdict, MatchVerdict::Same(_)));
        let same: Vec<_> = same.map(|(candidate, _)| candidate).collect();
        let decided = Counts::of(same.iter().copied(), |_| true);
        let strongest = Strongest::of(same.iter().map(|it| (&*it.slug, *it)));
        let mut merged = BTreeSet::new();
        for (it, verdict) in pairs() {
            let MatchVerdict::Same(evidence) = verdict else { continue };
            let is_strongest = it.institution.is_some() && strongest.is(&it.slug, it);
            if !decided.are_single(it) && (!decided.is_single_of_key(it) || !is_strongest) {
                continue;
            }
            merge(&self.transaction, it.own, it.organization)?;
            merged.insert(it.own);
            self.outcome.organizations.added -= u64::from(it.is_new);
            self.outcome.matched.push(Match {
                slug: it.slug.clone(),
                key: it.key.clone(),
                name: it.record.name().to_owned(),
                evidence: evidence.clone(),
            });
        }
        Ok(merged)
    }

    fn list_undecided(&mut self, candidates: &[MatchCandidate], verdicts: Vec<MatchVerdict>) {
        for (it, verdict) in candidates.iter().zip(verdicts) {
            let reason = match verdict {
                MatchVerdict::Uncertain(reason) => reason,
                MatchVerdict::Same(evidence) => format!("they share {evidence}, but so do others"),
                MatchVerdict::SharesAcronym => {
                    self.outcome.shared_acronyms += 1;
                    continue;
                }
                MatchVerdict::SharesCompanyNumber => {
                    self.outcome.shared_company_numbers += 1;
                    continue;
                }
            };
            let score = matching::score(&it.record, &it.other);
            let pair = uncertain(&it.key, it.record.name(), &it.slug, reason);
            self.outcome.uncertain.push(UncertainMatch { score, ..pair });
        }
    }

    /// Lists the organizations with names that are similar to those of institutions that the rules have not joined.
    fn list_similar(&mut self) -> Result<(), Error> {
        for it in std::mem::take(&mut self.open.similar) {
            let is_listed = |other: &UncertainMatch| other.key == it.key && other.slug == it.slug;
            let is_decided = self.different.contains(&(it.slug.clone(), it.key.clone()));
            if is_decided
                || !self.exists(it.own)?
                || !can_merge(&self.transaction, it.organization, it.own)?
                || self.outcome.uncertain.iter().any(is_listed)
            {
                continue;
            }
            let score = matching::score(&it.record, &self.described(it.organization)?);
            let reason = format!("its name {:?} is similar", it.similar);
            let pair = uncertain(&it.key, it.record.name(), &it.slug, reason);
            self.outcome.uncertain.push(UncertainMatch { score, ..pair });
        }
        Ok(())
    }

    fn exists(&self, organization: i64) -> Result<bool, Error> {
        let mut find =
            self.transaction.prepare_cached("SELECT 1 FROM organization WHERE id = ?1")?;
        Ok(find.exists([organization])?)
    }

    fn is_of_seed(&self, organization: i64) -> Result<bool, Error> {
        let mut find =
            self.transaction.prepare_cached("SELECT 1 FROM node WHERE id = ?1 AND origin = ?2")?;
        Ok(find.exists((organization, SEED))?)
    }

    fn has_other_key(&self, id: i64, scheme: &str, key: &str) -> Result<bool, Error> {
        let mut find = self.transaction.prepare_cached(
            "SELECT 1 FROM identifier WHERE organization_id = ?1 AND scheme = ?2 AND value <> ?3",
        )?;
        Ok(find.exists((id, scheme, key))?)
    }
}

/// How many candidates each record and each organization has.
struct Counts<'c> {
    of_key: HashMap<&'c str, u32>,
    of_slug: HashMap<&'c str, u32>,
}

impl<'c> Counts<'c> {
    fn of(
        candidates: impl IntoIterator<Item = &'c MatchCandidate>,
        counts: impl Fn(&MatchCandidate) -> bool,
    ) -> Self {
        let (mut of_key, mut of_slug) = (HashMap::new(), HashMap::new());
        for candidate in candidates.into_iter().filter(|candidate| counts(candidate)) {
            *of_key.entry(&*candidate.key).or_insert(0) += 1;
            *of_slug.entry(&*candidate.slug).or_insert(0) += 1;
        }
        Self { of_key, of_slug }
    }

    /// Whether neither the record nor the organization of a candidate has another one.
    fn are_single(&self, candidate: &MatchCandidate) -> bool {
        let is_single = self.of_slug.get(&*candidate.slug).is_none_or(|count| *count <= 1);
        is_single && self.is_single_of_key(candidate)
    }

    /// Whether the record of a candidate has no other one.
    fn is_single_of_key(&self, candidate: &MatchCandidate) -> bool {
        self.of_key.get(&*candidate.key).is_none_or(|count| *count <= 1)
    }
}

/// The strongest agreement of names that the institutions of a group have, and how many have it.
struct Strongest<'c>(HashMap<&'c str, ((NameForm, bool), u32)>);

impl<'c> Strongest<'c> {
    fn of(candidates: impl Iterator<Item = (&'c str, &'c MatchCandidate)>) -> Self {
        let mut strongest = HashMap::new();
        for (group, candidate) in candidates {
            let Some(rank) = candidate.institution_rank() else { continue };
            let known = strongest.entry(group).or_insert((rank, 0));
            if rank < known.0 {
                *known = (rank, 0);
            }
            known.1 += u32::from(rank == known.0);
        }
        Self(strongest)
    }

    /// Whether the names of no other candidate of its group agree as strongly.
    fn is(&self, group: &str, candidate: &MatchCandidate) -> bool {
        let known = self.0.get(group);
        known
            .is_some_and(|(rank, count)| Some(*rank) == candidate.institution_rank() && *count == 1)
    }
}

pub(super) fn uncertain(key: &str, name: &str, slug: &str, reason: String) -> UncertainMatch {
    let [slug, key, name] = [slug, key, name].map(str::to_owned);
    UncertainMatch { slug, key, name, reason, score: 0 }
}
