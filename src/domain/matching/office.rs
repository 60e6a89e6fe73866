//! Regional offices and sites of French research bodies, by their names: `CNRS délégation Paris-Centre`.
//!
//! An office is a part of its body and not the body itself: it is an organization of its own, with a PARENT affiliation from the body.

use super::{
    country::is_same_country,
    name_words::{NameWords, city_words, name_words},
};
use crate::domain::{
    record::{Name, Organization},
    text::fold,
};

/// A French body with offices or sites in several regions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResearchBody {
    /// What its offices call it. Its acronym, if it has one.
    pub acronym: &'static str,
    /// Its full name.
    pub name: &'static str,
}

const fn body(acronym: &'static str, name: &'static str) -> ResearchBody {
    ResearchBody { acronym, name }
}

const BODIES: [ResearchBody; 17] = [
    body("CNRS", "Centre national de la recherche scientifique"),
    body("CEA", "Commissariat à l'énergie atomique et aux énergies alternatives"),
    body("INSERM", "Institut national de la santé et de la recherche médicale"),
    body(
        "INRAE",
        "Institut national de recherche pour l'agriculture, l'alimentation et l'environnement",
    ),
    body("INRA", "Institut national de la recherche agronomique"),
    body("INRIA", "Institut national de recherche en informatique et en automatique"),
    body("IRD", "Institut de recherche pour le développement"),
    body(
        "IRSTEA",
        "Institut national de recherche en sciences et technologies pour l'environnement et l'agriculture",
    ),
    body(
        "IFSTTAR",
        "Institut français des sciences et technologies des transports, de l'aménagement et des réseaux",
    ),
    body(
        "CIRAD",
        "Centre de coopération internationale en recherche agronomique pour le développement",
    ),
    body("IFREMER", "Institut français de recherche pour l'exploitation de la mer"),
    body("INED", "Institut national d'études démographiques"),
    body("ONERA", "Office national d'études et de recherches aérospatiales"),
    body("EDF", "Électricité de France"),
    body("EFS", "Établissement français du sang"),
    body("IMT", "Institut Mines-Télécom"),
    body("AgroParisTech", "AgroParisTech"),
];

/// Folded words that say that a name is that of an office.
const OFFICE_WORDS: [&str; 6] = ["antenne", "delegation", "direction", "dr", "siege", "site"];

/// Folded words of the names of French regions and sites, as offices have them. `Centre` is a region and a word for an office.
const PLACE_WORDS: [&str; 53] = [
    "alpes",
    "alsace",
    "antilles",
    "aquitaine",
    "auvergne",
    "azur",
    "bordeaux",
    "bourgogne",
    "bretagne",
    "centre",
    "champagne",
    "comte",
    "corse",
    "est",
    "france",
    "franche",
    "grenoble",
    "guyane",
    "hauts",
    "idf",
    "ile",
    "languedoc",
    "lille",
    "limousin",
    "loire",
    "lorraine",
    "lyon",
    "marseille",
    "midi",
    "montpellier",
    "nancy",
    "nantes",
    "nice",
    "nord",
    "normandie",
    "occitanie",
    "orleans",
    "ouest",
    "paca",
    "paris",
    "pays",
    "picardie",
    "poitou",
    "provence",
    "pyrenees",
    "rennes",
    "reunion",
    "rhone",
    "saclay",
    "sophia",
    "strasbourg",
    "sud",
    "toulouse",
];

/// The body of which an organization with this name and in this city is a regional office or a site; None if its name is not
/// that of an office, such as `CNRS` itself or `INRA Transfert`.
#[must_use]
pub fn office_of(name: &str, city: Option<&str>) -> Option<&'static ResearchBody> {
    let folded = fold(name);
    let city = city.map(city_words).unwrap_or_default();
    BODIES.iter().find(|body| {
        let own_names = [fold(body.acronym), fold(body.name)];
        let mut rests = own_names.iter().filter_map(|own| rest_after(&folded, own));
        rests.any(|rest| is_place(rest, &city))
    })
}

/// The body that has this name or acronym.
#[must_use]
pub fn body_named(name: &str) -> Option<&'static ResearchBody> {
    let folded = fold(name);
    BODIES.iter().find(|body| [body.acronym, body.name].iter().any(|own| fold(own) == folded))
}

/// Whether two organizations are the same of these bodies. The record may have the acronym as its only name.
#[must_use]
pub fn is_same_body(record: &Organization, other: &Organization) -> bool {
    let is_full = |it: &&Name| !matches!(&*it.kind, "ACRONYM" | "FORMER");
    let is_french = |it: &Organization| {
        it.place.country.as_deref().is_some_and(|code| is_same_country(code, "FR"))
    };
    let mut full = record.names.iter().filter(is_full);
    let Some(body) = full.find_map(|it| body_named(&it.value)) else { return false };
    // An acronym alone may be that of another organization.
    let has_name = |it: &Name| fold(&it.value) == fold(body.name);
    is_french(record) && is_french(other) && other.names.iter().filter(is_full).any(has_name)
}

/// The name of the other organization that names the same office as the record, in the same city: `Délégation Aquitaine` for
/// `CNRS Aquitaine`. Whether both are parts of one body, the names do not say.
#[must_use]
pub fn same_office<'o>(record: &Organization, other: &'o Organization) -> Option<&'o str> {
    let [ours, theirs] =
        [record, other].map(|it| it.place.city.as_deref().map(city_words).unwrap_or_default());
    if ours.is_empty() || ours != theirs {
        return None;
    }
    let city = record.place.city.as_deref();
    let (body, name) =
        record.names.iter().find_map(|it| Some((office_of(&it.value, city)?, it)))?;
    let own = &name_words(body.acronym) | &name_words(body.name);
    let place = place_of_office(&name.value, &own, &ours);
    let is_office = |it: &&Name| {
        let words = name_words(&it.value);
        let says_office = |word: &String| is_office_word(word) || own.contains(word);
        !matches!(&*it.kind, "ACRONYM" | "FORMER")
            && words.iter().any(says_office)
            && place_of_office(&it.value, &own, &ours) == place
    };
    let is_named = place.iter().any(|word| word.bytes().any(|byte| byte.is_ascii_alphabetic()));
    other.names.iter().filter(|_| is_named).find(is_office).map(|it| &*it.value)
}

/// The words of the name of an office besides those of its body, its city and those for an office.
fn place_of_office(name: &str, body: &NameWords, city: &NameWords) -> NameWords {
    let mut words = name_words(name);
    words.retain(|word| !body.contains(word) && !city.contains(word) && !is_office_word(word));
    words
}

fn is_office_word(word: &str) -> bool {
    OFFICE_WORDS.contains(&word) || matches!(word, "centre" | "recherche" | "regional")
}

/// What follows a name at the beginning of another.
fn rest_after<'t>(folded: &'t str, own: &str) -> Option<&'t str> {
    folded.strip_prefix(own)?.strip_prefix(' ')
}

/// Whether the rest of a name names an office or a place.
fn is_place(rest: &str, city: &NameWords) -> bool {
    let mut words = rest.split(' ');
    words.any(|word| OFFICE_WORDS.contains(&word) || PLACE_WORDS.contains(&word))
        || !name_words(rest).is_disjoint(city)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office(name: &str, city: &str) -> Option<&'static str> {
        office_of(name, Some(city).filter(|city| !city.is_empty())).map(|body| body.acronym)
    }

    #[test]
    fn offices_are_parts_of_their_body() {
        for (name, city, body) in [
            ("CNRS Siège", "", "CNRS"),
            ("CNRS délégation Paris-Centre", "", "CNRS"),
            ("CNRS IDF Sud (Gif)", "Gif Sur Yvette", "CNRS"),
            ("INSERM Paris 13", "", "INSERM"),
            ("INRIA_Centre Saclay Ile-de-France", "", "INRIA"),
            ("INRAE Centre PACA", "", "INRAE"),
            ("INRA Estrées Mons", "Estrées-Mons", "INRA"),
            ("CIRAD - Montpellier", "Montpellier", "CIRAD"),
            ("EDF R&D (Clamart)", "Clamart", "EDF"),
            ("CEA Fontenay-aux-Roses", "FONTENAY AUX ROSES CEDEX", "CEA"),
            ("Etablissement Français du Sang de Saint Denis", "Saint DEnis", "EFS"),
        ] {
            assert_eq!(office(name, city), Some(body), "{name}");
        }
    }

    #[test]
    fn an_office_is_the_same_in_the_same_city() {
        let organization = |name: &str, city: &str| {
            let mut it = Organization::new("it".to_owned());
            it.names.push(Name::new(name, None, "LABEL"));
            it.place.city = Some(city.to_owned());
            it
        };
        let is_same = |record: (&str, &str), other: (&str, &str)| {
            let [record, other] = [record, other].map(|(name, city)| organization(name, city));
            same_office(&record, &other).is_some()
        };
        let aquitaine = ("CNRS Aquitaine", "Talence");
        assert!(is_same(aquitaine, ("Délégation Aquitaine", "Talence")));
        assert!(is_same(
            ("CNRS Rhône Auvergne (Villeurbanne)", "Villeurbanne Cedex"),
            ("Délégation Rhône Auvergne", "Villeurbanne")
        ));
        assert!(is_same(
            ("INSERM Délégation Auvergne-Rhône-Alpes", "Bron"),
            ("Inserm DR Rhône-Alpes, Auvergne", "Bron")
        ));
        for other in [
            ("Délégation Aquitaine", "Bordeaux"),
            ("Délégation Aquitaine Limousin", "Talence"),
            ("Chimie Aquitaine", "Talence"),
            ("Aquitaine", "Talence"),
        ] {
            assert!(!is_same(aquitaine, other), "{other:?}");
        }
        // Two offices in one city, of which one has no name of its own.
        assert!(!is_same(("INSERM Paris 13", "Paris"), ("Délégation Paris 13", "Paris")));
        assert!(!is_same(("CNRS Siège", "Paris"), ("Délégation Paris", "Paris")));
    }

    #[test]
    fn bodies_and_companies_are_no_offices() {
        for name in [
            "CNRS",
            "Centre national de la recherche scientifique",
            "INRA Transfert",
            "CEA Tech",
            "Centre d'études du CEA",
            "CNRSI Paris",
            "Université Paris-Saclay",
        ] {
            assert_eq!(office(name, ""), None, "{name}");
        }
    }

    #[test]
    fn words_are_folded() {
        let words = OFFICE_WORDS.iter().chain(&PLACE_WORDS);
        assert!(words.clone().all(|word| fold(word) == **word));
        assert!(PLACE_WORDS.is_sorted() && OFFICE_WORDS.is_sorted());
    }
}
