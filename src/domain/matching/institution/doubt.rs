//! When an agreement of names does not yet decide.

use crate::domain::{
    country_names,
    matching::{
        evidence::shared_identifiers,
        name_words::{city_words, name_words},
        names::distinctive_words_besides_city,
        office::is_same_body,
    },
    record::Organization,
};

/// Distinctive words that a name needs if the cities differ.
const WORDS_IF_CITIES_DIFFER: usize = 2;
/// Kinds of institutions that are often named after the same persons and saints: their names need one word more.
const KINDS_NAMED_AFTER_PERSONS: [&str; 6] =
    ["clinique", "college", "hopital", "hospitalier", "lycee", "maternite"];

/// Why an agreement of names does not decide, if it does not: in different cities, a name of few words may be that of two
/// institutions; and so may that of a hospital or a school in an unknown city.
pub fn doubt(record: &Organization, other: &Organization, name: &str) -> Option<String> {
    let cities = [record, other].map(|it| it.place.city.as_deref().unwrap_or_default());
    let [ours, theirs] = cities.map(city_words);
    let words = name_words(name);
    // A body with offices in several cities is the only one of its name.
    if is_same_body(record, other) {
        return None;
    }
    // The name says in which of them it is: the other is a suburb.
    if !theirs.is_empty() && theirs.is_subset(&words) {
        return None;
    }
    let distinctive = distinctive_words_besides_city(name, record, other);
    let says_kind = |word: &str| KINDS_NAMED_AFTER_PERSONS.contains(&word);
    let is_counted = |word: &&String| !word.starts_with("saint") && !says_kind(word);
    let count = distinctive.iter().filter(is_counted).count();
    let is_after_person = words.iter().any(|word| says_kind(word));
    if count >= WORDS_IF_CITIES_DIFFER + usize::from(is_after_person) {
        return None;
    }
    if ours.is_empty() || theirs.is_empty() {
        // `Collège de France` is the only one, wherever it is.
        let country = record.place.country.as_deref().unwrap_or_default();
        let is_national = words.iter().any(|word| country_names::is_named(country, word));
        // `CHU de Rouen` says the city that is missing in the other.
        let says_city = !ours.is_empty() && ours.is_subset(&words);
        let is_open = is_after_person && !is_national && !says_city;
        return (is_open && shared_identifiers(record, other).is_empty())
            .then(|| "a city is not known and the name has few words".to_owned());
    }
    // `Évry` is now `Évry-Courcouronnes`.
    let differ = !ours.is_subset(&theirs) && !theirs.is_subset(&ours);
    let [one, two] = cities;
    differ.then(|| format!("the cities differ ({one}, {two}) and the name has few words"))
}
