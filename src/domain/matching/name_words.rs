//! The words that identify an institution, however its name is spelled: without articles, legal forms and plurals, with
//! abbreviations spelled out, in no order.

use std::collections::BTreeSet;

use crate::domain::text::{fold, is_stop_word};

/// The words of a name, each once.
pub type NameWords = BTreeSet<String>;

/// The word for a university, as [`name_words`] has it.
pub const UNIVERSITY: &str = "universite";
/// Words besides [stop words](is_stop_word) that names add and leave out freely, but not at their end: prepositions, and the
/// word for a former name (`ex`).
const FREE_WORDS: [&str; 10] = ["aux", "dans", "e", "en", "ex", "in", "on", "par", "sur", "with"];
/// Legal forms, which names add and leave out freely; `EPE` is a new one of universities.
const LEGAL_FORMS: [&str; 16] = [
    "ag", "bv", "epe", "gmbh", "inc", "llc", "ltd", "nv", "plc", "sa", "sarl", "sas", "sasu",
    "snc", "spa", "srl",
];

/// Spellings of one word in French and English. The first stands for the others.
const SPELLINGS: [&[&str]; 12] = [
    &["centre", "center"],
    &["ecole", "school"],
    &["hopital", "hopitaux", "hospital"],
    &["institut", "institute"],
    &["international", "internationale"],
    &["national", "nationale", "nationaux"],
    &["recherche", "research"],
    &["regional", "regionale"],
    &["saint", "st"],
    &["sainte", "ste"],
    &["superieur", "superieure"],
    &["universite", "university", "universidad", "universitat", "universita"],
];

/// Abbreviations and longer forms at the beginning of French names of institutions, folded.
const ABBREVIATIONS: [(&str, &str); 13] = [
    ("ap h", "assistance publique hopitaux"),
    ("ap hm", "assistance publique hopitaux marseille"),
    ("ap hp", "assistance publique hopitaux paris"),
    ("ch", "centre hospitalier"),
    // University hospitals name their region or leave it out: there is one in a city.
    ("centre hospitalier regional et universitaire", "centre hospitalier universitaire"),
    ("centre hospitalier regional universitaire", "centre hospitalier universitaire"),
    ("chru", "centre hospitalier universitaire"),
    ("chu", "centre hospitalier universitaire"),
    ("ens", "ecole normale superieure"),
    ("iep", "institut etudes politiques"),
    ("inp", "institut polytechnique"),
    ("insa", "institut national sciences appliquees"),
    // Those of Bordeaux and Grenoble left the word out later.
    ("institut national polytechnique", "institut polytechnique"),
];

/// Roman numerals, from 1, as the numbers of universities are written.
const ROMAN_NUMERALS: [&str; 13] =
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii"];

/// Words with at least this many letters lose the `s` of a plural.
const PLURAL_LETTERS: usize = 5;

/// The words of a name. Empty if it has none but articles.
#[must_use]
pub fn name_words(name: &str) -> NameWords {
    let folded = spelled_out(fold(name));
    let words = folded.split(' ').filter(|it| !it.is_empty() && !LEGAL_FORMS.contains(it));
    let words: Vec<_> = words.collect();
    let is_free = |index: usize, word: &str| {
        // `Institut Vitamine A` is not `Institut Vitamine E`: what ends a name is no preposition.
        let is_last = index > 0 && index + 1 == words.len();
        let ends = is_last && (word.len() == 1 || FREE_WORDS.contains(&word));
        !ends && (is_stop_word(word) || FREE_WORDS.contains(&word))
    };
    let kept = words.iter().enumerate().filter(|(index, word)| !is_free(*index, word));
    kept.map(|(index, word)| match numeral(word).filter(|_| index > 0) {
        Some(number) => number,
        None => common_form(word),
    })
    .collect()
}

/// The words of a city, without postal additions: `PARIS CEDEX 13`, `Lyon 3e`.
#[must_use]
pub fn city_words(city: &str) -> NameWords {
    let folded = fold(city);
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let words = folded.split(' ').take_while(|word| !word.starts_with("cedex") && !is_number(word));
    name_words(&words.collect::<Vec<_>>().join(" "))
}

/// A name with the abbreviation at its beginning spelled out.
fn spelled_out(folded: String) -> String {
    for (short, long) in ABBREVIATIONS {
        match folded.strip_prefix(short) {
            Some("") => return long.to_owned(),
            Some(rest) if rest.starts_with(' ') => return format!("{long}{rest}"),
            _ => {}
        }
    }
    folded
}

/// The number that a Roman numeral is.
pub fn numeral(word: &str) -> Option<String> {
    let index = ROMAN_NUMERALS.iter().position(|numeral| *numeral == word)?;
    Some((index + 1).to_string())
}

fn common_form(word: &str) -> String {
    let plural = word.len() >= PLURAL_LETTERS && word.ends_with('s') && !word.ends_with("ss");
    let singular = if plural { &word[..word.len() - 1] } else { word };
    let is_form = |forms: &&&[&str]| forms.contains(&word) || forms.contains(&singular);
    let first = SPELLINGS.iter().find(is_form).and_then(|forms| forms.first());
    first.map_or(singular, |first| first).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_same_words(one: &str, other: &str) {
        assert_eq!(name_words(one), name_words(other), "{one} / {other}");
    }

    #[test]
    fn spellings_of_one_name_have_the_same_words() {
        for (one, other) in [
            ("Université Vincennes-Saint Denis Paris 8", "Université Paris 8 Vincennes - St-Denis"),
            ("Université de Lyon I (Claude Bernard)", "Université Claude Bernard Lyon 1"),
            ("Université Clermont Auvergne  (EPE)", "Clermont Auvergne University"),
            ("Centre National d'Etude Spatiales", "Centre national d’études spatiales"),
            ("CHU de Montpellier", "Centre Hospitalier Universitaire de Montpellier"),
            ("CHRU de Rennes", "CHU Rennes"),
            ("Centre Hospitalier Régional et Universitaire de Nancy", "CHRU Nancy"),
            ("AP-HP", "Assistance Publique des Hôpitaux de Paris"),
            ("AP-H de Marseille", "Assistance Publique - Hôpitaux de Marseille"),
            ("Institut National Polytechnique Bordeaux", "Institut polytechnique de Bordeaux"),
            ("Arkema France", "Arkema (France)"),
            ("INSA Lyon", "Institut National des Sciences Appliquées de Lyon"),
            ("SYNGENTA FRANCE SAS", "Syngenta France"),
        ] {
            assert_same_words(one, other);
        }
    }

    #[test]
    fn what_distinguishes_institutions_stays() {
        for (one, other) in [
            ("Université de Lyon I", "Université de Lyon II"),
            ("Université de Lyon", "COMUE Université de Lyon"),
            ("Université Paris Saclay", "COMUE Université Paris Saclay"),
            ("Université de Paris XI", "Université Paris-Sud"),
            ("Université de Bordeaux", "CHU de Bordeaux"),
            ("CHR de Metz", "CHU de Metz"),
            ("Fondation Imagine", "Institut Imagine"),
            ("Institut Vitamine A", "Institut Vitamine E"),
            ("Institut Vitamine A SAS", "Institut Vitamine"),
            ("Biogaran ON", "Biogaran"),
        ] {
            assert_ne!(name_words(one), name_words(other), "{one} / {other}");
        }
        assert_eq!(city_words("St-Denis Cedex 2"), city_words("Saint-Denis"));
        assert_eq!(city_words("Nice cedex3"), city_words("Nice"));
        assert!(name_words("de la").is_empty());
    }

    #[test]
    fn tables_are_folded_and_in_order() {
        let folded = |word: &str| fold(word) == word;
        for words in [&FREE_WORDS[..], &LEGAL_FORMS] {
            assert!(words.is_sorted() && words.iter().all(|word| folded(word)));
        }
        assert!(SPELLINGS.iter().flat_map(|forms| forms.iter()).all(|word| folded(word)));
        assert!(ABBREVIATIONS.iter().all(|(short, long)| folded(short) && folded(long)));
    }
}
