//! The date that a field refers to: its argument, that of a field above, or today.

#![expect(clippy::panic, reason = "a test fails by panicking")]

use consortia::domain::{date::PartialDate, record::Registry};
use serde_json::{Value as Json, json};

use crate::{
    store::world,
    support::{TestApp, texts},
};

/// Four organizations: each was a member of the next for some years; alpha is a member of delta since 2989.
fn chain() -> Registry {
    let since = |date: &str| world::period(date, "");
    let in_year = |year: &str, next: &str| world::period(year, next);
    Registry {
        sources: vec![world::source("old", "2007"), world::source("new", "2990")],
        organizations: ["alpha", "beta", "gamma", "delta"].map(world::organization).into(),
        affiliations: vec![
            world::affiliation("alpha", "MEMBER", "beta", in_year("2001", "2005-06")),
            world::affiliation("beta", "MEMBER", "gamma", in_year("2003", "2007-06")),
            world::affiliation("gamma", "MEMBER", "delta", in_year("2005", "2009-06")),
            world::affiliation("alpha", "MEMBER", "delta", since("2989")),
        ],
        ..Registry::default()
    }
}

fn slugs(app: &TestApp, query: &str, variables: Json, pointer: &str) -> Vec<String> {
    let data = app.data(query, variables);
    let nodes = data.pointer(pointer).unwrap_or_else(|| panic!("{pointer}: {data}"));
    texts(nodes, "/slug")
}

#[test]
fn a_field_inherits_the_date_of_the_field_above_unless_it_has_its_own() {
    let app = TestApp::new(&chain());
    let deep = |first: &str, second: &str| {
        format!(
            "{{ organization(by: {{ slug: \"alpha\" }}, asOf: \"2004\") {{
                memberOf{first} {{ nodes {{ slug memberOf{second} {{ nodes {{ slug }} }} }} }} }} }}"
        )
    };
    let first = "/organization/memberOf/nodes";
    let second = "/organization/memberOf/nodes/0/memberOf/nodes";
    let ask = |one: &str, two: &str, at: &str| slugs(&app, &deep(one, two), json!({}), at);
    assert_eq!(ask("", "", first), ["beta"]);
    assert_eq!(ask("", "", second), ["gamma"]);
    assert_eq!(ask("", "(asOf: \"2002\")", second), [""; 0], "the date of the field itself");
    assert_eq!(ask("(asOf: \"2002\")", "", second), [""; 0], "the date of the nearest field above");
    assert_eq!(ask("(asOf: \"2002\")", "(asOf: \"2004\")", second), ["gamma"]);
    assert_eq!(ask("(asOf: null)", "(asOf: null)", second), ["gamma"], "null is no date");
    assert_eq!(ask("(asOf: \"2010\")", "", first), [""; 0]);
}

#[test]
fn an_absent_variable_is_no_date() {
    let app = TestApp::new(&chain());
    let query =
        "query ($inner: PartialDate) { organization(by: { slug: \"alpha\" }, asOf: \"2004\") {
        memberOf(asOf: $inner) { nodes { slug } } } }";
    let at = "/organization/memberOf/nodes";
    assert_eq!(slugs(&app, query, json!({}), at), ["beta"]);
    assert_eq!(slugs(&app, query, json!({ "inner": null }), at), ["beta"]);
    assert_eq!(slugs(&app, query, json!({ "inner": "2990" }), at), ["delta"]);
}

#[test]
fn every_root_field_with_a_date_passes_it_down() {
    let app = TestApp::new(&chain());
    let id = app.data("{ organization(by: { slug: \"alpha\" }) { id } }", json!({}));
    let id = id["organization"]["id"].as_str().unwrap();
    let below = "memberOf { nodes { slug } }";
    let only = "filter: { slug: { in: [\"alpha\"] } }";
    let roots = [
        (
            format!(
                "nodes(ids: [\"{id}\"], asOf: \"2004\") {{ ... on Organization {{ {below} }} }}"
            ),
            "/nodes/0",
        ),
        (
            format!("organizations({only}, asOf: \"2004\") {{ nodes {{ {below} }} }}"),
            "/organizations/nodes/0",
        ),
        (
            format!(
                "search(query: \"alpha\", asOf: \"2004\") {{ nodes {{ ... on Organization {{ {below} }} }} }}"
            ),
            "/search/nodes/0",
        ),
        (
            format!("affiliations(asOf: \"2004\") {{ nodes {{ subject {{ {below} }} }} }}"),
            "/affiliations/nodes/0/subject",
        ),
        (
            format!(
                "network(around: {{ slug: \"alpha\" }}, asOf: \"2004\") {{ nodes {{ organization {{ {below} }} }} }}"
            ),
            "/network/nodes/0/organization",
        ),
        (
            format!(
                "path(from: {{ slug: \"alpha\" }}, to: {{ slug: \"gamma\" }}, asOf: \"2004\") {{ steps {{ organization {{ {below} }} }} }}"
            ),
            "/path/steps/0/organization",
        ),
        (
            format!(
                "commonAffiliates(of: [{{ slug: \"beta\" }}, {{ slug: \"beta\" }}], asOf: \"2004\") {{ nodes {{ {below} }} }}"
            ),
            "/commonAffiliates/nodes/0",
        ),
    ];
    for (root, pointer) in roots {
        let pointer = format!("{pointer}/memberOf/nodes");
        assert_eq!(slugs(&app, &format!("{{ {root} }}"), json!({}), &pointer), ["beta"], "{root}");
    }
}

#[test]
fn a_filter_uses_the_date_of_its_field_or_its_own() {
    let app = TestApp::new(&chain());
    let ask = |field: &str, own: &str| {
        let affiliated = format!("affiliatedWith: {{ object: {{ slug: \"beta\" }}{own} }}");
        let query = format!(
            "{{ organizations(filter: {{ {affiliated} }}{field}) {{ nodes {{ slug }} }} }}"
        );
        slugs(&app, &query, json!({}), "/organizations/nodes")
    };
    assert_eq!(ask("", ""), [""; 0]);
    assert_eq!(ask(", asOf: \"2004\"", ""), ["alpha"]);
    assert_eq!(ask("", ", asOf: \"2004\""), ["alpha"]);
    assert_eq!(ask(", asOf: \"2004\"", ", asOf: \"2010\""), [""; 0]);
    assert_eq!(ask(", asOf: \"2004\"", ", asOf: \"2010\", history: true"), ["alpha"]);
}

#[test]
fn the_default_date_is_today_or_that_of_the_newest_source() {
    let mut registry = chain();
    let query = "{ organization(by: { slug: \"alpha\" }) { memberOf { nodes { slug } }
        affiliations(history: true) { nodes { isCurrent } } } }";
    let at = "/organization/memberOf/nodes";
    let mut app = TestApp::new(&registry);
    assert_eq!(slugs(&app, query, json!({}), at), ["delta"], "the newest source is from 2990");
    let current = &app.data(query, json!({}))["organization"]["affiliations"]["nodes"];
    assert_eq!(*current, json!([{ "isCurrent": false }, { "isCurrent": true }]));
    registry.sources[1] = world::source("new", "2008");
    app.apply(&registry);
    assert_eq!(slugs(&app, query, json!({}), at), [""; 0], "today is before 2989");
    let day = |date: &str| date.parse::<PartialDate>().unwrap().span().first;
    let on =
        |date: &str| app.ask_on(day(date), query, json!({}))["data"].pointer(at).cloned().unwrap();
    assert_eq!(texts(&on("2004-01-01"), "/slug"), ["beta"]);
    assert_eq!(texts(&on("2990-01-01"), "/slug"), ["delta"]);
}

#[test]
fn certainty_and_history_apply_to_one_field_only() {
    let app = TestApp::new(&chain());
    let query = "{ organization(by: { slug: \"alpha\" }, asOf: \"2010\") {
        memberOf(history: true) { edges { certainty node { slug memberOf { nodes { slug } } } } } } }";
    let edges = &app.data(query, json!({}))["organization"]["memberOf"]["edges"];
    assert_eq!(texts(edges, "/node/slug"), ["beta", "delta"]);
    assert!(edges[0]["certainty"].is_null());
    assert_eq!(edges[0]["node"]["memberOf"]["nodes"], json!([]));
}

#[test]
fn changes_require_the_earlier_date_first() {
    let app = TestApp::new(&chain());
    let query = "query ($from: PartialDate!, $to: PartialDate!) {
        changes(organization: { slug: \"beta\" }, from: $from, to: $to) {
            joined { organization { slug } } left { organization { slug } } } }";
    let answer = app.data(query, json!({ "from": "2002", "to": "2006" }));
    assert_eq!(texts(&answer["changes"]["joined"], "/organization/slug"), ["gamma"]);
    assert_eq!(texts(&answer["changes"]["left"], "/organization/slug"), ["alpha"]);
    for (from, to, refused) in
        [("2006", "2002", true), ("2006", "2006-01", false), ("2006-05", "2006", false)]
    {
        let answer = app.ask(query, json!({ "from": from, "to": to }));
        let argument = &answer["errors"][0]["extensions"]["argument"];
        assert_eq!(argument == "from", refused, "{from} to {to}: {answer}");
    }
}

#[test]
fn no_relation_is_possible_before_both_organizations_exist() {
    let possible_members = |year: &str| {
        let query = format!(
            "{{ organization(by: {{ slug: \"canceropole-ile-de-france\" }}, asOf: \"{year}\") {{
                founded: foundedOn members(certainty: POSSIBLE) {{ nodes {{ slug foundedOn }} }} }} }}"
        );
        let data = crate::seeded::registry().ask(&query);
        let nodes = data["organization"]["members"]["nodes"].as_array().unwrap().clone();
        nodes.iter().map(|node| node["slug"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    // The Cancéropôle was founded in 2007, Sorbonne Université in 2018.
    assert!(possible_members("2006").is_empty());
    let then = possible_members("2007");
    assert!(then.contains(&"institut-curie".to_owned()), "{then:?}");
    assert!(!then.contains(&"sorbonne-universite".to_owned()), "{then:?}");
    assert!(possible_members("2018").contains(&"sorbonne-universite".to_owned()));
}
