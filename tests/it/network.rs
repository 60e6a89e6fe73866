//! Networks and paths, compared with brute-force searches of small random graphs.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use consortia::domain::record::{Period, Registry};
use proptest::{prelude::*, sample::select};
use serde_json::{Value as Json, json};

use crate::{store::world, support::for_random_cases};

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
    "query ($around: String!, $hops: Int, $most: Int, $roles: [AffiliationRole!]) {
    network(around: { slug: $around }, hops: $hops, maxNodes: $most, roles: $roles) {
        nodes { organization { slug } hops degree } truncated
        links { id role subject { slug } object { slug } }
    } }";

#[test]
fn a_network_has_all_organizations_within_the_given_distance() {
    let cases = (edges(), 0..SIZE, 1..=4_usize, 1..=SIZE + 1, roles());
    for_random_cases(40, &cases, |app, (edges, around, hops, most, roles)| {
        app.apply(&registry(&edges));
        let ask = json!({ "around": slug(around), "hops": hops, "most": most, "roles": roles });
        let answer = app.data(NETWORK, ask.clone());
        let network = &answer["network"];
        let far = distances(&edges, &roles);
        let nodes: Vec<_> = network["nodes"].as_array().unwrap().iter().collect();
        let found: Vec<_> = nodes.iter().map(|it| node_of(&it["organization"])).collect();
        let within: Vec<_> = (0..SIZE).filter(|node| far[around][*node] <= hops).collect();

        // The nearest first, the center before all; up to the maximum.
        prop_assert_eq!(found[0], around);
        let hops_of: Vec<_> = nodes.iter().map(|it| it["hops"].as_u64().unwrap()).collect();
        let expected: Vec<_> = found.iter().map(|node| far[around][*node] as u64).collect();
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
        }
        prop_assert_eq!(app.data(NETWORK, ask), answer, "a second request gives another result");
        Ok(())
    });
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
