//! Texts of filters are compared as names are; a text that leaves nothing to compare is refused.

use serde_json::json;

use super::{count, organizations, refusal};
use crate::seeded::Registry;

/// Texts of which folding leaves nothing.
const NOTHING: [&str; 9] = ["", " ", "%", "_", "&", "%%%", "*", "😀", " – "];

#[test]
fn a_text_with_nothing_to_compare_is_refused_in_every_filter() {
    let lists = ["organizations", "people", "programs", "events"];
    let by_name = lists.iter().flat_map(|list| {
        ["equals", "contains", "startsWith"]
            .map(|test| (*list, format!("name: {{ {test}: $t }}"), format!("name.{test}")))
    });
    let others = [("organizations", "city"), ("figures", "text")];
    let others = others.map(|(list, field)| (list, format!("{field}: $t"), field.to_owned()));
    for (list, condition, path) in by_name.chain(others) {
        for text in NOTHING {
            let query = format!(
                "query ($t: String!) {{ {list}(filter: {{ {condition} }}) {{ totalCount }} }}"
            );
            let (argument, message) = refusal(&query, json!({ "t": text }));
            assert_eq!(argument, format!("filter.{path}"), "{list}, `{text}`");
            assert!(message.contains("needs a letter or a digit"), "{message}");
        }
    }
    for key in ["organization", "person", "program", "event"] {
        for text in NOTHING {
            let query = format!("query ($t: String!) {{ {key}(by: {{ name: $t }}) {{ name }} }}");
            assert_eq!(refusal(&query, json!({ "t": text })).0, "by.name", "{key}, `{text}`");
        }
    }
}

#[test]
fn signs_that_other_languages_of_patterns_use_stand_for_nothing() {
    let all = organizations("{ name: { contains: \"cancer\" } }");
    for text in ["cancer%", "%cancer", "cancer_", "*cancer*", "(cancer)", "CANCER", "Cancér"] {
        assert_eq!(
            organizations(&format!("{{ name: {{ contains: \"{text}\" }} }}")),
            all,
            "{text}"
        );
    }
    // A sign within a word separates its parts and matches no letter.
    for text in ["can%er", "can_er", "can.er", "can?er", "c[a]ncer"] {
        assert_eq!(organizations(&format!("{{ name: {{ contains: \"{text}\" }} }}")), 0, "{text}");
        assert_eq!(
            organizations(&format!("{{ name: {{ startsWith: \"{text}\" }} }}")),
            0,
            "{text}"
        );
    }
}

#[test]
fn a_city_is_compared_as_names_are() {
    let registry = Registry::with(|registry| {
        let cities = ["São Paulo", "SAO PAULO", "Zürich", "Saint-Denis", "İstanbul"];
        for (organization, city) in registry.organizations.iter_mut().zip(cities) {
            organization.place.city = Some(city.to_owned());
        }
    });
    for (city, found) in [
        ("Sao Paulo", 2),
        ("SÃO PAULO", 2),
        ("São Paulo", 2),
        (" sao  paulo ", 2),
        ("Zürich", 1),
        ("zurich", 1),
        ("ZÜRICH", 1),
        ("Zu\u{308}rich", 1),
        ("saint denis", 1),
        ("Saint‐Denis", 1),
        ("istanbul", 1),
        ("Paulo", 0),
        ("Nowhere", 0),
    ] {
        let query = format!("{{ organizations(filter: {{ city: \"{city}\" }}) {{ totalCount }} }}");
        assert_eq!(registry.ask(&query)["organizations"]["totalCount"], found, "{city}");
    }
}

#[test]
fn a_figure_is_found_by_any_form_of_a_word() {
    let found = count("figures", "{ text: \"cancéropôles\" }");
    assert!(found > 0);
    for text in ["canceropoles", "CANCEROPOLES", "Cancéropôles", " cancéropôles. "] {
        assert_eq!(count("figures", &format!("{{ text: \"{text}\" }}")), found, "{text}");
    }
    // The end of one text and the start of the next are no words of the figure.
    assert_eq!(count("figures", "{ text: \"departments departments\" }"), 0);
}

#[test]
fn strings_of_documents_take_every_escape_of_the_specification() {
    let all = organizations("{ name: { contains: \"canc\\u00E9ropole\" } }");
    assert!(all > 0);
    for text in [
        "canc\\u{e9}ropole",
        "canc\\u{0000E9}ropole",
        "\\uD83D\\uDE00 cancéropole",
        "\\u{1F600}cancéropole",
    ] {
        assert_eq!(
            organizations(&format!("{{ name: {{ contains: \"{text}\" }} }}")),
            all,
            "{text}"
        );
    }
    let default = "query ($t: String = \"canc\\u{E9}ropole \\uD83D\\uDE00\") { organizations(filter: { name: { contains: $t } }) { totalCount } }";
    assert_eq!(super::body(default, json!({}))["data"]["organizations"]["totalCount"], all);
    let block = "{ organizations(filter: { name: { contains: \"\"\"canc\\u{E9}ropole\"\"\" } }) { totalCount } }";
    assert_eq!(super::body(block, json!({}))["data"]["organizations"]["totalCount"], 0);
    for text in ["\\uD83D", "x \\uDE00", "\\u{D800}", "\\u{110000}"] {
        let line = format!(
            "  organizations(filter: {{ name: {{ contains: \"{text}\" }} }}) {{ totalCount }} }}"
        );
        let column = line.find('\\').unwrap() + 1;
        let error = &super::body(&format!("{{\n{line}"), json!({}))["errors"][0];
        assert_eq!(error["extensions"]["code"], "GRAPHQL_PARSE_FAILED", "{text}");
        assert_eq!(error["locations"], json!([{ "line": 2, "column": column }]), "{text}");
    }
    // Errors behind an escape keep their place.
    let query = "{ organization(by: { name: \"\\uD83D\\uDE00 \\u{1F600} a\" }) { nothing } }";
    let error = &super::body(query, json!({}))["errors"][0];
    let column = query.find("nothing").unwrap() + 1;
    assert_eq!(error["locations"], json!([{ "line": 1, "column": column }]), "{error}");
}

#[test]
fn descriptions_in_documents_are_read() {
    let text = "\"\"\"\nCounts the people.\n\"\"\"\nquery Count(\"A page size.\" $n: [ Int ! ]) {
        people(first: 1) { ...Total } nodes(ids: []) { id @skip(if: true) } }
        \"The count.\" fragment Total on PersonConnection { totalCount }";
    let error = super::body(text, json!({}));
    assert!(error["errors"][0]["message"].as_str().unwrap().contains("$n"), "{error}");
    let text = text.replace("$n: [ Int ! ]", "$n: Int ").replace("first: 1", "first: $n");
    assert_eq!(super::body(&text, json!({ "n": 1 }))["data"]["people"]["totalCount"], 9);
}

#[test]
fn the_schema_has_its_own_description() {
    let texts = super::body(
        "{ __schema { description ...D } } fragment D on __Schema { d: description queryType { description } }",
        json!({}),
    );
    let schema = &texts["data"]["__schema"];
    assert!(
        schema["description"].as_str().unwrap().starts_with("A registry of research organizations")
    );
    assert_eq!(schema["d"], schema["description"]);
    assert!(
        schema["queryType"]["description"]
            .as_str()
            .unwrap()
            .starts_with("A registry of a research")
    );
}
