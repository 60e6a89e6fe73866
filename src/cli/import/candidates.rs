//! `consortia candidates`: lists the pairs that imports have left open, and decides on them.

use std::{fmt::Write as _, path::Path};

use anyhow::bail;
use serde_json::{Value, json};

use crate::{
    cli::{
        args::{CandidateDecision, CandidatesOptions},
        output, seed,
    },
    clock,
    domain::date::PartialDate,
    store::{Candidate, CandidateFilter, MatchDecision},
};

/// How many candidates are listed if `--limit` does not say it.
const LISTED_CANDIDATES: u32 = 50;

/// Lists candidates, or decides on a record.
///
/// # Errors
/// When the database cannot be read or written, or it has no such record or organization.
pub fn candidates(db: &Path, options: &CandidatesOptions) -> anyhow::Result<()> {
    let Some(decision) = &options.decision else { return list(db, options) };
    let is_for_list = options.origin.is_some() || options.limit.is_some();
    if is_for_list || options.json || options.decided {
        bail!(
            "--origin, --limit, --json and --decided before a decision are for lists; to say which registry or list has the record, write `--origin NAME` after the key"
        );
    }
    let mut store = seed::open_existing(db)?.store;
    let (key, decision, slug, origin) = match decision {
        CandidateDecision::Link { key, slug, origin } => {
            (key, MatchDecision::Same, &**slug, origin)
        }
        CandidateDecision::NoMatch { key, slug, origin } => {
            (key, MatchDecision::Different, &**slug, origin)
        }
        CandidateDecision::New { key, origin } => (key, MatchDecision::New, "", origin),
    };
    let today = PartialDate::of_day(clock::today(None));
    let is_changed = store.decide_candidate(origin.as_deref(), key, decision, slug, today)?;
    output::print(match (is_changed, decision) {
        (false, _) => "nothing changed: this was decided before".to_owned(),
        (true, MatchDecision::Same) => format!("{key} is now joined with {slug}"),
        (true, MatchDecision::Different) => {
            format!("{key} is not {slug}: no later import will join them")
        }
        (true, MatchDecision::New) => {
            format!(
                "{key} is an organization of its own: no later import will join it with another"
            )
        }
    })
}

fn list(db: &Path, options: &CandidatesOptions) -> anyhow::Result<()> {
    let filter = CandidateFilter {
        origin: options.origin.as_deref(),
        decided: options.decided,
        limit: options.limit.unwrap_or(LISTED_CANDIDATES),
    };
    let (candidates, count) = seed::open_to_read(db)?.candidates(filter)?;
    if options.json {
        let all: Vec<_> = candidates.iter().map(as_json).collect();
        return output::print(serde_json::to_string_pretty(&all)?);
    }
    let mut text = String::new();
    for it in &candidates {
        let _ = writeln!(text, "{}", as_text(it));
    }
    let more = count.saturating_sub(candidates.len() as u64);
    if more > 0 {
        let _ = write!(text, "and {more} more; --limit {count} lists all");
    } else {
        let what = if options.decided { "decisions" } else { "candidates to decide on" };
        let _ = write!(text, "{count} {what}");
    }
    output::print(text)
}

fn as_text(it: &Candidate) -> String {
    let Candidate { origin, key, name, slug, organization, score, reason, decided } = it;
    let other = match organization {
        Some(organization) => format!("{slug} ({organization})"),
        None => slug.clone(),
    };
    let what = match decided {
        Some((MatchDecision::Same, day)) => format!("is {other}, decided on {day}"),
        Some((MatchDecision::Different, day)) => format!("is not {other}, decided on {day}"),
        Some((MatchDecision::New, day)) => {
            format!("is an organization of its own, decided on {day}")
        }
        None => format!("may be {other}: {reason}"),
    };
    let score = f64::from(*score) / 100.0;
    format!("{score:.2} {origin} {key:?} ({name}) {what}")
}

fn as_json(it: &Candidate) -> Value {
    let decided = it.decided.as_ref();
    json!({
        "origin": it.origin,
        "key": it.key,
        "name": it.name,
        "slug": it.slug,
        "organization": it.organization,
        "score": f64::from(it.score) / 100.0,
        "reason": it.reason,
        "decision": decided.map(|(decision, _)| decision.word()),
        "decidedOn": decided.map(|(_, day)| day),
    })
}
