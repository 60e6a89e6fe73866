//! Keys that no record or several records have: they fail the field that they are an argument of, and no other.

use serde_json::{Value as Json, json};

use super::{body, failure};
use crate::seeded::Registry;
use consortia::domain::record::Name;

/// Fields with a key that no record has, and the argument with it.
const UNKNOWN: [(&str, &str); 18] = [
    (
        "organizations(filter: { affiliatedWith: { object: { slug: \"none\" } } }) { totalCount }",
        "filter.affiliatedWith.object.slug",
    ),
    (
        "organizations(filter: { or: [{ topic: { name: \"Basket weaving\" } }] }) { totalCount }",
        "filter.or.topic.name",
    ),
    (
        "organizations(filter: { within: { organization: { slug: \"PSCC\" } } }) { facets { kinds { value } } }",
        "filter.within.organization.slug",
    ),
    (
        "people(filter: { organization: { slug: \"none\" } }) { nodes { name } }",
        "filter.organization.slug",
    ),
    (
        "programs(filter: { participant: { slug: \"none\" } }) { totalCount }",
        "filter.participant.slug",
    ),
    (
        "events(filter: { participant: { name: \"none\" } }) { totalCount }",
        "filter.participant.name",
    ),
    ("topics(filter: { within: { slug: \"none\" } }) { totalCount }", "filter.within.slug"),
    ("sources(filter: { publisher: { slug: \"none\" } }) { totalCount }", "filter.publisher.slug"),
    ("figures(filter: { program: { slug: \"none\" } }) { totalCount }", "filter.program.slug"),
    (
        "affiliations(filter: { not: { program: { slug: \"none\" } } }) { totalCount }",
        "filter.not.program.slug",
    ),
    ("affiliations(filter: { source: { slug: \"none\" } }) { totalCount }", "filter.source.slug"),
    (
        "affiliations(filter: { subject: { ror: \"https://ror.org/03yrm5c26\" } }) { totalCount }",
        "filter.subject.ror",
    ),
    (
        "search(query: \"cancer\", within: { organization: { slug: \"none\" } }) { totalCount }",
        "within.organization.slug",
    ),
    (
        "search(query: \"cancer\", filter: { program: { participant: { slug: \"none\" } } }) { totalCount }",
        "filter.program.participant.slug",
    ),
    ("commonAffiliates(of: [{ slug: \"inca\" }, { slug: \"none\" }]) { totalCount }", "of[1].slug"),
    ("path(from: { slug: \"none\" }, to: { slug: \"inca\" }) { length }", "from.slug"),
    ("path(from: { slug: \"inca\" }, to: { name: \"none\" }) { length }", "to.name"),
    ("path(from: { slug: \"inca\" }, to: { id: \"T3JnYW5pemF0aW9uOm5vbmU\" }) { length }", "to.id"),
];

#[test]
fn a_key_that_no_record_has_fails_its_field_alone() {
    for (field, argument) in UNKNOWN {
        let query = format!(
            "{{ before: organization(by: {{ slug: \"inca\" }}) {{ slug }} it: {field} after: sources {{ totalCount }} }}"
        );
        let body = body(&query, json!({}));
        assert_eq!(body["data"]["before"]["slug"], "inca", "{body}");
        assert_eq!(body["data"]["it"], Json::Null, "{body}");
        assert!(body["data"]["after"]["totalCount"].as_u64() > Some(0), "{body}");
        let errors = body["errors"].as_array().unwrap();
        assert_eq!(errors.len(), 1, "{body}");
        assert_eq!(errors[0]["path"], json!(["it"]), "{body}");
        assert_eq!(errors[0]["extensions"]["code"], "NOT_FOUND", "{body}");
        assert_eq!(errors[0]["extensions"]["argument"], argument, "{body}");
        assert!(errors[0]["locations"][0]["line"] == 1, "{body}");
    }
}

#[test]
fn every_field_of_the_root_can_fail_alone() {
    let query = super::SCHEMA.iter().find(|ty| ty["name"] == "Query").unwrap();
    for field in query["fields"].as_array().unwrap() {
        assert_ne!(field["type"]["kind"], "NON_NULL", "{field}");
    }
}

#[test]
fn a_field_has_one_error_and_each_field_its_own() {
    let query = "{ a: path(from: { slug: \"x\" }, to: { slug: \"y\" }) { length } \
                   b: sources(filter: { publisher: { slug: \"z\" } }) { totalCount } }";
    let body = body(query, json!({}));
    assert_eq!(body["data"], json!({ "a": null, "b": null }));
    let errors = body["errors"].as_array().unwrap();
    let told: Vec<_> =
        errors.iter().map(|it| (&it["path"][0], &it["extensions"]["argument"])).collect();
    assert_eq!(
        told,
        [(&json!("a"), &json!("from.slug")), (&json!("b"), &json!("filter.publisher.slug"))]
    );
}

#[test]
fn a_non_null_field_that_fails_takes_its_parent() {
    let query = "{ organization(by: { slug: \"pscc\" }) { \
                     name ancestors(within: { organization: { slug: \"none\" } }) { totalCount } } \
                   inca: organization(by: { slug: \"inca\" }) { slug } }";
    let within = query.replace("ancestors", "members");
    let body = body(&within, json!({}));
    assert_eq!(body["data"], json!({ "organization": null, "inca": { "slug": "inca" } }), "{body}");
    assert_eq!(body["errors"].as_array().unwrap().len(), 1);
    assert_eq!(body["errors"][0]["path"], json!(["organization", "members"]));
    assert_eq!(body["errors"][0]["extensions"]["argument"], "within.organization.slug");
}

#[test]
fn an_argument_of_a_list_item_fails_once_for_each_item() {
    let query = "{ organizations(first: 2) { nodes { \
                     slug members(within: { organization: { slug: \"none\" } }) { totalCount } } } }";
    let one = body(query, json!({}));
    // The item and the list are non-null, so the first failure ends the list.
    assert_eq!(one["data"], json!({ "organizations": null }));
    assert_eq!(one["errors"][0]["path"], json!(["organizations", "nodes", 0, "members"]));
    // Nothing fails where nothing is read.
    let none = body(&query.replace("first: 2", "first: 0"), json!({}));
    assert_eq!(none, json!({ "data": { "organizations": { "nodes": [] } } }));
}

#[test]
fn a_malformed_id_is_null_among_others() {
    let query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } after: sources { totalCount } }";
    let (pscc, unknown) = ("T3JnYW5pemF0aW9uOnBzY2M", "T3JnYW5pemF0aW9uOm5vbmU");
    let body = body(query, json!({ "ids": [pscc, "pscc", unknown, "R3JhbnQ6eA", pscc] }));
    assert_eq!(
        body["data"]["nodes"],
        json!([{ "id": pscc }, null, null, null, { "id": pscc }]),
        "{body}"
    );
    assert!(body["data"]["after"]["totalCount"].as_u64() > Some(0));
    let errors = body["errors"].as_array().unwrap();
    let paths: Vec<_> = errors.iter().map(|it| it["path"].clone()).collect();
    assert_eq!(
        paths,
        [json!(["nodes", 1]), json!(["nodes", 3])],
        "an unknown id is null as in `node`"
    );
    assert_eq!(errors[0]["extensions"]["argument"], "ids[1]");
    for query in [
        "{ it: node(id: \"pscc\") { id } }",
        "{ it: organization(by: { id: \"pscc\" }) { id } }",
        "{ it: person(by: { id: \"T3JnYW5pemF0aW9uOnBzY2M\" }) { id } }",
    ] {
        let (code, argument, message) = failure(query, json!({}));
        assert_eq!(code, "BAD_USER_INPUT", "{message}");
        assert!(argument == "id" || argument == "by.id", "{argument}");
    }
}

#[test]
fn an_invalid_value_still_refuses_the_request() {
    let query = "{ path(from: { slug: \"none\" }, to: { slug: \"inca\" }, limit: 0) { length } }";
    assert_eq!(super::refusal(query, json!({})).0, "limit");
}

/// An import that adds a second `XYZ` does not take the other data of a query that asks for the first by name.
#[test]
fn an_ambiguous_name_fails_its_field_alone() {
    let registry = Registry::with(|registry| {
        for organization in &mut registry.organizations[..2] {
            organization.names.push(Name::new("XYZ", None, "ACRONYM"));
        }
    });
    for (field, argument) in [
        ("organization(by: { name: \"xyz\" }) { slug }", "by.name"),
        ("network(around: { name: \"xyz\" }) { totalCount }", "around.name"),
        (
            "organizations(filter: { affiliatedWith: { organization: { name: \"xyz\" } } }) { totalCount }",
            "filter.affiliatedWith.organization.name",
        ),
    ] {
        let body = registry.body(&format!("{{ it: {field} sources {{ totalCount }} }}"));
        assert_eq!(body["data"]["it"], Json::Null, "{body}");
        assert!(body["data"]["sources"]["totalCount"].as_u64() > Some(0), "{body}");
        let extensions = &body["errors"][0]["extensions"];
        assert_eq!(extensions["code"], "AMBIGUOUS", "{body}");
        assert_eq!(extensions["argument"], argument, "{body}");
        assert_eq!(extensions["candidates"].as_array().unwrap().len(), 2, "{body}");
        let message = body["errors"][0]["message"].as_str().unwrap();
        assert!(message.contains("`slug`") && message.contains("store"), "{message}");
    }
}

#[test]
fn a_key_that_no_record_has_is_answered_with_similar_ones() {
    let path = |key: &str| {
        let query = format!("{{ path(from: {key}, to: {{ slug: \"inca\" }}) {{ length }} }}");
        body(&query, json!({}))["errors"][0].clone()
    };
    for (key, message, slugs) in [
        (
            "{ slug: \"PSCC\" }",
            "from.slug: no organization has the slug `PSCC`. Did you mean \"pscc\"?",
            json!(["pscc"]),
        ),
        (
            "{ slug: \"gustave-rousy\" }",
            "from.slug: no organization has the slug `gustave-rousy`. Did you mean \"gustave-roussy\"?",
            json!(["gustave-roussy"]),
        ),
        (
            "{ name: \"Gustave Rousy\" }",
            "from.name: no organization has the name `Gustave Rousy`. Did you mean the slug \"gustave-roussy\"?",
            json!(["gustave-roussy"]),
        ),
        ("{ slug: \"qqqq\" }", "from.slug: no organization has the slug `qqqq`.", Json::Null),
    ] {
        let error = path(key);
        assert_eq!(error["message"], message);
        assert_eq!(error["extensions"]["suggestions"], slugs, "{error}");
    }
    // A search for each of a hundred keys would be expensive: only the first error of a request has suggestions.
    let query = "{ a: path(from: { slug: \"PSCC\" }, to: { slug: \"inca\" }) { length } \
                   b: path(from: { slug: \"PSCC\" }, to: { slug: \"inca\" }) { length } }";
    let errors = body(query, json!({}))["errors"].take();
    assert!(errors[0]["extensions"]["suggestions"].is_array());
    assert!(errors[1]["extensions"]["suggestions"].is_null());
}

#[test]
fn unknown_words_of_the_schema_are_answered_with_similar_ones() {
    for (query, variables, message) in [
        ("{ organisations { totalCount } }", json!({}), "Did you mean \"organizations\"?"),
        ("{ organizations(filtre: {}) { totalCount } }", json!({}), "Did you mean \"filter\"?"),
        (
            "{ nodes(ids: []) { ... on Organisation { id } } }",
            json!({}),
            "Did you mean \"Organization\"?",
        ),
        (
            "{ nodes(ids: []) { slug } }",
            json!({}),
            "Did you mean to use an inline fragment on \"Source\", \"Organization\", or \"Person\"?",
        ),
        (
            "query ($f: OrganisationFilter) { organizations(filter: $f) { totalCount } }",
            json!({}),
            "Did you mean \"OrganizationFilter\"?",
        ),
        (
            "{ organizations(filter: { kind: { in: [FUNDER] } }) { totalCount } }",
            json!({}),
            "Did you mean \"kinds\"? Expected one of slug, name, kinds,",
        ),
        (
            "{ organizations(filter: { kinds: { in: [UNIVERSTY] } }) { totalCount } }",
            json!({}),
            "UNIVERSTY is not a value of OrganizationKind. Did you mean \"UNIVERSITY\"? Expected one of ",
        ),
        (
            "query ($k: [OrganizationKind!]) { organizations(filter: { kinds: { in: $k } }) { totalCount } }",
            json!({ "k": ["UNIVERSTY"] }),
            "\"UNIVERSTY\" is not a value of OrganizationKind. Did you mean \"UNIVERSITY\"? Expected one of ",
        ),
        (
            "query ($f: OrganizationFilter) { organizations(filter: $f) { totalCount } }",
            json!({ "f": { "kind": {} } }),
            "Did you mean \"kinds\"? Expected one of slug, name, kinds,",
        ),
    ] {
        let body = body(query, variables);
        assert!(body.get("data").is_none(), "{body}");
        let told = body["errors"][0]["message"].as_str().unwrap();
        assert!(told.contains(message), "{query}: {told}");
    }
}
