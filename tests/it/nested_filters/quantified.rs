//! Conditions on relations, `some`, `none` and `every`, over random filters: compared with what the lists of each thing say.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::{
    ANY_TIME, List, lists,
    random::{Filter, Random, list},
};
use crate::seeded::registry;

/// Dates asked about: the arguments of the list, and the same as fields of the condition.
const TIMES: [&str; 3] = [ANY_TIME, ", asOf: \"2015\"", ", asOf: \"2023\", certainty: POSSIBLE"];
/// Lists of the root with all their things, as two pages.
const ROOTS: [(&str, &str); 4] = [
    ("organizations", ", stages: [REALIZED, ANNOUNCED, PLANNED, CANCELLED]"),
    ("people", ""),
    ("programs", ", stages: [REALIZED, ANNOUNCED, PLANNED, CANCELLED]"),
    ("events", ""),
];

/// The things of a root list on two pages, each once.
fn things(root: &str, arguments: &str, select: &str) -> Vec<Json> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for page in ["first", "last"] {
        let mut data = registry()
            .ask(&format!("{{ {root}({page}: 100{arguments}) {{ nodes {{ slug {select} }} }} }}"));
        let nodes = data[root]["nodes"].as_array_mut().unwrap();
        all.extend(
            nodes.drain(..).filter(|it| seen.insert(it["slug"].as_str().unwrap().to_owned())),
        );
    }
    all
}

fn meets(quantifier: &str, edges: &[&Json], holds: impl Fn(&Json) -> bool) -> bool {
    match quantifier {
        "some" => edges.iter().any(|it| holds(it)),
        "none" => !edges.iter().any(|it| holds(it)),
        _ => edges.iter().all(|it| holds(it)),
    }
}

/// Compares one random condition. Returns how many things met it.
fn compare(root: (&str, &str), inner: &List, random: &mut Random) -> (usize, usize) {
    let (root, of_root) = root;
    let List { field, select, filters, .. } = inner;
    let time = *random.one(&TIMES);
    let all = things(
        root,
        of_root,
        &format!("list: {field}(first: 100{time}) {{ totalCount edges {{ {select} }} }}"),
    );
    let filter = filters[0].2.random(random);
    let relation: Option<(&str, &str, Filter<'_>)> =
        (random.below(2) == 0).then(|| (filters[1].0, filters[1].1, filters[1].2.random(random)));
    let quantifier = *random.one(&["some", "none", "every"]);
    let condition = format!(
        "{field}: {{ {quantifier}: {}{}{time} }}",
        filter.literal(),
        relation
            .iter()
            .fold(String::new(), |_, (name, _, it)| format!(", {name}: {}", it.literal())),
    );
    let found = things(root, &format!("{of_root}, filter: {{ {condition} }}"), "");
    let found: BTreeSet<&str> = found.iter().map(|it| it["slug"].as_str().unwrap()).collect();
    for thing in &all {
        if thing["list"]["totalCount"].as_u64() > Some(100) {
            continue;
        }
        let counts = |edge: &&Json| {
            relation.as_ref().is_none_or(|(_, at, it)| it.holds(edge.pointer(at).unwrap()))
        };
        let edges: Vec<_> = list(&thing["list"]["edges"]).filter(counts).collect();
        let at = filters[0].1;
        let expected = meets(quantifier, &edges, |edge| filter.holds(edge.pointer(at).unwrap()));
        let slug = thing["slug"].as_str().unwrap();
        assert_eq!(found.contains(slug), expected, "{slug}: {root} {condition}");
    }
    (found.len(), all.len() - found.len())
}

#[test]
fn conditions_on_relations_hold_for_what_the_lists_say() {
    let mut random = Random::new(11);
    let mut telling = 0;
    for (outer, lists) in lists() {
        let Some(root) = ROOTS.iter().find(|(root, _)| outer.starts_with(root)) else { continue };
        let quantifiable =
            |it: &&List| !["affiliations", "topics", "timeline"].contains(&&*it.field);
        for inner in lists.iter().filter(quantifiable) {
            if inner.field == "events" {
                continue;
            }
            for _ in 0..4 {
                let (met, unmet) = compare(*root, inner, &mut random);
                telling += usize::from(met > 0 && unmet > 0);
            }
        }
    }
    assert!(telling > 30, "{telling}");
}

#[test]
fn conditions_on_relations_are_dated_by_the_query_and_nest() {
    let count = |filter: &str, as_of: &str| {
        let query = format!("{{ organizations(filter: {{ {filter} }}{as_of}) {{ totalCount }} }}");
        registry().ask(&query)["organizations"]["totalCount"].as_u64().unwrap()
    };
    let some = "founders: { some: {} }";
    assert!(count(some, "") > count(some, ", asOf: \"1950\""));
    assert_eq!(
        count(some, ", asOf: \"2015\""),
        count("founders: { some: {}, asOf: \"2015\" }", ", asOf: \"2015\"")
    );
    let all = count("", "");
    assert_eq!(count(some, "") + count("founders: { none: {} }", ""), all);
    assert_eq!(count("founders: {}", ""), all);
    assert_eq!(count("founders: { every: { not: {} } }", ""), count("founders: { none: {} }", ""));
    // Organizations that were founded by a founder of the PSCC.
    let nested = "founders: { some: { founded: { some: { slug: { in: [\"pscc\"] } } } } }";
    let data = registry().ask(
        "{ organization(by: { slug: \"pscc\" }) { founders { nodes { founded { nodes { slug } } } } } }",
    );
    let founded: BTreeSet<_> = list(&data["organization"]["founders"]["nodes"])
        .flat_map(|it| list(&it["founded"]["nodes"]))
        .map(|it| it["slug"].as_str().unwrap())
        .collect();
    assert_eq!(count(nested, ""), u64::try_from(founded.len()).unwrap());
}

#[test]
fn conditions_on_relations_are_refused_where_they_say_nothing_or_nest_too_deep() {
    for (filter, argument) in [
        ("founders: { affiliation: {} }", "filter.founders"),
        (
            "founders: { some: { founders: { some: { founders: { some: {} } } } } }",
            "filter.founders.some.founders.some.founders",
        ),
    ] {
        let error = registry()
            .refusal(&format!("{{ organizations(filter: {{ {filter} }}) {{ totalCount }} }}"));
        assert_eq!(error["extensions"]["argument"], argument, "{error}");
    }
}

#[test]
fn a_list_counts_its_different_items_and_sorts_by_them() {
    let data = registry().ask(
        "{ organizations(first: 100) { nodes {
             affiliations(history: true, first: 100) { totalCount distinctCount edges { otherOrganization { slug } } }
             people(history: true, first: 100, orderBy: [{ field: NAME }]) { totalCount distinctCount nodes { slug } } } } }",
    );
    let mut repeats = 0;
    for node in list(&data["organizations"]["nodes"]) {
        for (field, at) in [("affiliations", "/edges"), ("people", "/nodes")] {
            let items = &node[field];
            if items["totalCount"].as_u64() > Some(100) {
                continue;
            }
            let slugs: BTreeSet<_> = list(items.pointer(at).unwrap())
                .map(|it| it.pointer("/otherOrganization/slug").unwrap_or(&it["slug"]).to_string())
                .collect();
            assert_eq!(items["distinctCount"], slugs.len());
            repeats += usize::from(items["distinctCount"] != items["totalCount"]);
        }
    }
    assert!(repeats > 0);
    let data = registry().ask(
        "{ organization(by: { slug: \"unicancer\" }) {
             members(first: 100, history: true, orderBy: [{ field: AFFILIATION_COUNT, direction: DESC }]) {
                 nodes { affiliations(history: true) { totalCount } } } } }",
    );
    let counts: Vec<_> = list(&data["organization"]["members"]["nodes"])
        .map(|it| it["affiliations"]["totalCount"].as_u64().unwrap())
        .collect();
    assert!(counts.len() > 5 && counts.is_sorted_by(|one, next| one >= next), "{counts:?}");
}
