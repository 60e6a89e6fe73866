//! The thesaurus of the seed, what works on its topics, and the search for both.

use std::collections::BTreeSet;

use consortia::{
    domain::record::{Registry, Topic},
    seed,
};
use serde_json::{Value as Json, json};

use crate::seeded::registry;

fn slugs(nodes: &Json) -> BTreeSet<&str> {
    nodes.as_array().unwrap().iter().map(|node| node["slug"].as_str().unwrap()).collect()
}

/// The hits of a search: slug, what matched, and the name.
fn hits(text: &str, types: &str) -> Vec<(String, String, String)> {
    let query = format!(
        "query ($q: String!) {{ search(query: $q, first: 100{types}) {{ edges {{
             matchedField matchedName node {{ slug }} }} }} }}"
    );
    let body = registry().answer(&query, json!({ "q": text })).body;
    let body: Json = serde_json::from_str(&body).unwrap();
    let edges = body["data"]["search"]["edges"].as_array().unwrap_or_else(|| panic!("{body}"));
    let word = |value: &Json| value.as_str().unwrap().to_owned();
    edges
        .iter()
        .map(|it| (word(&it["node"]["slug"]), word(&it["matchedField"]), word(&it["matchedName"])))
        .collect()
}

#[test]
fn a_topic_finds_who_works_on_it_and_on_what_it_includes() {
    let data = registry().ask(
        "{ genomics: topic(by: { name: \"génomique\" }) { kind broader { slug } organizations { nodes { slug } } }
           genetics: topic(by: { slug: \"genetics\" }) { narrower { slug } organizations { nodes { slug } } }
           genotyping: topic(by: { slug: \"genotyping\" }) { organizations { nodes { slug } } }
           breast: topic(by: { slug: \"breast-cancer\" }) { programs { nodes { slug } } }
           prism: topic(by: { name: \"precision oncology\" }) { organizations { nodes { slug } } events { nodes { slug } } } }",
    );
    let genomics = &data["genomics"];
    assert_eq!(
        (&genomics["kind"], &genomics["broader"]["slug"]),
        (&json!("RESEARCH_FIELD"), &json!("genetics"))
    );
    // The Centre National de Génotypage works on it with the foundation; its name says that it does genotyping too.
    let on_genomics = BTreeSet::from([
        "centre-national-de-genotypage",
        "fondation-jean-dausset-ceph",
        "institut-curie-research-centre",
        "sorbonne-universite",
    ]);
    assert_eq!(slugs(&genomics["organizations"]["nodes"]), on_genomics);
    assert_eq!(slugs(&data["genetics"]["organizations"]["nodes"]), on_genomics);
    let on_genotyping = BTreeSet::from(["centre-national-de-genotypage"]);
    assert_eq!(slugs(&data["genotyping"]["organizations"]["nodes"]), on_genotyping);
    assert!(slugs(&data["genetics"]["narrower"]).contains("genomics"));
    assert_eq!(
        slugs(&data["breast"]["programs"]["nodes"]),
        BTreeSet::from(["mypebs", "oncobiome"])
    );
    assert_eq!(slugs(&data["prism"]["organizations"]["nodes"]), BTreeSet::from(["prism"]));
    assert_eq!(slugs(&data["prism"]["events"]["nodes"]), BTreeSet::from(["launch-of-prism"]));
}

#[test]
fn every_assignment_cites_its_document() {
    let data = registry().ask(
        "{ topic(by: { slug: \"genomics\" }) { assignments { nodes { thing { slug } basis
             citations { source { slug } locator } } } } }",
    );
    let nodes = data["topic"]["assignments"]["nodes"].as_array().unwrap();
    let sorbonne = nodes.iter().find(|it| it["thing"]["slug"] == "sorbonne-universite").unwrap();
    assert_eq!(sorbonne["basis"], "STATED");
    let cited = json!([{
        "source": { "slug": "canceropole-idf-members" },
        "locator": "Our members: Sorbonne Université (line 9)",
    }]);
    assert_eq!(sorbonne["citations"], cited);
}

#[test]
fn a_facet_counts_what_the_filter_finds() {
    for list in ["organizations", "programs", "events"] {
        let data =
            registry().ask(&format!("{{ {list} {{ facets {{ topics {{ value count }} }} }} }}"));
        let facets = data[list]["facets"]["topics"].as_array().unwrap();
        assert!(facets.len() > 10, "{facets:?}");
        for facet in facets {
            let filter = format!("{{ topic: {{ slug: {} }} }}", facet["value"]);
            let data = registry().ask(&format!("{{ {list}(filter: {filter}) {{ totalCount }} }}"));
            assert_eq!(data[list]["totalCount"], facet["count"], "{list} {filter}");
        }
    }
}

#[test]
fn search_finds_who_works_on_a_topic_in_both_languages() {
    let found = hits("genomics", "");
    assert_eq!(found[0], ("genomics".to_owned(), "NAME".to_owned(), "Genomics".to_owned()));
    let working: BTreeSet<_> =
        found[1..].iter().map(|(slug, field, _)| (&**slug, &**field)).collect();
    let expected = [
        "centre-national-de-genotypage",
        "fondation-jean-dausset-ceph",
        "institut-curie-research-centre",
        "sorbonne-universite",
    ];
    assert_eq!(working, expected.map(|slug| (slug, "TOPIC")).into());
    let french = hits("cancer du sein", ", types: [PROGRAM]");
    let expected = ["mypebs", "oncobiome"].map(|slug| (slug, "TOPIC", "Cancer du sein"));
    let french: Vec<_> = french.iter().map(|(a, b, c)| (&**a, &**b, &**c)).collect();
    assert_eq!(french, expected);
    // With one wrong letter, too.
    assert!(
        hits("genomcis", "")
            .iter()
            .any(|(slug, field, _)| slug == "sorbonne-universite" && field == "TOPIC")
    );
}

#[test]
fn search_says_what_matched() {
    let first = |text| hits(text, "").swap_remove(0);
    let hit =
        |slug: &str, field: &str, name: &str| (slug.to_owned(), field.to_owned(), name.to_owned());
    assert_eq!(first("ap hp"), hit("ap-hp", "NAME", "AP-HP"));
    assert_eq!(first("0321g0743"), hit("gustave-roussy", "KEY", "Gustave Roussy"));
    let described = "Société Française des Jeunes Radiothérapeutes Oncologues";
    assert_eq!(first("careers and jobs"), hit("sfjro", "DESCRIPTION", described));
}

#[test]
fn descriptions_come_after_names_that_have_every_word() {
    let mut described = 0;
    for text in [
        "sorbonne",
        "cancer",
        "unicancer",
        "oncology centre",
        "villejuif",
        "clinical research",
        "paris cluster",
    ] {
        let query = format!(
            "{{ search(query: \"{text}\", first: 100) {{ edges {{ score matchedField ignoredWords }} }} }}"
        );
        let edges = registry().ask(&query)["search"]["edges"].take();
        let scores = |field: &str| {
            let edges = edges.as_array().unwrap().iter();
            let matched =
                edges.filter(|it| it["matchedField"] == field && it["ignoredWords"] == json!([]));
            matched.map(|it| it["score"].as_f64().unwrap()).collect::<Vec<_>>()
        };
        let best = scores("DESCRIPTION").into_iter().fold(0.0, f64::max);
        described += usize::from(best > 0.0);
        assert!(best <= 0.3, "{text}: {best}");
        assert!(scores("NAME").into_iter().all(|score| score > best), "{text}: {best}");
    }
    assert!(described > 3, "{described}");
}

fn embedded() -> Registry {
    seed::read(&seed::embedded()).unwrap()
}

#[test]
fn every_topic_of_the_seed_has_a_name_in_english_and_one_in_french() {
    for topic in embedded().topics {
        let languages: BTreeSet<_> =
            topic.names.iter().filter_map(|it| it.language.as_deref()).collect();
        assert_eq!(languages, BTreeSet::from(["en", "fr"]), "{}", topic.slug);
    }
}

#[test]
fn a_broader_topic_of_the_seed_is_of_the_same_kind() {
    let topics = embedded().topics;
    let find = |slug: &str| -> &Topic { topics.iter().find(|it| it.slug == slug).unwrap() };
    for topic in &topics {
        if let Some(broader) = &topic.broader {
            assert_eq!(find(broader).kind, topic.kind, "{} in {broader}", topic.slug);
        }
    }
}
