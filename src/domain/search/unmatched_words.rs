//! How much the words of a query that a thing does not match lower its score.

use super::{
    query::{QueryWord, SearchQuery, WordSet, bit},
    similarity::is_kind_word,
};

/// How a thing matches a query of which it does not match every word.
#[derive(Clone, Copy, Debug)]
pub struct PartialMatch {
    /// The words found in the name that matches best.
    pub in_name: WordSet,
    /// All words found: in its names, its city, region and country.
    pub found: WordSet,
    /// Words that name things which it has an affiliation with.
    pub in_related: WordSet,
}

/// The part of its score that a thing keeps, from 0 to 1.
///
/// A text such as "Department of X, University of Y, 75005 Paris" names several things and their address, in parts
/// between commas. So a word that is not found matters most in the part that the name is in. There a number matters more
/// than any other word: "Université Paris 99" is not another university of Paris. And it matters more before the name
/// than after it: what is meant comes first.
#[must_use]
pub fn kept_share(query: &SearchQuery, found: &PartialMatch) -> f64 {
    let start = found.in_name.trailing_zeros() as usize;
    let parts: Vec<_> = query
        .words
        .iter()
        .enumerate()
        .filter(|(index, _)| found.in_name & bit(*index) != 0)
        .map(|(_, word)| word.part)
        .collect();
    let missing = query.significant().filter(|(index, _)| found.found & bit(*index) == 0);
    let shares = missing.map(|(index, word)| {
        let is_before = index < start;
        // A number tells a unit from the body that it belongs to.
        if found.in_related & bit(index) != 0 && !word.has_digit() {
            return if is_before { 0.95 } else { 0.97 };
        }
        share_without(word, parts.contains(&word.part), is_before)
    });
    let in_parts = 0.9_f64.powi(i32::try_from(count_distinct(&parts)).unwrap_or(i32::MAX) - 1);
    // Of a long text little is left, but more than nothing: its name is in it.
    (shares.product::<f64>() * in_parts).max(0.01)
}

/// The part of the score that is kept although a word is not found.
fn share_without(word: &QueryWord, is_in_part_of_name: bool, is_before: bool) -> f64 {
    match (is_in_part_of_name, is_before) {
        (true, _) if word.has_digit() => 0.3,
        (false, _) if word.has_digit() => 0.95,
        (true, _) if is_kind_word(&word.text) => 0.85,
        (false, _) if is_kind_word(&word.text) => 0.95,
        (true, _) => 0.55,
        (false, true) => 0.7,
        (false, false) => 0.85,
    }
}

/// How many different parts there are; they are in order.
fn count_distinct(parts: &[usize]) -> usize {
    parts.chunk_by(|one, other| one == other).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(text: &str, in_name: WordSet) -> f64 {
        let query = SearchQuery::new(text);
        kept_share(&query, &PartialMatch { in_name, found: in_name, in_related: 0 })
    }

    #[test]
    fn nothing_is_lost_when_all_words_are_found() {
        assert!((share("Institut Curie", 0b11) - 1.0).abs() < 0.001);
        assert!((share("Institut de Curie", 0b101) - 1.0).abs() < 0.001);
    }

    #[test]
    fn a_number_in_the_name_matters_most() {
        assert!(share("Université Paris 99", 0b11) < 0.35);
        assert!(share("Université Paris, 75005", 0b11) > 0.9);
        assert!(share("Université Paris Nord", 0b11) > share("Université Paris 99", 0b11));
    }

    #[test]
    fn what_comes_first_is_meant() {
        let line = "Institut Curie, PSL Research University, Paris";
        assert!(share(line, 0b10_0011) > share(line, 0b11_1100));
    }

    #[test]
    fn related_things_may_be_named_beside_it() {
        let query = SearchQuery::new("CNRS UMR 8104");
        let found = PartialMatch { in_name: 0b110, found: 0b110, in_related: 0 };
        let alone = kept_share(&query, &found);
        assert!(kept_share(&query, &PartialMatch { in_related: 0b1, ..found }) > 1.5 * alone);
    }
}
