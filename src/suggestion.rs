//! Suggestions for misspelt words: the known words that are most similar.

use crate::limits::responses::{MAX_SUGGESTED_BYTES, MAX_SUGGESTIONS};

/// The known words with the smallest edit distance, unless that is more than half of the word's characters: one, or
/// [`MAX_SUGGESTIONS`] at most if several are equally similar.
///
/// Case is ignored, and two adjacent letters that are swapped are one edit. A word that a known one begins with has
/// distance 1. A word longer than [`MAX_SUGGESTED_BYTES`] has no suggestions, so that comparing is cheap.
#[must_use]
pub fn similar<'c>(word: &str, known: impl IntoIterator<Item = &'c str>) -> Vec<&'c str> {
    if word.len() > MAX_SUGGESTED_BYTES {
        return Vec::new();
    }
    let word = word.to_lowercase();
    let mut least = (word.chars().count() / 2).max(1);
    let mut similar = Vec::new();
    for candidate in known {
        let lower = candidate.to_lowercase();
        let is_beginning = word.len() > 2 && lower.starts_with(&word) && lower != word;
        let distance = if is_beginning { 1 } else { strsim::osa_distance(&word, &lower) };
        if distance < least {
            similar.clear();
        }
        if distance <= least && !similar.contains(&candidate) {
            least = distance;
            similar.push(candidate);
        }
    }
    similar.truncate(MAX_SUGGESTIONS);
    similar
}

/// The most similar known word; the first of several.
#[must_use]
pub fn nearest<'c>(word: &str, known: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    similar(word, known).into_iter().next()
}

/// The question that follows an error about an unknown word, as graphql-js writes it: ` Did you mean "a" or "b"?` with a
/// space before it; empty if no known word is similar.
#[must_use]
pub fn did_you_mean<'c>(word: &str, known: impl IntoIterator<Item = &'c str>) -> String {
    question("", &similar(word, known))
}

/// The same question about given words. `what` stands before them, such as `an inline fragment on `.
#[must_use]
pub fn question(what: &str, words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
    match &quoted[..] {
        [] => String::new(),
        [one] => format!(" Did you mean {what}{one}?"),
        [first, last] => format!(" Did you mean {what}{first} or {last}?"),
        [others @ .., last] => format!(" Did you mean {what}{}, or {last}?", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_suggested_only_if_it_is_similar() {
        let known = ["FOUNDER", "FUNDER", "MEMBER"];
        assert_eq!(nearest("founder", known), Some("FOUNDER"));
        assert_eq!(nearest("memb", known), Some("MEMBER"));
        assert_eq!(nearest("xyz", known), None);
        assert_eq!(nearest("xyz", []), None);
        assert_eq!(nearest("été", ["ete", "éte"]), Some("éte"));
        assert_eq!(nearest("naem", ["node", "name"]), Some("name"));
    }

    #[test]
    fn several_words_are_suggested_if_they_are_equally_similar() {
        assert_eq!(similar("FONDER", ["FOUNDER", "FUNDER", "MEMBER"]), ["FOUNDER", "FUNDER"]);
        assert_eq!(similar("a", ["b", "c", "d", "e"]).len(), MAX_SUGGESTIONS);
        assert!(similar(&"a".repeat(MAX_SUGGESTED_BYTES + 1), ["a"]).is_empty());
    }

    #[test]
    fn suggestions_are_a_question() {
        assert_eq!(did_you_mean("nmae", ["name", "slug"]), " Did you mean \"name\"?");
        assert_eq!(did_you_mean("xyz", ["name"]), "");
        assert_eq!(question("", &["a", "b", "c"]), " Did you mean \"a\", \"b\", or \"c\"?");
        assert_eq!(
            question("an inline fragment on ", &["A", "B"]),
            " Did you mean an inline fragment on \"A\" or \"B\"?"
        );
    }
}
