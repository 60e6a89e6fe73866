//! How well a name matches a search query.

use super::text;

/// A word of a query, with the words that count as matches for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryWord {
    /// The word as typed, folded.
    pub text: String,
    /// Other spellings of the word, which match as well as itself: `saint` for `st`, `vii` for `7`.
    pub spellings: &'static [&'static str],
    /// Words of names that are one edit away: the word may be a misspelling of one of them.
    pub corrections: Vec<String>,
}

impl QueryWord {
    /// A folded word with its other spellings, and no corrections.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), spellings: other_spellings(text), corrections: Vec::new() }
    }
}

/// Pairs of spellings of the same word: an abbreviation or number, and the form written out.
const SPELLINGS: [[&str; 2]; 21] = [
    ["st", "saint"],
    ["ste", "sainte"],
    ["1", "i"],
    ["2", "ii"],
    ["3", "iii"],
    ["4", "iv"],
    ["5", "v"],
    ["6", "vi"],
    ["7", "vii"],
    ["8", "viii"],
    ["9", "ix"],
    ["10", "x"],
    ["11", "xi"],
    ["12", "xii"],
    ["13", "xiii"],
    ["14", "xiv"],
    ["15", "xv"],
    ["16", "xvi"],
    ["18", "xviii"],
    ["19", "xix"],
    ["20", "xx"],
];

/// The other spellings of a word. A single letter is taken as the beginning of a word, not as a number.
fn other_spellings(word: &str) -> &'static [&'static str] {
    let found = SPELLINGS.iter().find_map(|pair| match pair {
        [short, long] if *short == word => Some(&pair[1..]),
        [_, long] if *long == word && word.len() > 1 => Some(&pair[..1]),
        _ => None,
    });
    found.unwrap_or_default()
}

/// Words that say what kind of organization is named. People leave them out of a query.
pub(super) const KIND_WORDS: [&str; 35] = [
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
    "department",
    "departement",
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

/// How well a name matches a query, from 0 to 1; 1 is the same text.
///
/// `query` and `name` are folded; `query_words` are the significant words of the query. `place` is the
/// folded city and country of the named thing: its words match words of the query beside the name, but
/// not instead of it. `is_acronym` says that the name is an acronym.
#[must_use]
pub fn similarity(
    query: &str,
    query_words: &[QueryWord],
    name: &str,
    place: &str,
    is_acronym: bool,
) -> f64 {
    if name == query {
        return 1.0;
    }
    if without_spaces(name) == without_spaces(query) {
        return 0.97;
    }
    let words = text::significant_words(name);
    let places = text::significant_words(place);
    let matches = Matches::of(query_words, &words, &places);
    let matched = to_f64(matches.is_matched.iter().filter(|matched| **matched).count());
    if matched == 0.0 {
        return 0.0;
    }
    let (major, minor) = unmatched_words(&words, &matches.is_matched, &places);
    let coverage = matched / (matched + to_f64(major) + MINOR_WEIGHT * to_f64(minor));
    let (quality, count) = (matches.quality, to_f64(query_words.len().max(1)));
    let all_found = matches.missing == 0;
    // The words of the query match in full, and not as beginnings of longer words.
    let all_exact = all_found && quality > count - 0.001;
    let whole_name = all_found && major + minor == 0;
    let score = match () {
        () if whole_name && all_exact && matches.in_place == 0 => 0.95,
        () if whole_name && all_exact => 0.9,
        () if whole_name && matches.in_place == 0 => 0.88,
        () if all_exact && major == 0 => 0.77 + 0.13 * coverage,
        () if is_acronym && begins_with(name, query) => 0.7 + 0.1 * coverage,
        () if begins_with(name, query) => 0.65 + 0.2 * coverage,
        () => 0.35 * quality / count + 0.45 * coverage * quality / count,
    };
    score * 0.92_f64.powi(to_i32(matches.corrected)) * 0.55_f64.powi(to_i32(matches.missing))
}

/// Which words of a query are found in a name or its place.
struct Matches {
    /// For each word of the name whether a word of the query matches it.
    is_matched: Vec<bool>,
    /// The sum of how well the words of the query match, each from 0 to 1.
    quality: f64,
    /// How many words of the query match only as a misspelling.
    corrected: usize,
    /// How many words of the query match a word of the place instead of the name.
    in_place: usize,
    /// How many words of the query match nothing.
    missing: usize,
}

impl Matches {
    fn of(query_words: &[QueryWord], words: &[&str], places: &[&str]) -> Self {
        let mut matches = Self {
            is_matched: vec![false; words.len()],
            quality: 0.0,
            corrected: 0,
            in_place: 0,
            missing: 0,
        };
        for query_word in query_words {
            let best = if let Some(best) = best_match(query_word, words, &matches.is_matched) {
                matches.is_matched[best.index] = true;
                best
            } else if let Some(best) = best_match(query_word, places, &vec![false; places.len()]) {
                matches.in_place += 1;
                best
            } else {
                matches.missing += 1;
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
        let repeated = with(true).any(|(matched, _)| *matched == word);
        repeated || KIND_WORDS.contains(&word) || places.contains(&word)
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

/// The best match for a word of the query among the words that are not matched yet.
fn best_match(query_word: &QueryWord, words: &[&str], is_matched: &[bool]) -> Option<WordMatch> {
    let free = || words.iter().enumerate().filter(|(index, _)| !is_matched[*index]);
    let find = |fits: &dyn Fn(&str) -> bool, quality: f64, is_correction: bool| {
        let (index, _) = free().find(|(_, word)| fits(word))?;
        Some(WordMatch { index, quality, is_correction })
    };
    let typed = query_word.text.as_str();
    // A number mostly means itself, and not the beginning of a longer one.
    let is_number = typed.bytes().all(|byte| byte.is_ascii_digit());
    let prefix_quality = if is_number { 0.5 } else { 0.85 };
    find(&|word| word == typed, 1.0, false)
        .or_else(|| find(&|word| query_word.spellings.contains(&word), 1.0, false))
        .or_else(|| find(&|word| word.starts_with(typed), prefix_quality, false))
        .or_else(|| find(&|word| query_word.corrections.iter().any(|it| it == word), 1.0, true))
}

/// Whether a name begins with the query, and the query does not end within a number of the name.
fn begins_with(name: &str, query: &str) -> bool {
    let is_digit = |letter: Option<char>| letter.is_some_and(|it| it.is_ascii_digit());
    name.strip_prefix(query)
        .is_some_and(|rest| !(is_digit(query.chars().last()) && is_digit(rest.chars().next())))
}

fn without_spaces(folded: &str) -> String {
    folded.replace(' ', "")
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
        let words: Vec<_> =
            text::significant_words(query).into_iter().map(QueryWord::new).collect();
        similarity(query, &words, name, place, is_acronym)
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
        assert!(score("chu rennes", "chu", "caen", true) < 0.5);
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
    }
}
