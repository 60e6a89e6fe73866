//! Ancestors, descendants and the filter `within`, by date and compared with a brute-force search.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use consortia::domain::record::{About, Activity, Agent, Period, Registry};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::{
    store::world::{self, affiliation, period},
    support::{TestApp, for_random_cases},
};

fn registry(organizations: &[&str]) -> Registry {
    Registry {
        sources: vec![world::source("old", "2007")],
        organizations: ["alpha"]
            .iter()
            .chain(organizations)
            .map(|slug| world::organization(slug))
            .collect(),
        ..Registry::default()
    }
}

/// A team in a laboratory that changed from one university to another in the course of 2022.
fn laboratory() -> Registry {
    let mut registry = registry(&["group", "first", "second", "laboratory", "team"]);
    registry.affiliations = vec![
        affiliation("group", "PARENT", "first", period("1990", "")),
        affiliation("first", "PARENT", "laboratory", period("2001", "2022")),
        affiliation("second", "PARENT", "laboratory", period("2022", "")),
        affiliation("laboratory", "PARENT", "team", period("2005", "")),
        affiliation("team", "MEMBER", "alpha", period("2005", "")),
    ];
    registry
}

fn slugs(connection: &Json) -> Vec<&str> {
    connection["nodes"].as_array().unwrap().iter().map(|it| it["slug"].as_str().unwrap()).collect()
}

#[test]
fn the_parent_of_a_laboratory_is_the_one_of_the_date() {
    let app = TestApp::new(&laboratory());
    let ancestors = |date: &str| {
        let query = format!(
            "{{ organization(by: {{ slug: \"team\" }}) {{ ancestors(asOf: \"{date}\") {{ nodes {{ slug }} }} }} }}"
        );
        let data = app.data(&query, json!({}));
        let found = slugs(&data["organization"]["ancestors"]);
        found.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(ancestors("2010"), ["laboratory", "first", "group"]);
    assert_eq!(ancestors("2020"), ["laboratory", "first", "group"]);
    assert_eq!(ancestors("2022"), ["laboratory", "second"]);
    assert_eq!(ancestors("2004"), Vec::<&str>::new());
}

#[test]
fn each_relative_has_its_depth_path_and_certainty() {
    let app = TestApp::new(&laboratory());
    let data = app.data(
        "{ organization(by: { slug: \"team\" }) { ancestors(asOf: \"2022\", history: true) {
             totalCount totalCountIsLowerBound
             edges { depth certainty node { slug } path { organization { slug } affiliation { role since } } }
         } } }",
        json!({}),
    );
    let ancestors = &data["organization"]["ancestors"];
    assert_eq!(
        (&ancestors["totalCount"], &ancestors["totalCountIsLowerBound"]),
        (&json!(4), &json!(false))
    );
    let edges = ancestors["edges"].as_array().unwrap();
    let found: Vec<_> = edges
        .iter()
        .map(|it| {
            (
                it["node"]["slug"].as_str().unwrap(),
                it["depth"].as_i64().unwrap(),
                it["certainty"].as_str(),
            )
        })
        .collect();
    let expected = [
        ("laboratory", 1, Some("CERTAIN")),
        ("first", 2, Some("POSSIBLE")),
        ("second", 2, Some("CERTAIN")),
        ("group", 3, Some("POSSIBLE")),
    ];
    assert_eq!(found, expected);
    let path = json!([
        { "organization": { "slug": "team" }, "affiliation": null },
        { "organization": { "slug": "laboratory" }, "affiliation": { "role": "PARENT", "since": "2005" } },
        { "organization": { "slug": "second" }, "affiliation": { "role": "PARENT", "since": "2022" } },
    ]);
    assert_eq!(edges[2]["path"], path);
}

#[test]
fn pages_of_relatives_continue_and_belong_to_their_organization() {
    let app = TestApp::new(&laboratory());
    let page = |slug: &str, arguments: &str| {
        let query = format!(
            "{{ organization(by: {{ slug: \"{slug}\" }}) {{ descendants({arguments}) {{
                 nodes {{ slug }} pageInfo {{ endCursor hasNextPage }} }} }} }}"
        );
        app.ask(&query, json!({}))
    };
    let first = page("second", "first: 1");
    let connection = &first["data"]["organization"]["descendants"];
    assert_eq!(
        (slugs(connection), &connection["pageInfo"]["hasNextPage"]),
        (vec!["laboratory"], &json!(true))
    );
    let cursor = connection["pageInfo"]["endCursor"].as_str().unwrap();
    let after = format!("first: 5, after: \"{cursor}\"");
    assert_eq!(slugs(&page("second", &after)["data"]["organization"]["descendants"]), ["team"]);
    let error = page("laboratory", &after);
    assert!(error["errors"][0]["message"].as_str().unwrap().contains("after"), "{error}");
}

#[test]
fn every_list_can_be_narrowed_to_an_organization_and_its_parts() {
    let mut registry = laboratory();
    registry.events = vec![world::event("opening", "2010", ""), world::event("other", "2010", "")];
    registry.programs = vec![world::program("plan", None), world::program("another", None)];
    let team = || Agent::Organization("team".to_owned());
    registry.participations = vec![
        world::participation("a", team(), Activity::Event("opening".to_owned())),
        world::participation("b", team(), Activity::Program("plan".to_owned())),
    ];
    registry.figures = vec![
        world::figure("staff", About::Organization("laboratory".to_owned())),
        world::figure("others", About::Organization("alpha".to_owned())),
    ];
    for figure in &mut registry.figures {
        figure.evidence = world::evidence(&["old"]);
    }
    registry.programs.iter_mut().for_each(|it| it.cite = world::cite(&["old"]));
    let app = TestApp::new(&registry);
    let within = |date: &str, more: &str| {
        format!("within: {{ organization: {{ slug: \"second\" }}, asOf: \"{date}\"{more} }}")
    };
    let ask = |list: &str, filter: &str, select: &str| {
        let query = format!("{{ {list}(filter: {{ {filter} }}) {{ nodes {{ {select} }} }} }}");
        let data = app.data(&query, json!({}));
        data[list]["nodes"].clone()
    };
    let now = within("2023", "");
    let organizations = ask("organizations", &now, "slug");
    assert_eq!(
        organizations,
        json!([{ "slug": "second" }, { "slug": "laboratory" }, { "slug": "team" }])
    );
    let parts = ask("organizations", &within("2023", ", includeSelf: false, maxDepth: 1"), "slug");
    assert_eq!(parts, json!([{ "slug": "laboratory" }]));
    assert_eq!(ask("organizations", &within("2020", ""), "slug"), json!([{ "slug": "second" }]));
    let not = format!("not: {{ {now} }}");
    assert_eq!(
        ask("organizations", &not, "slug"),
        json!([{ "slug": "alpha" }, { "slug": "group" }, { "slug": "first" }])
    );
    assert_eq!(ask("events", &now, "slug"), json!([{ "slug": "opening" }]));
    assert_eq!(ask("programs", &now, "slug"), json!([{ "slug": "plan" }]));
    assert_eq!(
        ask("figures", &now, "about { ... on Organization { slug } }"),
        json!([{ "about": { "slug": "laboratory" } }])
    );
    let members = format!("{now}, roles: {{ in: [MEMBER] }}");
    assert_eq!(
        ask("affiliations", &members, "object { slug }"),
        json!([{ "object": { "slug": "alpha" } }])
    );
    assert_eq!(ask("sources", &now, "slug"), json!([]));
    // The date of a list applies to the filter, unless the filter has its own.
    let data = app.data(
        "{ a: organizations(asOf: \"2020\", filter: { within: { organization: { slug: \"second\" } } }) { totalCount }
           b: organizations(asOf: \"2023\", filter: { within: { organization: { slug: \"second\" } } }) { totalCount } }",
        json!({}),
    );
    assert_eq!(data, json!({ "a": { "totalCount": 1 }, "b": { "totalCount": 3 } }));
}

const SIZE: usize = 7;

/// The least depth of each node below `start`, worked out by relaxing until nothing changes.
fn depths(edges: &[(usize, usize)], start: usize) -> BTreeMap<usize, usize> {
    let mut depths = BTreeMap::from([(start, 0)]);
    for _ in 0..SIZE {
        for (parent, part) in edges {
            if let Some(depth) = depths.get(parent).copied() {
                let known = depths.entry(*part).or_insert(depth + 1);
                *known = (*known).min(depth + 1);
            }
        }
    }
    depths.remove(&start);
    depths
}

#[test]
fn relatives_are_those_of_a_brute_force_search() {
    let edge = (0..SIZE, 0..SIZE).prop_filter("no loops", |(a, b)| a != b);
    let edges = prop::collection::vec(edge, 0..12);
    for_random_cases(24, &edges, |app, edges| {
        let slug = |node: usize| format!("n{node}");
        let names: Vec<_> = (0..SIZE).map(slug).collect();
        let mut registry = registry(&names.iter().map(String::as_str).collect::<Vec<_>>());
        for (number, (parent, part)) in edges.iter().enumerate() {
            let mut tie = affiliation(&slug(*parent), "PARENT", &slug(*part), Period::default());
            tie.key = format!("tie-{number}");
            registry.affiliations.push(tie);
        }
        app.apply(&registry);
        let turned: Vec<_> = edges.iter().map(|(parent, part)| (*part, *parent)).collect();
        for start in 0..SIZE {
            for (field, edges) in [("descendants", &edges), ("ancestors", &turned)] {
                let query = format!(
                    "{{ organization(by: {{ slug: \"n{start}\" }}) {{ found: {field} {{
                         edges {{ depth node {{ slug }} path {{ organization {{ slug }} }} }} }} }} }}"
                );
                let data = app.data(&query, json!({}));
                let found = data["organization"]["found"]["edges"].as_array().unwrap().iter();
                let found = found.map(|it| {
                    let depth = usize::try_from(it["depth"].as_u64().unwrap()).unwrap();
                    assert_eq!(it["path"].as_array().unwrap().len(), depth + 1);
                    (it["node"]["slug"].as_str().unwrap()[1..].parse().unwrap(), depth)
                });
                prop_assert_eq!(found.collect::<BTreeMap<usize, _>>(), depths(edges, start));
            }
        }
        Ok(())
    });
}
