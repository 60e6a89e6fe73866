//! The best match of each thing that a search has found so far.

use std::collections::{HashMap, hash_map::Entry};

use super::{
    super::network::Network,
    names::NameRow,
    rank::{TieBreak, raise_score, rounded},
};
use crate::domain::search::{matched_field::MatchedField, query::WordSet};

/// A thing that a search has found.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchHit {
    /// Name of its type in the schema.
    pub ty: &'static str,
    /// Its row id.
    pub row: i64,
    /// Orders hits of the same score.
    pub tie_break: TieBreak,
    /// What of it matches.
    pub field: MatchedField,
    /// The name that matches best, as written: its own, or that of a topic. If none matches, its first name.
    pub matched_name: String,
    /// How well it matches, from 0 to 1; 1 is the same name.
    pub score: f64,
    /// The words of the query that it does not match.
    pub ignored: WordSet,
}

/// The best match of each thing.
#[derive(Default)]
pub(super) struct BestMatches {
    by_thing: HashMap<i64, Match>,
}

/// What matches of a thing.
pub(super) struct Match {
    /// Name of the type of the thing.
    pub ty: &'static str,
    /// What of it matches.
    pub field: MatchedField,
    /// The name to show, as written.
    pub name: String,
    /// How well it matches what is found of the query, from 0 to 1.
    pub score: f64,
    /// The part of the score that is kept although words are missing.
    pub share: f64,
    /// The words of the query that are missing.
    pub ignored: WordSet,
    /// Place of the thing in the registry.
    pub place: i64,
    /// Whether a curator has recorded the thing.
    pub is_curated: bool,
}

impl Match {
    /// A match of all words of the query.
    pub fn complete(row: &NameRow<'_>, score: f64) -> Self {
        Self {
            ty: row.ty,
            field: MatchedField::Name,
            name: row.value.to_owned(),
            score: rounded(score),
            share: 1.0,
            ignored: 0,
            place: row.node_place,
            is_curated: row.is_curated,
        }
    }

    fn total(&self) -> f64 {
        rounded(self.score * self.share)
    }
}

impl BestMatches {
    /// Keeps a match of all words if the thing has no better one. Of equal ones the shortest name is kept.
    pub fn add_complete(&mut self, row: &NameRow<'_>, score: f64) {
        let score = rounded(score);
        match self.by_thing.entry(row.thing) {
            Entry::Vacant(free) => {
                free.insert(Match::complete(row, score));
            }
            Entry::Occupied(mut known) => {
                let total = known.get().total();
                let is_shorter = || row.value.chars().count() < known.get().name.chars().count();
                if score > total || score >= total && is_shorter() {
                    known.insert(Match::complete(row, score));
                }
            }
        }
    }

    /// Keeps a match if the thing has no better one.
    pub fn add(&mut self, thing: i64, found: Match) {
        if self.by_thing.get(&thing).is_none_or(|known| known.total() < found.total()) {
            self.by_thing.insert(thing, found);
        }
    }

    /// How many things were found.
    pub fn len(&self) -> usize {
        self.by_thing.len()
    }

    /// The best match of a thing.
    pub fn get_mut(&mut self, thing: i64) -> Option<&mut Match> {
        self.by_thing.get_mut(&thing)
    }

    /// The highest score, not raised by prominence.
    pub fn highest_score(&self) -> f64 {
        self.by_thing.values().map(Match::total).fold(0.0, f64::max)
    }

    /// Drops what scores less than this part of the best.
    pub fn drop_below(&mut self, part: f64) {
        let least = self.highest_score() * part;
        self.by_thing.retain(|_, found| found.total() >= least);
    }

    /// The things found in their final order, which depends on how well known they are.
    pub fn into_hits(self, network: &Network) -> Vec<SearchHit> {
        let mut hits: Vec<_> = self
            .by_thing
            .into_iter()
            .map(|(row, found)| {
                let affiliations = affiliations(network, row, found.ty);
                let raised = raise_score(found.score, affiliations, found.is_curated);
                SearchHit {
                    row,
                    tie_break: TieBreak::new(found.place, affiliations, found.is_curated),
                    score: rounded(raised * found.share),
                    ty: found.ty,
                    field: found.field,
                    matched_name: found.name,
                    ignored: found.ignored,
                }
            })
            .collect();
        hits.sort_by(|a, b| {
            let by_score = b.score.total_cmp(&a.score);
            by_score.then((a.tie_break, a.row).cmp(&(b.tie_break, b.row)))
        });
        hits
    }
}

/// How many affiliations a thing has.
fn affiliations(network: &Network, row: i64, ty: &str) -> usize {
    let node = network.node(row).filter(|_| ty == "Organization");
    node.map_or(0, |node| network.degree(node))
}
