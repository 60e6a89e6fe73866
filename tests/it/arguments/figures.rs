//! Filters of figures: units and ranges of numbers.

use serde_json::json;

use super::{count, refusal};

/// How many figures a filter finds.
fn figures(filter: &str) -> u64 {
    count("figures", filter)
}

#[test]
fn a_unit_is_a_code_of_ucum_or_iso_4217() {
    let query =
        "query ($u: [String!]!) { figures(filter: { unitCode: { in: $u } }) { totalCount } }";
    for (unit, cure) in [
        ("euros", "did you mean EUR?"),
        ("eur", "did you mean EUR?"),
        ("percent", "did you mean %?"),
        ("EUROS/a", "did you mean EUR/a?"),
        ("professionals", "or leave it out if there is none"),
    ] {
        let (argument, message) = refusal(query, json!({ "u": [unit] }));
        assert!(argument.starts_with("filter.unitCode.in"), "{argument}");
        assert!(message.contains("not the code of a unit") && message.contains(cure), "{message}");
    }
    assert_eq!(figures("{ unitCode: { in: [\"USD\"] } }"), 0, "a unit that no figure has");
    let all = figures("{}");
    let (with, without) = ("{ unitCode: { in: [\"%\"] } }", "{ unitCode: { notIn: [\"%\"] } }");
    assert_eq!(figures(with) + figures(without), all, "a rank has no unit, and is not lost");
}

#[test]
fn a_range_of_numbers_includes_its_ends() {
    let staff = |range: &str| {
        figures(&format!("{{ measureCode: {{ in: [STAFF] }}, comparableValue: {range} }}"))
    };
    assert_eq!(staff("{ min: 2100, max: 3000 }"), 2);
    assert_eq!(staff("{ min: 2100.5, max: 3000 }"), 1);
    assert_eq!(staff("{ min: 3000 }"), 2);
    assert_eq!(staff("{ max: 2100 }"), 1);
    assert_eq!(staff("{}"), 3);
    let query = "query ($min: Float) { figures(filter: { comparableValue: { min: $min, max: 1 } }) { totalCount } }";
    let (argument, message) = refusal(query, json!({ "min": 2 }));
    assert_eq!(argument, "filter.comparableValue");
    assert!(message.contains("`min` must not be greater than `max`"), "{message}");
}
