//! Limits on a request: exceeding one is an error of the client that states the rule, never an internal error.

use serde_json::{Value as Json, json};

use crate::seeded::registry;

fn error(query: &str, variables: Json) -> Json {
    let mut body: Json = serde_json::from_str(&registry().answer(query, variables).body).unwrap();
    assert!(body.get("data").is_none(), "{query}: {body:.300}");
    body["errors"][0].take()
}

#[test]
fn lists_in_variables_are_bounded() {
    let names: Vec<_> =
        (0..301).map(|n| json!({ "name": { "contains": format!("x{n}") } })).collect();
    let keys: Vec<_> = (0..21).map(|n| json!({ "slug": format!("x{n}") })).collect();
    let ids = vec!["T3JnYW5pemF0aW9uOnBzY2M"; 101];
    let filter = "query ($v: OrganizationFilter) { organizations(filter: $v) { totalCount } }";
    let rows = [
        (filter, json!({ "v": { "or": names } }), "conditions"),
        (filter, json!({ "v": { "and": names } }), "conditions"),
        (
            "query ($v: [OrganizationKey!]!) { commonAffiliates(of: $v) { totalCount } }",
            json!({ "v": keys }),
            "20 at most",
        ),
        ("query ($v: [ID!]!) { nodes(ids: $v) { id } }", json!({ "v": ids }), "100 ids"),
    ];
    for (query, variables, rule) in rows {
        let error = error(query, variables);
        assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{error}");
        assert!(error["message"].as_str().unwrap().contains(rule), "{error}");
    }
}

#[test]
fn repeating_an_order_does_not_change_it() {
    let orders = vec![json!({ "field": "NAME" }); 400];
    let query = "query ($o: [OrganizationOrder!]) { organizations(first: 3, orderBy: $o) { nodes { slug } } }";
    let many = registry().answer(query, json!({ "o": orders })).body;
    assert_eq!(many, registry().answer(query, json!({ "o": { "field": "NAME" } })).body);
}

#[test]
fn nested_and_repeated_introspection_is_refused() {
    let nested = "{ __schema { types { possibleTypes { interfaces { possibleTypes { interfaces { name } } } } } } }";
    let many = format!(
        "{{ {} }}",
        (0..11)
            .map(|n| format!("a{n}: __schema {{ types {{ name }} }} "))
            .collect::<Vec<_>>()
            .concat()
    );
    for query in [nested, &many] {
        assert_eq!(error(query, json!({}))["extensions"]["code"], "QUERY_TOO_COMPLEX");
    }
}

#[test]
fn a_null_argument_means_its_default() {
    let network = |argument: &str| {
        registry().ask(&format!("{{ network(around: {{ slug: \"pscc\" }} {argument}) {{ truncated nodes {{ hops }} }} }}"))
    };
    assert_eq!(network("maxNodes: null, hops: null, history: null, certainty: null"), network(""));
    let organizations = |filter: &str| {
        registry().ask(&format!("{{ organizations(filter: {filter}) {{ totalCount }} }}"))
    };
    assert_eq!(
        organizations("{ affiliatedWith: { since: {} } }"),
        organizations("{ affiliatedWith: {} }")
    );
}
