//! Search by the words of names, the best match first.
//!
//! Up to three queries run, each only if those before have found nothing good enough:
//!
//! 1. names that contain all words, or words that begin with them; words of a place count beside the name
//! 2. the same with words that are one edit away, for misspellings
//! 3. the same with one word of the query left out

use std::collections::HashMap;

use rusqlite::Row;

use super::{
    super::Error,
    network::EdgeFilter,
    search_rank::{TieBreak, raise_score, rounded},
    snapshot::Snapshot,
};
use crate::{
    domain::{
        edit_distance::differ_by_one_edit,
        origin::SEED,
        similarity::{QueryWord, similarity},
        text::significant_words,
    },
    limits::search::{MAX_CORRECTIONS, MAX_NAMES, MAX_PLACE_WORDS, MAX_WORDS},
};

/// The score from which a match answers the whole search, so that no misspelling is looked for.
const GOOD_SCORE: f64 = 0.6;

/// A thing that a search has found.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchHit {
    /// Name of its type in the schema.
    pub ty: String,
    /// Its row id.
    pub row: i64,
    /// Orders hits of the same score.
    pub tie_break: TieBreak,
    /// The name that matches best, as written.
    pub matched_name: String,
    /// How well it matches, from 0 to 1; 1 is the same name.
    pub score: f64,
}

/// Finds things of the given types by their names, best first. `folded` is the folded text to search for.
///
/// # Errors
/// When the database cannot be read.
pub fn search(
    snapshot: &Snapshot<'_>,
    folded: &str,
    types: &[&str],
) -> Result<Vec<SearchHit>, Error> {
    let words = significant_words(folded).into_iter().take(MAX_WORDS);
    let mut words: Vec<_> = words.map(QueryWord::new).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut search = Search { snapshot, folded, types, best: HashMap::new() };
    search.find_same_letters()?;
    search.find_words(&words, &words)?;
    if search.highest_score() < GOOD_SCORE {
        for word in &mut words {
            word.corrections = corrections(snapshot, &word.text)?;
        }
        if words.iter().any(|word| !word.corrections.is_empty()) {
            search.find_words(&words, &words)?;
        }
    }
    if search.best.is_empty() && words.len() > 1 {
        for left_out in 0..words.len() {
            let mut others = words.clone();
            others.remove(left_out);
            search.find_words(&others, &words)?;
        }
    }
    search.into_hits()
}

/// The best match of each thing found so far.
struct Search<'s, 'c> {
    snapshot: &'s Snapshot<'c>,
    folded: &'s str,
    types: &'s [&'s str],
    best: HashMap<i64, Match>,
}

/// A name that matches.
struct Match {
    ty: String,
    name: String,
    score: f64,
    /// Place of the thing in the registry.
    place: i64,
    is_curated: bool,
}

impl Search<'_, '_> {
    /// Finds names that have the letters of the search, however they are spaced: `P.S.C.C.` finds `PSCC`.
    fn find_same_letters(&mut self) -> Result<(), Error> {
        self.collect(
            "SELECT n.owner_id, n.folded, n.place, n.kind, node.type, n.value, node.place, node.origin
             FROM name AS n JOIN node ON node.id = n.owner_id
             WHERE replace(n.folded, ' ', '') = replace(?1, ' ', '')
             AND node.type IN (SELECT value FROM json_each(?2)) LIMIT ?3",
            self.folded,
            &[],
        )
    }

    /// Finds names that contain all of `words`, at least one of them in the name itself. They are scored
    /// by `all_words`, the words of the whole search.
    fn find_words(&mut self, words: &[QueryWord], all_words: &[QueryWord]) -> Result<(), Error> {
        let is_complete = words.len() == all_words.len();
        let alternatives: Vec<_> =
            words.iter().map(|word| fts_alternatives(word, is_complete)).collect();
        let conjunction: Vec<_> = alternatives.iter().map(|it| format!("({it})")).collect();
        let conjunction = conjunction.join(" AND ");
        // A match in the place alone is no hit. With more words than a place has, it cannot happen.
        let expression = if words.len() <= MAX_PLACE_WORDS {
            format!("({conjunction}) AND folded : ({})", alternatives.join(" OR "))
        } else {
            conjunction
        };
        self.collect(
            "SELECT n.owner_id, n.folded, n.place, n.kind, node.type, n.value, node.place, node.origin
             FROM name_words AS w JOIN name AS n ON n.id = w.rowid JOIN node ON node.id = n.owner_id
             WHERE name_words MATCH ?1 AND node.type IN (SELECT value FROM json_each(?2))
             ORDER BY length(n.folded), node.place, n.owner_id, n.rank LIMIT ?3",
            &expression,
            all_words,
        )
    }

    /// Scores the names that a query gives, and keeps the best match of each thing.
    fn collect(&mut self, sql: &str, expression: &str, words: &[QueryWord]) -> Result<(), Error> {
        let mut statement = self.snapshot.prepare(sql)?;
        let types = serde_json::Value::from(self.types).to_string();
        let mut rows = statement.query((expression, types, MAX_NAMES))?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let (name, place, kind): (String, String, String) =
                (row.get(1)?, row.get(2)?, row.get(3)?);
            let score = rounded(similarity(self.folded, words, &name, &place, kind == "ACRONYM"));
            if score > 0.0 && self.best.get(&id).is_none_or(|known| known.score < score) {
                self.best.insert(id, Match::of(row, score)?);
            }
        }
        Ok(())
    }

    fn highest_score(&self) -> f64 {
        self.best.values().map(|found| found.score).fold(0.0, f64::max)
    }

    /// The things found in their final order, which depends on how well known they are.
    fn into_hits(self) -> Result<Vec<SearchHit>, Error> {
        let network = self.snapshot.network()?;
        let affiliations = |row: i64, found: &Match| {
            let node = network.node(row).filter(|_| found.ty == "Organization");
            node.map_or(0, |node| network.edges(node, EdgeFilter::ALL).count())
        };
        let mut hits: Vec<_> = self
            .best
            .into_iter()
            .map(|(row, found)| {
                let affiliations = affiliations(row, &found);
                SearchHit {
                    row,
                    tie_break: TieBreak::new(found.place, affiliations, found.is_curated),
                    score: raise_score(found.score, affiliations, found.is_curated),
                    ty: found.ty,
                    matched_name: found.name,
                }
            })
            .collect();
        hits.sort_by(|a, b| {
            let by_score = b.score.total_cmp(&a.score);
            by_score.then((a.tie_break, a.row).cmp(&(b.tie_break, b.row)))
        });
        Ok(hits)
    }
}

impl Match {
    fn of(row: &Row<'_>, score: f64) -> rusqlite::Result<Self> {
        Ok(Self {
            ty: row.get(4)?,
            name: row.get(5)?,
            score,
            place: row.get(6)?,
            is_curated: row.get_ref(7)?.as_bytes().is_ok_and(|origin| origin == SEED.as_bytes()),
        })
    }
}

/// A word of the search as an FTS5 expression: words that begin with it, its other spellings, or its
/// corrections.
///
/// Half of all names have a word that begins with the same one or two letters. So when a word of the search
/// is left out, words that short match only as a whole.
fn fts_alternatives(word: &QueryWord, is_complete: bool) -> String {
    let prefix = if is_complete || word.text.chars().count() > 2 { "*" } else { "" };
    let spellings = word.spellings.iter().copied();
    let corrections = word.corrections.iter().map(String::as_str);
    let others = spellings.chain(corrections).map(|other| format!(" OR \"{other}\""));
    format!("\"{}\"{prefix}{}", word.text, others.collect::<String>())
}

/// Words of names that are one edit away from `word`. Short words and numbers have none: too many words are
/// one edit away from them.
fn corrections(snapshot: &Snapshot<'_>, word: &str) -> Result<Vec<String>, Error> {
    let letters: Vec<_> = word.chars().collect();
    if letters.len() < 4 || letters.iter().any(char::is_ascii_digit) {
        return Ok(Vec::new());
    }
    // One edit leaves the first half of a word or the second as it is.
    let half = (letters.len() - 1) / 2;
    let beginning: String = letters[..half].iter().collect();
    let end_backwards: String = letters.iter().rev().take(half).collect();
    let mut found = Vec::new();
    for (sql, from) in [
        ("SELECT word FROM word WHERE word >= ?1 AND word < ?2", beginning),
        ("SELECT word FROM word WHERE backwards >= ?1 AND backwards < ?2", end_backwards),
    ] {
        let to = format!("{from}\u{10ffff}");
        let mut statement = snapshot.prepare(sql)?;
        let mut rows = statement.query([&from, &to])?;
        while let Some(row) = rows.next()? {
            let candidate = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            if differ_by_one_edit(word, candidate) && !found.iter().any(|it| it == candidate) {
                found.push(candidate.to_owned());
            }
        }
    }
    found.truncate(MAX_CORRECTIONS);
    Ok(found)
}
