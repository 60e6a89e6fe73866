//! Relations say what they ended with.

use serde_json::{Value as Json, json};

use crate::seeded;

#[test]
fn a_relation_that_ended_with_its_organization_says_so() {
    let data = seeded::registry().ask(
        "{ upmc: organization(by: { slug: \"upmc\" }) {
             people(history: true) { nodes { slug } edges { position { until isCurrent endedWith { slug } } } }
             children(history: true) { edges { affiliation { until isCurrent endedWith { slug } } } } }
           pscc: organization(by: { slug: \"pscc\" }) {
             founders { edges { affiliation { endedWith { slug } } } } } }",
    );
    let with_upmc = json!({ "until": null, "isCurrent": false, "endedWith": { "slug": "upmc" } });
    for (list, relation) in [("people", "position"), ("children", "affiliation")] {
        let edges = data["upmc"][list]["edges"].as_array().unwrap();
        assert!(!edges.is_empty(), "{list}");
        for edge in edges {
            assert_eq!(edge[relation], with_upmc, "{list}");
        }
    }
    for edge in data["pscc"]["founders"]["edges"].as_array().unwrap() {
        assert_eq!(edge["affiliation"]["endedWith"], Json::Null);
    }
}
