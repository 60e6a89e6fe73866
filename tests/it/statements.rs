//! How many SQL statements a response takes: some for each list, none for scalars and references.

use consortia::domain::record::{Affiliation, Citation, Evidence, Name, Organization, Period};
use serde_json::json;

use crate::seeded::Registry;

fn cite() -> Vec<Citation> {
    let locator = "line 1".to_owned();
    vec![Citation { source: "upmc-canceropole".to_owned(), part: None, locator, about: Vec::new() }]
}

fn organization(slug: String) -> Organization {
    let name = Name::new(slug.clone(), None, "LABEL");
    Organization {
        names: vec![name],
        kinds: vec!["COMPANY".to_owned()],
        cite: cite(),
        ..Organization::new(slug)
    }
}

fn affiliation(subject: &str, role: &str, object: &str) -> Affiliation {
    Affiliation {
        key: format!("{subject}.{}.{object}", role.to_lowercase()),
        subject: subject.to_owned(),
        role: role.to_owned(),
        object: object.to_owned(),
        program: None,
        degree: None,
        period: Period::default(),
        evidence: Evidence { basis: "STATED".to_owned(), note: None, cite: cite() },
    }
}

/// A cluster with so many founders, all of them with the same partners.
fn cluster(founders: usize, partners: usize) -> Registry {
    Registry::with(|registry| {
        registry.organizations.push(organization("box".to_owned()));
        for partner in 0..partners {
            registry.organizations.push(organization(format!("partner-{partner}")));
        }
        for founder in 0..founders {
            let slug = format!("founder-{founder}");
            registry.organizations.push(organization(slug.clone()));
            registry.affiliations.push(affiliation(&slug, "FOUNDER", "box"));
            for partner in 0..partners {
                let partner = format!("partner-{partner}");
                registry.affiliations.push(affiliation(&slug, "PARTNER", &partner));
            }
        }
    })
}

#[test]
fn the_example_query_takes_two_statements_for_each_founder_in_the_response() {
    let query = include_str!("../../queries/01-founders-and-their-partners.graphql");
    let cases = [
        // founders, partners of each, founders in the response
        (1, 0, 1),
        (1, 20, 1),
        (8, 20, 8),
        (200, 20, 25),
    ];
    for (founders, partners, shown) in cases {
        let answer = cluster(founders, partners).answer(query, json!({ "cluster": "box" }));
        let body: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        let list = &body["data"]["organization"]["founders"];
        assert_eq!(list["totalCount"], founders);
        assert_eq!(list["edges"].as_array().unwrap().len(), shown);
        // The lookup of the name, the cluster, its founders, and their count if the page does not have all
        // of them. Then for each founder its citations and its partners.
        let expected = 3 + u64::from(founders > shown) + 2 * shown as u64;
        assert_eq!(answer.statements, expected, "{founders} founders, {partners} partners");
    }
}

#[test]
fn the_total_is_counted_only_if_it_is_selected() {
    let registry = crate::seeded::registry();
    let plain = registry.answer("{ organizations { nodes { slug } } }", json!({})).statements;
    let counted = registry.answer("{ organizations { totalCount nodes { slug } } }", json!({}));
    let count_only = registry.answer("{ organizations { totalCount } }", json!({})).statements;
    let short = "{ sources { totalCount nodes { slug } } }";
    let shown = registry.answer(short, json!({})).statements;
    // The total of a page that has all items is known without counting.
    assert_eq!((plain, counted.statements, count_only, shown), (1, 2, 1, 1));
}

#[test]
fn scalars_and_referenced_objects_take_no_statement_of_their_own() {
    let registry = crate::seeded::registry();
    let query = "{ affiliations(first: 50) { edges { cursor certainty node { id role since until isCurrent basis
        subject { id slug name kinds website location { city country { name } } }
        object { id slug name(language: \"fr\") description } } } pageInfo { endCursor } } }";
    assert_eq!(registry.answer(query, json!({})).statements, 1);
}

#[test]
fn the_networks_of_a_list_take_the_same_statements_for_each() {
    let query = "{ organization(by: { slug: \"box\" }) { founders(first: 5) { nodes {
        network(roles: [PARTNER]) {
            totalCount nodes { hops organization { name } } links { role since citations { locator } } } } } } }";
    for (partners, citations) in [(0, 0), (1, 1), (20, 20)] {
        let answer = cluster(5, partners).answer(query, json!({}));
        let body: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        let founders = &body["data"]["organization"]["founders"]["nodes"];
        let networks: Vec<_> =
            founders.as_array().unwrap().iter().map(|it| &it["network"]).collect();
        assert_eq!(networks.len(), 5);
        for network in networks {
            assert_eq!(network["links"].as_array().unwrap().len(), partners, "{network}");
        }
        // The cluster and its founders; the state of the data, the plans and the affiliations, of which the graph is made
        // once. For each founder the nodes and the links of its network, and the citations of each link.
        assert_eq!(answer.statements, 5 + 5 * (2 + citations), "{partners} partners");
    }
}

/// An index or a table has what would have to be counted: the steps of SQLite's machine do not grow with the registry.
#[test]
fn orders_and_facets_do_not_read_the_whole_registry() {
    let registry = crate::seeded::registry();
    for (query, steps) in [
        (
            "{ organizations(first: 5, orderBy: [{ field: AFFILIATION_COUNT, direction: DESC }]) { nodes { slug } } }",
            100,
        ),
        (
            "{ organization(by: { slug: \"pscc\" }) { members { facets { topics { value count } } } } }",
            1000,
        ),
        (
            "{ organizations(filter: { slug: { in: [\"pscc\"] } }) { facets { topics { value count } } } }",
            1000,
        ),
    ] {
        let taken = registry.with_app(|app| app.steps(crate::seeded::TODAY, query));
        assert!(taken <= steps, "{query}: {taken} steps");
    }
}
