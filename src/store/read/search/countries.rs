//! The countries that a text names beside an organization.

use crate::domain::{
    country,
    country_names::{LONGEST_NAME, is_named, named},
    search::query::{QueryWord, SearchQuery, WordSet, bit},
};

/// A country that a text names.
pub(super) struct NamedCountry {
    /// Its code.
    pub code: &'static str,
    /// The words of its name.
    pub words: WordSet,
    /// Whether it is named by a code of two letters, which may also stand for something else: `CA` is California too.
    pub is_short_code: bool,
}

/// The countries that a query names.
pub(super) fn countries_in(query: &SearchQuery) -> Vec<NamedCountry> {
    let mut found: Vec<NamedCountry> = Vec::new();
    let mut start = 0;
    while start < query.words.len() {
        let end = query.words.len().min(start + LONGEST_NAME);
        let longest =
            (start + 1..=end).rev().find_map(|end| Some((end, named_by(query, start, end)?)));
        start = match longest {
            Some((end, code)) => {
                let words = (start..end).fold(0, |set, index| set | bit(index));
                let is_short_code = end == start + 1 && query.words[start].text.len() == 2;
                let words = words & query.significant_set();
                found.push(NamedCountry { code, words, is_short_code });
                end
            }
            None => start + 1,
        };
    }
    found.retain(|country| country.words != 0);
    found
}

/// The country that the words from `start` to before `end` name.
fn named_by(query: &SearchQuery, start: usize, end: usize) -> Option<&'static str> {
    let words = &query.words[start..end];
    let text: String = words.iter().map(|word| &*word.text).collect();
    if let Some(code) = named(&text) {
        return Some(code);
    }
    // A code is a word in capitals at the end, in a part of its own or after words that are not all in capitals.
    let [word] = words else { return None };
    let before = &query.words[..start];
    let is_in_lower_case = |it: &QueryWord| it.written.chars().any(char::is_lowercase);
    let is_apart = before.last().is_some_and(|it| it.part != word.part);
    let is_code = end == query.words.len()
        && matches!(word.written.len(), 2 | 3)
        && word.written.bytes().all(|byte| byte.is_ascii_uppercase())
        && (is_apart || before.iter().any(is_in_lower_case));
    let mut codes = country::all().map(|(code, _)| code);
    codes.find(|code| is_code && is_named(code, &word.text))
}

/// The query without the words of a country.
pub(super) fn without(query: &SearchQuery, country: &NamedCountry) -> SearchQuery {
    let words = query.words.iter().enumerate();
    let words = words.filter(|(index, _)| country.words & bit(*index) == 0);
    let words = words.map(|(_, word)| word.clone()).collect();
    SearchQuery { left_over: query.left_over.clone(), ..SearchQuery::of(words) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<&'static str> {
        countries_in(&SearchQuery::new(text)).iter().map(|country| country.code).collect()
    }

    #[test]
    fn countries_are_found_by_name_and_code() {
        assert_eq!(codes("Institut Curie, France"), ["FR"]);
        assert_eq!(codes("Curie Institute (Royaume-Uni)"), ["GB"]);
        assert_eq!(codes("X, United States of America and the Netherlands"), ["US", "NL"]);
        assert_eq!(codes("Institut Curie, FR"), ["FR"]);
        assert_eq!(codes("IES (FR)"), ["FR"]);
        assert_eq!(codes("INSTITUT CURIE FR"), Vec::<&str>::new());
        assert_eq!(codes("Institut Curie"), Vec::<&str>::new());
    }

    #[test]
    fn the_words_of_a_country_can_be_taken_away() {
        let query = SearchQuery::new("Institut Curie, United Kingdom");
        let countries = countries_in(&query);
        assert_eq!(without(&query, &countries[0]).folded, "institut curie");
    }
}
