//! Kinds of organizations, and narrower kinds.

use serde_json::json;

use super::{body, organizations};

#[test]
fn a_broad_kind_includes_narrower_ones_if_that_is_asked_for() {
    let kinds = |condition: &str| organizations(&format!("{{ kinds: {{ {condition} }} }}"));
    for (broad, all) in [
        ("EDUCATION", "EDUCATION, UNIVERSITY, SCHOOL"),
        ("HEALTHCARE", "HEALTHCARE, HOSPITAL, HOSPITAL_GROUP, CANCER_CENTRE"),
        ("FACILITY", "FACILITY, RESEARCH_UNIT"),
        ("GOVERNMENT", "GOVERNMENT, MINISTRY, AGENCY, LOCAL_AUTHORITY"),
        ("NONPROFIT", "NONPROFIT, ASSOCIATION, FOUNDATION"),
    ] {
        let every = kinds(&format!("in: [{all}]"));
        assert_eq!(kinds(&format!("in: [{broad}], narrower: true")), every, "{broad}");
        assert!(every > kinds(&format!("in: [{broad}]")), "{broad}: the seed has narrow kinds");
        assert_eq!(
            kinds(&format!("in: [{broad}], narrower: false")),
            kinds(&format!("in: {broad}"))
        );
        let none = kinds(&format!("notIn: [{broad}], narrower: true"));
        assert_eq!(none, kinds(&format!("notIn: [{all}]")), "{broad}");
    }
    assert_eq!(kinds("in: [UNIVERSITY], narrower: true"), kinds("in: [UNIVERSITY]"));
    assert_eq!(kinds("in: [], narrower: true"), 0);
    assert_eq!(kinds("narrower: true"), kinds(""));
    let both = kinds("in: [HEALTHCARE], notIn: [HOSPITAL], narrower: true");
    let listed = "in: [HEALTHCARE, HOSPITAL, HOSPITAL_GROUP, CANCER_CENTRE], notIn: [HOSPITAL]";
    assert_eq!(both, kinds(listed));
}

#[test]
fn variables_can_ask_for_narrower_kinds() {
    let query = "query ($k: OrganizationKindFilter) { organizations(filter: { kinds: $k }) { totalCount } }";
    let count = |kinds: serde_json::Value| {
        body(query, json!({ "k": kinds }))["data"]["organizations"]["totalCount"].clone()
    };
    assert_eq!(
        count(json!({ "in": ["EDUCATION"], "narrower": true })),
        organizations("{ kinds: { in: [EDUCATION, UNIVERSITY, SCHOOL] } }")
    );
    assert_eq!(
        count(json!({ "in": ["EDUCATION"] })),
        organizations("{ kinds: { in: [EDUCATION] } }")
    );
}
