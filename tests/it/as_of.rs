//! The date that a field refers to: its argument, that of a field above, or today.

#![expect(clippy::panic, reason = "a test fails by panicking")]

use consortia::domain::{
    date::PartialDate,
    record::{Person, Registry, Source},
};
use serde_json::{Value as Json, json};

use crate::{
    store::world,
    support::{TestApp, texts},
};

/// Four organizations: each was a member of the next for some years; alpha is a member of delta since 2989.
fn chain() -> Registry {
    let since = |date: &str| world::period(date, "");
    let in_year = |year: &str, next: &str| world::period(year, next);
    let new = world::source("new", "2990");
    Registry {
        sources: vec![world::source("old", "2007"), Source { earliest: new.latest, ..new }],
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
    for latest in ["2990", "2008"] {
        registry.sources[1] = world::source("new", latest);
        app.apply(&registry);
        let message = format!("written from 2000 to {latest}; today is before 2989");
        assert_eq!(slugs(&app, query, json!({}), at), [""; 0], "{message}");
    }
    let day = |date: &str| date.parse::<PartialDate>().unwrap().span().first;
    let on =
        |date: &str| app.ask_on(day(date), query, json!({}))["data"].pointer(at).cloned().unwrap();
    assert_eq!(texts(&on("2004-01-01"), "/slug"), ["beta"]);
    assert_eq!(texts(&on("2990-01-01"), "/slug"), ["delta"]);
}

/// Alpha was founded in 2009, beta ended in 2012.
#[test]
fn filters_by_start_and_end_use_what_follows_from_documents_and_organizations() {
    let mut organizations = ["alpha", "beta", "gamma", "delta"].map(world::organization);
    organizations[0].founded = "2009".parse().ok();
    organizations[1].dissolved = "2012".parse().ok();
    let app = TestApp::new(&Registry {
        sources: vec![world::source("old", "2010")],
        organizations: organizations.into(),
        affiliations: vec![
            world::affiliation("alpha", "MEMBER", "gamma", world::period("", "")),
            world::affiliation("beta", "MEMBER", "gamma", world::period("2001", "")),
            world::affiliation("delta", "MEMBER", "gamma", world::period("2005", "")),
        ],
        ..Registry::default()
    });
    let cases: [(&str, &[&str]); 6] = [
        ("until: { from: \"2012\", to: \"2012\" }", &["beta"]),
        ("until: { from: \"2000\" }", &["beta"]),
        ("until: { to: \"2011\" }", &[]),
        ("since: { from: \"2009\", to: \"2010\" }", &["alpha"]),
        ("since: { from: \"2009\", to: \"2009\" }", &[]),
        ("since: { to: \"2005\" }", &["beta", "delta"]),
    ];
    for (filter, expected) in cases {
        let list = format!(
            "{{ affiliations(history: true, filter: {{ {filter} }}) {{ nodes {{ subject {{ slug }} }} }} }}"
        );
        let found = app.data(&list, json!({}))["affiliations"]["nodes"].take();
        assert_eq!(texts(&found, "/subject/slug"), expected, "{filter}");
        if !filter.starts_with("since") {
            continue;
        }
        let as_condition = format!(
            "{{ organizations(filter: {{ affiliatedWith: {{ object: {{ slug: \"gamma\" }}, history: true, {filter} }} }}) {{
                nodes {{ slug }} }} }}"
        );
        let found = slugs(&app, &as_condition, json!({}), "/organizations/nodes");
        assert_eq!(found, expected, "{filter}");
    }
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

#[test]
fn an_organization_that_was_merged_has_no_current_relations() {
    let query = "query ($asOf: PartialDate) { organization(by: { slug: \"upmc\" }, asOf: $asOf) { dissolvedOn
        children { totalCount } people { totalCount } founded { nodes { slug } } successors { nodes { slug } }
        affiliations(history: true) { nodes { role isCurrent lastAttested } }
        everyone: people(history: true) { nodes { slug positions(history: true) { nodes { isCurrent organization { slug } } } } } } }";
    let ask = |as_of: &str| {
        let body = crate::seeded::registry().answer(query, json!({ "asOf": as_of })).body;
        serde_json::from_str::<Json>(&body).unwrap()["data"]["organization"].take()
    };
    let (then, now) = (ask("2017"), ask("2026"));
    assert_eq!(then["dissolvedOn"], "2018-01-01");
    assert_eq!(
        (&then["children"]["totalCount"], &then["people"]["totalCount"]),
        (&json!(1), &json!(3))
    );
    assert_eq!(
        (&now["children"]["totalCount"], &now["people"]["totalCount"]),
        (&json!(0), &json!(0))
    );
    // Acts stay true.
    assert_eq!(texts(&now["founded"]["nodes"], "/slug"), ["canceropole-ile-de-france"]);
    assert_eq!(texts(&now["successors"]["nodes"], "/slug"), ["sorbonne-universite"]);
    assert_eq!(then["successors"]["nodes"], json!([]));
    let people = now["everyone"]["nodes"].as_array().unwrap().iter();
    let positions = people.flat_map(|it| it["positions"]["nodes"].as_array().unwrap());
    let at_upmc: Vec<_> = positions.filter(|it| it["organization"]["slug"] == "upmc").collect();
    assert!(at_upmc.len() == 3 && at_upmc.iter().all(|it| it["isCurrent"] == false), "{at_upmc:?}");
    for affiliation in now["affiliations"]["nodes"].as_array().unwrap() {
        let is_act = ["FOUNDER", "SUCCESSOR"].contains(&affiliation["role"].as_str().unwrap());
        assert_eq!(affiliation["isCurrent"], is_act, "{affiliation}");
        let attested = if affiliation["role"] == "SUCCESSOR" { "2026-11-21" } else { "2017-12-31" };
        assert_eq!(affiliation["lastAttested"], attested, "{affiliation}");
    }
}

#[test]
fn nothing_is_certain_on_a_date_ahead() {
    let registry = crate::seeded::registry();
    let query = "query ($asOf: PartialDate!) { organization(by: { name: \"PSCC\" }, asOf: $asOf) {
        founders { totalCount } possible: founders(certainty: POSSIBLE) { totalCount edges { certainty } } }
        network(around: { name: \"PSCC\" }, asOf: $asOf) { totalCount }
        path(from: { name: \"Sanofi\" }, to: { name: \"PSCC\" }, asOf: $asOf) { length }
        organizations(filter: { affiliatedWith: { object: { name: \"PSCC\" } } }, asOf: $asOf) { totalCount }
        changes(organization: { name: \"PSCC\" }, from: \"2023\", to: $asOf) {
            stayed { organization { slug } } joined { organization { slug } } undetermined { organization { slug } } } }";
    let ask = |as_of: &str| {
        let body = registry.answer(query, json!({ "asOf": as_of })).body;
        serde_json::from_str::<Json>(&body).unwrap()
    };
    let is_empty = |list: &Json| list.as_array().unwrap().is_empty();
    // The tests ask on 2026-11-21: the rest of that year is asked about up to that day.
    for as_of in ["2026", "2026-11", "2026-11-21"] {
        let answer = ask(as_of);
        let data = &answer["data"];
        assert_eq!(data["organization"]["founders"]["totalCount"], 5, "{as_of}");
        assert_eq!(data["path"]["length"], 1, "{as_of}");
        assert!(!is_empty(&data["changes"]["stayed"]), "{as_of}");
        assert!(answer["extensions"]["warnings"].is_null(), "{as_of}");
    }
    for as_of in ["2026-11-22", "2026-12", "2027", "2099"] {
        let answer = ask(as_of);
        let data = &answer["data"];
        let organization = &data["organization"];
        assert_eq!(organization["founders"]["totalCount"], 0, "{as_of}");
        assert_eq!(organization["possible"]["totalCount"], 5, "{as_of}");
        assert_eq!(texts(&organization["possible"]["edges"], "/certainty"), ["POSSIBLE"; 5]);
        assert_eq!(data["network"]["totalCount"], 1, "{as_of}");
        assert!(data["path"].is_null(), "{as_of}");
        assert_eq!(data["organizations"]["totalCount"], 0, "{as_of}");
        assert!(is_empty(&data["changes"]["stayed"]) && is_empty(&data["changes"]["joined"]));
        assert!(!is_empty(&data["changes"]["undetermined"]), "{as_of}");
        let warning = &answer["extensions"]["warnings"][0];
        assert_eq!(
            (&warning["code"], &warning["argument"]),
            (&json!("DATE_AHEAD"), &json!("asOf"))
        );
    }
}

#[test]
fn a_relation_is_last_attested_by_its_newest_source() {
    let mut registry = chain();
    registry.sources[1] = world::source("new", "2008");
    registry.affiliations[0].evidence = world::evidence(&["new", "old"]);
    let app = TestApp::new(&registry);
    let query = "{ affiliations(history: true) { nodes { lastAttested } } }";
    let attested = app.data(query, json!({}))["affiliations"]["nodes"].take();
    assert_eq!(texts(&attested, "/lastAttested"), ["2008", "2007", "2007", "2007"]);
}

#[test]
fn paths_and_common_affiliates_follow_relations_of_one_basis() {
    let mut registry = chain();
    registry.affiliations.truncate(3);
    registry.affiliations[1].evidence.basis = "IMPLIED".to_owned();
    let app = TestApp::new(&registry);
    let query = "query ($basis: Basis) {
        path(from: { slug: \"alpha\" }, to: { slug: \"gamma\" }, history: true, basis: $basis) { length }
        commonAffiliates(of: [{ slug: \"alpha\" }, { slug: \"gamma\" }], history: true, basis: $basis) { nodes { slug } }
        network(around: { slug: \"beta\" }, history: true, basis: $basis) { links { basis } }
        changes(organization: { slug: \"beta\" }, from: \"2004\", to: \"2005\", basis: $basis) {
            stayed { affiliation { basis } } } }";
    let ask = |basis: Json| app.data(query, json!({ "basis": basis }));
    let any = ask(Json::Null);
    assert_eq!(
        (&any["path"]["length"], &any["commonAffiliates"]["nodes"]),
        (&json!(2), &json!([{ "slug": "beta" }]))
    );
    assert_eq!(any["network"]["links"].as_array().unwrap().len(), 2);
    for basis in ["STATED", "IMPLIED"] {
        let one = ask(json!(basis));
        assert!(one["path"].is_null() && one["commonAffiliates"]["nodes"] == json!([]), "{one}");
        assert_eq!(texts(&one["network"]["links"], "/basis"), [basis]);
        assert_eq!(texts(&one["changes"]["stayed"], "/affiliation/basis"), [basis]);
    }
}

#[test]
fn people_of_an_organization_are_those_of_the_date_that_is_given() {
    let mut positions = [
        world::position("chair-until-2005", "ada", "alpha"),
        world::position("chair-since-2006", "grace", "alpha"),
        world::position("elsewhere", "ada", "beta"),
    ];
    positions[0].period = world::period("2001", "2005");
    positions[1].period = world::period("2006", "");
    positions[2].period = world::period("2006", "");
    let person = |slug: &str| Person {
        slug: slug.to_owned(),
        names: world::names(&[slug]),
        description: None,
        note: None,
        cite: world::cite(&["old"]),
    };
    let app = TestApp::new(&Registry {
        sources: vec![world::source("old", "2007")],
        organizations: ["alpha", "beta"].map(world::organization).into(),
        people: ["ada", "grace"].map(person).into(),
        positions: positions.into(),
        ..Registry::default()
    });
    let at_alpha = "organization: { slug: \"alpha\" }";
    for (arguments, expected) in [
        (format!("filter: {{ {at_alpha} }}"), &["ada", "grace"][..]),
        (format!("asOf: null, filter: {{ {at_alpha} }}"), &["ada", "grace"]),
        (format!("asOf: \"2003\", filter: {{ {at_alpha} }}"), &["ada"]),
        (format!("asOf: \"2007\", filter: {{ {at_alpha} }}"), &["grace"]),
        (format!("asOf: \"1990\", filter: {{ {at_alpha} }}"), &[]),
        // A position that begins within 2006 is only possible on a day of it.
        (format!("asOf: \"2006-03\", filter: {{ {at_alpha} }}"), &[]),
        (format!("asOf: \"2006\", filter: {{ not: {{ {at_alpha} }} }}"), &["ada"]),
        (format!("asOf: \"2003\", filter: {{ or: [{{ {at_alpha} }}] }}"), &["ada"]),
    ] {
        let query = format!("{{ people({arguments}) {{ nodes {{ slug }} }} }}");
        let data = app.data(&query, json!({}));
        assert_eq!(texts(&data["people"]["nodes"], "/slug"), expected, "{arguments}");
    }
    // The date of a field above, and of a filter around it.
    let data = app.data(
        "{ alpha: organization(by: { slug: \"beta\" }, asOf: \"2007\") {
             people(filter: { organization: { slug: \"alpha\" } }) { totalCount }
             then: people(asOf: \"2003\", history: true, filter: { organization: { slug: \"alpha\" } }) { totalCount } }
           organizations(filter: { people: { history: true, asOf: \"2003\", some: { organization: { slug: \"alpha\" } } } }) {
             nodes { slug } } }",
        json!({}),
    );
    assert_eq!(
        data["alpha"],
        json!({ "people": { "totalCount": 0 }, "then": { "totalCount": 1 } })
    );
    assert_eq!(texts(&data["organizations"]["nodes"], "/slug"), ["alpha", "beta"]);
    let unknown = "{ people(filter: { organization: { slug: \"nobody\" } }) { totalCount } }";
    let error = app.ask(unknown, json!({}))["errors"][0].clone();
    assert_eq!(error["extensions"]["code"], "NOT_FOUND");
    assert_eq!(error["extensions"]["argument"], "filter.organization.slug", "{error}");
}
