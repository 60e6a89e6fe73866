//! `first: 0` and `last: 0` ask for no items, as Relay allows; the counts and the position of the page are right.

use consortia::domain::record::Registry;
use serde_json::json;

use super::{body, fields, refusal};
use crate::{
    store::world,
    support::{TestApp, texts},
};

#[test]
fn every_list_takes_a_page_without_items() {
    let mut lists = 0;
    for field in fields().into_iter().filter(|it| it.takes("first").is_some()) {
        lists += 1;
        let page = |arguments: &str| {
            let query = field.query(arguments);
            let body = body(&query, json!({}));
            let path = if field.name.starts_with("Query.") { 1 } else { 2 };
            let mut at = &body["data"];
            for _ in 0..path {
                at = at
                    .as_object()
                    .unwrap_or_else(|| panic!("{query}: {body}"))
                    .values()
                    .next()
                    .unwrap();
            }
            at.clone()
        };
        let whole = page("first: 100");
        let total = whole["totalCount"].as_u64().unwrap();
        for (argument, ahead) in [("first", "hasNextPage"), ("last", "hasPreviousPage")] {
            let none = page(&format!("{argument}: 0"));
            assert_eq!(none["totalCount"], total, "{}, {argument}", field.name);
            assert_eq!(none["edges"], json!([]), "{}, {argument}", field.name);
            let mut info = json!({
                "hasNextPage": false, "hasPreviousPage": false, "startCursor": null, "endCursor": null,
            });
            info[ahead] = json!(total > 0);
            assert_eq!(none["pageInfo"], info, "{}, {argument}", field.name);
            for wrong in ["-1", "101"] {
                let (name, message) =
                    refusal(&field.query(&format!("{argument}: {wrong}")), json!({}));
                assert_eq!(name, argument, "{}", field.name);
                assert!(message.contains("from 0 to 100"), "{message}");
            }
        }
        let (name, _) = refusal(&field.query("first: 0, last: 0"), json!({}));
        assert_eq!(name, "last", "{}", field.name);
    }
    assert!(lists > 40, "{lists}");
}

#[test]
fn a_page_without_items_stands_between_cursors_and_within_lists() {
    let ids = body("{ organizations(first: 3) { edges { cursor } } }", json!({}));
    let cursor = |at: usize| {
        ids["data"]["organizations"]["edges"][at]["cursor"].as_str().unwrap().to_owned()
    };
    let query = "query ($a: String, $b: String) { organizations(first: 0, after: $a, before: $b) {
        totalCount nodes { slug } pageInfo { hasNextPage hasPreviousPage endCursor } } }";
    let page = body(query, json!({ "a": cursor(0), "b": cursor(2) }));
    assert_eq!(
        page["data"]["organizations"],
        json!({
            "totalCount": 182, "nodes": [],
            "pageInfo": { "hasNextPage": true, "hasPreviousPage": true, "endCursor": null },
        })
    );
    let page = body(query, json!({ "a": cursor(0), "b": cursor(1) }));
    assert_eq!(page["data"]["organizations"]["pageInfo"]["hasNextPage"], false, "{page}");
    let nested = "{ organizations(first: 2) { nodes { members(first: 0, history: true) { totalCount nodes { slug } } } } }";
    let nested = body(nested, json!({}));
    for organization in nested["data"]["organizations"]["nodes"].as_array().unwrap() {
        assert_eq!(organization["members"]["nodes"], json!([]), "{nested}");
    }
}

#[test]
fn a_cursor_of_another_list_is_refused() {
    let query = "{ organization(by: { slug: \"pscc\" }) { founders(first: 1, history: true) { pageInfo { endCursor } } } }";
    let cursor =
        body(query, json!({}))["data"]["organization"]["founders"]["pageInfo"]["endCursor"].clone();
    for list in ["members", "partners", "people", "affiliations", "timeline"] {
        let query = format!(
            "query ($c: String) {{ organization(by: {{ slug: \"pscc\" }}) {{ {list}(after: $c) {{ totalCount }} }} }}"
        );
        let (argument, message) = refusal(&query, json!({ "c": cursor }));
        assert_eq!(argument, "after", "{list}");
        assert!(message.contains("another list"), "{list}: {message}");
    }
    let own = "query ($c: String) { organization(by: { slug: \"pscc\" }) { founders(after: $c, history: true) { nodes { slug } } } }";
    assert!(body(own, json!({ "c": cursor })).get("errors").is_none());
}

#[test]
fn a_cursor_of_another_record_is_refused() {
    let query = "query ($by: OrganizationKey!, $c: String, $b: String) { organization(by: $by) {
        members(first: 1, after: $c, before: $b, history: true) { nodes { slug } pageInfo { endCursor } } } }";
    let own = json!({ "slug": "unicancer" });
    let first = body(query, json!({ "by": own }));
    let cursor = first["data"]["organization"]["members"]["pageInfo"]["endCursor"].clone();
    assert!(cursor.is_string(), "{first}");
    let next = body(query, json!({ "by": { "name": "Unicancer" }, "c": cursor }));
    assert_eq!(
        next["data"]["organization"]["members"]["nodes"].as_array().unwrap().len(),
        1,
        "{next}"
    );
    let other = json!({ "slug": "canceropole-ile-de-france" });
    for name in ["c", "b"] {
        let (argument, message) = refusal(query, json!({ "by": other, name: cursor }));
        assert_eq!(argument, if name == "c" { "after" } else { "before" });
        assert!(message.contains("another list"), "{message}");
    }
}

#[test]
fn other_limits_start_at_one() {
    for (query, argument) in [
        ("{ network(around: { slug: \"pscc\" }, maxNodes: 0) { truncated } }", "maxNodes"),
        ("{ network(around: { slug: \"pscc\" }, hops: 0) { truncated } }", "hops"),
        (
            "{ path(from: { slug: \"pscc\" }, to: { slug: \"inca\" }, limit: 0) { length } }",
            "limit",
        ),
    ] {
        let (name, message) = refusal(query, json!({}));
        assert_eq!(name, argument, "{query}");
        assert!(message.contains("from 1 to"), "{message}");
    }
}

/// Three events of one day, in the order of the sources: z, a, m.
#[test]
fn events_of_one_date_are_sorted_by_the_next_key_in_its_direction() {
    let app = TestApp::new(&Registry {
        sources: vec![world::source("old", "2010")],
        organizations: vec![world::organization("alpha")],
        events: ["z", "a", "m"].map(|slug| world::event(slug, "2006", "")).into(),
        ..Registry::default()
    });
    for (order, expected) in [
        ("{ field: DATE, direction: DESC }", ["z", "a", "m"]),
        ("[{ field: DATE, direction: DESC }, { field: NAME }]", ["a", "m", "z"]),
        ("[{ field: DATE }, { field: NAME, direction: DESC }]", ["z", "m", "a"]),
    ] {
        let query = format!("{{ events(orderBy: {order}) {{ nodes {{ slug }} }} }}");
        let found = app.data(&query, json!({}))["events"]["nodes"].take();
        assert_eq!(texts(&found, "/slug"), expected, "{order}");
    }
}
