//! Every list can be narrowed to an organization and its parts: each argument and filter `within` over the seed, compared
//! with a search in what the lists have without it.

use std::collections::{BTreeMap, BTreeSet};

use consortia::domain::role::ROLE_DIRECTIONS;
use serde_json::Value as Json;

use crate::seeded::registry;

/// The organizations at the top. Each has parts.
const TOPS: [&str; 4] = ["ap-hp", "inserm", "pscc", "universite-psl"];

/// The organizations that things of the seed have to do with, by the slug of the thing.
type Organizations = BTreeMap<String, BTreeSet<String>>;

fn text(value: &Json) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

fn list(value: &Json) -> impl Iterator<Item = &Json> {
    value.as_array().unwrap_or_else(|| panic!("no list: {value}")).iter()
}

fn slugs(nodes: &Json) -> BTreeSet<String> {
    list(nodes).filter_map(|it| it["slug"].as_str()).map(str::to_owned).collect()
}

/// An organization and everything below it, worked out from the list of all parents.
fn organizations_within(top: &str) -> BTreeSet<String> {
    let data = registry().ask(
        "{ affiliations(filter: { roles: { in: [PARENT] } }, first: 100) { totalCount nodes { subject { slug } object { slug } } } }",
    );
    let nodes = &data["affiliations"]["nodes"];
    assert_eq!(data["affiliations"]["totalCount"], list(nodes).count());
    let mut found = BTreeSet::from([top.to_owned()]);
    loop {
        let parts = list(nodes).filter(|it| found.contains(&text(&it["subject"]["slug"])));
        let parts: BTreeSet<_> = parts.map(|it| text(&it["object"]["slug"])).collect();
        let before = found.len();
        found.extend(parts);
        if found.len() == before {
            return found;
        }
    }
}

/// The organizations that take part in each program or event, or are to take part in one that is not a fact itself.
fn participants(field: &str, arguments: &str, state: &str) -> Organizations {
    let participants = "nodes { ... on Organization { slug } }";
    let data = registry().ask(&format!(
        "{{ {field}(first: 100{arguments}) {{ totalCount nodes {{ slug state: {state}
             facts: participants(first: 100, history: true, stages: [REALIZED]) {{ {participants} }}
             all: participants(first: 100, history: true, stages: [REALIZED, ANNOUNCED, PLANNED, CANCELLED]) {{
                 {participants} }} }} }} }}"
    ));
    assert_eq!(data[field]["totalCount"], list(&data[field]["nodes"]).count());
    let of = |it: &Json| {
        let is_fact = ["REALIZED", "HAPPENED"].contains(&it["state"].as_str().unwrap());
        slugs(&it[if is_fact { "facts" } else { "all" }]["nodes"])
    };
    list(&data[field]["nodes"]).map(|it| (text(&it["slug"]), of(it))).collect()
}

/// What the things of the seed have to do with which organizations.
struct World {
    people: Organizations,
    programs: Organizations,
    events: Organizations,
}

impl World {
    fn read() -> Self {
        let data = registry().ask(
            "{ people(first: 100) { nodes { slug positions(history: true) { nodes { organization { slug } } } } } }",
        );
        let of = |it: &Json| {
            list(&it["positions"]["nodes"]).map(|it| text(&it["organization"]["slug"])).collect()
        };
        Self {
            people: list(&data["people"]["nodes"]).map(|it| (text(&it["slug"]), of(it))).collect(),
            programs: participants(
                "programs",
                ", stages: [REALIZED, ANNOUNCED, PLANNED, CANCELLED]",
                "stage",
            ),
            events: participants("events", "", "status"),
        }
    }

    /// The organizations that a node has to do with. It has the fields of [`NODE`], or some of them.
    fn organizations_of(&self, node: &Json) -> BTreeSet<String> {
        let slug = || text(&node["slug"]);
        let ends = |ends: &[&str]| {
            ends.iter().filter_map(|it| node[it]["slug"].as_str()).map(str::to_owned).collect()
        };
        match node["__typename"].as_str().unwrap() {
            "Organization" => BTreeSet::from([slug()]),
            "Person" => self.people[&slug()].clone(),
            "Program" => self.programs[&slug()].clone(),
            "Event" => self.events[&slug()].clone(),
            "Affiliation" => ends(&["subject", "object"]),
            "Position" => ends(&["employer"]),
            "Participation" => ends(&["organization"]),
            "Figure" if node["about"]["__typename"] == "Organization" => ends(&["about"]),
            "TopicAssignment" => self.organizations_of(&node["thing"]),
            "Discrepancy" => {
                list(&node["facts"]).flat_map(|fact| self.organizations_of(fact)).collect()
            }
            _ => BTreeSet::new(),
        }
    }
}

/// The fields of a fact that say which organizations it has to do with.
const NODE: &str = "__typename ... on Organization { slug } ... on Person { slug } ... on Program { slug } ... on Event { slug }
    ... on Affiliation { id subject { slug } object { slug } } ... on Position { id employer: organization { slug } }
    ... on Participation { id organization { slug } }
    ... on Figure { id about { __typename ... on Organization { slug } } }
    ... on TopicAssignment { id thing { __typename ... on Organization { slug } ... on Program { slug } ... on Event { slug } } }";

/// The nodes of a list below each of several things, without `within` and with it.
struct Narrowed {
    all: Json,
    some: Json,
}

/// Reads a list of all things of a kind: `outer` lists them, `inner` is the list with its arguments.
fn narrowed(outer: &str, inner: (&str, &str, &str), top: &str) -> Vec<Narrowed> {
    let (field, arguments, select) = inner;
    let data = registry().ask(&format!(
        "{{ {outer} {{ nodes {{
             all: {field}(first: 100{arguments}) {{ totalCount nodes {{ {select} }} }}
             some: {field}(first: 100{arguments}, within: {{ organization: {{ slug: \"{top}\" }} }}) {{
                 totalCount nodes {{ {select} }} }} }} }} }}"
    ));
    let outer = outer.split('(').next().unwrap();
    let pair = |it: &Json| Narrowed { all: it["all"].clone(), some: it["some"].clone() };
    list(&data[outer]["nodes"]).map(pair).collect()
}

const ANY_TIME: &str = ", history: true, stages: [REALIZED, ANNOUNCED, PLANNED, CANCELLED]";

#[test]
fn every_list_of_relations_and_facts_can_be_narrowed_to_an_organization_and_its_parts() {
    let world = World::read();
    let organization = "__typename slug";
    let affiliation = "__typename id subject { slug } object { slug }";
    let position = "__typename id employer: organization { slug }";
    let mut cases: Vec<(&str, (&str, &str, &str))> = vec![
        ("organizations(first: 100)", ("people", ANY_TIME, organization)),
        ("organizations(last: 100)", ("people", ANY_TIME, organization)),
        ("organizations(first: 100)", ("programs", ANY_TIME, organization)),
        ("people(first: 100)", ("positions", ANY_TIME, position)),
        ("people(first: 100)", ("programs", ANY_TIME, organization)),
        ("people(first: 100)", ("events", ANY_TIME, organization)),
        ("programs(first: 100)", ("participants", ANY_TIME, "__typename slug")),
        ("events(first: 100)", ("participants", ANY_TIME, "__typename slug")),
        ("programs(first: 100)", ("affiliations", ANY_TIME, affiliation)),
        ("sources", ("facts", "", NODE)),
        (
            "topics(first: 100)",
            (
                "assignments",
                "",
                "__typename id thing { __typename ... on Organization { slug } ... on Program { slug } ... on Event { slug } }",
            ),
        ),
    ];
    let directions = ROLE_DIRECTIONS.iter();
    cases.extend(directions.flat_map(|it| {
        ["organizations(first: 100)", "organizations(last: 100)"]
            .map(|outer| (outer, (it.field, ANY_TIME, organization)))
    }));
    let mut kept: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for top in TOPS {
        let within = organizations_within(top);
        assert!(within.len() > 1, "{top} has no parts");
        for (outer, inner) in &cases {
            for Narrowed { all, some } in narrowed(outer, *inner, top) {
                let is_within = |node: &&Json| !world.organizations_of(node).is_disjoint(&within);
                if all["totalCount"].as_u64() > Some(100) {
                    // One page of a long list: what it has within is the beginning of the narrowed list.
                    let expected: Vec<_> = list(&all["nodes"]).filter(is_within).collect();
                    let found: Vec<_> = list(&some["nodes"]).take(expected.len()).collect();
                    assert_eq!(found, expected, "{outer} {inner:?} {top}");
                    continue;
                }
                let expected: Vec<_> = list(&all["nodes"]).filter(is_within).collect();
                let found: Vec<_> = list(&some["nodes"]).collect();
                assert_eq!(found, expected, "{outer} {inner:?} {top}");
                assert_eq!(some["totalCount"], expected.len(), "{outer} {inner:?} {top}");
                let counts = kept.entry(inner.0).or_default();
                counts.0 += expected.len();
                counts.1 += list(&all["nodes"]).count() - expected.len();
            }
        }
    }
    // Lists that keep something and leave something out, so that the comparison says something.
    for field in [
        "people",
        "positions",
        "programs",
        "participants",
        "affiliations",
        "facts",
        "assignments",
        "members",
    ] {
        let (some, rest) = kept[field];
        assert!(some > 0 && rest > 0, "{field}: {some} within, {rest} not");
    }
}

#[test]
fn discrepancies_and_common_affiliates_can_be_narrowed() {
    let world = World::read();
    for top in TOPS {
        let within = organizations_within(top);
        let key = format!("within: {{ organization: {{ slug: \"{top}\" }} }}");
        let common =
            "of: [{ slug: \"pscc\" }, { slug: \"canceropole-ile-de-france\" }], history: true";
        let data = registry().ask(&format!(
            "{{ all: discrepancies {{ nodes {{ __typename slug facts {{ {NODE} }} }} }}
               some: discrepancies(filter: {{ {key} }}) {{ nodes {{ __typename slug facts {{ {NODE} }} }} }}
               allCommon: commonAffiliates({common}) {{ nodes {{ __typename slug }} }}
               someCommon: commonAffiliates({common}, {key}) {{ nodes {{ __typename slug }} }} }}"
        ));
        for (all, some) in [("all", "some"), ("allCommon", "someCommon")] {
            let is_within = |node: &&Json| !world.organizations_of(node).is_disjoint(&within);
            let expected: Vec<_> = list(&data[all]["nodes"]).filter(is_within).collect();
            assert!(list(&data[all]["nodes"]).count() > expected.len(), "{all} {top}");
            let found: Vec<_> = list(&data[some]["nodes"]).collect();
            assert_eq!(found, expected, "{some} {top}");
        }
    }
}

#[test]
fn a_search_can_be_narrowed() {
    let world = World::read();
    let select = "totalCount nodes { __typename ... on Organization { slug } ... on Person { slug } \
                  ... on Program { slug } ... on Event { slug } ... on Topic { slug } }";
    let mut kept = 0;
    for top in TOPS {
        let within = organizations_within(top);
        for query in ["institut", "hopital", "paris", "sorbonne", "professor", "2018"] {
            let data = registry().ask(&format!(
                "{{ all: search(query: \"{query}\", first: 100) {{ {select} }}
                   some: search(query: \"{query}\", first: 100, within: {{ organization: {{ slug: \"{top}\" }} }}) {{
                       {select} }}
                   then: search(query: \"{query}\", first: 100, within: {{ organization: {{ slug: \"{top}\" }}, asOf: \"1500\" }}) {{
                       {select} }} }}"
            ));
            assert!(data["all"]["totalCount"].as_u64() <= Some(100), "{query}");
            let keep = |organizations: &BTreeSet<String>| -> Vec<&Json> {
                let is_within =
                    |node: &&Json| !world.organizations_of(node).is_disjoint(organizations);
                list(&data["all"]["nodes"]).filter(is_within).collect()
            };
            let expected = keep(&within);
            kept += expected.len();
            let found: Vec<_> = list(&data["some"]["nodes"]).collect();
            assert_eq!(found, expected, "{query} {top}");
            assert_eq!(data["some"]["totalCount"], expected.len(), "{query} {top}");
            // Nothing was a part of it that early.
            let found: Vec<_> = list(&data["then"]["nodes"]).collect();
            assert_eq!(found, keep(&BTreeSet::from([top.to_owned()])), "{query} {top} 1500");
        }
    }
    assert!(kept > 20, "{kept}");
}

#[test]
fn every_connection_takes_within() {
    let data = registry().ask(
        "{ __schema { types { name kind fields { name args { name type { name } } type { name ofType { name } } } inputFields { name } } } }",
    );
    let types = &data["__schema"]["types"];
    let filters: BTreeSet<_> = list(types)
        .filter(|it| {
            it["inputFields"]
                .as_array()
                .is_some_and(|all| all.iter().any(|it| it["name"] == "within"))
        })
        .map(|it| text(&it["name"]))
        .collect();
    let mut without = BTreeSet::new();
    let mut connections = 0;
    for ty in list(types).filter(|it| it["kind"] == "OBJECT") {
        for field in list(&ty["fields"]) {
            // The lists of the root are nullable, all others are not.
            let ty_of_field = &field["type"];
            let named = ty_of_field["ofType"]["name"].as_str();
            let returned = named.or(ty_of_field["name"].as_str()).unwrap_or_default();
            if !returned.ends_with("Connection") {
                continue;
            }
            connections += 1;
            let takes = |it: &Json| {
                it["name"] == "within"
                    || it["name"] == "filter"
                        && filters.contains(it["type"]["name"].as_str().unwrap_or_default())
            };
            if !list(&field["args"]).any(takes) {
                without.insert(format!("{}.{}", text(&ty["name"]), text(&field["name"])));
            }
        }
    }
    assert!(connections > 50, "{connections}");
    assert_eq!(without, BTreeSet::new());
}

#[test]
fn the_facts_of_a_source_and_of_a_topic_can_be_chosen_by_their_stage() {
    let data = registry().ask(
        "{ sources { nodes {
             all: facts { totalCount }
             realized: facts(stages: [REALIZED]) { totalCount }
             plans: facts(stages: [ANNOUNCED, PLANNED, CANCELLED]) { totalCount nodes { __typename
                 ... on Affiliation { stage } ... on Organization { stage } ... on Event { status }
                 ... on Program { stage } ... on Participation { stage } ... on Position { stage } } } } } }",
    );
    let mut plans = 0;
    for source in list(&data["sources"]["nodes"]) {
        let count = |name: &str| source[name]["totalCount"].as_u64().unwrap();
        assert_eq!(count("realized") + count("plans"), count("all"));
        plans += count("plans");
        for fact in list(&source["plans"]["nodes"]) {
            let stage = fact["stage"].as_str().or(fact["status"].as_str());
            assert!(["ANNOUNCED", "PLANNED", "CANCELLED"].contains(&stage.unwrap()), "{fact}");
        }
    }
    assert!(plans > 0);
    let data = registry().ask(
        "{ topics(first: 100) { nodes { slug
             all: assignments { totalCount }
             realized: assignments(stages: [REALIZED]) { totalCount }
             plans: assignments(stages: [ANNOUNCED, PLANNED]) { totalCount nodes {
                 thing { ... on Organization { stage } ... on Program { stage } ... on Event { status } } } } } } }",
    );
    for topic in list(&data["topics"]["nodes"]) {
        let count = |name: &str| topic[name]["totalCount"].as_u64().unwrap();
        assert_eq!(count("realized") + count("plans"), count("all"), "{topic}");
    }
}

#[test]
fn a_list_is_narrowed_on_the_date_of_its_field_or_of_the_condition() {
    let ask = |arguments: &str| {
        let query = format!(
            "{{ topic(by: {{ slug: \"genomics\" }}) {{ assignments({arguments}) {{ totalCount }} }} }}"
        );
        let mut body = registry().body(&query);
        assert!(body["data"]["topic"].is_null(), "{body}");
        body["errors"][0].take()
    };
    let error = ask("within: { organization: { slug: \"inserm\" }, asOf: \"yesterday\" }");
    assert!(
        text(&error["message"]).contains("within.asOf") || text(&error["message"]).contains("asOf"),
        "{error}"
    );
    let error = ask("within: { organization: { slug: \"No Slug\" } }");
    assert!(text(&error["message"]).starts_with("within.organization.slug"), "{error}");
    assert_eq!(error["path"], serde_json::json!(["topic", "assignments"]), "{error}");
}
