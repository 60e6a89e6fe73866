//! The words of a text to search for.

use super::super::text::{fold, is_stop_word, joins_words};

/// A set of words of a query: bit `n` stands for the word with index `n`.
pub type WordSet = u64;

/// Words of a query that are used: a set has a bit for each. The others are left over.
pub const USED_WORDS: usize = WordSet::BITS as usize;

/// A text to search for, as words.
#[derive(Clone, Debug, Default)]
pub struct SearchQuery {
    /// The words, in the order of the text.
    pub words: Vec<QueryWord>,
    /// The folded text of the words.
    pub folded: String,
    /// Words beyond the largest number of words, as written.
    pub left_over: Vec<String>,
}

/// A word of a query, with the words that count as matches for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryWord {
    /// The word, folded.
    pub text: String,
    /// The word as typed.
    pub written: String,
    /// Number of the part of the text that the word is in. Commas, brackets and the like separate parts.
    pub part: usize,
    /// Whether it is an article or a preposition, which names and queries have or leave out freely.
    pub is_stop_word: bool,
    /// Whether a full stop, and no space, separates it from the word before.
    pub follows_full_stop: bool,
    /// Other spellings of the word, which match as well as itself: `saint` for `st`, `vii` for `7`.
    pub spellings: Vec<String>,
    /// The word with `aa` for `å`, `oe` for `ö` and so on: words may also begin with it.
    pub transliteration: Option<String>,
    /// Words of names that are one edit away: the word may be a misspelling of one of them.
    pub corrections: Vec<String>,
}

impl SearchQuery {
    /// Splits a text into words.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut words = Vec::new();
        let (mut part, mut after_full_stop) = (0, false);
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let length = rest.find(|letter| !joins_words(letter)).unwrap_or(rest.len());
            let (run, after) = rest.split_at(length);
            let folded = fold(run);
            for word in folded.split(' ').filter(|word| !word.is_empty()) {
                let word = QueryWord {
                    part,
                    follows_full_stop: after_full_stop,
                    ..QueryWord::new(word, run)
                };
                words.push(word);
            }
            if length > 0 {
                (rest, after_full_stop) = (after, false);
                continue;
            }
            after_full_stop = letter == '.';
            part += usize::from(is_separator(letter));
            rest = &rest[letter.len_utf8()..];
        }
        Self::of(words)
    }

    /// A query of these words.
    #[must_use]
    pub fn of(mut words: Vec<QueryWord>) -> Self {
        let beyond = words.split_off(words.len().min(USED_WORDS));
        let left_over = beyond.into_iter().filter(|word| !word.is_stop_word);
        let left_over = left_over.map(|word| word.written).collect();
        for word in &mut words {
            word.is_stop_word = is_stop_word(&word.text);
        }
        if words.iter().all(|word| word.is_stop_word) {
            for word in &mut words {
                word.is_stop_word = false;
            }
        }
        let folded = words.iter().map(|word| &*word.text).collect::<Vec<_>>().join(" ");
        Self { words, folded, left_over }
    }

    /// The words that count: all but stop words, or all if there are no others.
    pub fn significant(&self) -> impl Iterator<Item = (usize, &QueryWord)> {
        self.words.iter().enumerate().filter(|(_, word)| !word.is_stop_word)
    }

    /// The set of the words that count.
    #[must_use]
    pub fn significant_set(&self) -> WordSet {
        self.significant().fold(0, |set, (index, _)| set | bit(index))
    }

    /// The words of a set, as written, and those beyond the largest number, each once.
    #[must_use]
    pub fn written(&self, set: WordSet) -> Vec<&str> {
        let words = self.words.iter().enumerate().filter(|(index, _)| set & bit(*index) != 0);
        let words = words.map(|(_, word)| &*word.written);
        let mut written = Vec::new();
        for word in words.chain(self.left_over.iter().map(|word| &**word)) {
            if !written.contains(&word) {
                written.push(word);
            }
        }
        written
    }

    /// The same text with its dotted acronyms as one word each: `C.N.R.S.` becomes `CNRS`. None without any.
    #[must_use]
    pub fn with_joined_acronyms(&self) -> Option<Self> {
        let mut joined: Vec<QueryWord> = Vec::new();
        let mut letters = 0;
        for word in &self.words {
            let is_letter = word.text.chars().count() == 1;
            if is_letter && word.follows_full_stop && letters > 0 {
                letters += 1;
                if let Some(acronym) = joined.last_mut() {
                    *acronym = acronym.joined_with(word, ".");
                }
            } else {
                letters = usize::from(is_letter);
                joined.push(word.clone());
            }
        }
        (joined.len() < self.words.len())
            .then(|| Self { left_over: self.left_over.clone(), ..Self::of(joined) })
    }
}

/// The set of one word.
#[must_use]
pub fn bit(index: usize) -> WordSet {
    1 << index
}

impl QueryWord {
    /// A folded word with its other spellings, and no corrections.
    #[must_use]
    pub fn new(text: &str, written: &str) -> Self {
        let mut spellings: Vec<_> =
            other_spellings(text).iter().map(|it| (*it).to_owned()).collect();
        spellings.extend(without_transliteration(text));
        Self {
            text: text.to_owned(),
            written: written.to_owned(),
            transliteration: transliterated(written),
            spellings,
            ..Self::default()
        }
    }

    /// The two words as one.
    #[must_use]
    pub fn joined_with(&self, next: &Self, between: &str) -> Self {
        Self {
            part: self.part,
            follows_full_stop: self.follows_full_stop,
            ..Self::new(
                &format!("{}{}", self.text, next.text),
                &format!("{}{between}{}", self.written, next.written),
            )
        }
    }

    /// Whether it is a code of letters and a number of three digits or more, such as `u1016`.
    #[must_use]
    pub fn is_code(&self) -> bool {
        let number = self.text.trim_start_matches(char::is_alphabetic);
        number.len() < self.text.len() && is_long_number(number)
    }

    /// Whether it is a number of three digits or more.
    #[must_use]
    pub fn is_long_number(&self) -> bool {
        is_long_number(&self.text)
    }

    /// Whether it has only letters.
    #[must_use]
    pub fn is_letters(&self) -> bool {
        self.text.chars().all(char::is_alphabetic)
    }

    /// Whether it has a digit.
    #[must_use]
    pub fn has_digit(&self) -> bool {
        self.text.chars().any(char::is_numeric)
    }
}

fn is_long_number(text: &str) -> bool {
    text.len() >= 3 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a character separates the parts of an affiliation.
fn is_separator(letter: char) -> bool {
    matches!(
        letter,
        ',' | ';'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '|'
            | '/'
            | '\n'
            | '\t'
            | '،'
            | '、'
            | '，'
            | '；'
    )
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

/// Letters that some languages write as two plain ones: folding makes `arhus` of `Århus`, and people write `Aarhus`.
const TRANSLITERATED: [(char, &str, &str); 5] =
    [('å', "aa", "a"), ('ä', "ae", "a"), ('ö', "oe", "o"), ('ø', "oe", "o"), ('ü', "ue", "u")];

/// The written word folded, with the letters of [`TRANSLITERATED`] as two; None if it has none of them.
fn transliterated(written: &str) -> Option<String> {
    use unicode_normalization::UnicodeNormalization;
    let mut found = false;
    let letters: String = written
        .nfc()
        .flat_map(char::to_lowercase)
        .flat_map(|letter| match TRANSLITERATED.iter().find(|(one, ..)| *one == letter) {
            Some((_, two, _)) => {
                found = true;
                two.chars().collect::<Vec<_>>()
            }
            None => vec![letter],
        })
        .collect();
    found.then(|| fold(&letters))
}

/// The word with one letter for each of the pairs of [`TRANSLITERATED`], as folding leaves `ö`; None if it has none.
fn without_transliteration(word: &str) -> Option<String> {
    let one = |text: String, (_, two, one): &(char, &str, &str)| text.replace(two, one);
    let plain = TRANSLITERATED.iter().fold(word.to_owned(), one);
    (plain != word).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(String, usize)> {
        SearchQuery::new(text).words.into_iter().map(|word| (word.text, word.part)).collect()
    }

    #[test]
    fn a_text_becomes_words_in_parts() {
        let found = words("Institut Curie (PSL), Île-de-France");
        let expected =
            [("institut", 0), ("curie", 0), ("psl", 1), ("ile", 3), ("de", 3), ("france", 3)];
        assert_eq!(found, expected.map(|(word, part)| (word.to_owned(), part)));
        assert!(words("").is_empty() && words(" – …!?").is_empty() && words("🏥").is_empty());
    }

    #[test]
    fn the_words_of_a_text_are_those_of_its_folded_form() {
        for text in [
            "L’Institut du cœur",
            "Insti\u{ad}tut Cu\u{200b}rie\u{200f}",
            "e\u{301}cole",
            "Ｃｎｒｓ",
            "中国科学院, 北京",
            "مؤسسة",
            "U.S. ½ ﬁn",
        ] {
            assert_eq!(SearchQuery::new(text).folded, fold(text), "{text}");
        }
    }

    #[test]
    fn stop_words_count_only_if_there_are_no_others() {
        let significant = |text| SearchQuery::new(text).significant().count();
        assert_eq!(significant("Ligue contre le cancer"), 3);
        assert_eq!(significant("of the"), 2);
    }

    #[test]
    fn words_are_listed_as_written() {
        let query = SearchQuery::new("Institut CURIE, l’Été");
        assert_eq!(query.written(0b1010), ["CURIE", "Été"]);
    }

    #[test]
    fn words_beyond_the_limit_are_left_over() {
        let query = SearchQuery::new(&"word ".repeat(USED_WORDS + 2));
        assert_eq!(query.words.len(), USED_WORDS);
        assert_eq!(query.left_over.len(), 2);
    }

    #[test]
    fn dotted_acronyms_can_be_joined() {
        let joined = |text| SearchQuery::new(text).with_joined_acronyms().map(|it| it.folded);
        assert_eq!(joined("C.N.R.S. Paris"), Some("cnrs paris".to_owned()));
        assert_eq!(joined("J. Curie"), None);
    }

    #[test]
    fn letters_that_are_written_as_two_match_both_ways() {
        let word = |text| SearchQuery::new(text).words.remove(0);
        assert_eq!(word("Århus").transliteration.as_deref(), Some("aarhus"));
        assert_eq!(word("A\u{30a}rhus").transliteration.as_deref(), Some("aarhus"));
        assert_eq!(word("Zürich").transliteration.as_deref(), Some("zuerich"));
        assert_eq!(word("Aarhus").spellings, ["arhus"]);
        assert_eq!(word("Koeln").spellings, ["koln"]);
        assert_eq!(word("lyon").transliteration, None);
        assert!(word("lyon").spellings.is_empty());
    }
}
