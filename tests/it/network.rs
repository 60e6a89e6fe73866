//! Networks and paths, compared with brute-force searches of small random graphs.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use consortia::domain::record::{Period, Registry};
use proptest::{prelude::*, sample::select};
use serde_json::{Value as Json, json};

use crate::{
    store::world,
    support::{TestApp, for_random_cases, texts},
};

/// The number of organizations in a graph.
const SIZE: usize = 8;
/// The distance of two organizations without a path: more than any path has.
const UNREACHABLE: usize = 99;

/// Affiliations of a graph: from, to, role.
type Edges = Vec<(usize, usize, &'static str)>;

fn edges() -> impl Strategy<Value = Edges> {
    let edge = (0..SIZE, 0..SIZE, select(&["MEMBER", "PARTNER", "FOUNDER"][..]));
    prop::collection::vec(edge.prop_filter("no loops", |(a, b, _)| a != b), 0..14)
}

fn slug(node: usize) -> String {
    format!("n{node}")
}

fn registry(edges: &Edges) -> Registry {
    let mut registry = Registry {
        sources: vec![world::source("old", "2007")],
        organizations: vec![world::organization("alpha")],
        ..Registry::default()
    };
    registry.organizations.extend((0..SIZE).map(|node| world::organization(&slug(node))));
    for (number, (from, to, role)) in edges.iter().enumerate() {
        let mut affiliation = world::affiliation(&slug(*from), role, &slug(*to), Period::default());
        affiliation.key = key(number);
        registry.affiliations.push(affiliation);
    }
    registry
}

/// Key of an affiliation by its place in the list.
fn key(number: usize) -> String {
    format!("tie-{number}")
}

/// How far each is from each, worked out by relaxing until nothing gets shorter.
fn distances(edges: &Edges, roles: &[&str]) -> Vec<Vec<usize>> {
    let mut far = vec![vec![UNREACHABLE; SIZE]; SIZE];
    for (node, row) in far.iter_mut().enumerate() {
        row[node] = 0;
    }
    for (from, to, _) in edges.iter().filter(|(_, _, role)| roles.contains(role)) {
        (far[*from][*to], far[*to][*from]) = (1, 1);
    }
    for over in 0..SIZE {
        for from in 0..SIZE {
            for to in 0..SIZE {
                far[from][to] = far[from][to].min(far[from][over] + far[over][to]);
            }
        }
    }
    far
}

/// Every shortest path from one organization to another, found by trying all steps.
fn shortest_paths(far: &[Vec<usize>], from: usize, to: usize) -> BTreeSet<Vec<usize>> {
    if from == to {
        return BTreeSet::from([vec![from]]);
    }
    let nearer =
        (0..SIZE).filter(|next| far[from][*next] == 1 && far[*next][to] + 1 == far[from][to]);
    let rest = nearer.flat_map(|next| shortest_paths(far, next, to));
    rest.map(|rest| [vec![from], rest].concat()).collect()
}

fn node_of(organization: &Json) -> usize {
    organization["slug"].as_str().unwrap()[1..].parse().unwrap()
}

fn roles() -> impl Strategy<Value = Vec<&'static str>> {
    prop_oneof![Just(vec!["MEMBER", "PARTNER", "FOUNDER"]), Just(vec!["MEMBER", "PARTNER"])]
}

const NETWORK: &str =
    "query ($around: [OrganizationKey!]!, $first: String!, $hops: Int, $most: Int, $roles: [AffiliationRole!]) {
    network(around: $around, hops: $hops, maxNodes: $most, roles: $roles) { totalCount ...Fields }
    uncounted: network(around: $around, hops: $hops, maxNodes: $most, roles: $roles) { ...Fields }
    one: network(around: { slug: $first }, hops: $hops, maxNodes: $most, roles: $roles) { totalCount ...Fields }
    organization(by: { slug: $first }) {
        network(hops: $hops, maxNodes: $most, roles: $roles) { totalCount ...Fields }
    } }
    fragment Fields on Network {
        nodes { organization { slug } hops degree centers { slug } } truncated
        links { id role subject { slug } object { slug } }
    }";

/// Some organizations, each once, in any order.
fn centers() -> impl Strategy<Value = Vec<usize>> {
    let all: Vec<_> = (0..SIZE).collect();
    prop::sample::subsequence(all, 1..=4).prop_shuffle()
}

#[test]
fn a_network_has_all_organizations_within_the_given_distance() {
    let cases = (edges(), centers(), 1..=4_usize, 1..=SIZE + 1, roles());
    for_random_cases(60, &cases, |app, (edges, around, hops, most, roles)| {
        app.apply(&registry(&edges));
        let keys: Vec<_> = around.iter().map(|node| json!({ "slug": slug(*node) })).collect();
        let ask = json!({ "around": keys, "first": slug(around[0]), "hops": hops, "most": most, "roles": roles });
        let mut answer = app.data(NETWORK, ask.clone());
        prop_assert_eq!(&app.data(NETWORK, ask), &answer, "a second request gives another result");
        // One organization has the same network, whether the root or its own field has it.
        prop_assert_eq!(&answer["one"], &answer["organization"]["network"]);
        if around.len() == 1 {
            prop_assert_eq!(&answer["one"], &answer["network"]);
        }
        // Counting changes nothing else.
        let total = answer["network"].as_object_mut().unwrap().remove("totalCount").unwrap();
        prop_assert_eq!(&answer["uncounted"], &answer["network"]);
        let network = &answer["network"];
        let far = distances(&edges, &roles);
        // The distance to the nearest center.
        let near = |node: usize| around.iter().map(|center| far[*center][node]).min().unwrap();
        let nodes: Vec<_> = network["nodes"].as_array().unwrap().iter().collect();
        let found: Vec<_> = nodes.iter().map(|it| node_of(&it["organization"])).collect();
        let within: Vec<_> = (0..SIZE).filter(|node| near(*node) <= hops).collect();
        prop_assert_eq!(total, within.len());

        // The nearest first, the centers before all; up to the maximum.
        let first: BTreeSet<_> = found.iter().take(around.len()).collect();
        prop_assert!(first.iter().all(|node| around.contains(node)), "{:?}", found);
        let hops_of: Vec<_> = nodes.iter().map(|it| it["hops"].as_u64().unwrap()).collect();
        let expected: Vec<_> = found.iter().map(|node| near(*node) as u64).collect();
        prop_assert_eq!(&hops_of, &expected);
        prop_assert!(hops_of.is_sorted());
        let distinct: BTreeSet<_> = found.iter().copied().collect();
        prop_assert_eq!(distinct.len(), found.len());
        prop_assert!(distinct.iter().all(|node| within.contains(node)));
        prop_assert_eq!(found.len(), within.len().min(most));
        prop_assert_eq!(&network["truncated"], within.len() > most);

        // Every affiliation between two of them once; it counts towards the degree of both.
        let mut degrees = BTreeMap::new();
        let mut between = Vec::new();
        for (from, to, role) in edges.iter().filter(|it| roles.contains(&it.2)) {
            if distinct.contains(from) && distinct.contains(to) {
                *degrees.entry(*from).or_insert(0) += 1;
                *degrees.entry(*to).or_insert(0) += 1;
                between.push((*from, *to, *role));
            }
        }
        let links = network["links"].as_array().unwrap();
        let ids: BTreeSet<_> = links.iter().map(|link| link["id"].as_str().unwrap()).collect();
        prop_assert_eq!(ids.len(), links.len());
        let ends = |link: &Json| (node_of(&link["subject"]), node_of(&link["object"]));
        let role = |link: &Json| link["role"].as_str().unwrap().to_owned();
        let mut linked: Vec<_> = links.iter().map(|it| (ends(it), role(it))).collect();
        let mut between: Vec<_> =
            between.into_iter().map(|(from, to, role)| ((from, to), role.to_owned())).collect();
        linked.sort_unstable();
        between.sort_unstable();
        prop_assert_eq!(linked, between);
        for node in &nodes {
            let degree = degrees.get(&node_of(&node["organization"])).copied().unwrap_or(0);
            prop_assert_eq!(&node["degree"], degree);
            // The centers within reach of it.
            let at = node_of(&node["organization"]);
            let centers: BTreeSet<_> =
                node["centers"].as_array().unwrap().iter().map(node_of).collect();
            let reach: BTreeSet<_> =
                around.iter().copied().filter(|center| far[*center][at] <= hops).collect();
            prop_assert_eq!(centers, reach);
        }
        Ok(())
    });
}

#[test]
fn one_unknown_center_has_no_network_and_one_of_several_is_an_error() {
    let app = TestApp::new(&registry(&vec![(0, 1, "MEMBER")]));
    let ask = |around: &str| {
        app.ask(
            &format!("{{ network(around: {around}) {{ totalCount nodes {{ organization {{ slug }} }} }} }}"),
            json!({}),
        )
    };
    let nodes = |around: &str| {
        let answer = ask(around);
        texts(&answer["data"]["network"]["nodes"], "/organization/slug")
    };
    assert_eq!(nodes("[{ slug: \"n0\" }, { name: \"n0\" }]"), ["n0", "n1"], "a center counts once");
    let isolated = nodes("[{ slug: \"n7\" }, { slug: \"n1\" }]");
    assert_eq!(isolated, ["n1", "n7", "n0"], "one without affiliations follows the other centers");
    for nobody in ["{ slug: \"nobody\" }", "[{ slug: \"nobody\" }]"] {
        let answer = ask(nobody);
        assert!(answer["data"]["network"].is_null() && answer.get("errors").is_none(), "{answer}");
    }
    let answer = ask("[{ slug: \"n0\" }, { slug: \"nobody\" }]");
    assert!(answer["data"]["network"].is_null(), "{answer}");
    assert_eq!(answer["errors"][0]["extensions"]["code"], "NOT_FOUND", "{answer}");
    assert!(answer["errors"][0].to_string().contains("around[1]"), "{answer}");
    for (around, rule) in [("[]", "give 1 to 50 organizations"), ("[{ slug: null }]", "around")] {
        let answer = ask(around);
        assert!(answer.to_string().contains(rule), "{answer}");
    }
    let many = "{ slug: \"n0\" } ".repeat(51);
    assert!(ask(&format!("[{many}]")).to_string().contains("give 1 to 50 organizations"));
}

const PATH: &str = "query ($from: String!, $to: String!, $limit: Int, $roles: [AffiliationRole!]) {
    path(from: { slug: $from }, to: { slug: $to }, limit: $limit, roles: $roles) {
        length truncated steps { ...Step } alternatives { length steps { ...Step } }
    } }
    fragment Step on PathStep {
        organization { slug } affiliation { role subject { slug } object { slug } }
    }";

#[test]
fn paths_are_shortest_paths_in_a_stable_order() {
    let cases = (edges(), 0..SIZE, 0..SIZE, 1..=20_usize, roles());
    for_random_cases(40, &cases, |app, (edges, from, to, limit, roles)| {
        app.apply(&registry(&edges));
        let ask = |limit: usize| {
            app.data(
                PATH,
                json!({ "from": slug(from), "to": slug(to), "limit": limit, "roles": roles }),
            )
        };
        let answer = ask(limit);
        let far = distances(&edges, &roles);
        if far[from][to] >= UNREACHABLE {
            prop_assert!(answer["path"].is_null(), "{}", answer);
            return Ok(());
        }
        let all = shortest_paths(&far, from, to);
        let others = answer["path"]["alternatives"].as_array().unwrap().iter();
        let paths: Vec<_> = std::iter::once(&answer["path"]).chain(others).collect();
        prop_assert_eq!(paths.len(), all.len().min(limit));
        prop_assert_eq!(&answer["path"]["truncated"], all.len() > limit);
        let mut found = BTreeSet::new();
        for path in &paths {
            prop_assert_eq!(&path["length"], far[from][to]);
            let steps = path["steps"].as_array().unwrap();
            let nodes: Vec<_> = steps.iter().map(|step| node_of(&step["organization"])).collect();
            prop_assert!(steps[0]["affiliation"].is_null());
            for (step, pair) in steps[1..].iter().zip(nodes.windows(2)) {
                let affiliation = &step["affiliation"];
                let ends = (node_of(&affiliation["subject"]), node_of(&affiliation["object"]));
                prop_assert!(ends == (pair[0], pair[1]) || ends == (pair[1], pair[0]));
                let role = affiliation["role"].as_str().unwrap();
                let known = edges.iter().any(|it| (it.0, it.1) == ends && it.2 == role);
                prop_assert!(known && roles.contains(&role), "{}", affiliation);
            }
            prop_assert!(all.contains(&nodes), "{:?} is none of {:?}", nodes, all);
            prop_assert!(found.insert(nodes), "a path is given twice");
        }
        // A smaller limit gives the first of them.
        prop_assert_eq!(ask(limit), answer.clone());
        let first = ask(1);
        prop_assert_eq!(&first["path"]["steps"], &answer["path"]["steps"]);
        prop_assert_eq!(first["path"]["alternatives"].as_array().unwrap().len(), 0);
        Ok(())
    });
}
