//! Search by the words of names, topics and descriptions, the best match first.
//!
//! Keys are looked up first (`identified`). Then up to four steps run, each only if those before have found nothing good
//! enough:
//!
//! 1. names that contain all words, or words that begin with them; words of the city count beside the name. If it is the
//!    name of a topic, also what has the topic
//! 2. names that stand in the text in full, where the other words say the same thing otherwise: another of its names, its
//!    region or country, what it belongs to
//! 3. the same as 1 with words that are one edit away, for misspellings, and with words written as one or apart
//! 4. names that contain some of the words; each hit tells which words it ignores
//!
//! Descriptions that have all words come last.

mod best_matches;
mod corrections;
mod countries;
mod descriptions;
mod found_thing;
mod identified;
mod names;
mod partial;
mod rank;
mod topics;

use std::sync::Arc;

use self::{
    best_matches::{BestMatches, Match},
    corrections::{corrected, respelled},
    countries::{NamedCountry, countries_in},
    descriptions::find_in_descriptions,
    identified::identified,
    names::{Names, all_words, same_word},
    partial::PartialMatches,
    topics::NamedTopics,
};
use super::{super::Error, network::Network, snapshot::Snapshot};
use crate::{
    domain::{
        entity_type::EntityType,
        search::{matched_field::MatchedField, query::SearchQuery, similarity::match_name},
    },
    limits::search::{
        MAX_CORRECTED_WORDS, MAX_NAMES_OF_RARE_WORD, MAX_PARTIAL_NAMES, MAX_REQUIRED_WORDS,
        MAX_RESULTS, MAX_WORDS_LEFT_OUT_IN_TURN,
    },
};

pub use self::{best_matches::SearchHit, rank::TieBreak};

/// The score from which a match answers the whole search, so that no misspelling is looked for.
const GOOD_SCORE: f64 = 0.6;
/// The score from which a match is a whole name, so that no part of the text is looked for.
const WHOLE_NAME_SCORE: f64 = 0.88;
/// The share of its score that a thing keeps if the words beside its name are explained.
const EXPLAINED_SHARE: f64 = 0.9;
/// A match of some words is dropped if its score is less than this part of the best.
const LEAST_PART_OF_BEST: f64 = 0.3;
/// The score that remains of a match if the country is matched apart from the name.
const WITH_COUNTRY: f64 = 0.97;
/// The score that remains of a match of words that are written otherwise.
const RESPELLED: f64 = 0.97;

/// What a search has found.
pub struct SearchResults {
    /// The things found, best first; one more than [`MAX_RESULTS`] if there are more than those.
    pub hits: Vec<SearchHit>,
    /// The words of the search.
    pub query: SearchQuery,
}

/// Finds things of the given types that `text` names, best first. `known` are the row ids of things that the text names
/// by a key which only the caller can read.
///
/// # Errors
/// When the database cannot be read.
pub fn search(
    snapshot: &Snapshot<'_>,
    text: &str,
    types: &[&'static str],
    known: Option<i64>,
) -> Result<SearchResults, Error> {
    let identified = identified(snapshot, text, types)?;
    let query = SearchQuery::new(&identified.rest);
    let network = snapshot.network()?;
    let mut search = Search {
        names: Names { snapshot, types },
        network: network.clone(),
        best: BestMatches::default(),
    };
    if known.is_none() && !query.words.is_empty() {
        search.run(&query)?;
    }
    for row in known.into_iter().chain(identified.rows) {
        search.put_first(row, &query)?;
    }
    let mut hits = search.best.into_hits(&network);
    hits.truncate(MAX_RESULTS + 1);
    Ok(SearchResults { hits, query })
}

struct Search<'s, 'c> {
    names: Names<'s, 'c>,
    network: Arc<Network>,
    best: BestMatches,
}

impl Search<'_, '_> {
    fn run(&mut self, query: &SearchQuery) -> Result<(), Error> {
        self.find_same_letters(query)?;
        self.find_all_words(query, 1.0)?;
        let (network, snapshot) = (self.network.clone(), self.names.snapshot);
        let countries = countries_in(query);
        let mut partial = PartialMatches::new(query, &countries);
        if query.significant().count() > 1 && self.best.highest_score() < WHOLE_NAME_SCORE {
            partial.find_whole_names(self.names)?;
            partial.add_to(&mut self.best, snapshot, &network, EXPLAINED_SHARE)?;
            self.find_in_countries(query, &countries)?;
        }
        if self.best.highest_score() < GOOD_SCORE {
            self.find_respelled(query, &countries)?;
        }
        if self.best.highest_score() < GOOD_SCORE {
            self.find_some_words(query, &mut partial)?;
            partial.add_to(&mut self.best, snapshot, &network, 0.0)?;
            self.best.drop_below(LEAST_PART_OF_BEST);
        }
        if query.significant().count() <= MAX_REQUIRED_WORDS {
            find_in_descriptions(&mut self.best, snapshot, self.names.types, query)?;
        }
        Ok(())
    }

    /// Finds names that have the letters of the search, however they are spaced.
    fn find_same_letters(&mut self, query: &SearchQuery) -> Result<(), Error> {
        let best = &mut self.best;
        self.names.with_letters(&query.folded, |row| {
            let score = if row.folded == query.folded { 1.0 } else { 0.97 };
            best.add_complete(&row, score);
        })
    }

    /// Finds names that contain all words, and what has the topics that are named so.
    fn find_all_words(&mut self, query: &SearchQuery, weight: f64) -> Result<(), Error> {
        if query.significant().count() > MAX_REQUIRED_WORDS {
            return Ok(());
        }
        let all = query.significant_set();
        let (best, mut topics) = (&mut self.best, NamedTopics::default());
        let topic = EntityType::Topic.name();
        let types = [self.names.types, &[topic]].concat();
        let names = Names { types: &types, ..self.names };
        names.matching(&all_words(query, true), |row| {
            let found = match_name(query, row.folded, row.city, row.is_acronym);
            if let Some(found) = found.filter(|found| found.found() == all) {
                if row.ty == topic {
                    topics.add(query, &row, found.score * weight);
                }
                if self.names.types.contains(&row.ty) {
                    best.add_complete(&row, found.score * weight);
                }
            }
            best.len() <= MAX_RESULTS
        })?;
        topics.add_things(best, self.names.snapshot, self.names.types)
    }

    /// Finds names in a country that contain all words but those of the country.
    fn find_in_countries(
        &mut self,
        query: &SearchQuery,
        countries: &[NamedCountry],
    ) -> Result<(), Error> {
        for country in countries {
            let rest = countries::without(query, country);
            if rest.words.is_empty() || rest.significant().count() > MAX_REQUIRED_WORDS {
                continue;
            }
            let (all, best) = (rest.significant_set(), &mut self.best);
            let expression = all_words(&rest, true);
            self.names.matching_in_country(&expression, country.code, |row| {
                let found = match_name(&rest, row.folded, row.city, row.is_acronym);
                if let Some(found) = found.filter(|found| found.found() == all) {
                    best.add_complete(&row, found.score * WITH_COUNTRY);
                }
                best.len() <= MAX_RESULTS
            })?;
        }
        Ok(())
    }

    /// Finds names by other readings of the words.
    fn find_respelled(
        &mut self,
        query: &SearchQuery,
        countries: &[NamedCountry],
    ) -> Result<(), Error> {
        if query.significant().count() > MAX_REQUIRED_WORDS {
            return Ok(());
        }
        if query.significant().count() <= MAX_CORRECTED_WORDS {
            for respelled in respelled(self.names.snapshot, query)? {
                self.find_same_letters(&respelled)?;
                self.find_all_words(&respelled, RESPELLED)?;
            }
        }
        if let Some(corrected) = corrected(self.names.snapshot, query)? {
            self.find_all_words(&corrected, 1.0)?;
            self.find_in_countries(&corrected, countries)?;
        }
        Ok(())
    }

    /// Finds names that contain a rare word of the search, or all words but one.
    fn find_some_words(
        &self,
        query: &SearchQuery,
        partial: &mut PartialMatches<'_>,
    ) -> Result<(), Error> {
        let mut rare = Vec::new();
        for (_, word) in query.significant() {
            let expression = same_word(word);
            let count = self.names.count(&expression, MAX_NAMES_OF_RARE_WORD)?;
            if count > 0 && count < MAX_NAMES_OF_RARE_WORD && word.text.chars().nth(1).is_some() {
                rare.push(expression);
            }
        }
        let mut left = MAX_PARTIAL_NAMES;
        let mut compare = |row: names::NameRow<'_>| {
            partial.compare(&row);
            left = left.saturating_sub(1);
            left > 0
        };
        if !rare.is_empty() {
            self.names.matching(&rare.join(" OR "), &mut compare)?;
        }
        if (2..=MAX_WORDS_LEFT_OUT_IN_TURN).contains(&query.significant().count()) {
            for (left_out, _) in query.significant() {
                let mut others = query.clone();
                others.words.remove(left_out);
                self.names.matching(&all_words(&others, false), &mut compare)?;
            }
        }
        Ok(())
    }

    /// Gives the best score to a thing that the text names by a key.
    fn put_first(&mut self, row: i64, query: &SearchQuery) -> Result<(), Error> {
        if let Some(found) = self.best.get_mut(row) {
            if found.score < 1.0 || found.field != MatchedField::Name {
                found.field = MatchedField::Key;
            }
            (found.score, found.share) = (1.0, 1.0);
            return Ok(());
        }
        let (best, ignored) = (&mut self.best, query.significant_set());
        self.names.first_of(row, |name| {
            let field = MatchedField::Key;
            best.add(row, Match { field, ignored, ..Match::complete(&name, 1.0) });
        })
    }
}
