//! Applies the decisions of a curator on imported records.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, params};

use super::{matching::uncertain, outcome::Match, run::Import};
use crate::{
    domain::record::Decision,
    store::{
        error::Error,
        write::rows::merge::{can_merge, merge},
    },
};

impl Import<'_> {
    /// Merges the pairs that a curator has decided are the same. Returns the ids of the organizations that were merged into
    /// others. The report lists the decisions that cannot be applied.
    pub(super) fn merge_decisions(&mut self) -> Result<BTreeSet<i64>, Error> {
        let mut merged = BTreeSet::new();
        let release = self.release;
        for decision in &release.decisions {
            match self.carry_out(decision)? {
                Ok(own) => merged.extend(own),
                Err(problem) => {
                    let reason = format!("the map decides on this pair, but {problem}");
                    let Decision { key, organization, .. } = decision;
                    self.outcome.uncertain.push(uncertain(key, "decision", organization, reason));
                }
            }
        }
        Ok(merged)
    }

    /// The id of the organization that was merged into another, if one was; or why the decision cannot be carried out.
    fn carry_out(
        &mut self,
        decision: &Decision,
    ) -> Result<Result<Option<i64>, &'static str>, Error> {
        let Decision { key, organization, is_same } = decision;
        let Some(other) = self.with_slug(organization)? else {
            return Ok(Err("no organization has this slug"));
        };
        let Some((own, name, is_owner)) = self.of_key(key)? else {
            return Ok(Err("no record has this key"));
        };
        match (*is_same, own == other) {
            (true, true) | (false, false) => return Ok(Ok(None)),
            (false, true) => return Ok(Err("they were joined by an earlier import")),
            (true, false) => {}
        }
        if !is_owner || !can_merge(&self.transaction, other, own)? {
            return Ok(Err("one of them was joined with another by an earlier import"));
        }
        merge(&self.transaction, own, other)?;
        self.outcome.organizations.added -= u64::from(self.decided.contains(key));
        self.outcome.matched.push(Match {
            slug: organization.clone(),
            key: key.clone(),
            name,
            evidence: "decided by the map".to_owned(),
        });
        Ok(Ok(Some(own)))
    }

    /// The organization with a slug, or the one that a merged slug leads to.
    fn with_slug(&self, slug: &str) -> Result<Option<i64>, Error> {
        let mut find = self.transaction.prepare_cached(
            "SELECT id FROM organization WHERE slug = ?1
             UNION ALL SELECT organization_id FROM redirect WHERE scheme = 'SLUG' AND value = ?1",
        )?;
        let found = find.query_row([slug], |row| row.get::<_, Option<i64>>(0)).optional()?;
        Ok(found.flatten())
    }

    /// The organization of a record: its id, its name, and whether this origin owns it.
    fn of_key(&self, key: &str) -> Result<Option<(i64, String, bool)>, Error> {
        let mut find = self.transaction.prepare_cached(
            "SELECT o.id, o.name, node.origin = ?3 FROM contribution AS c
             JOIN organization AS o ON o.id = c.organization_id JOIN node ON node.id = o.id
             WHERE c.origin = ?1 AND c.key = ?2",
        )?;
        let found = find.query_row(params![self.origin.0, key, self.release.origin], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        });
        Ok(found.optional()?)
    }
}
