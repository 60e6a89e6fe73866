//! How well a name matches a search query.

use smallvec::SmallVec;

use super::super::text;
use super::query::{QueryWord, SearchQuery, WordSet, bit};

/// Words that say what kind of organization is named. People leave them out of a query.
const KIND_WORDS: [&str; 35] = [
    "academie",
    "academy",
    "agence",
    "agency",
    "association",
    "center",
    "centre",
    "clinic",
    "clinique",
    "college",
    "departement",
    "department",
    "ecole",
    "faculte",
    "faculty",
    "fondation",
    "foundation",
    "group",
    "groupe",
    "hopital",
    "hopitaux",
    "hospital",
    "institut",
    "institute",
    "instituto",
    "laboratoire",
    "laboratory",
    "network",
    "reseau",
    "school",
    "societe",
    "society",
    "universidad",
    "universite",
    "university",
];
/// The weight of an unmatched word of a name that says little about it. Other words weigh 1.
const MINOR_WEIGHT: f64 = 0.3;

/// How well a name matches a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NameMatch {
    /// From 0 to 1, for the words that are found; 1 is the same text. Words that are not found do not lower it.
    pub score: f64,
    /// The words of the query that are found in the name.
    pub in_name: WordSet,
    /// The words that are found in the place of the named thing instead.
    pub in_place: WordSet,
    /// Whether the words found are all words of the name, apart from those that say little.
    pub is_whole: bool,
}

impl NameMatch {
    /// A name that consists of these words of the query.
    #[must_use]
    pub fn whole(score: f64, in_name: WordSet) -> Self {
        Self { score, in_name, in_place: 0, is_whole: true }
    }

    /// The words that are found.
    #[must_use]
    pub fn found(&self) -> WordSet {
        self.in_name | self.in_place
    }
}

/// Whether a folded word says what kind of organization is named.
#[must_use]
pub fn is_kind_word(word: &str) -> bool {
    KIND_WORDS.binary_search(&word).is_ok()
}

/// Compares a name with a query; None if no word is found in the name.
///
/// `name` is folded. `place` is the folded city of the named thing: its words match words of the query beside the name,
/// but not instead of it. `is_acronym` says that the name is an acronym.
#[must_use]
pub fn match_name(
    query: &SearchQuery,
    name: &str,
    place: &str,
    is_acronym: bool,
) -> Option<NameMatch> {
    let all = |score| Some(NameMatch::whole(score, query.significant_set()));
    if name == query.folded {
        return all(1.0);
    }
    if have_same_letters(name, &query.folded) {
        return all(0.97);
    }
    let words = text::significant_words(name);
    let places = text::significant_words(place);
    let matches = Matches::of(query, &words, &places);
    let matched = to_f64(matches.is_matched.iter().filter(|matched| **matched).count());
    if matched == 0.0 {
        return None;
    }
    let (major, minor) = unmatched_words(&words, &matches.is_matched, &places);
    let coverage = matched / (matched + to_f64(major) + MINOR_WEIGHT * to_f64(minor));
    let found = matches.in_name | matches.in_place;
    let count = to_f64(usize::try_from(found.count_ones()).unwrap_or(1));
    // The words of the query match in full, and not as beginnings of longer words.
    let all_exact = matches.quality > count - 0.001;
    let whole_name = major + minor == 0;
    let begins_name = found == query.significant_set() && begins_with(name, &query.folded);
    let quality = matches.quality / count;
    let score = match () {
        () if whole_name && all_exact && matches.in_place == 0 => 0.95,
        () if whole_name && all_exact => 0.9,
        () if whole_name && matches.in_place == 0 => 0.88,
        () if all_exact && major == 0 => 0.77 + 0.13 * coverage,
        () if is_acronym && begins_name => 0.7 + 0.1 * coverage,
        () if begins_name => 0.65 + 0.2 * coverage,
        () => 0.35 * quality + 0.45 * coverage * quality,
    };
    let score = score * 0.92_f64.powi(to_i32(matches.corrected));
    let Matches { in_name, in_place, .. } = matches;
    Some(NameMatch { score, in_name, in_place, is_whole: major == 0 })
}

/// Which words of a query are found in a name or its place.
struct Matches {
    /// For each word of the name whether a word of the query matches it.
    is_matched: SmallVec<[bool; 16]>,
    /// The words of the query that match a word of the name.
    in_name: WordSet,
    /// The words of the query that match a word of the place instead of the name.
    in_place: WordSet,
    /// The sum of how well the words of the query match, each from 0 to 1.
    quality: f64,
    /// How many words of the query match only as a misspelling.
    corrected: usize,
}

impl Matches {
    fn of(query: &SearchQuery, words: &[&str], places: &[&str]) -> Self {
        let mut matches = Self {
            is_matched: SmallVec::from_elem(false, words.len()),
            in_name: 0,
            in_place: 0,
            quality: 0.0,
            corrected: 0,
        };
        for (index, query_word) in query.significant() {
            let best = if let Some(best) = best_match(query_word, words, &matches.is_matched) {
                matches.is_matched[best.index] = true;
                matches.in_name |= bit(index);
                best
            } else if let Some(best) = best_match(query_word, places, &[]) {
                matches.in_place |= bit(index);
                best
            } else {
                continue;
            };
            matches.quality += best.quality;
            matches.corrected += usize::from(best.is_correction);
        }
        matches
    }
}

/// How many words of a name are unmatched: those that tell it from other names (major), and those that say
/// little (minor): its kind, its place, or a repeated word that is matched elsewhere.
fn unmatched_words(words: &[&str], is_matched: &[bool], places: &[&str]) -> (usize, usize) {
    let with = |state| words.iter().zip(is_matched).filter(move |(_, matched)| **matched == state);
    let is_minor = |word: &str| {
        let repeated = || with(true).any(|(matched, _)| *matched == word);
        is_kind_word(word) || places.contains(&word) || repeated()
    };
    let minor = with(false).filter(|(word, _)| is_minor(word)).count();
    (with(false).count() - minor, minor)
}

/// A word of a name that matches a word of a query.
struct WordMatch {
    index: usize,
    /// From 0 to 1; 1 is the same word.
    quality: f64,
    is_correction: bool,
}

/// The best match for a word of the query among the words that are not matched yet; an empty list says that none is.
fn best_match(query_word: &QueryWord, words: &[&str], is_matched: &[bool]) -> Option<WordMatch> {
    let free = || {
        let is_free = |index: &usize| is_matched.get(*index).is_none_or(|matched| !matched);
        words.iter().enumerate().filter(move |(index, _)| is_free(index))
    };
    let find = |fits: &dyn Fn(&str) -> bool, quality: f64, is_correction: bool| {
        let (index, _) = free().find(|(_, word)| fits(word))?;
        Some(WordMatch { index, quality, is_correction })
    };
    let typed = query_word.text.as_str();
    // A number mostly means itself, and not the beginning of a longer one.
    let is_number = typed.bytes().all(|byte| byte.is_ascii_digit());
    let prefix_quality = if is_number { 0.3 } else { 0.85 };
    let starts = |word: &str| {
        let transliteration = query_word.transliteration.as_deref();
        let starts =
            word.starts_with(typed) || transliteration.is_some_and(|it| word.starts_with(it));
        // Nor does `VII` mean `VIII`.
        starts && !(is_roman_number(typed) && is_roman_number(word))
    };
    let is_spelling = |word: &str| {
        query_word.transliteration.as_deref() == Some(word)
            || query_word.spellings.iter().any(|it| it == word)
    };
    find(&|word| word == typed, 1.0, false)
        .or_else(|| find(&is_spelling, 1.0, false))
        .or_else(|| find(&starts, prefix_quality, false))
        .or_else(|| find(&|word| query_word.corrections.iter().any(|it| it == word), 1.0, true))
}

/// Whether a word is a Roman number below 40.
fn is_roman_number(word: &str) -> bool {
    word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'))
}

/// Whether a name begins with the query, and the query does not end within a number of the name.
fn begins_with(name: &str, query: &str) -> bool {
    let is_digit = |letter: Option<char>| letter.is_some_and(|it| it.is_ascii_digit());
    name.strip_prefix(query)
        .is_some_and(|rest| !(is_digit(query.chars().last()) && is_digit(rest.chars().next())))
}

/// Whether two folded texts are the same apart from their spaces.
fn have_same_letters(one: &str, other: &str) -> bool {
    let letters = |byte: &u8| *byte != b' ';
    one.bytes().filter(letters).eq(other.bytes().filter(letters))
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
fn to_f64(count: usize) -> f64 {
    count as f64
}

fn to_i32(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(query: &str, name: &str, place: &str, is_acronym: bool) -> f64 {
        let query = SearchQuery::new(query);
        let found = match_name(&query, name, place, is_acronym);
        let found = found.filter(|found| found.found() == query.significant_set());
        found.map_or(0.0, |found| found.score)
    }

    #[test]
    fn the_same_name_scores_highest() {
        assert!(score("chu rennes", "chu rennes", "rennes", false) > 0.99);
        assert!(score("ap hp", "aphp", "", true) > 0.96);
        assert!(
            score("institut cur", "institut curie", "", false)
                > score("institut cur", "institut curie de lyon", "", false)
        );
    }

    #[test]
    fn the_place_counts_beside_the_name_but_not_alone() {
        assert!(
            score("chu rennes", "chu", "rennes", true)
                > score("chu rennes", "chu nord", "rennes", false)
        );
        assert!(score("chu rennes", "chu", "caen", true) < 0.001);
        assert!(score("rennes", "chu", "rennes", true) < 0.001);
    }

    #[test]
    fn a_missing_kind_word_costs_less_than_a_missing_name_word() {
        assert!(
            score("pasteur paris", "institut pasteur", "paris", false)
                > score("pasteur paris", "pasteur mutuelle", "paris", false)
        );
    }

    #[test]
    fn other_spellings_match() {
        assert!(score("st antoine", "hopital saint antoine", "paris", false) > 0.8);
        assert!(score("lyon 2", "lyon ii", "", false) > 0.9);
    }

    #[test]
    fn a_number_is_not_the_beginning_of_a_longer_one() {
        assert!(
            score("paris 1", "universite paris 1", "", false)
                > score("paris 1", "paris 13", "", false)
        );
        assert!(score("paris vii", "universite paris viii", "", false) < 0.001);
        assert!(score("lyon 31", "gdr 3177", "lyon", false) < 0.5);
    }

    #[test]
    fn words_that_are_not_found_are_told_and_do_not_count() {
        let query = SearchQuery::new("CNRS UMR 8104");
        let found = match_name(&query, "umr 8104", "paris", false).unwrap();
        assert_eq!((found.in_name, found.in_place), (0b110, 0));
        assert!(found.score > 0.94);
        assert_eq!(match_name(&query, "institut cochin", "paris", false), None);
    }

    #[test]
    fn letters_written_as_two_match() {
        assert!(score("Århus", "aarhus university", "", false) > 0.85);
        assert!(score("Aarhus Universitet", "arhus universitet", "", false) > 0.94);
        assert!(score("Universität Köln", "universitaet koeln", "", false) > 0.94);
    }

    #[test]
    fn kind_words_are_sorted() {
        assert!(KIND_WORDS.is_sorted());
    }
}
