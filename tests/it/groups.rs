//! Groups: what a list counts by its keys is what its items say.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::seeded::registry;

/// For two values: how many items, and how many different ones.
type Counts<'j> = BTreeMap<(Option<&'j str>, Option<&'j str>), (i64, i64)>;

/// The groups that a query returns as `groups`, with two keys `a` and `b`.
fn groups(list: &Json) -> Counts<'_> {
    let groups = list["groups"].as_array().unwrap().iter();
    let count = |it: &Json, name: &str| it[name].as_i64().unwrap();
    groups
        .map(|it| {
            let key = (it["a"].as_str(), it["b"].as_str());
            (key, (count(it, "count"), count(it, "distinctCount")))
        })
        .collect()
}

#[test]
fn members_by_kind_and_country_are_those_of_the_list() {
    let data = registry().ask(
        "{ organization(by: { slug: \"canceropole-ile-de-france\" }) {
             members(first: 100, certainty: POSSIBLE) {
                 groups(by: [KIND, COUNTRY]) { a: value(of: KIND) b: value(of: COUNTRY) count distinctCount }
                 nodes { slug kinds location { country { code } } } } } }",
    );
    let members = &data["organization"]["members"];
    let mut expected = BTreeMap::<_, (i64, BTreeSet<&str>)>::new();
    for node in members["nodes"].as_array().unwrap() {
        let country = node["location"]["country"]["code"].as_str();
        for kind in node["kinds"].as_array().unwrap() {
            let (count, slugs) = expected.entry((kind.as_str(), country)).or_default();
            *count += 1;
            slugs.insert(node["slug"].as_str().unwrap());
        }
    }
    let expected: BTreeMap<_, _> = expected
        .into_iter()
        .map(|(key, (count, slugs))| (key, (count, i64::try_from(slugs.len()).unwrap())))
        .collect();
    assert!(expected.len() > 2, "{expected:?}");
    assert_eq!(groups(members), expected);
}

#[test]
fn groups_count_all_pages_and_the_distinct_items() {
    let data = registry().ask(
        "{ organization(by: { slug: \"canceropole-ile-de-france\" }) {
             all: affiliations(first: 100) { nodes { role since } totalCount }
             affiliations(first: 1) { groups(by: [ROLE, YEAR]) { a: value b: value(of: YEAR) count distinctCount } } } }",
    );
    let list = &data["organization"];
    let mut expected = BTreeMap::new();
    for node in list["all"]["nodes"].as_array().unwrap() {
        let year = node["since"].as_str().map(|date| &date[..4]);
        *expected.entry((node["role"].as_str(), year)).or_insert(0) += 1;
    }
    let expected: BTreeMap<_, _> =
        expected.into_iter().map(|(key, count)| (key, (count, count))).collect();
    let found = groups(&list["affiliations"]);
    assert_eq!(found, expected);
    assert_eq!(
        found.values().map(|it| it.0).sum::<i64>(),
        list["all"]["totalCount"].as_i64().unwrap()
    );
}

#[test]
fn an_organization_listed_twice_is_one_distinct_item() {
    let data = registry().ask(
        "{ organization(by: { slug: \"institut-curie\" }) {
             affiliations(first: 100, history: true) {
                 groups(by: [KIND], first: 1000) { a: value count distinctCount } }
             people { groups(by: [ROLE]) { a: value count distinctCount } } } }",
    );
    let found = groups(&data["organization"]["affiliations"]);
    assert!(found.values().all(|(count, distinct)| distinct <= count), "{found:?}");
}

#[test]
fn results_of_a_search_are_grouped_as_a_whole() {
    let data = registry().ask(
        "{ search(query: \"cancer\", first: 1) {
             totalCount groups(by: [TYPE]) { a: value count distinctCount } } }",
    );
    let search = &data["search"];
    let sum: i64 = groups(search).values().map(|(count, _)| count).sum();
    assert_eq!(sum, search["totalCount"].as_i64().unwrap());
    assert!(sum > 1);
}

#[test]
fn a_key_that_a_list_does_not_have_is_refused_with_those_it_has() {
    let refused = |query: &str, expected: &str| {
        let error = registry().refusal(query);
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(expected), "{message}");
    };
    refused(
        "{ events { groups(by: [COUNTRY]) { count } } }",
        "by: this list cannot be grouped by COUNTRY; use KIND, STATUS, TOPIC, BASIS, YEAR, DECADE",
    );
    refused("{ events { groups(by: [KIND, KIND]) { count } } }", "by: give KIND once");
    refused("{ events { groups(by: []) { count } } }", "by: give 1 to 3 keys");
    refused(
        "{ events { groups(by: [KIND]) { value(of: YEAR) } } }",
        "of: YEAR is not one of the keys in `by`: KIND",
    );
    refused("{ events { groups(by: [KIND], first: 0) { count } } }", "from 1 to 1000");
}

#[test]
fn values_have_labels_in_both_languages() {
    let data = registry().ask(
        "{ organizations { facets {
             kinds { value en: label fr: label(language: \"fr-CA\") de: label(language: \"de\") }
             countries { value en: label fr: label(language: \"FR\") }
             topics { value en: label fr: label(language: \"fr\") } regions { value label(language: \"fr\") } } }
           programs { facets { kinds { value fr: label(language: \"fr\") } } }
           affiliations { groups(by: [ROLE, DECADE]) {
             value label(language: \"fr\") decade: value(of: DECADE) same: label(of: DECADE) } } }",
    );
    let of = |list: &'static str, field: &str, value: &str| -> Json {
        let values = data[list]["facets"][field].as_array().unwrap().iter();
        values.clone().find(|it| it["value"] == value).unwrap().clone()
    };
    let kind = of("organizations", "kinds", "CANCER_CENTRE");
    assert_eq!(kind["en"], "cancer centre");
    assert_eq!(kind["fr"], "centre de lutte contre le cancer");
    assert_eq!(kind["de"], kind["en"]);
    let country = of("organizations", "countries", "US");
    assert_eq!((&country["en"], &country["fr"]), (&"United States".into(), &"États-Unis".into()));
    let topic = of("organizations", "topics", "genomics");
    assert_eq!((&topic["en"], &topic["fr"]), (&"Genomics".into(), &"Génomique".into()));
    assert_eq!(of("programs", "kinds", "CALL")["fr"], "appel à projets");
    for region in data["organizations"]["facets"]["regions"].as_array().unwrap() {
        assert_eq!(region["value"], region["label"]);
    }
    let groups = data["affiliations"]["groups"].as_array().unwrap();
    assert!(groups.iter().any(|it| it["value"] == "MEMBER" && it["label"] == "membre"));
    assert!(groups.iter().any(|it| it["decade"].is_null()));
    assert!(groups.iter().all(|it| it["decade"] == it["same"]));
}

#[test]
fn lists_are_grouped_by_the_stage_of_their_items() {
    let stages = "stages: [REALIZED, ANNOUNCED, PLANNED, CANCELLED]";
    let data = registry().ask(&format!(
        "{{ organizations({stages}) {{ groups(by: [STAGE]) {{ a: value count distinctCount }} facets {{ stages {{ a: value count }} }} }}
           programs({stages}) {{ groups(by: [STAGE]) {{ a: value count distinctCount }} facets {{ stages {{ a: value count }} }} }}
           inca: organization(by: {{ slug: \"inca\" }}) {{
             labelled(history: true, first: 100, {stages}) {{
               groups(by: [STAGE, BASIS]) {{ a: value b: value(of: BASIS) count distinctCount }}
               edges {{ node {{ slug }} affiliation {{ stage basis }} }} }} }} }}"
    ));
    for list in ["organizations", "programs"] {
        let facets = data[list]["facets"]["stages"].as_array().unwrap().iter();
        let expected: BTreeMap<_, _> = facets
            .map(|it| ((it["a"].as_str(), None), (it["count"].as_i64(), it["count"].as_i64())))
            .map(|(key, (count, distinct))| (key, (count.unwrap(), distinct.unwrap())))
            .collect();
        assert!(expected.len() > 1, "{expected:?}");
        assert_eq!(groups(&data[list]), expected, "{list}");
    }
    let labelled = &data["inca"]["labelled"];
    let mut expected = BTreeMap::<_, (i64, BTreeSet<&str>)>::new();
    for edge in labelled["edges"].as_array().unwrap() {
        let key = (edge["affiliation"]["stage"].as_str(), edge["affiliation"]["basis"].as_str());
        let (count, slugs) = expected.entry(key).or_default();
        *count += 1;
        slugs.insert(edge["node"]["slug"].as_str().unwrap());
    }
    let expected: BTreeMap<_, _> = expected
        .into_iter()
        .map(|(key, (count, slugs))| (key, (count, i64::try_from(slugs.len()).unwrap())))
        .collect();
    assert!(expected.len() > 1, "{expected:?}");
    assert_eq!(groups(labelled), expected);
}
