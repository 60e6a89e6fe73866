//! How likely it is that a pair which the rules leave open is one organization, so that a curator begins with the likeliest.

use super::{
    country::is_same_country,
    evidence::{city, contradiction, founding_year, shared_identifiers},
    institution::similarity,
    name_words::{city_words, name_words},
};
use crate::domain::record::Organization;

/// The share of the similarity of the names.
const NAMES: f64 = 0.6;
/// What each fact that agrees adds: the country, the city, the year of founding.
const FACT: f64 = 0.1;
/// What an identifier in common adds.
const IDENTIFIER: f64 = 0.2;
/// What a contradiction leaves of the score.
const CONTRADICTION: f64 = 0.5;

/// The score of a pair in hundredths, from 0 to 99: the similarity of the two most similar names weighs 0.6, the same country, city
/// and year of founding 0.1 each, an identifier in common 0.2; other cities or a contradiction halve it.
#[must_use]
pub fn score(record: &Organization, other: &Organization) -> u8 {
    let words = |it: &Organization| -> Vec<_> {
        it.names.iter().map(|name| name_words(&name.value)).collect()
    };
    let (ours, theirs) = (words(record), words(other));
    let pairs = ours.iter().flat_map(|one| theirs.iter().map(move |two| similarity(one, two)));
    let countries = record.place.country.as_deref().zip(other.place.country.as_deref());
    let cities = record.place.city.as_deref().zip(other.place.city.as_deref());
    let facts = [
        countries.is_some_and(|(one, two)| is_same_country(one, two)),
        city(record, other).is_some(),
        founding_year(record, other).is_some(),
    ];
    let mut score = NAMES * pairs.fold(0.0, f64::max);
    score += facts.iter().filter(|agrees| **agrees).map(|_| FACT).sum::<f64>();
    score += if shared_identifiers(record, other).is_empty() { 0.0 } else { IDENTIFIER };
    let differs = countries.is_some_and(|(one, two)| !is_same_country(one, two))
        || cities.is_some_and(|(one, two)| city_words(one).is_disjoint(&city_words(two)));
    if differs || contradiction(record, other).is_some() {
        score *= CONTRADICTION;
    }
    hundredths(score)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 99")]
fn hundredths(score: f64) -> u8 {
    (score * 100.0).clamp(0.0, 99.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Name;

    fn organization(name: &str, city: &str, country: &str) -> Organization {
        let mut it = Organization::new("it".to_owned());
        it.names.push(Name::new(name, None, "LABEL"));
        it.place.city = Some(city.to_owned());
        it.place.country = Some(country.to_owned());
        it
    }

    #[test]
    fn the_likelier_pair_has_the_higher_score() {
        let record = organization("Institut Louis Bachelier", "Paris", "FR");
        let score = |name, city, country| score(&record, &organization(name, city, country));
        assert_eq!(score("Institut Louis Bachelier", "Paris", "FR"), 80);
        assert_eq!(score("Institut Louis Bachelier", "Lyon", "FR"), 35);
        assert_eq!(score("Institut Louis Bachelier", "Paris", "BE"), 35);
        assert_eq!(score("Institut Curie", "Paris", "FR"), 30);
        assert_eq!(score("Chimie", "Lyon", "BE"), 0);
    }
}
