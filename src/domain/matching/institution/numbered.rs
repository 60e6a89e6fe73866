//! The numbers of French universities: those of a city were told apart by number, so that city and number name one university,
//! whatever else stands in the name.

use crate::domain::{
    matching::name_words::{UNIVERSITY, name_words, numeral},
    search::similarity::is_kind_word,
    text::{fold, is_stop_word},
};

/// The largest number of a university: Paris had 13.
const LAST_NUMBER: u8 = 13;

/// A city and the number of a university of it, as in `Université Paris Nord Paris 13`. None if the name has no number or several, or
/// is that of a part of a university.
pub fn city_and_number(name: &str) -> Option<(String, u8)> {
    let words = name_words(name);
    let is_part = |word: &String| word != UNIVERSITY && is_kind_word(word);
    if !words.contains(UNIVERSITY) || words.iter().any(is_part) {
        return None;
    }
    let folded = fold(name);
    let words: Vec<_> = folded.split(' ').collect();
    let numbers = words.iter().enumerate().filter_map(|(index, word)| {
        let number = if index > 0 { numeral(word) } else { None };
        Some((index, number.unwrap_or_else(|| (*word).to_owned()).parse::<u8>().ok()?))
    });
    let numbers: Vec<_> = numbers.collect();
    let [(index, number)] = numbers[..] else { return None };
    let city = words.get(index.checked_sub(1)?)?;
    let is_city = !is_stop_word(city) && name_words(city).iter().all(|word| word != UNIVERSITY);
    (is_city && (1..=LAST_NUMBER).contains(&number)).then(|| ((*city).to_owned(), number))
}

#[cfg(test)]
mod tests {
    use super::city_and_number;

    #[test]
    fn the_number_stands_after_the_city() {
        let numbered = |name| city_and_number(name);
        let paris = |number| Some(("paris".to_owned(), number));
        assert_eq!(numbered("Université Paris Nord Paris 13"), paris(13));
        assert_eq!(numbered("University of Paris XI"), paris(11));
        assert_eq!(numbered("Université Paris Est Créteil (Paris 12)"), paris(12));
        assert_eq!(numbered("Université Toulouse-I-Capitole"), Some(("toulouse".to_owned(), 1)));
        for name in [
            "Université de Paris",
            "Paris 13",
            "Université 13",
            "Université Paris 75",
            "Université Paris 1 et Paris 4",
            "Institut Universitaire de Technologie de l'Université Paris 13",
            "École de l'Université Lyon 1",
        ] {
            assert_eq!(numbered(name), None, "{name}");
        }
    }
}
