//! Names of countries as people write them: English and French, with the usual abbreviations.
//!
//! A country is recognized by its name in a longer text, for example in "Institut Curie, France".

use std::{collections::HashMap, sync::LazyLock};

use rust_iso3166::from_alpha2;

use super::{country, text::fold};

/// Words that the longest name of a country has.
pub const LONGEST_NAME: usize = 8;

/// Names that are not the English short name of ISO 3166-1, folded: of everyday English, of French, and of the country
/// itself where its language is widely written in Latin letters. Some are abbreviations.
const OTHER_NAMES: &[(&str, &[&str])] = &[
    ("AE", &["uae", "emirats arabes unis"]),
    ("AL", &["albanie"]),
    ("AM", &["armenie"]),
    ("AQ", &["antarctique"]),
    ("AR", &["argentine"]),
    ("AT", &["autriche", "osterreich"]),
    ("AU", &["australie"]),
    ("AZ", &["azerbaidjan"]),
    ("BA", &["bosnia", "bosnie herzegovine"]),
    ("BB", &["barbade"]),
    ("BE", &["belgique", "belgie", "belgien"]),
    ("BG", &["bulgarie"]),
    ("BH", &["bahrein"]),
    ("BM", &["bermudes"]),
    ("BN", &["brunei"]),
    ("BO", &["bolivia", "bolivie"]),
    ("BR", &["bresil", "brasil"]),
    ("BT", &["bhoutan"]),
    ("BY", &["bielorussie"]),
    (
        "CD",
        &[
            "democratic republic of the congo",
            "dr congo",
            "drc",
            "republique democratique du congo",
            "rdc",
        ],
    ),
    ("CF", &["republique centrafricaine", "centrafrique"]),
    ("CG", &["republic of the congo", "republique du congo", "congo brazzaville"]),
    ("CH", &["suisse", "schweiz", "svizzera"]),
    ("CI", &["ivory coast"]),
    ("CL", &["chili"]),
    ("CM", &["cameroun"]),
    (
        "CN",
        &[
            "chine",
            "pr china",
            "p r china",
            "people s republic of china",
            "mainland china",
            "republique populaire de chine",
        ],
    ),
    ("CO", &["colombie"]),
    ("CV", &["cape verde", "cap vert"]),
    ("CY", &["chypre"]),
    ("CZ", &["czech republic", "tchequie", "republique tcheque", "cesko"]),
    ("DE", &["allemagne", "deutschland", "federal republic of germany"]),
    ("DK", &["danemark", "danmark"]),
    ("DO", &["republique dominicaine", "republica dominicana"]),
    ("DZ", &["algerie"]),
    ("EC", &["equateur"]),
    ("EE", &["estonie", "eesti"]),
    ("EG", &["egypte"]),
    ("ER", &["erythree"]),
    ("ES", &["espagne", "espana"]),
    ("ET", &["ethiopie"]),
    ("FI", &["finlande", "suomi"]),
    ("FJ", &["fidji"]),
    ("FO", &["iles feroe"]),
    (
        "GB",
        &[
            "united kingdom",
            "uk",
            "u k",
            "great britain",
            "england",
            "scotland",
            "wales",
            "northern ireland",
            "royaume uni",
            "grande bretagne",
            "angleterre",
            "ecosse",
            "pays de galles",
            "irlande du nord",
        ],
    ),
    ("GE", &["georgie"]),
    ("GF", &["guyane", "guyane francaise"]),
    ("GL", &["groenland"]),
    ("GM", &["the gambia", "gambie"]),
    ("GN", &["guinee"]),
    ("GQ", &["guinee equatoriale"]),
    ("GR", &["grece", "hellas"]),
    ("GW", &["guinee bissau"]),
    ("HK", &["hong kong sar", "hongkong"]),
    ("HR", &["croatie", "hrvatska"]),
    ("HU", &["hongrie", "magyarorszag"]),
    ("ID", &["indonesie"]),
    ("IE", &["republic of ireland", "irlande", "eire"]),
    ("IN", &["inde"]),
    ("IQ", &["irak"]),
    ("IR", &["iran", "islamic republic of iran"]),
    ("IS", &["islande"]),
    ("IT", &["italie", "italia"]),
    ("JM", &["jamaique"]),
    ("JO", &["jordanie"]),
    ("JP", &["japon"]),
    ("KG", &["kirghizistan", "kirghizstan"]),
    ("KH", &["cambodge"]),
    ("KM", &["comores"]),
    ("KP", &["north korea", "dpr korea", "coree du nord"]),
    ("KR", &["south korea", "korea", "republic of korea", "s korea", "coree du sud", "coree"]),
    ("KW", &["koweit"]),
    ("LA", &["laos"]),
    ("LB", &["liban"]),
    ("LK", &["ceylon"]),
    ("LR", &["liberia"]),
    ("LT", &["lituanie", "lietuva"]),
    ("LV", &["lettonie", "latvija"]),
    ("LY", &["libye"]),
    ("MA", &["maroc"]),
    ("MD", &["moldova", "moldavie", "republic of moldova"]),
    ("MG", &["madagasikara"]),
    ("MK", &["macedonia", "macedoine du nord", "macedoine"]),
    ("MM", &["burma", "birmanie"]),
    ("MN", &["mongolie"]),
    ("MO", &["macau"]),
    ("MR", &["mauritanie"]),
    ("MT", &["malte"]),
    ("MU", &["maurice", "ile maurice"]),
    ("MX", &["mexique"]),
    ("MY", &["malaisie"]),
    ("NA", &["namibie"]),
    ("NC", &["nouvelle caledonie"]),
    ("NG", &["federal republic of nigeria"]),
    ("NL", &["netherlands", "the netherlands", "holland", "pays bas", "nederland"]),
    ("NO", &["norvege", "norge"]),
    ("NP", &["nepal"]),
    ("NZ", &["nouvelle zelande", "aotearoa new zealand"]),
    ("PE", &["perou"]),
    ("PF", &["polynesie francaise"]),
    ("PG", &["papouasie nouvelle guinee"]),
    ("PL", &["pologne", "polska"]),
    ("PR", &["porto rico"]),
    ("PS", &["palestine", "palestinian territory", "palestinian territories"]),
    ("PY", &["paraguay"]),
    ("RE", &["la reunion"]),
    ("RO", &["roumanie"]),
    ("RS", &["serbie", "srbija"]),
    ("RU", &["russia", "russie", "federation de russie"]),
    ("SA", &["kingdom of saudi arabia", "ksa", "arabie saoudite"]),
    ("SD", &["soudan"]),
    ("SE", &["suede", "sverige"]),
    ("SG", &["singapour"]),
    ("SI", &["slovenie", "slovenija"]),
    ("SK", &["slovak republic", "slovaquie", "slovensko"]),
    ("SN", &["senegal"]),
    ("SO", &["somalie"]),
    ("SS", &["soudan du sud"]),
    ("SY", &["syria", "syrie"]),
    ("SZ", &["swaziland"]),
    ("TD", &["tchad"]),
    ("TH", &["thailande"]),
    ("TJ", &["tadjikistan"]),
    ("TL", &["east timor", "timor oriental"]),
    ("TN", &["tunisie"]),
    ("TR", &["turkey", "turquie"]),
    ("TT", &["trinite et tobago"]),
    ("TW", &["taiwan", "republic of china", "taiwan roc"]),
    ("TZ", &["tanzania", "tanzanie", "united republic of tanzania"]),
    ("UG", &["ouganda"]),
    (
        "US",
        &[
            "united states",
            "usa",
            "u s a",
            "us",
            "u s",
            "etats unis",
            "etats unis d amerique",
            "estados unidos",
        ],
    ),
    ("UZ", &["ouzbekistan"]),
    ("VA", &["vatican", "vatican city", "saint siege"]),
    ("VE", &["venezuela"]),
    ("VN", &["vietnam"]),
    ("YE", &["yemen"]),
    ("ZA", &["afrique du sud"]),
    ("ZM", &["zambie"]),
];

/// Every name of every country by its letters, without spaces.
static BY_LETTERS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let standard = country::all().map(|(code, name)| (fold(name), code));
    let other = OTHER_NAMES
        .iter()
        .flat_map(|(code, names)| names.iter().map(|name| ((*name).to_owned(), *code)));
    let all = standard.chain(other).map(|(name, code)| (name.replace(' ', ""), code));
    all.collect()
});

/// The code of the country that has this folded name; spaces are ignored.
#[must_use]
pub fn named(folded: &str) -> Option<&'static str> {
    BY_LETTERS.get(&folded.replace(' ', "")).copied()
}

/// Whether a folded text is a name or a code of the country.
#[must_use]
pub fn is_named(code: &str, folded: &str) -> bool {
    let letters = folded.replace(' ', "");
    let has_code = |country: rust_iso3166::CountryCode| {
        country.alpha2.eq_ignore_ascii_case(&letters)
            || country.alpha3.eq_ignore_ascii_case(&letters)
    };
    named(&letters) == Some(code) || from_alpha2(code).is_some_and(has_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_named_in_english_and_french() {
        for (name, code) in [
            ("france", Some("FR")),
            ("allemagne", Some("DE")),
            ("united kingdom", Some("GB")),
            ("royaume uni", Some("GB")),
            ("usa", Some("US")),
            ("etats unis", Some("US")),
            ("the netherlands", Some("NL")),
            ("pays bas", Some("NL")),
            ("kosovo", Some("XK")),
            ("cote d ivoire", Some("CI")),
            ("viet nam", Some("VN")),
            ("paris", None),
            ("", None),
        ] {
            assert_eq!(named(name), code, "{name}");
        }
    }

    #[test]
    fn codes_name_a_country_that_is_known() {
        assert!(is_named("FR", "fr") && is_named("FR", "fra") && is_named("GB", "uk"));
        assert!(!is_named("FR", "de") && !is_named("FR", "germany"));
    }

    #[test]
    fn names_are_folded_and_belong_to_one_country_each() {
        let mut seen = HashMap::new();
        for (code, names) in OTHER_NAMES {
            assert!(country::parse(code).is_ok(), "{code}");
            for name in *names {
                assert_eq!(fold(name), *name);
                assert!(name.split(' ').count() <= LONGEST_NAME, "{name}");
                assert_eq!(seen.insert(*name, code), None, "{name}");
            }
        }
    }
}
