//! Dates and periods: what is impossible or contradicts itself is refused.

use serde_json::json;

use super::{body, fields, organizations, refusal};

#[test]
fn a_date_that_does_not_exist_is_refused_wherever_one_is_taken() {
    let mut taken = 0;
    for field in fields().into_iter().filter(|it| it.takes("asOf").is_some()) {
        taken += 1;
        for text in [
            "0000",
            "9999-99",
            "2007-02-30",
            "07",
            "10000",
            "-2007",
            "2007-01-01T00:00",
            "today",
            "",
            " 2007",
        ] {
            let (argument, _) =
                refusal(&field.query_with("($d: PartialDate)", "asOf: $d"), json!({ "d": text }));
            assert_eq!(argument, "asOf", "{}: `{text}`", field.name);
        }
    }
    assert!(taken > 40, "{taken}");
}

#[test]
fn a_period_that_ends_before_it_begins_is_refused() {
    for (query, argument) in [
        (
            "{ organizations(filter: { foundedOn: { from: \"2008\", to: \"2007\" } }) { totalCount } }",
            "filter.foundedOn",
        ),
        (
            "{ events(filter: { date: { from: \"2007-02\", to: \"2007-01\" } }) { totalCount } }",
            "filter.date",
        ),
        (
            "{ affiliations(filter: { since: { from: \"2007-01-02\", to: \"2007-01-01\" } }) { totalCount } }",
            "filter.since",
        ),
        (
            "{ affiliations(filter: { until: { from: \"2008\", to: \"2007\" } }) { totalCount } }",
            "filter.until",
        ),
        (
            "{ organizations(filter: { affiliatedWith: { since: { from: \"2008\", to: \"2007\" } } }) { totalCount } }",
            "filter.affiliatedWith.since",
        ),
        (
            "{ organizations(filter: { foundedOn: { from: \"2007-02-30\" } }) { totalCount } }",
            "filter.foundedOn.from",
        ),
        (
            "{ organizations(filter: { foundedOn: { to: \"\" } }) { totalCount } }",
            "filter.foundedOn.to",
        ),
    ] {
        assert_eq!(refusal(query, json!({})).0, argument, "{query}");
    }
    let year = organizations("{ foundedOn: { from: \"2007\", to: \"2007-12-31\" } }");
    assert_eq!(organizations("{ foundedOn: { from: \"2007-01-01\", to: \"2007\" } }"), year);
}

/// Every recorded relation includes those that are possible. `CERTAIN` is the default, which programs fill in.
#[test]
fn possible_relations_are_refused_where_every_recorded_one_is_asked_for() {
    let mut taken = 0;
    for field in fields() {
        let Some(history) = field.takes("history") else { continue };
        taken += 1;
        let possible = field.query("history: true, certainty: POSSIBLE");
        let (argument, message) = refusal(&possible, json!({}));
        assert_eq!(argument, "certainty", "{}", field.name);
        assert!(message.contains("`history`"), "{message}");
        let only = body(&field.query("certainty: POSSIBLE"), json!({}));
        let by_default = history["defaultValue"] == "true";
        assert_eq!(only.get("errors").is_some(), by_default, "{}: {only}", field.name);
        let variables = "($c: Certainty, $h: Boolean)";
        let both = field.query_with(variables, "history: $h, certainty: $c");
        assert_eq!(
            refusal(&both, json!({ "h": true, "c": "POSSIBLE" })).0,
            "certainty",
            "{}",
            field.name
        );
        let every = body(&field.query("history: true"), json!({}));
        assert_eq!(body(&both, json!({ "h": true })), every, "{}", field.name);
        assert_eq!(body(&both, json!({ "h": true, "c": "CERTAIN" })), every, "{}", field.name);
    }
    assert!(taken > 35, "{taken}");
    let within = "{ organizations(filter: { affiliatedWith: { history: true, certainty: POSSIBLE } }) { totalCount } }";
    assert_eq!(refusal(within, json!({})).0, "certainty");
}
