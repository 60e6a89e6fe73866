//! Things of which a text has more words than their name: "Institut Curie, PSL Research University, Paris, France".
//!
//! The other words may be another name of the thing, its place, or something that it has an affiliation with.

use std::collections::HashMap;

use super::{
    super::{
        super::Error,
        network::{EdgeFilter, Network},
        snapshot::Snapshot,
    },
    best_matches::{BestMatches, Match},
    countries::NamedCountry,
    names::{NameRow, Names},
    rank::rounded,
};
use crate::{
    domain::{
        country_names,
        search::{
            matched_field::MatchedField,
            query::{QueryWord, SearchQuery, WordSet, bit},
            similarity::{NameMatch, match_name},
            unmatched_words::{PartialMatch, kept_share},
        },
        text::{fold, significant_words},
    },
    limits::search::{MAX_NAME_WORDS, MAX_PARTIAL_THINGS},
};

/// The score of a name that stands in the text in full.
const WHOLE_NAME: f64 = 0.95;
/// The score of such a name if it is so short that it may stand for something else.
const SHORT_NAME: f64 = 0.85;
/// Letters of such a name, at most.
const SHORT_NAME_LETTERS: usize = 3;
/// The score of a name that has the code of a unit, such as `UMR 8104`.
const UNIT_CODE: f64 = 0.9;
/// The part of the score that is kept if only some words of a name stand in the text.
const PART_OF_NAME: f64 = 0.7;
/// The part of the score that is kept if the text names other countries than that of the thing.
const OTHER_COUNTRY: f64 = 0.5;

/// Things that a text may name, with what is found of them in it.
pub(super) struct PartialMatches<'q> {
    query: &'q SearchQuery,
    countries: &'q [NamedCountry],
    by_thing: HashMap<i64, Candidate>,
}

/// A thing that a text may name.
struct Candidate {
    ty: &'static str,
    place: i64,
    is_curated: bool,
    /// The names found, with how each matches.
    names: Vec<(String, NameMatch)>,
    /// The words of each name that stands in the text in full.
    whole_names: Vec<WordSet>,
    /// The largest score of a name found, without the place and the rest.
    estimate: f64,
}

/// Where an organization is, folded.
struct Location {
    words: Vec<String>,
    country: Option<String>,
}

impl<'q> PartialMatches<'q> {
    /// No things yet.
    pub fn new(query: &'q SearchQuery, countries: &'q [NamedCountry]) -> Self {
        Self { query, countries, by_thing: HashMap::new() }
    }

    /// Finds names that stand in the text in full.
    pub fn find_whole_names(&mut self, names: Names<'_, '_>) -> Result<(), Error> {
        let words = &self.query.words;
        let (mut texts, mut sets) = (Vec::new(), Vec::new());
        for start in 0..words.len() {
            let (mut letters, mut transliterated, mut plain) =
                (String::new(), String::new(), String::new());
            let mut set = 0;
            for (index, word) in words.iter().enumerate().skip(start).take(MAX_NAME_WORDS) {
                letters.push_str(&word.text);
                transliterated.push_str(word.transliteration.as_ref().unwrap_or(&word.text));
                plain.push_str(word.spellings.last().unwrap_or(&word.text));
                set |= if word.is_stop_word { 0 } else { bit(index) };
                if set == 0 || word.is_stop_word {
                    continue;
                }
                for text in [&transliterated, &plain] {
                    if *text != letters {
                        texts.push(text.clone());
                        sets.push(set);
                    }
                }
                texts.push(letters.clone());
                sets.push(set);
            }
        }
        names.with_any_letters(&serde_json::Value::from(texts).to_string(), |index, row| {
            let set = sets[index];
            let is_short = row.folded.chars().count() <= SHORT_NAME_LETTERS;
            let score = if is_short { SHORT_NAME } else { WHOLE_NAME };
            let found = NameMatch::whole(score, set);
            let candidate = self.add(&row, found);
            candidate.whole_names.push(set);
        })
    }

    /// Compares a name with the text.
    pub fn compare(&mut self, row: &NameRow<'_>) {
        if let Some(mut found) = match_name(self.query, row.folded, row.city, row.is_acronym) {
            if self.has_unit_code(row.folded, found.in_name) {
                found.score = found.score.max(UNIT_CODE);
            } else if !found.is_whole {
                found.score *= PART_OF_NAME;
            }
            self.add(row, found);
        }
    }

    /// Whether one of the words found is the number of a unit, such as `U1016` or the number of `UMR 8104`: it tells a
    /// name from all others.
    fn has_unit_code(&self, name: &str, in_name: WordSet) -> bool {
        let is_code = |index: usize, word: &QueryWord| {
            let before = index.checked_sub(1).filter(|before| in_name & bit(*before) != 0);
            let is_after_kind = before.is_some_and(|before| self.query.words[before].is_letters());
            word.is_code() || word.is_long_number() && is_after_kind
        };
        let words = self.query.words.iter().enumerate();
        let mut found = words.filter(|(index, _)| in_name & bit(*index) != 0);
        found.any(|(index, word)| is_code(index, word) && name.split(' ').any(|it| it == word.text))
    }

    fn add(&mut self, row: &NameRow<'_>, found: NameMatch) -> &mut Candidate {
        let matched = PartialMatch { in_name: found.in_name, found: found.found(), in_related: 0 };
        let estimate = found.score * kept_share(self.query, &matched);
        let candidate = self.by_thing.entry(row.thing).or_insert_with(|| Candidate {
            ty: row.ty,
            place: row.node_place,
            is_curated: row.is_curated,
            names: Vec::new(),
            whole_names: Vec::new(),
            estimate: 0.0,
        });
        if candidate.estimate < estimate {
            candidate.estimate = estimate;
            candidate.names.insert(0, (row.value.to_owned(), found));
        } else if found.score >= WHOLE_NAME {
            candidate.names.push((row.value.to_owned(), found));
        }
        candidate
    }

    /// Adds the things to `best` that keep at least `least` of their score.
    pub fn add_to(
        &self,
        best: &mut BestMatches,
        snapshot: &Snapshot<'_>,
        network: &Network,
        least: f64,
    ) -> Result<(), Error> {
        let mut likely: Vec<_> = self.by_thing.iter().collect();
        likely.sort_by(|(a_row, a), (b_row, b)| {
            b.estimate.total_cmp(&a.estimate).then(a_row.cmp(b_row))
        });
        likely.truncate(MAX_PARTIAL_THINGS);
        let rows: Vec<_> = likely.iter().map(|(row, _)| **row).collect();
        let locations = locations(snapshot, &rows)?;
        for (row, candidate) in likely {
            let related = self.related(*row, network);
            let found = self.best_name(candidate, locations.get(row), &related);
            if found.share >= least {
                best.add(*row, found);
            }
        }
        Ok(())
    }

    /// The best name of a thing, scored with all that the text says of the thing.
    fn best_name(
        &self,
        candidate: &Candidate,
        location: Option<&Location>,
        related: &[WordSet],
    ) -> Match {
        let matches = candidate.names.iter().map(|(name, found)| {
            let in_names = candidate.whole_names.iter().fold(0, |all, set| all | set);
            let beside = in_names | self.in_location(location, found.in_name);
            let all = found.found() | beside;
            let related = related.iter().filter(|set| *set & found.in_name == 0);
            let in_related = related.fold(0, |all, set| all | set);
            let matched = PartialMatch { in_name: found.in_name, found: all, in_related };
            let mut share = kept_share(self.query, &matched);
            if self.names_other_countries(location, all) {
                share *= OTHER_COUNTRY;
            }
            Match {
                ty: candidate.ty,
                field: MatchedField::Name,
                name: name.clone(),
                score: rounded(found.score),
                share,
                ignored: self.query.significant_set() & !all,
                place: candidate.place,
                is_curated: candidate.is_curated,
            }
        });
        let best = matches.max_by(|a, b| (a.score * a.share).total_cmp(&(b.score * b.share)));
        best.expect("a candidate has a name")
    }

    /// The words of the text that say where the thing is.
    fn in_location(&self, location: Option<&Location>, in_name: WordSet) -> WordSet {
        let Some(location) = location else { return 0 };
        let countries = self.countries.iter();
        let fits = countries.filter(|it| Some(it.code) == location.country.as_deref());
        let named = fits.fold(0, |set, country| set | country.words);
        let is_there = |text: &str| {
            let code = location.country.as_deref();
            location.words.iter().any(|word| word == text)
                || code.is_some_and(|code| country_names::is_named(code, text))
        };
        let words = self.query.significant().filter(|(_, word)| is_there(&word.text));
        words.fold(named, |set, (index, _)| set | bit(index)) & !in_name
    }

    /// Whether the text names countries, and none of them is that of the thing.
    fn names_other_countries(&self, location: Option<&Location>, found: WordSet) -> bool {
        let Some(country) = location.and_then(|it| it.country.as_deref()) else { return false };
        let names_it = |it: &&NamedCountry| !it.is_short_code && it.words & !found != 0;
        let mut elsewhere = self.countries.iter().filter(names_it);
        let is_there = self.countries.iter().any(|it| it.code == country);
        !is_there && elsewhere.next().is_some()
    }

    /// The words of names in the text of things which this one has an affiliation with.
    fn related(&self, thing: i64, network: &Network) -> Vec<WordSet> {
        let Some(node) = network.node(thing) else { return Vec::new() };
        let related = network.edges(node, EdgeFilter::ALL);
        let related = related.filter_map(|edge| self.by_thing.get(&network.row(edge.to)));
        related.flat_map(|other| other.whole_names.iter().copied()).collect()
    }
}

/// Where organizations are, by their row.
fn locations(snapshot: &Snapshot<'_>, rows: &[i64]) -> Result<HashMap<i64, Location>, Error> {
    let sql = "SELECT id, city, region, country FROM organization
         WHERE id IN (SELECT value FROM json_each(?1))";
    let mut statement = snapshot.prepare(sql)?;
    let found = statement.query_map([serde_json::Value::from(rows).to_string()], |row| {
        let (city, region): (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
        let folded = fold(&format!("{} {}", city.unwrap_or_default(), region.unwrap_or_default()));
        let words = significant_words(&folded).into_iter().map(str::to_owned).collect();
        Ok((row.get(0)?, Location { words, country: row.get(3)? }))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}
