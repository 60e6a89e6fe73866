//! Decisions of a curator, in the map of a table, on which row is which organization.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::domain::{record::Decision, text::is_slug};

/// The decision about one row and one organization, as the map has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SameAs {
    /// The key of the row.
    key: String,
    /// The slug of the organization.
    organization: String,
    /// Whether they are the same.
    #[serde(default)]
    verdict: DecisionVerdict,
}

/// The same words as in the seed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum DecisionVerdict {
    #[default]
    Same,
    Different,
}

/// Checks the decisions of a map.
///
/// # Errors
/// When one contradicts another, or names no organization.
pub fn decisions(decisions: &[SameAs]) -> Result<Vec<Decision>, String> {
    let (mut pairs, mut same) = (BTreeSet::new(), BTreeSet::new());
    for SameAs { key, organization, verdict } in decisions {
        if !is_slug(organization) {
            return Err(format!("{organization:?} is not the slug of an organization"));
        }
        let is_repeated = !pairs.insert((key, organization));
        if is_repeated || *verdict == DecisionVerdict::Same && !same.insert(key) {
            return Err(format!("two decisions about the row {key:?}; keep one"));
        }
    }
    let decision = |it: &SameAs| Decision {
        key: it.key.clone(),
        organization: it.organization.clone(),
        is_same: it.verdict == DecisionVerdict::Same,
    };
    Ok(decisions.iter().map(decision).collect())
}
