//! Names and identifiers with dates and citations of their own.

use consortia::domain::record::{Citation, Identifier, Name, Organization, Validity};
use serde_json::{Value as Json, json};

use crate::seeded::Registry;

fn validity(since: &str, until: &str, place: &str) -> Validity {
    let cite = |place: &str| Citation {
        part: None,
        source: "upmc-canceropole".to_owned(),
        locator: place.to_owned(),
        about: Vec::new(),
    };
    Validity {
        since: since.parse().ok(),
        until: until.parse().ok(),
        cite: (!place.is_empty()).then(|| cite(place)).into_iter().collect(),
    }
}

/// The seed, in which an organization has been renamed twice.
fn registry() -> Registry {
    let name = |value: &str, language: &str, kind: &str, validity: Validity| Name {
        validity,
        ..Name::new(value, Some(language.to_owned()), kind)
    };
    Registry::with(|registry| {
        let it: &mut Organization =
            registry.organizations.iter_mut().find(|it| it.slug == "pscc").unwrap();
        it.names = vec![
            name("Third", "en", "LABEL", validity("2018-01-01", "", "line 3")),
            name("Troisième", "fr", "LABEL", validity("2018-01-01", "", "")),
            name("Second", "en", "FORMER", validity("[2006..2007]", "2018-01-01", "line 2")),
            name("Deuxième", "fr", "FORMER", validity("[2006..2007]", "2018-01-01", "")),
            name("First", "en", "FORMER", validity("", "2007", "line 1")),
            name("Nickname", "en", "ALIAS", validity("1990", "", "")),
            name("Undated", "en", "FORMER", validity("", "", "")),
        ];
        it.identifiers = vec![
            Identifier {
                validity: validity("2018", "", "line 4"),
                ..Identifier::new("SIREN", "130023385")
            },
            Identifier::new("WIKIDATA", "Q41497113"),
        ];
    })
}

fn ask(registry: &Registry, fields: &str) -> Json {
    registry.ask(&format!("{{ organization(by: {{ slug: \"pscc\" }}) {{ {fields} }} }}"))["organization"]
        .take()
}

#[test]
fn the_name_is_that_of_the_date_asked_about() {
    let registry = registry();
    for (arguments, expected) in [
        ("asOf: \"2026\"", "Third"),
        ("asOf: \"2018-01-01\"", "Third"),
        ("asOf: \"2018\"", "Third"),
        ("asOf: \"2017\"", "Second"),
        ("asOf: \"2017-12-31\"", "Second"),
        ("asOf: \"2008\"", "Second"),
        // Both are possible; nothing proves the second before the end of 2007.
        ("asOf: \"2006-06\"", "Second"),
        ("asOf: \"2005\"", "First"),
        ("asOf: \"1900\"", "First"),
        ("asOf: \"2017\", language: \"fr\"", "Deuxième"),
        ("asOf: \"2020\", language: \"fr-CA\"", "Troisième"),
        // No French name of that time is known: the display name.
        ("asOf: \"2000\", language: \"fr\"", "Third"),
        ("language: \"fr\"", "Troisième"),
    ] {
        let found = ask(&registry, &format!("name({arguments})"));
        assert_eq!(found["name"], expected, "{arguments}");
    }
    // The date of a field above does not matter, and undated names stay as they are.
    let query = "{ organization(by: { slug: \"pscc\" }, asOf: \"1900\") { name founders(history: true, first: 1) {
        nodes { name old: name(asOf: \"1900\") } } } }";
    let found = &registry.ask(query)["organization"];
    assert_eq!(found["name"], "Third");
    assert_eq!(found["founders"]["nodes"][0]["name"], found["founders"]["nodes"][0]["old"]);
    let refused =
        registry.refusal("{ organization(by: { slug: \"pscc\" }) { name(asOf: \"soon\") } }");
    assert_eq!(refused["extensions"]["argument"], "asOf");
}

#[test]
fn names_and_identifiers_have_dates_and_citations_of_their_own() {
    let registry = registry();
    let found = ask(
        &registry,
        "names { value since sinceStated until citations { locator fields } } citations { locator fields }
         identifiers { value sinceStated citations { locator } }",
    );
    let names = found["names"].as_array().unwrap();
    let locators = |of: &Json| -> Vec<String> {
        let all = of["citations"].as_array().unwrap().iter();
        all.map(|it| it["locator"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names[2]["since"], Json::Null);
    assert_eq!(names[2]["sinceStated"], "[2006..2007]");
    assert_eq!(names[2]["until"], "2018-01-01");
    assert_eq!(locators(&names[0]), ["line 3"]);
    assert_eq!(locators(&names[2]), ["line 2"]);
    assert_eq!(names[0]["citations"][0]["fields"], json!(["names"]));
    // A name without citations of its own has those of the record, which are not about one name only.
    let of_record = locators(&names[1]);
    assert!(!of_record.is_empty());
    assert!(!of_record.iter().any(|it| it.starts_with("line ")), "{of_record:?}");
    // Nor does the record repeat the citations of its names and identifiers.
    assert!(!locators(&found).iter().any(|it| it.starts_with("line ")));
    assert_eq!(locators(&found["identifiers"][0]), ["line 4"]);
    assert_eq!(found["identifiers"][0]["sinceStated"], "2018");
    assert!(!locators(&found["identifiers"][1]).contains(&"line 4".to_owned()));
}
